"""Which facilities a sentence leaves out: by their name, or the street they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.conversation.context import Context
    from bot.understanding.query import Query
    from geo.facility import Facility

_MOST_ALIKE = 2


def left_out(context: Context, query: Query) -> tuple[str, ...]:
    """Give the ids of the facilities that are not wanted."""
    return tuple(one.id for words in query.left_out for one in called(context, query, words))


def called(context: Context, query: Query, words: str) -> list[Facility]:
    """Give the facilities of the kinds asked for with such a name or address; of many, none.

    The words may name the street or place in another language than the address.
    """
    known = [one for one in context.dataset.facilities if one.id == words]
    if known:
        return known
    slots = context.session.slots
    categories = query.categories or (slots.categories if slots else ())
    mentions = context.dataset.places.mentions(words)
    names = {words, *(name for one in mentions for place in one.places for name in place.name)}
    found = [
        one
        for one in context.dataset.facilities
        if one.category in categories
        and any(is_called(one, name) or name in one.address for name in names if name)
    ]
    return found if len(found) <= _MOST_ALIKE else []


def is_called(facility: Facility, words: str) -> bool:
    """Whether words are a part of one of the names of a facility."""
    return any(words.lower() in name.lower() for name in facility.name)
