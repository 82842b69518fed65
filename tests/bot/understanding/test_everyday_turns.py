"""Everyday turns that were taken for something else: a bus, a goodbye, "does it deliver"."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent
from tests.corpus.understood import Understood

if TYPE_CHECKING:
    from bot.understanding.understander import Understander

NOW = datetime.fromisoformat("2026-03-10T10:00:00+08:00")  # a Tuesday


@pytest.fixture(scope="module")
def understander() -> Understander:
    """The understanding of the box, by rules alone."""
    return Understood.open(learned=False).understander


@pytest.mark.parametrize("text", ["where can I take the bus", "几路车到人民广场", "去外滩坐几路车"])
def test_a_bus_is_no_matter_of_medicine_or_places(understander: Understander, text: str) -> None:
    """Which bus, and where it stops, gets the answer about buses."""
    query = understander.understand(text, NOW)
    assert (query.intent, query.topic) == (Intent.UNKNOWN, "transport")
    assert not query.advice


def test_medicine_to_take_is_advice(understander: Understander) -> None:
    """What may be taken with what is asked of a doctor."""
    assert understander.understand("can i take two of these with wine", NOW).advice


@pytest.mark.parametrize("text", ["does it deliver", "送不送", "do they deliver?"])
def test_a_quality_alone_is_asked_of_the_last_list(understander: Understander, text: str) -> None:
    """The last question again, with what the place should have."""
    query = understander.understand(text, NOW)
    assert (query.intent, query.follows) == (Intent.NEARBY, True)
    assert query.attributes == ("delivery",)


def test_until_tomorrow_is_a_goodbye(understander: Understander) -> None:
    """Nothing is looked for tomorrow."""
    assert understander.understand("明天见", NOW).intent is Intent.THANKS
