"""What is told or asked on the way that was told: how far on, astray, what she passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.composing.phrases import walking_time
from bot.conversation.handlers.facility_handlers import route, seen
from bot.conversation.handlers.passage_handlers import route_to_place, walked_to_place
from bot.conversation.handlers.place_handlers import set_place
from bot.conversation.location import ask_place, known_place
from bot.understanding.query import Intent, Query
from bot.understanding.turns.walk_reports import what_is_passed
from bot.understanding.turns.way_questions import WayQuestion, way_question

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.conversation.session import Session
    from geo.uncertainty import Walk


_TOLD_ABOVE = {
    WayQuestion.COMPASS: "route.compass",
    WayQuestion.CONFIRMS: "route.so",
    WayQuestion.DOOR: "route.door",
    WayQuestion.WATER: "route.once_more",
}
"""What is said before the way is told once more."""
_WHERE_NOW = {WayQuestion.LOST: "route.lost", WayQuestion.BLOCKED: "route.blocked"}
"""How she is asked where she is now."""
_ASKED = frozenset({Intent.EMERGENCY, Intent.FORGET, Intent.ANSWER, Intent.THANKS})


def past_water(context: Context, query: Query) -> Query:
    """Take it for no despair that a way leads her over a bridge, or along the water."""
    walks = context.session.told is Intent.ROUTE and not context.alarm
    at_water = walks and way_question(context.turn) is WayQuestion.WATER
    return Query(Intent.UNKNOWN, query.language) if at_water else query


def while_walking(context: Context, query: Query, asked: WayQuestion | None) -> Outcome | None:
    """Answer somebody who is on the way that was told last; None for anything else."""
    if asked in _WHERE_NOW:
        return _where_now(context, context.say(_WHERE_NOW[asked]))
    if asked is WayQuestion.REMAINING:
        return _remaining(context)
    if asked is WayQuestion.TURNS and not (query.pick or query.facility or query.goal):
        return again(context, "route.no_turns")
    if asked in _TOLD_ABOVE:
        return again(context, _TOLD_ABOVE[asked])
    return _from_there(context, query) if asked is WayQuestion.PASSED else None


def again(context: Context, head: str = "") -> Outcome:
    """Tell the same way once more, with something before it."""
    session = context.session
    if session.goal:
        told = route_to_place(context, Query(Intent.ROUTE, session.language, goal=session.goal))
    else:
        told = route(context, Query(Intent.ROUTE, session.language, pick=0))
    return told.but(text=f"{context.say(head)}\n{told.reply.text}") if head else told


def walk_told(context: Context) -> Walk | None:
    """Give the walk of the way that was told last; None where none is known."""
    session = context.session
    if not session.goal:
        return seen(context, session.facility, context.now).walk
    goal = known_place(context, session.goal)
    found = goal and session.origin and walked_to_place(context, session.origin, goal)
    return found.walk if found else None


def is_awaited(session: Session) -> bool:
    """Tell whether she was asked where she is on the way, so that it goes on from there."""
    waits = session.pending
    on_way = session.told is Intent.ROUTE and session.waits_for_place
    return on_way and not (waits and waits.slots)


def _remaining(context: Context) -> Outcome:
    """Tell the whole walk once more, and ask where she is now: the rest begins there."""
    session, walk = context.session, walk_told(context)
    asks = context.say("route.where_now")
    if session.origin and walk:
        time = walking_time(walk, session.language)
        said = context.say("route.whole", place=session.origin.name, time=time)
        asks = f"{said}\n{asks}"
    return _where_now(context, asks)


def _from_there(context: Context, query: Query) -> Outcome | None:
    """Lead her on from where she has come to; ask for a street where nobody knows the place."""
    if query.place:
        place = Query(Intent.SET_PLACE, context.session.language, place=query.place)
        return set_place(_waiting(context), place)
    if query.facility == context.session.facility != "":
        return context.plain(Intent.ROUTE, "route.arrived")
    if query.intent in _ASKED or query.doubt or query.pick or query.facility:
        return None
    return _where_now(context, context.say("route.landmark", words=what_is_passed(context.turn)))


def _where_now(context: Context, text: str) -> Outcome:
    """Ask where she is now, and lead her on from there."""
    return ask_place(_waiting(context)).but(intent=Intent.ROUTE, text=text)


def _waiting(context: Context) -> Context:
    """Wait for the place from which the way goes on."""
    session = context.session
    facility = "" if session.goal else session.facility
    return context.awaiting_place(facility=facility, goal=session.goal)
