"""Words are found, and patterns cover them only where they stand close enough."""

from __future__ import annotations

import pytest

from bot.understanding.safety.sign_patterns import Pattern
from bot.understanding.safety.terms import Span, Terms

CLASSES = {"call": ("叫", "喊"), "no": ("不", "没"), "answer": ("应", "反应"), "fell": ("fell",)}


def covered(line: str, text: str) -> list[str]:
    """Every stretch of the text that a line of classes and words covers."""
    literals: dict[str, tuple[str, ...]] = dict(CLASSES)
    pattern = Pattern.of(line, literals)
    found = Terms.of(literals).find(text)
    return [text[slice(*sign.whole)] for sign in pattern.find(found)]


@pytest.mark.parametrize(
    ("line", "text", "stretches"),
    [
        ("<call> > <no> > <answer>", "我叫他他没反应", ["叫他他没反应"]),
        ("<call> > <no> > <answer>", "没反应,我叫他", []),
        ("<call> > <no>", "叫他,没来", []),
        ("<call> > <no>", "叫他一二三四五六七没", []),
        ("<call> + <no>", "叫他不来", ["叫他不"]),
        ("<call> + <no>", "叫他来不", []),
        ("<no> & <call>", "叫他,没来", ["叫他,没"]),
        ("<no> & <call>", "叫他,走了,没来", []),
        ("<no> ~ <call>", "叫他,走了,他就是没来", ["叫他,走了,他就是没"]),
        ("叫/喊 > 应", "喊他不应", ["喊他不应"]),
    ],
)
def test_a_join_says_how_close(line: str, text: str, stretches: list[str]) -> None:
    """Next is "+", after in one clause ">", beside in any order "&", anywhere around "~"."""
    assert covered(line, text) == stretches


def test_a_latin_word_stands_alone() -> None:
    """No "fell" is in "fellow"; a plural s is passed over."""
    terms = Terms.of({"fell": ("fell", "pill")})
    assert terms.find("my fellow").spans == {}
    assert terms.find("she fell, pills").spans == {"fell": (Span(4, 8), Span(10, 14))}


def test_words_may_overlap_and_be_of_several_classes() -> None:
    """Nothing is lost because something longer stands there too."""
    found = Terms.of({"no": ("没",), "none": ("没有", "没")}).find("没有")
    assert found.spans == {"no": (Span(0, 1),), "none": (Span(0, 1), Span(0, 2))}


def test_units_are_characters_and_latin_words() -> None:
    """A distance means the same in Chinese and in English."""
    found = Terms.of({"no": ("没",)}).find("he is down,快来")
    assert found.units(0, len(found.text)) == 5
    assert found.pauses(0, len(found.text)) == 1
