"""What is asked on a way that was told: how long, back, lost, there; and the way on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.conversation.follow_ups.last_spoken import is_lost_question
from bot.conversation.follow_ups.while_walking import again, is_awaited, walk_told, while_walking
from bot.conversation.handlers.facility_handlers import route
from bot.conversation.handlers.list_handlers import nearby
from bot.conversation.handlers.passage_handlers import route_back, route_to_place
from bot.conversation.location import named_origin
from bot.understanding.query import FollowUp, Intent
from bot.understanding.slots.facility_names import most_alike
from bot.understanding.topics import AGAIN
from bot.understanding.turns.way_questions import (
    WayQuestion,
    asks_if_passable,
    asks_whole,
    wants_shorter,
    way_back_to,
    way_question,
)

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query


def on_the_way(context: Context, query: Query) -> Outcome | None:
    """Answer of the way told last; None where none was, or where something else is asked."""
    told, asked = context.session.told, way_question(context.turn)
    if _other_matter(context, query, asked):
        return None
    if told and asked is WayQuestion.ARRIVAL:
        return _arrival(context)
    if told and asked is WayQuestion.ARRIVED:
        return context.remember(pending=None).plain(Intent.ROUTE, "route.arrived")
    return _of_way(context, query, asked) if told is Intent.ROUTE else None


def _other_matter(context: Context, query: Query, asked: WayQuestion | None) -> bool:
    """Whether nothing was told that has a way, or another service or wish is named."""
    session = context.session
    told = session.goal or session.facility
    # "吃好了 怎么回塘桥站" wants no other canteen.
    service = query.categories and not (query.guessed or asked is WayQuestion.BACK)
    waits = session.pending and not is_awaited(session)
    return bool(not told or session.answer or waits or query.also or service)


def _arrival(context: Context) -> Outcome | None:
    """Say when she is there if she sets out now; None where no walk is known."""
    session, walk = context.session, walk_told(context)
    if walk is None:
        return None
    first, last = (context.now + timedelta(minutes=part) for part in (walk.low, walk.high + 1))
    name = named_origin(context, session.goal or session.facility).name
    said = context.say("route.arrival", name=name, first=f"{first:%H:%M}", last=f"{last:%H:%M}")
    return context.reply(Intent.ROUTE, f"{said}\n{context.say('route.next')}")


def _of_way(context: Context, query: Query, asked: WayQuestion | None) -> Outcome | None:
    if query.goal_kind:
        return None  # another way is asked for
    if asked is WayQuestion.BACK:
        return _back(context, query)
    said = while_walking(context, query, asked)
    if said or query.pick or query.facility or query.names_a_goal:
        return said
    told_or_asked = context.session.goal or asks_if_passable(context.turn)
    if query.intent is Intent.SET_PACE and query.pace and told_or_asked:
        return _at_pace(context, query)
    return _of_goal(context, query) if context.session.goal else None


def _back(context: Context, query: Query) -> Outcome | None:
    """Tell the way from there to where she set out, or to a place that is named."""
    session, named = context.session, way_back_to(context.turn)
    if named and not (session.origin and session.origin.name == named):
        there = context.understander.understand(named, context.now).place
        end = query.goal or query.place or there
        if end is None or session.goal:
            return None
        return onward(context, replace(query, goal=end, place=None, categories=()))
    return route_back(context, named_origin(context, session.goal or session.facility))


def _at_pace(context: Context, query: Query) -> Outcome:
    """Tell the way at the pace that is said, or of which it is asked whether she gets there so."""
    noted = context.say(f"pace.{query.pace.value}" if query.pace else "pace.level")
    told = again(context.remember(pace=query.pace))
    level = query.accessible or asks_if_passable(context.turn)
    steps = [context.say("route.level_unknown")] if level else []
    return told.but(text="\n".join([noted, told.reply.text, *steps]))


def _of_goal(context: Context, query: Query) -> Outcome | None:
    """Answer of a place to which the way was told: of its hours and all else no source tells."""
    session = context.session
    start = query.intent is Intent.ROUTE or query.follow_up is FollowUp.FROM_PLACE
    if query.place and start:
        return route_to_place(context, replace(query, goal=session.goal))
    if query.names_a_place:
        return None
    shorter = wants_shorter(context.turn)
    far = query.follow_up in {FollowUp.DISTANCE, FollowUp.CLOSER} or query.intent is Intent.ROUTE
    far = far or asks_whole(context.turn)
    if far or shorter or (query.intent is Intent.HELP and query.topic == AGAIN):
        return again(context, "route.shortest" if shorter else "")
    asks = query.intent is Intent.DETAIL or bool(query.aspects) or query.offer
    if not (asks or query.attributes or is_lost_question(context, query)):
        return None
    name = named_origin(context, session.goal).name
    ask, words = context.say("heard.ask"), context.turn.words
    said = context.say("further.offer_unknown", name=name, words=words, ask=ask)
    return context.reply(Intent.DETAIL, f"{said}\n{context.say('route.next')}")


def onward(context: Context, query: Query) -> Outcome | None:
    """Tell the way from the facility spoken of; she stays where she is. None without one."""
    session = context.session
    if not session.facility:
        return None
    if not (query.names_a_goal or query.categories or query.facility or query.pick):
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
    meant = most_alike(context.turn.text, (one.facility for one in listed))
    return meant.id if meant else None
