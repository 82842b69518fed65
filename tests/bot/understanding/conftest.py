"""What the tests of understanding share."""

from __future__ import annotations

import pytest

from tests.corpus.understood import Understood


@pytest.fixture(scope="session")
def understood() -> Understood:
    """The understanding of the box: the rules, the classifier, and what asks about danger."""
    return Understood.open()
