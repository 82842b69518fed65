"""What she has reported as shut in this conversation: it is not offered as if it were open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.lookup.search import Question
from bot.understanding.query import FollowUp, Intent
from geo.hours.day_states import Openness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.conversation.context import Context
    from bot.conversation.reply import Listed
    from bot.understanding.query import Query
    from geo.facility import Facility

_OF_ONE = frozenset({Intent.ROUTE, Intent.DETAIL})


def nearest_other(context: Context, facility: Facility) -> Listed | None:
    """Give the nearest one of the same kind that she has not reported, nor is surely shut."""
    kind, left_out = (facility.category,), (*context.session.reported, facility.id)
    question = Question(kind, context.minutes, context.pace, context.now, left_out=left_out)
    near = context.search.walkable(context.session.origin, question)
    maybe = (one for one in near if one.opening.openness is not Openness.CLOSED)
    return next(maybe, near[0] if near else None)


def turned_to_other(context: Context, query: Query) -> tuple[Context, Query]:
    """Speak of the other place that was named with a report, where something is asked of it.

    Who asks where else she may go is asked about no place any more.
    """
    session = context.session
    named = query.names_a_facility or query.goal
    if session.told is not Intent.FEEDBACK or session.facility not in session.reported or named:
        return context, query
    if query.intent is Intent.NEARBY and query.categories:
        return context.remember(facility="", told=None), replace(query, aspects=())
    asks = query.intent in _OF_ONE or query.follow_up is FollowUp.DISTANCE
    other = nearest_other(context, context.dataset.facility(session.facility)) if asks else None
    if other:
        context = context.remember(facility=other.facility.id, told=Intent.DETAIL)
    return context, query


def reported(context: Context, categories: Sequence[str]) -> tuple[Facility, ...]:
    """Give what she reported as shut, of some categories, or of any where none is given."""
    return tuple(
        one
        for one in context.dataset.facilities
        if one.id in context.session.reported and (not categories or one.category in categories)
    )


def remark(context: Context, facilities: Iterable[Facility]) -> list[str]:
    """Say that they are left out, and why."""
    names = context.composer.names(facilities)
    return [context.say("list.reported", names=names)] if names else []
