"""Words are found in a text wherever they stand, and how far they are from each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.safety.terms import Span, Terms

if TYPE_CHECKING:
    from bot.understanding.safety.terms import TermMatches


@pytest.mark.parametrize(
    ("one", "other", "holds", "meets", "hides"),
    [
        ((1, 4), (1, 4), True, True, False),
        ((1, 4), (1, 3), True, True, True),
        ((1, 4), (2, 4), True, True, True),
        ((2, 4), (1, 4), False, True, False),
        ((1, 4), (3, 6), False, True, True),
        ((3, 6), (1, 4), False, True, True),
        ((1, 4), (4, 6), False, False, False),
        ((4, 6), (1, 4), False, False, False),
    ],
)
def test_a_stretch_holds_meets_and_hides_another(
    one: tuple[int, int], other: tuple[int, int], *, holds: bool, meets: bool, hides: bool
) -> None:
    """Stretches that touch do not meet; a shorter one never hides the longer one around it."""
    first, second = Span(*one), Span(*other)
    assert (first.holds(second), first.meets(second), first.hides(second)) == (holds, meets, hides)


def test_a_latin_word_stands_alone() -> None:
    """No "fell" is in "fellow"; a plural s is passed over."""
    terms = Terms.of({"fell": ("fell", "pill"), "sing": ("k歌",)})
    assert terms.find("my fellow").spans == {}
    assert terms.find("she fell, pills").spans == {"fell": (Span(4, 8), Span(10, 14))}
    assert terms.find("pills, fells").spans == {"fell": (Span(0, 4), Span(7, 11))}
    assert terms.find("1fell pillss pills7 fell2").spans == {}
    assert terms.find("k歌ok").spans == {"sing": (Span(0, 2),)}


def test_words_may_overlap_and_be_of_several_classes() -> None:
    """Nothing is lost because something longer stands there too; no word reaches past the end."""
    terms = Terms.of({"no": ("没", "没"), "none": ("没有", "没")})
    assert terms.find("没有").spans == {"no": (Span(0, 1),), "none": (Span(0, 1), Span(0, 2))}
    assert terms.find("他没").spans == {"no": (Span(1, 2),), "none": (Span(1, 2),)}


def test_units_are_characters_and_latin_words() -> None:
    """A distance means the same in Chinese and in English."""
    found = Terms.of({"no": ("没",)}).find("he isn't down,快来")
    assert found.units(0, len(found.text)) == 5
    assert found.pauses(0, len(found.text)) == 1
    assert (found.units(0, 2), found.units(2, 3), found.units(14, 15)) == (1, 0, 1)
    assert (found.pauses(0, 13), found.pauses(13, 14), found.pauses(14, 16)) == (0, 1, 0)


def _found(text: str) -> TermMatches:
    return Terms.of({"fire": ("火", "着火"), "help": ("救命", "着火")}).find(text)


def test_places_of_several_classes_come_in_order_and_once() -> None:
    """A word of two classes stands in one place."""
    both = frozenset({"help", "fire"})
    assert _found("救命着火").of(both) == [(0, 2), (2, 4), (3, 4)]
    assert _found("救命着火").of(frozenset({"fire"})) == [(2, 4), (3, 4)]


@pytest.mark.parametrize(
    ("text", "is_all"), [("喂,救命火", False), (",救命火!", True), ("救命啊", False), ("!", True)]
)
def test_words_may_be_all_that_is_said(text: str, *, is_all: bool) -> None:
    """Pauses and marks say nothing; any other unit does."""
    assert _found(text).is_all(frozenset({"help", "fire"})) is is_all


def test_a_class_whose_words_are_dropped_is_not_there() -> None:
    """What only looks alike leaves nothing behind, and the other words stay."""
    rest = _found("救命火").without(lambda span: span.start == 0)
    assert (rest.text, rest.spans) == ("救命火", {"fire": (Span(2, 3),)})
    assert not rest.has(frozenset({"help"}))
