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
    "mocked": {"words": ["才怪"], "silences": ["medical"], "before": 0},
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


@pytest.mark.parametrize(
    ("text", "is_real"),
    [
        (f"电影{'里' * 9}摔倒", False),
        (f"电影{'里' * 10}摔倒", True),
        ("摔倒,他说去年", False),
        ("摔倒他说是去年", True),
        ("摔倒,他,去年", True),
        ("摔倒才怪", False),
        ("摔倒了才怪", True),
        ("才怪摔倒", True),
        ("没,摔倒", True),
        ("快来看电影里摔倒", True),
        ("现在说去年摔倒", False),
        ("去年摔倒,没现在", False),
    ],
)
def test_a_reach_ends_exactly_where_it_is_written(text: str, *, is_real: bool) -> None:
    """The last unit and the last pause still count; one more does not."""
    assert stands(text) is is_real


@pytest.mark.parametrize(
    ("text", "line", "is_real"),
    [
        ("没反应", "没反应", True),
        ("去年糕卡住", "去年糕", True),
        ("去年糕卡住", "去年糕 > 卡", False),
        ("没气了", "没气 > 了", True),
        ("去年终摔", "年终 > 摔", False),
        ("老人没看见摔倒", "老人 > 摔倒", True),
        ("去年现在摔", "现在 > 摔", True),
        ("去年摔现在", "摔 > 现在", True),
    ],
)
def test_a_cue_inside_or_across_a_sign(text: str, line: str, *, is_real: bool) -> None:
    """A part of the sign silences nothing, unless it may stand inside; what laps over one does.

    A word that ends the cue's reach may be a part of the sign itself.
    """
    assert stands(text, line) is is_real


@pytest.mark.parametrize("denial", ["没", "不", "没有"])
def test_a_denied_cue_silences_nothing(denial: str) -> None:
    """What is no film may be real; a denial elsewhere leaves it one."""
    assert stands(f"{denial}电影里摔倒")
    assert not stands("电影里不摔倒")
