"""One facility: which one is meant, its details, and the way to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.handlers.list_handlers import nearby
from bot.conversation.location import ask_place, named_origin
from bot.conversation.reply import Button
from bot.conversation.search import Question
from bot.conversation.session import Awaits, Pending
from bot.understanding.query import Intent
from geo.errors import OutsideAreaError

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.context import Context, Outcome
    from bot.conversation.reply import Listed
    from bot.understanding.query import Query
    from geo.routing.directions import Stretch


def picked(context: Context, query: Query) -> str | None:
    """Find which facility is spoken of: by name, by its number, the last one, the nearest."""
    if query.facility:
        return query.facility
    session, listed = context.session, context.session.listed
    if query.pick is None and query.categories:
        category_of = {one.id: one.category for one in context.dataset.facilities}
        return next((one for one in listed if category_of[one] in query.categories), None)
    if query.pick is None or query.pick == 0:
        return session.facility or (listed[0] if listed else None)
    if query.pick < 0:
        return listed[session.shown - 1] if listed else None
    return listed[query.pick - 1] if query.pick <= len(listed) else None


def detail(context: Context, query: Query) -> Outcome:
    """Tell all about one facility."""
    facility_id = picked(context, query)
    if facility_id is None and query.categories:
        return nearby(context, query).but(intent=Intent.DETAIL)
    if facility_id is None:
        return context.plain(Intent.DETAIL, "detail.which", menu=True)
    one = _seen(context, facility_id, query.at or context.now)
    text = context.composer.detail(one, then=query.at is not None)
    return _reply(context, Intent.DETAIL, text, one)


def route(context: Context, query: Query) -> Outcome:
    """Tell the way to one facility."""
    facility_id = picked(context, query)
    if query.categories and (facility_id is None or query.place):
        listed = nearby(context, query)
        context = replace(context, session=listed.session)
        facility_id = picked(context, query)
        if listed.reply.needs_place or facility_id is None:
            return listed.but(intent=Intent.ROUTE)
    elif query.place:
        origin = named_origin(context, query.place)
        moved = context.session.moved_to(origin, context.now, query.place)
        context = replace(context, session=moved)
    if facility_id is None:
        return context.plain(Intent.ROUTE, "detail.which", menu=True)
    return _way(context, facility_id)


def _way(context: Context, facility_id: str) -> Outcome:
    """Tell the way from where she is; ask for that when it is not known."""
    origin = context.session.origin
    if origin is None or origin.point is None:
        waiting = context.remember(pending=Pending(Awaits.PLACE, facility=facility_id))
        return ask_place(waiting).but(intent=Intent.ROUTE)
    one = _seen(context, facility_id, context.now)
    way: tuple[Stretch, ...] = ()
    if one.walk:
        town = context.search.town(context.pace)
        way = town.way(origin.point, facility_id, one.walk.metres)
    text = context.composer.route(origin, origin.point, one, way)
    return _reply(context, Intent.ROUTE, text, one)


def _seen(context: Context, facility_id: str, at: datetime) -> Listed:
    """Look one facility up, with the walk to it when she has said where she is."""
    facility = context.dataset.facility(facility_id)
    origin, search = context.session.origin, context.search
    if origin is None or origin.point is None:
        return search.unwalked(facility, at)
    question = Question((facility.category,), context.minutes, context.pace, at)
    try:
        return search.walk_to(origin, origin.point, facility, question)
    except OutsideAreaError:
        return search.unwalked(facility, at)


def _reply(context: Context, intent: Intent, text: str, one: Listed) -> Outcome:
    """Tell about a facility, and remember that it is the one spoken of."""
    buttons = [Button(context.say("button.feedback"), f"feedback:{one.facility.id}")]
    if intent is Intent.DETAIL and one.facility.geometry:
        label = context.say("button.route", number="")
        buttons.insert(0, Button(label.strip(), f"route:{one.facility.id}"))
    return context.remember(facility=one.facility.id).reply(
        intent,
        text,
        categories=(one.facility.category,),
        origin=context.session.origin,
        listed=(one,),
        buttons=tuple(buttons),
    )
