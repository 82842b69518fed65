"""A message of two parts → two wishes, or one search for both of its services."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.understanding.lexicon.listed_words import UNLISTED
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.understanding.query import Query

WISHES = frozenset(Intent) - {
    *(Intent.SET_PLACE, Intent.SET_PACE, Intent.EMERGENCY, Intent.GREET, Intent.THANKS)
}
"""What is answered by itself, beside something else."""
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


def both(whole: Query, first: Query, second: Query, outside: Sequence[bool]) -> Query:
    """Give the whole as two wishes if its parts are wishes of different kinds.

    Two services that are looked for are one search.
    `outside` tells which part speaks of a matter that is not ours. Who wants to be forgotten as
    well is answered first.
    """
    if first.intent is second.intent is Intent.NEARBY:
        return _of_both_services(whole, first, second)
    parts = first, second
    foreign = any(
        part.intent is Intent.UNKNOWN and not named
        for part, named in zip(parts, outside, strict=True)
    )
    intents = {part.intent for part in parts}
    lost = whole.intent is Intent.FORGET and Intent.FORGET not in intents
    if foreign or lost or not intents <= WISHES or whole.corrects or _is_one(whole, *parts):
        return whole
    one, other = (_sharing(_sharing(part, rest), whole) for part, rest in (parts, parts[::-1]))
    if one.intent is Intent.FORGET or one.topic == UNLISTED:
        one, other = other, one
    if other.topic == UNLISTED and one.categories:
        return replace(one, not_ours=other.unheard)
    return replace(one, also=(other,))


def without_lost(whole: Query, first: Query, second: Query, words: Sequence[str]) -> Query | None:
    """Of two people's wishes, say the one back that nobody understands; None where both are."""
    parts = first, second
    understood = [one.intent is Intent.NEARBY and bool(one.categories) for one in parts]
    if all(understood) or not any(understood):
        return None
    wish, (lost, said) = parts[understood[1]], (parts[understood[0]], words[understood[0]])
    if lost.intent is not Intent.UNKNOWN:
        return None
    wish = _sharing(_sharing(wish, lost), whole)
    return replace(wish, not_ours=lost.unheard or (said,))


def _of_both_services(whole: Query, first: Query, second: Query) -> Query:
    """Look for what both parts look for, if the whole is read as one search or not at all."""
    services = tuple(dict.fromkeys((*first.categories, *second.categories)))
    one = whole.intent in {Intent.NEARBY, Intent.UNKNOWN} and not whole.corrects
    if not one or services in {first.categories, second.categories}:
        return whole
    searched = whole if whole.intent is Intent.NEARBY else _sharing(first, second)
    return replace(searched, categories=services)


def _is_one(whole: Query, first: Query, second: Query) -> bool:
    """Whether both parts are one wish: of one kind, about lines of one list, or one is denied."""
    if any(_is_about(whole, part) for part in (first, second)):
        return True
    lines = {*first.picks, *second.picks}
    if _kind(first) == _kind(second) or (first.intent is second.intent and first.pick is not None):
        return True
    return bool(first.picks and second.picks) and not lines <= {*whole.picks}


def _is_about(whole: Query, part: Query) -> bool:
    """Whether a part asks of nothing but what the whole names: "我想去文化中心，怎么走，多久"."""
    own = part.categories or part.facility or part.goal or part.pick is not None
    named = whole.categories or whole.facility
    alike = part.intent is whole.intent or whole.intent is Intent.ROUTE
    return bool(named and not own) and alike and part.intent in _ASKED_ALONE


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
    if one.names_a_place:
        filled = {slot: value for slot, value in filled.items() if "place" not in slot}
    return replace(one, **filled)
