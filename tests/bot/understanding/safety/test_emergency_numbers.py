"""120, 110 and 119 are numbers to call where nothing makes them something else."""

from __future__ import annotations

import pytest

from bot.understanding.safety.emergency_numbers import with_numbers
from bot.understanding.safety.terms import Terms


def classes(text: str) -> set[str]:
    """The classes of numbers to call in a text."""
    return set(with_numbers(Terms.of({}).find(text)).spans)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("120", "ambulance"),
        ("打幺二零", "ambulance"),
        ("120 120", "ambulance"),
        ("yao er ling", "ambulance"),
        ("one two zero", "ambulance"),
        ("1 1 9", "firemen"),
        ("妖妖九", "firemen"),
        ("110快点", "police"),
        ("999", "foreign"),
    ],
)
def test_a_number_is_heard_as_it_is_said(text: str, name: str) -> None:
    """In digits, apart, as they sound, in English and in pinyin."""
    assert classes(text) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "110路",
        "120分钟",
        "119块",
        "120/80",
        "血压120",
        "坐110",
        "1120",
        "1205",
        "12 0分",
        "120多斤",
    ],
)
def test_a_number_may_count_something(text: str) -> None:
    """A bus, a price, a time, a blood pressure is no number to call."""
    assert classes(text) == set()
