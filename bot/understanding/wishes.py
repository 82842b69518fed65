"""A message with two wishes of different kinds → its two parts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from bot.understanding.query import Query

_JOINT = re.compile(
    r"\?,|,(?:还有(?![吗没么])|另外|此外|第二件事|二,|还想|也想|还要|我还)"
    r"|,?(?:顺便|再(?:问|告诉|说说|讲讲|帮|给|教))"
    r"|,? ?(?<![a-z])(?:and also|also,|another thing|by the way)"
    r"|,(?=第[一二三四五六七八九十\d]+[个家])"
    r"|,(?=到了以后)"
)
_WISHES = frozenset(
    {
        Intent.NEARBY,
        Intent.DETAIL,
        Intent.ROUTE,
        Intent.ANSWER,
        Intent.CIRCLE,
        Intent.HUMAN,
        Intent.UNKNOWN,
    }
)
# What is said once holds for both.
_SHARED = ("place", "place_text", "point", "minutes", "pace", "accessible", "off", "pick", "picks")
_ASKED_ALONE = frozenset({Intent.DETAIL, Intent.ROUTE})


def parts_of(text: str) -> tuple[str, str] | None:
    """Split a normalised sentence where a second wish may begin."""
    for found in _JOINT.finditer(text):
        if found.start() > 1 and found.end() < len(text) - 1:
            return text[: found.start()], text[found.end() :].strip(",")
    return None


def both(whole: Query, first: Query, second: Query, *, sure: bool) -> Query:
    """Give the whole as two wishes if its parts are wishes of different kinds.

    `sure` when the second part speaks of a matter that is not ours.
    """
    if not {first.intent, second.intent} <= _WISHES or first.intent is Intent.UNKNOWN:
        return whole
    if second.intent is Intent.UNKNOWN and not sure:
        return whole
    if _kind(first) == _kind(second) or whole.corrects:
        return whole
    if first.intent is second.intent and first.pick is not None:
        return whole  # two lines of one list are one wish
    first, second = _sharing(first, second), _sharing(second, first)
    return replace(first, also=(second,))


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
