"""No pattern takes exponential time: what is repeated without end reads a text in one way only."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING

import pytest

import bot.understanding
from bot.lazy_regex import _LazyPattern
from bot.normal_form import HEAD_CHARS, TAIL_CHARS, shortened
from bot.understanding.after_alarm.people_in_alarm import clauses_of
from bot.understanding.turns.turn import Turn
from tests.support.patterns.ambiguity import ambiguous

if TYPE_CHECKING:
    from collections.abc import Iterator


def _patterns_in(value: object) -> Iterator[str]:
    """Find the patterns in a variable of a module, in tables too."""
    if isinstance(value, _LazyPattern):
        yield value.pattern
    elif isinstance(value, dict | tuple | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _patterns_in(one)


def test_no_repeat_reads_a_text_in_two_ways() -> None:
    """Not even a text made for it, of any length, keeps those who come after it waiting."""
    names = [one.name for one in walk_packages(bot.understanding.__path__, "bot.understanding.")]
    variables = [value for name in names for value in vars(import_module(name)).values()]
    patterns = {pattern for value in variables for pattern in _patterns_in(value)}
    assert len(patterns) > 600
    assert {text: pattern for pattern in patterns for text in ambiguous(pattern)} == {}


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(?:刚|刚刚)*", "刚刚"),
        ("(?:往那|往|那)+了", "往那"),
        ("(?:从[^,]{1,3}|我)*", "从"),
        ("(?:a?b?)*", "ab"),
        ("x(?:(?:a|,)*b|a+)*", "ab"),
        ("(?:甲+,?)*", "甲甲"),
    ],
)
def test_two_ways_are_found(pattern: str, text: str) -> None:
    """Nested repeats, and words that are made of other words."""
    found = list(ambiguous(pattern))
    assert len(found) == 1
    assert found[0].startswith(text)


@pytest.mark.parametrize(
    "pattern",
    [
        "(?:刚刚?+)*",
        "(?:爸(?!爸)|爸爸)*",
        "(?:第[一二\\d]++|\\d)*",
        "(?:(?:is|on|i|son)(?![a-z])| )*",
        "(?:[a-z]+ )*",
        "(?:刚|刚刚){0,4}",
    ],
)
def test_one_way_is_no_fault(pattern: str) -> None:
    """What is taken whole is taken in one way, and so is what must not be followed by more."""
    assert not list(ambiguous(pattern))


def test_a_long_text_is_shortened() -> None:
    """However much is sent, so much is read, clause by clause after an alarm too."""
    assert len(shortened("食堂在哪里" * 800)) == HEAD_CHARS + TAIL_CHARS + 1
    assert len("".join(clauses_of(Turn("好了，食堂在哪里，" * 500)))) <= HEAD_CHARS + TAIL_CHARS
