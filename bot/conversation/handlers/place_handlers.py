"""Takes the place that a resident tells, and answers what waited for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.conversation.context import Outcome
from bot.conversation.handlers.facility_handlers import detail, route
from bot.conversation.handlers.feedback_handlers import changed
from bot.conversation.handlers.general_handlers import where_to_ask
from bot.conversation.handlers.list_handlers import show
from bot.conversation.handlers.passage_handlers import HOSPITAL, hospitals, is_goal
from bot.conversation.handlers.picking import listed_as
from bot.conversation.location import (
    ask_place,
    move,
    named_origin,
    part_of_last,
    placed,
    typed_origin,
)
from bot.conversation.reply import Button, Origin
from bot.conversation.reports.filing import file
from bot.conversation.session import rounded
from bot.understanding.query import Intent, Query
from bot.understanding.services import HEALTH
from bot.understanding.slots.attribute_names import Attribute
from bot.understanding.topics import KIN_THERE, MOVED, NOT_THERE, TOLD_OF
from bot.understanding.turns.no_place import tells_lost
from bot.understanding.turns.travel import asks_the_way

if TYPE_CHECKING:
    from bot.conversation.context import Context
    from bot.conversation.session import Pending
    from geo.facility import LonLat

_ERRAND = timedelta(minutes=30)
"""A list is spoken of for so long: what is told after that begins something else."""


def shared_place(context: Context, point: LonLat, error_m: float) -> Outcome:
    """Take a position that was sent (WGS-84, wrong by `error_m` metres at most).

    It is rounded at once as it is kept: the next question is answered with the same minutes.
    """
    origin = rounded(Origin.shared(context.session.language, point, error_m))
    return _arrive(context, origin, None, redraw=True)


def set_place(context: Context, query: Query) -> Outcome:
    """Take a place that is named, or a position that is typed.

    Who has just reported a facility and tells a move, but not her own, goes on with the report.
    """
    other = _other_matter(context, query)
    if other:
        return other
    if query.topic == NOT_THERE:
        left = replace(context.session, place=None, origin=None, placed=None)
        return ask_place(replace(context, session=left), slots=context.session.slots)
    redraw = query.follows or query.corrects
    if query.place_kind == "part" and query.place_text:
        words = query.place_text
        if listed := listed_as(context, words):
            return detail(context, Query(Intent.DETAIL, facility=listed))
        query = part_of_last(context, words)
    query = placed(context, query)
    if query.point:
        return _arrive(context, typed_origin(context, query.point), None, redraw=redraw)
    if query.place is None:
        return ask_place(context, query.place_text, kind=query.place_kind)
    origin = named_origin(context, query.place)
    if query.homes:
        context = context.remember(theirs=query.homes[1])
    waiting = context.session.pending
    if waiting and waiting.of_theirs:
        context = context.remember(theirs=query.place)
    arrived = _arrive(context, origin, query.place, redraw=redraw)
    return _of_theirs(arrived, context, query.place) if query.topic == KIN_THERE else arrived


def _of_theirs(outcome: Outcome, context: Context, place_id: str) -> Outcome:
    """Remember that it is somebody else's place, and tell how to say where she is herself."""
    session = replace(outcome.session, theirs=place_id, elsewhere=True)
    if outcome.reply.listed or outcome.reply.needs_place:
        return outcome._replace(session=session)
    text = context.say("place.set_theirs", place=named_origin(context, place_id).name)
    return outcome.but(text=text)._replace(session=session)


def _other_matter(context: Context, query: Query) -> Outcome | None:
    """Answer a place that is a report's, the end of a way, or a facility that is listed."""
    told = context.session.facility and context.session.told is Intent.FEEDBACK
    if query.topic == MOVED and told:
        return file(context, context.turn.text, (context.session.facility,))
    if query.topic == MOVED and (kept := changed(context, query)):
        return kept
    if query.place and _is_elsewhere(context, query):
        return _around_theirs(context, query) or _told_of(context, query.place)
    return _of_goal(context, query)


def _of_goal(context: Context, query: Query) -> Outcome | None:
    """Answer a place that is the end of a way or its start, or a facility that is listed."""
    if is_goal(context, query):
        return route(context, replace(query, intent=Intent.ROUTE, goal=query.place, place=None))
    if query.place and context.session.facility and asks_the_way(context.turn):
        return route(context, Query(Intent.ROUTE, place=query.place, pick=0))
    if query.facility and not (query.place or query.point):
        return detail(context, replace(query, intent=Intent.DETAIL, place_text=None))
    return None


def _is_elsewhere(context: Context, query: Query) -> bool:
    """Tell whether a place is only told of; of her family's it is looked for who has said none."""
    if query.topic == TOLD_OF:
        return True
    return query.topic == KIN_THERE and bool(context.session.origin and not context.session.pending)


def _around_theirs(context: Context, query: Query) -> Outcome | None:
    """List around the place of one of her family what was just listed around hers."""
    here = context.session.origin
    if query.topic != KIN_THERE or query.place is None or not (here and _goes_on(context)):
        return None
    there = named_origin(context, query.place)
    moved = move(context.remember(theirs=query.place), there, query.place)
    if isinstance(moved, Outcome):
        return moved
    outcome = _again(moved)
    first = context.say("place.around_theirs", place=there.name, here=here.name)
    return outcome and outcome.but(text=f"{first}\n{outcome.reply.text}")


def _goes_on(context: Context) -> bool:
    """Whether she is in the midst of an errand: a list or a way was told a short while ago."""
    since = context.session.updated
    return since is not None and context.now - since < _ERRAND


def _again(context: Context) -> Outcome | None:
    """Tell the last way or the last list again, from where she is now."""
    session = context.session
    one = session.facility and context.dataset.facility(session.facility)
    if one and one.geometry and session.told in {Intent.ROUTE, Intent.DETAIL}:
        return route(context, Query(Intent.ROUTE, pick=0))
    if session.slots and session.slots.categories and session.listed:
        return show(context, session.slots)
    return None


def _told_of(context: Context, place_id: str) -> Outcome:
    """Stay where she is, and say how to look around the place that she told of."""
    name = named_origin(context, place_id).name
    origin = context.session.origin
    key = "place.told_of" if origin else "place.told_of_asking"
    here = origin.name if origin else ""
    text = context.say(key, place=name, here=here)
    there = Button(name, f"place:{place_id}")
    context = context.remember(theirs=place_id)
    return context.reply(Intent.SET_PLACE, text, origin=origin, buttons=(there,))


def _arrive(context: Context, origin: Origin, place_id: str | None, *, redraw: bool) -> Outcome:
    """Be there from now on, and answer what waited; `redraw` draws the last list again, too."""
    pending = context.session.pending
    moved = move(context, origin, place_id)
    if isinstance(moved, Outcome):
        return moved
    if pending:
        waited = _what_waited(moved, pending)
        if waited:
            return waited
    elif told := _where_unlisted(moved) or (_again(moved) if _goes_on(context) else None):
        return told
    moved = moved.remember(unlisted="")
    slots = pending.slots if pending else moved.session.slots
    waits = pending or redraw or (slots and Attribute.DELIVERY in slots.attributes)
    if slots and waits:
        return show(moved, slots, is_asked=pending is not None)
    text = moved.say(_key_of_arrival(context, origin), place=origin.name)
    buttons = moved.menu_buttons()
    return moved.reply(Intent.SET_PLACE, text, origin=origin, buttons=buttons)


def _key_of_arrival(context: Context, origin: Origin) -> str:
    """Name the words for a place that is taken: she may be lost there."""
    if tells_lost(context.turn.plain):
        return "place.set_lost"
    return "place.set_shared" if origin.basis == "shared" else "place.set"


def _what_waited(moved: Context, pending: Pending) -> Outcome | None:
    """Tell the way for which her place was asked; None where a list waits, or nothing."""
    if pending.facility:
        return route(moved.remember(facility=pending.facility), Query(Intent.ROUTE, pick=0))
    if pending.goal_kind == HOSPITAL:
        return hospitals(moved, Query(Intent.NEARBY, categories=(HEALTH,)))
    if pending.goal or pending.goal_kind:
        goal = pending.goal or None
        return route(moved, Query(Intent.ROUTE, goal=goal, goal_kind=pending.goal_kind))
    return None


def _where_unlisted(moved: Context) -> Outcome | None:
    """Tell where to ask for what she wished before, and no list has."""
    unlisted, moved = moved.session.unlisted, moved.remember(unlisted="")
    told = where_to_ask(moved, unlisted) if unlisted else None
    return told and told.but(intent=Intent.SET_PLACE, origin=moved.session.origin)
