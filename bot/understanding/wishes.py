"""A message with two wishes of different kinds → its two parts."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from bot.understanding.query import Query
    from bot.understanding.sentence import Sentence

# Where a second wish is announced, and where it may begin without a word.
_ANNOUNCED = re.compile(
    r",(?:还有(?![吗没么能]|一个|座)|另外|此外|第二件事|二,|还想|也想|还要|我还|外加|对了,?)"
    r"|,?(?:顺便|然后|再(?:问|告诉|说说|讲讲|帮|给|教|列|来))"
    r"|,? ?(?<![a-z])(?:and also|also,|another thing|by the way)"
    r"|,(?=到了以后)"
)
_UNANNOUNCED = re.compile(r"\?,|,(?=第[一二三四五六七八九十\d]+[个家])")
_WISHES = frozenset(
    {
        Intent.NEARBY,
        Intent.DETAIL,
        Intent.ROUTE,
        Intent.ANSWER,
        Intent.CIRCLE,
        Intent.HUMAN,
        Intent.UNKNOWN,
        Intent.MORE,
        Intent.HELP,
        Intent.FEEDBACK,
    }
)
# Kinds of words that turn a clause into a wish of their kind.
_TURNS = frozenset({"route", "detail"})
_ASKS = frozenset({"where", "near", "exist"})
# Kinds of wishes that only a word announces beside another one.
_ANNOUNCED_ONLY = frozenset({Intent.MORE, Intent.HELP, Intent.FEEDBACK})
# What is said once holds for both.
_SHARED = (
    "place",
    "place_text",
    "place_kind",
    "point",
    "minutes",
    "pace",
    "accessible",
    "off",
    "pick",
    "picks",
)
_ASKED_ALONE = frozenset({Intent.DETAIL, Intent.ROUTE})


class Parts(NamedTuple):
    """Two parts of a sentence; `announced` when a word such as "还有" stands between."""

    first: str
    second: str
    announced: bool


def parts_of(sentence: Sentence) -> Parts | None:
    """Split a sentence where a second wish may begin."""
    text = sentence.text
    for joint in (_ANNOUNCED, _UNANNOUNCED):
        for found in joint.finditer(text):
            if found.start() > 1 and found.end() < len(text) - 1:
                second = text[found.end() :].strip(",")
                return Parts(text[: found.start()], second, joint is _ANNOUNCED)
    turn = _turn(sentence)
    return Parts(text[: turn - 1], text[turn:], announced=False) if turn else None


def _turn(sentence: Sentence) -> int | None:
    """Where a clause asks for another kind of thing than the one before it."""
    kinds: dict[int, str] = {}
    for span in sentence.spans:
        start = sentence.clause(span.start)[0]
        if span.word.kind == "intent" and span.word.key in _TURNS:
            kinds[start] = span.word.key
        elif span.word.kind == "cue" and span.word.key in _ASKS and start not in kinds:
            kinds[start] = "nearby"
    starts = list(kinds)
    turns = (new for old, new in pairwise(starts) if kinds[old] != kinds[new])
    return next(turns, None)


def both(whole: Query, first: Query, second: Query, *, announced: bool, outside: bool) -> Query:
    """Give the whole as two wishes if its parts are wishes of different kinds.

    Without a word that announces the second, each must name what it is about, and not the same.
    `outside` when the second part speaks of a matter that is not ours.
    """
    if not announced and not _ANNOUNCED_ONLY.isdisjoint({first.intent, second.intent}):
        return whole
    foreign = second.intent is Intent.UNKNOWN and not (announced and outside)
    wishes = {first.intent, second.intent} <= _WISHES and first.intent is not Intent.UNKNOWN
    one, other = _object(first), _object(second)
    apart = announced or (one and other and one != other)
    if foreign or not (wishes and apart) or whole.corrects or _is_one(whole, first, second):
        return whole
    first, second = _sharing(first, second), _sharing(second, first)
    return replace(first, also=(second,))


def _object(query: Query) -> object:
    """What a wish is about, None where nothing is named."""
    return query.categories or query.picks or query.goal or None


def _is_one(whole: Query, first: Query, second: Query) -> bool:
    """Whether both parts are one wish: of one kind, about lines of one list, or one is denied."""
    lines = {*first.picks, *second.picks}
    if _kind(first) == _kind(second) or (first.intent is second.intent and first.pick is not None):
        return True
    return bool(first.picks and second.picks) and not lines <= {*whole.picks}


def _kind(query: Query) -> tuple[object, ...]:
    """What makes two wishes one: two services are one search, two lines are two."""
    if query.intent in _ASKED_ALONE and query.pick is not None:
        return query.intent, query.pick
    if query.intent is Intent.DETAIL and query.categories:
        return query.intent, query.categories
    if query.intent is Intent.ANSWER:
        return query.intent, query.topic
    return (query.intent,)


def _sharing(one: Query, other: Query) -> Query:
    filled = {slot: getattr(other, slot) for slot in _SHARED if not getattr(one, slot)}
    if one.place or one.place_text:
        filled = {slot: value for slot, value in filled.items() if "place" not in slot}
    return replace(one, **filled)
