"""The way from one named place to another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.composing import way_text
from bot.conversation.location import ask_nearby, ask_place, named_origin
from bot.conversation.session import Awaits, Pending
from bot.understanding.query import Intent
from geo.errors import OutsideAreaError

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query
    from geo.dataset.gazetteer import Place
    from geo.town import Passage


def route_to_place(context: Context, query: Query) -> Outcome:
    """Tell the way to a named place from another, or from where she is."""
    if query.place:
        origin = named_origin(context, query.place)
        moved = context.session.moved_to(origin, context.now, query.place)
        context = replace(context, session=moved)
    start, goal = context.session.origin, context.dataset.places.get(query.goal or "")
    if start is None:
        # A house is not written down, not even as a goal.
        kept = "" if goal.kind == "address" else goal.id
        waiting = context.remember(pending=Pending(Awaits.PLACE, goal=kept))
        return ask_place(waiting).but(intent=Intent.ROUTE)
    if start.point is None or goal.geometry is None:
        lost = start if start.point is None else named_origin(context, goal.id)
        return ask_nearby(context, lost).but(intent=Intent.ROUTE)
    passage = _passage(context, goal)
    if passage is None:
        text = context.say(
            "route.no_way", place=start.name, name=goal.name.said_in(context.session.language)
        )
        return context.reply(Intent.ROUTE, text, origin=start)
    name = goal.name.said_in(context.session.language)
    ends = start.point, goal.geometry.middle
    text = way_text.passage(context.composer, start, ends, name, passage)
    return context.reply(Intent.ROUTE, text, origin=start)


def _passage(context: Context, goal: Place) -> Passage | None:
    """Walk between both, as far as somebody walks at all."""
    origin = context.session.origin
    if origin is None or origin.point is None or goal.geometry is None:
        return None
    error_m = origin.error_m + (goal.position_error_m or 0.0)
    town = context.search.town_at(context.pace, context.now, origin.point)
    try:
        return town.between(origin.point, goal.geometry, error_m)
    except OutsideAreaError:
        return None
