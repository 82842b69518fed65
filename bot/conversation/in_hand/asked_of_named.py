"""What no source tells of a facility that is named or in hand: its menu, what else it has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.understanding.in_hand.asked_again import asks_if_had, asks_menu
from bot.understanding.query import Intent
from bot.understanding.services import CANTEEN
from bot.understanding.slots.attribute_names import Attribute

if TYPE_CHECKING:
    from bot.conversation.context import Context
    from bot.understanding.query import Query
    from geo.facility import Facility

_READ = frozenset({Intent.NEARBY, Intent.DETAIL})


def with_untold(context: Context, query: Query) -> Query:
    """Note what is asked beside the card of one facility, so that it is said to be unknown."""
    one = _meant(context, query)
    if one is None or query.intent not in _READ or query.aspects or query.untold:
        return query
    if one.category == CANTEEN and asks_menu(context.turn):
        return replace(query, attributes=(*query.attributes, Attribute.MENU))
    other = query.intent is Intent.DETAIL and {*query.categories} - {one.category}
    words = context.turn.words
    told = any(service in words for service in one.services)
    if other and not told and asks_if_had(context.turn):
        return replace(query, untold=(words,))
    return query


def _meant(context: Context, query: Query) -> Facility | None:
    session = context.session
    if query.facility:
        return context.dataset.facility(query.facility)
    alone = not (query.points_at_something or query.names_a_place)
    if not (alone and session.speaks_of_one) or session.answer or session.pending:
        return None
    one = context.dataset.facility(session.facility)
    return one if {*query.categories} <= {one.category} else None
