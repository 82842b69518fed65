"""Conversations over the box, for every test of what is asked of the last answer."""

from __future__ import annotations

import pytest

from tests.bot.conversation.talk import Talk


@pytest.fixture(scope="module")
def talk() -> Talk:
    """Conversations over the box."""
    return Talk()
