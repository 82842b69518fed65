"""A cue takes the danger out of the signs in its reach, and out of no others."""

from __future__ import annotations

from typing import Any

import pytest

from bot.understanding.safety.assertion import Assertion
from bot.understanding.safety.sign_patterns import Pattern
from bot.understanding.safety.terms import Terms

TABLES: dict[str, dict[str, Any]] = {
    "now": {"words": ["现在"]},
    "past": {
        "words": ["去年"],
        "silences": ["medical"],
        "after": "all",
        "before": 2,
        "pauses": 1,
        "inside": True,
        "ends": ["now"],
    },
    "denied": {"words": ["没"], "silences": ["medical", "fire"], "after": 0},
    "told": {"words": ["电影"], "silences": ["medical"], "after": 9, "unless": ["help"]},
    "help": {"words": ["快来"]},
}


def stands(text: str, line: str = "摔倒", kind: str = "medical") -> bool:
    """Whether the first sign that a line finds in a text is said of here and now."""
    words = {name: tuple(table["words"]) for name, table in TABLES.items()}
    pattern = Pattern.of(line, words)
    found = Terms.of(words).find(text)
    return Assertion.of(TABLES, ("medical", "fire")).stands(kind, next(pattern.find(found)), found)


@pytest.mark.parametrize(
    "text", ["去年摔倒", "去年在家,摔倒", "摔倒是去年", "没摔倒", "电影里摔倒了"]
)
def test_a_cue_silences_in_its_reach(text: str) -> None:
    """Before it, after it, and over as many pauses as it may."""
    assert not stands(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("摔倒", "no cue"),
        ("去年在家,走路,摔倒", "too many pauses"),
        ("摔倒,他好得很,去年", "too far in front"),
        ("去年好,现在摔倒", "a word of now ends the past"),
        ("没站稳摔倒", "the denial is of something else"),
        ("不没摔倒", "the denial is denied"),
        ("电影里摔倒了快来", "somebody calls for help"),
    ],
)
def test_a_cue_silences_nothing_else(text: str, why: str) -> None:
    """A sign that no cue reaches stands."""
    assert stands(text), why


def test_a_cue_silences_its_own_kinds() -> None:
    """A fire of last year is for another cue to judge."""
    assert stands("去年着火", "着火", "fire")
    assert not stands("没着火", "着火", "fire")


def test_a_denial_inside_a_sign_is_part_of_it_or_silences_it() -> None:
    """The sign "没反应" stands; "老人没摔倒" denies the second part of one."""
    assert stands("叫他没反应", "叫 > 没 > 反应")
    assert not stands("老人没摔倒", "老人 > 摔倒")
    assert not stands("老人去年摔倒", "老人 > 摔倒")
