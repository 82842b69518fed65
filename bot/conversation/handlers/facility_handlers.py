"""One facility or several: their details, and the way to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation import names_said
from bot.conversation.composing import detail_text, phrases, way_text
from bot.conversation.handlers.combining import each
from bot.conversation.handlers.list_handlers import nearby, show, with_advice
from bot.conversation.handlers.passage_handlers import (
    hospitals,
    route_to_nearest,
    route_to_place,
    unknown_hospital,
    with_hospitals,
)
from bot.conversation.handlers.picking import picked, unclear
from bot.conversation.handlers.service_handlers import about_service, counted, near
from bot.conversation.location import (
    ask_place,
    at_named_place,
    at_place_of,
    known_place,
    named_origin,
)
from bot.conversation.lookup.mealtimes import asked_at, asked_meal
from bot.conversation.reply import Button
from bot.conversation.session import Awaits
from bot.understanding.follow_ups.follow_up_reading import HOW
from bot.understanding.query import Intent
from bot.understanding.services import CANTEEN, STATION
from bot.understanding.slots.attribute_names import OF_ANY, UNTOLD, Attribute
from bot.understanding.topics import HOSPITAL
from bot.understanding.turns.list_questions import (
    asks_how_many,
    asks_phone_or_address,
    asks_subdistrict_office,
    says_now,
)
from bot.understanding.turns.travel import (
    asks_of_another,
    asks_the_way,
    goes_somewhere,
    goes_to_it,
)
from geo.facility import Status

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.context import Context, Outcome
    from bot.conversation.reply import Listed
    from bot.understanding.query import Query
    from geo.routing.directions import Stretch

NOTES = "notes"
"""The topic of a wish to hear what there is at a facility, and where that is known from."""


def near_or_told(context: Context, query: Query) -> Outcome:
    """List what is near; what is asked of any place, and names none, is asked of the last told."""
    names = query.categories or query.names_a_place
    if context.session.told and not names and {*query.attributes}.intersection(OF_ANY):
        return detail(context, query)
    leans = query.categories or (context.session.slots and context.session.slots.categories)
    large = hospitals(context, query) if query.topic == HOSPITAL else None
    if large:
        return large
    if Attribute.DELIVERY in query.attributes and not leans:
        query = replace(query, categories=(CANTEEN,))
    only = _only_one(context, query)
    if only:
        return _told_alone(context, query, only)
    query = names_said.on_its_street(context, query)
    named = names_said.asked_by_name(context, query)
    if named:
        named_query = replace(query, intent=Intent.DETAIL, facility=named)
        named_query = names_said.without_its_own(context, named_query, named)
        way = asks_the_way(context.turn) or goes_somewhere(context.turn)
        return (route if way else detail)(context, named_query)
    if asks_how_many(context.turn) and query.categories:
        return counted(context, query)
    return _of_no_such_name(context, query, with_hospitals(context, query, near(context, query)))


def _of_no_such_name(context: Context, query: Query, listed: Outcome) -> Outcome:
    """Say above a list that none of the service is called by the name she says."""
    first = names_said.none_called(context, query)
    return listed.but(text=f"{first}\n{listed.reply.text}") if first else listed


def _only_one(context: Context, query: Query) -> str:
    """Give the facility of a service that has but one, not located, and is plainly asked for."""
    plain = query.plain or query.intent in {Intent.DETAIL, Intent.ROUTE}
    if not plain or len(query.categories) != 1 or query.place_text or query.also:
        return ""
    offered = [
        one
        for one in context.dataset.facilities
        if one.category in query.categories and one.status is Status.OPEN
    ]
    return offered[0].id if len(offered) == 1 and offered[0].geometry is None else ""


def _told_alone(context: Context, query: Query, facility_id: str) -> Outcome:
    """Tell the one facility of a service: where she is does not matter to it."""
    context = at_place_of(context, query).remember(pending=None, listed=(facility_id,), shown=1)
    told = _detail(context, facility_id, query)
    what = context.composer.kinds(query.categories)
    first = phrases.capitalised(context.say("service.only_one", what=what))
    if asks_subdistrict_office(context.turn):
        first = f"{context.say('service.subdistrict_office')}\n{first}"
    told = told.but(
        intent=query.intent,
        text=f"{first}\n{told.reply.text}",
        categories=query.categories,
        origin=context.session.origin,
        at=query.at,
    )
    return with_advice(context, query, told)


def detail(context: Context, query: Query) -> Outcome:
    """Tell about one facility, or about each of several."""
    context = context.remember(pace=query.pace) if query.pace else context
    if query.corrects and query.facility:  # what waited was a slip
        context = context.remember(pending=None)
    if query.pick and _wants_the_way(context, query):
        return route(context, query)
    query = names_said.on_its_street(context, query)
    chosen = _meant(context, query)
    if not chosen and query.pick and _waits(context):
        asked = ask_place(context)
        text = f"{context.say('detail.not_listed')}\n{asked.reply.text}"
        return asked.but(intent=Intent.DETAIL, text=text)
    if not chosen:
        query = _of_what_waits(context, query)
        chosen = names_said.in_short(context, query)
        query = names_said.without_its_own(context, query, chosen[0]) if chosen else query
    if not chosen and query.categories:
        return _of_service(context, query)
    if not chosen and query.place and not query.pick and known_place(context, query.place):
        name = named_origin(context, query.place).name
        return context.plain(Intent.DETAIL, "detail.no_details", menu=True, name=name)
    if not chosen:
        return unclear(context, query, Intent.DETAIL)
    if query.place and (query.facility or query.pick):
        # It is named beside a facility: "美好生活馆开吗，我在北园路".
        context = at_named_place(context, query.place)
    return each(context, chosen, lambda one, now: _detail(now, one, query))


def _meant(context: Context, query: Query) -> tuple[str, ...]:
    """Give what is asked about: a committee's station, what is called shortly, or what was told.

    Where a house is named that nobody knows, it is none that was told before.
    """
    if query.names_a_facility:
        return picked(context, query)
    of_committee = query.categories in {(), (STATION,)}
    if of_committee and asks_phone_or_address(context.turn):
        chosen = names_said.station_of(context, query.place)
    else:
        chosen = names_said.in_short(context, query)
    missing = not chosen and names_said.none_called(context, query)
    return chosen or (() if missing else picked(context, query))


def _of_service(context: Context, query: Query) -> Outcome:
    """Tell about the only facility of a service, or about all of them."""
    only = _only_one(context, query)
    if only:
        return _told_alone(context, query, only)
    return _of_no_such_name(context, query, about_service(context, query))


def _wants_the_way(context: Context, query: Query) -> bool:
    """Whether the way to a line is meant: "第二个呢" after a way, "就去最近的那家吧"."""
    again = query.corrects or asks_of_another(context.turn)
    asked = query.is_timed or query.aspects or asks_phone_or_address(context.turn)
    goes = goes_to_it(context.turn) and not asked
    return goes or (again and context.session.told is Intent.ROUTE)


def _waits(context: Context) -> bool:
    """Whether nothing is listed yet, for want of her place."""
    waiting = context.session.pending
    return waiting is not None and waiting.slots is not None and not context.session.listed


def _of_what_waits(context: Context, query: Query) -> Query:
    """Ask about what waits for her place, where nothing is named: a service, or one facility."""
    waiting = context.session.pending
    if query.categories or not waiting:
        return query
    if waiting.facility and waiting.awaits is Awaits.PLACE:
        return replace(query, facility=waiting.facility)
    return replace(query, categories=waiting.slots.categories) if waiting.slots else query


def _detail(context: Context, facility_id: str, query: Query) -> Outcome:
    facility = context.dataset.facility(facility_id)
    meal = asked_meal(query, (facility.category,)) if facility.category == CANTEEN else ""
    at = asked_at(
        query, meal, _day_spoken_of(context, query, facility_id), context.now
    ) or _moment_listed(context, query, facility_id)
    one = seen(context, facility_id, at or context.now)
    context = context.remember(day=at)
    if query.topic == NOTES:
        lines = [context.composer.name(one.facility)]
        lines += detail_text.notes(context.composer, one.facility)
        # The pin and the maps came with the details.
        return about_one(context, Intent.DETAIL, "\n".join(lines), one).but(listed=())
    if _was_told(context, facility_id) and _asks_untold_alone(query):
        go = context.say("further.go") if facility.geometry else ""
        lines = [context.composer.name(one.facility), go]
        said = about_one(context, Intent.DETAIL, "\n".join(filter(None, lines)), one)
        # The way that was told stays open: "有电梯吗", then "怎么回去".
        return said._replace(session=replace(said.session, told=context.session.told))
    text = detail_text.detail(context.composer, one, at, meal, query.attributes)
    if asks_phone_or_address(context.turn):
        text = detail_text.contact_first(context.composer, facility, text)
    more = detail_text.more(context.composer, one.facility)
    told = about_one(context, Intent.DETAIL, f"{text}\n{more}", one)
    if Attribute.IN_TIME in query.attributes and facility.geometry and not context.session.origin:
        where = context.say("place.ask")
        waiting = context.awaiting_place(facility=facility_id)
        return about_one(waiting, Intent.DETAIL, f"{text}\n{where}", one)
    notes = Button(context.say("button.notes"), f"notes:{facility_id}")
    return told.but(buttons=(*told.reply.buttons, notes))


def _day_spoken_of(context: Context, query: Query, facility_id: str) -> datetime | None:
    """Give the day that was asked of the same facility, where but an hour is said: "八点半呢"."""
    same = context.session.facility == facility_id and query.at and query.on_any_day
    return context.session.day if same and not says_now(context.turn) else None


def _moment_listed(context: Context, query: Query, facility_id: str) -> datetime | None:
    """Give the later moment that the list was of, where a line is asked for and no other moment.

    "第一个几点" after "明天早上呢" is of tomorrow.
    """
    slots = context.session.slots
    listed = facility_id in context.session.listed and query.pick is not None
    of_the_day = slots and not slots.categories and query.facility  # "礼拜六", then its name
    asked = (listed or of_the_day) and not says_now(context.turn)
    if query.is_timed or not (asked and slots and slots.at and slots.at > context.now):
        return None
    return slots.at


def _was_told(context: Context, facility_id: str) -> bool:
    """Whether her last answer told of this facility: all that is known need not be said again."""
    session = context.session
    return session.facility == facility_id and session.told in {Intent.DETAIL, Intent.ROUTE}


def _asks_untold_alone(query: Query) -> bool:
    """Whether nothing is asked but what no source tells, as the line above the answer says."""
    more = query.is_timed or query.meal or query.place or query.topic
    if more or not (query.untold or query.attributes or query.accessible):
        return False
    told = {*query.aspects} - {*UNTOLD, HOW}
    return not told and {*query.attributes} <= {*UNTOLD}


def route(context: Context, query: Query) -> Outcome:
    """Tell the way to one facility, to each of several, or to a place."""
    context = context.remember(pace=query.pace) if query.pace else context
    query = names_said.with_goal(context, names_said.on_its_street(context, query))
    if query.goal_text or query.goal_kind or (query.goal and not query.categories):
        return _route_to_place(context, query)
    goal = _goal_told(context, query)
    if goal:
        return route_to_place(context, replace(query, goal=goal, pick=None))
    chosen = picked(context, query)
    query = query if chosen else _of_what_waits(context, query)
    chosen = chosen or tuple(filter(None, [query.facility]))
    only = "" if chosen else _only_one(context, query)
    if only:
        return _told_alone(context, query, only)
    pointed_at = query.pick == 0 and chosen  # "刚才那家日托怎么走,我在贵龙"
    missing = names_said.none_called(context, query)
    if (
        query.categories
        and (missing or not chosen or (query.place and not query.facility))
        and not pointed_at
    ):
        listed = nearby(context, query)
        context = replace(context, session=listed.session)
        chosen = picked(context, query)
        if listed.reply.needs_place or missing or not chosen:
            return _of_no_such_name(context, query, listed.but(intent=Intent.ROUTE))
    elif query.place:
        context = at_named_place(context, query.place)
    if not chosen:
        return _from_there(context, query) or unclear(context, query, Intent.ROUTE)
    in_time = Attribute.IN_TIME in query.attributes
    return each(context, chosen, lambda one, now: _way(now, one, in_time=in_time))


def _goal_told(context: Context, query: Query) -> str:
    """Give the place that waits for hers, or the one meant of those told last; or ""."""
    session, line = context.session, query.pick or 1
    if query.categories or query.facility:
        return ""
    if session.pending and session.pending.goal and not query.pick:
        return session.pending.goal
    other = session.listed or session.facility or not 0 < line <= len(session.goals)
    return "" if other else session.goals[line - 1]


def _from_there(context: Context, query: Query) -> Outcome | None:
    """Draw the last list again for a start or a pace without a goal: "从塘桥站怎么走"."""
    slots = context.session.slots
    told = query.place or (query.pace and context.session.origin)
    if not (told and slots and slots.categories) or query.pick:
        return None
    return show(context, slots)


def _route_to_place(context: Context, query: Query) -> Outcome:
    """Tell the way to a place, or to the nearest of a kind; of no hospital that is unknown."""
    if query.goal_text:
        return unknown_hospital(context, query)
    told = (route_to_nearest if query.goal_kind else route_to_place)(context, query)
    instead = names_said.none_at_goal(context, query)
    return told.but(text=f"{instead}\n{told.reply.text}") if instead else told


def _way(context: Context, facility_id: str, *, in_time: bool) -> Outcome:
    """Tell the way from where she is; ask for that when it is not known."""
    origin = context.session.origin
    if origin is None or origin.point is None:
        waiting = context.awaiting_place(facility=facility_id)
        return ask_place(waiting).but(intent=Intent.ROUTE)
    one = seen(context, facility_id, context.now)
    way: tuple[Stretch, ...] = ()
    if one.walk:
        town = context.search.town_at(context.pace, context.now, origin.point)
        way = town.way(origin.point, facility_id, one.walk.metres)
    text = way_text.route(context.composer, origin, one, way, in_time=in_time)
    absent = detail_text.not_there_line(context.composer, one.facility)
    if absent:
        name = context.composer.name(one.facility)
        text = f"{context.say('route.perhaps_not_there', name=name, status=absent)}\n{text}"
    return about_one(context, Intent.ROUTE, text, one)


def seen(context: Context, facility_id: str, at: datetime) -> Listed:
    """Look one facility up, with the walk to it when she has said where she is."""
    facility = context.dataset.facility(facility_id)
    return context.search.seen_from(context.session.origin, facility, context.pace, at)


def about_one(context: Context, intent: Intent, text: str, one: Listed) -> Outcome:
    """Tell about a facility, and remember that it is the one spoken of."""
    if one.facility.id in context.session.reported:
        text = f"{context.say('detail.reported')}\n{text}"
    buttons = [Button(context.say("button.feedback"), f"feedback:{one.facility.id}")]
    if intent is Intent.DETAIL and one.facility.geometry:
        label = context.say("button.route", number="")
        buttons.insert(0, Button(label.strip(), f"route:{one.facility.id}"))
    return context.remember(facility=one.facility.id, told=intent, goal="", answer="").reply(
        intent,
        text,
        categories=(one.facility.category,),
        origin=context.session.origin,
        listed=(one,),
        buttons=tuple(buttons),
    )
