"""A conversation of one resident, for every test of alarms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.storage.store import Store
from tests.bot.conversation.talk import Resident, dialogue_over

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Resident]:
    """A conversation over a store of its own."""
    with Store.open(tmp_path / "store.db") as store:
        yield Resident(dialogue_over(store))
