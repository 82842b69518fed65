"""The way on from the facility that was spoken of, and the way to it from another place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.follow_ups.last_spoken import by_her_words
from bot.conversation.handlers.facility_handlers import route
from bot.conversation.handlers.list_handlers import nearby
from bot.conversation.location import named_origin
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query


def onward(context: Context, query: Query) -> Outcome | None:
    """Tell the way from the facility spoken of; she stays where she is. None without one."""
    session = context.session
    if not session.facility:
        return None
    if not (query.goal or query.categories or query.facility or query.pick):
        query = replace(query, goal=query.place, place=None)
    start = named_origin(context, session.facility)
    if start.point is None:
        outcome = route(context, replace(query, pick=query.pick or None))
        said = context.say("further.start_unknown", name=start.name)
        return outcome.but(text=f"{said}\n{outcome.reply.text}")
    there = context.remember(origin=start, place=None, facility="")
    query = replace(query, intent=Intent.ROUTE, pick=query.pick or None)
    if query.categories and not query.facility:
        there = there.remember(listed=(), shown=0)
        query = replace(query, facility=_meant(there, query), categories=())
    outcome = route(there, query)
    after = outcome.session
    back = replace(session, facility=after.facility or session.facility, told=after.told)
    return outcome._replace(session=back)


def from_place(context: Context, query: Query) -> Outcome | None:
    """Tell the way from a place to the facility spoken of, and be where she was.

    None without a facility.
    """
    session = context.session
    if not session.facility:
        return None
    outcome = route(context, replace(query, intent=Intent.ROUTE, pick=None, goal=None))
    if session.origin is None:
        return outcome
    after = replace(session, facility=outcome.session.facility, told=outcome.session.told)
    return outcome._replace(session=after)


def _meant(context: Context, query: Query) -> str | None:
    """Give the one that she means of those near by."""
    listed = nearby(context, query).reply.listed
    meant = by_her_words(context, (one.facility for one in listed))
    return meant.id if meant else None
