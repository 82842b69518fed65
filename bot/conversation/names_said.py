"""Which facility a sentence means that it does not call by its whole name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.location import known_place
from bot.understanding.services import STATION
from bot.understanding.slots.attribute_names import Attribute
from bot.understanding.slots.facility_names import (
    called_shortly,
    service_named_after,
    stem_of,
    stems_of,
    without_road,
)
from bot.understanding.text.length import is_short
from bot.understanding.turns.list_questions import (
    asks_hours,
    asks_phone_or_address,
    asks_where,
    says_near,
)
from bot.understanding.turns.travel import (
    asks_the_way,
    goes_somewhere,
    looks_for,
    points_there,
    starts_there,
)

if TYPE_CHECKING:
    from bot.conversation.context import Context
    from bot.understanding.query import Query
    from geo.dataset.gazetteer import Place
    from geo.facility import Facility

_NAME_ALONE = 14


def in_short(context: Context, query: Query) -> tuple[str, ...]:
    """Give the facility of a service that is called by a short form: "养护院电话"."""
    alike = [one for one in context.dataset.facilities if one.category in query.categories]
    called = called_shortly(context.turn.plain, alike, context.dataset.name.zh)
    if called or context.session.language == "zh":
        return called
    said = _stems_said(context)
    named = [one.id for one in alike if said and one.name.en.lower().startswith(said)]
    return tuple(named) if len(named) == 1 else ()


def _stems_said(context: Context) -> tuple[str, ...]:
    """Give the stems of committees by which a house is called: "longyang health station"."""
    text, committees = context.turn.plain, context.dataset.places.of_kind("committee")
    stems = {stem for one in committees for stem in (*stems_of(one.name.zh), _first_word(one))}
    return tuple(stem for stem in stems if service_named_after(text, stem))


def _first_word(place: Place) -> str:
    return place.name.en.lower().split()[0]


def asked_by_name(context: Context, query: Query) -> str:
    """Give the facility that is plainly asked for by its name: "美好生活馆在哪里"; or ""."""
    if (query.place and says_near(context.turn)) or Attribute.NEAREST in query.attributes:
        return ""
    if query.facility or query.follows:
        return query.facility or ""
    called = "".join(in_short(context, query))
    if not called or not (query.is_timed or _is_plainly_asked(context)):
        return ""
    facility = context.dataset.facility(called)
    named_after = query.place and _is_named_after(context, facility, query.place)
    goes = goes_somewhere(context.turn)
    if query.names_a_place and not (named_after or goes):
        return ""
    alone = is_short(context.turn.plain, _NAME_ALONE) and asks_where(context.turn)
    direct = looks_for(context.turn) or alone
    return called if facility.geometry or direct else ""


def _is_plainly_asked(context: Context) -> bool:
    """Tell whether it is asked where it is or how one gets there, or she says that she goes."""
    asks = asks_where(context.turn) or asks_the_way(context.turn) or asks_hours(context.turn)
    asks = asks or asks_phone_or_address(context.turn)
    return asks or goes_somewhere(context.turn) or looks_for(context.turn)


def _is_named_after(context: Context, facility: Facility, place_id: str) -> bool:
    """Tell whether a facility has its name of a place: 蓝高居民区老人助餐点 of 蓝高居委会."""
    place = known_place(context, place_id)
    return place is not None and facility.name.zh.startswith(stems_of(place.name.zh))


def without_its_own(context: Context, query: Query, facility_id: str) -> Query:
    """Take the place out of which the name of a facility is made: she is not there."""
    facility = context.dataset.facility(facility_id)
    own = query.place and _is_named_after(context, facility, query.place)
    return replace(query, place=None) if own else query


def none_called(context: Context, query: Query) -> str:
    """Say that no house of a service is called as she says: "龙园食堂"; or ""."""
    if len(query.categories) != 1 or query.facility or query.follows or in_short(context, query):
        return ""
    if says_near(context.turn) or (query.place and not known_place(context, query.place)):
        return ""  # she looks around a house that is named
    said = _stems_said(context)
    likely = tuple(without_road(stem) for stem in said)
    alike = [one for one in context.dataset.facilities if one.category in query.categories]
    names = (name.lower() for one in alike for name in (one.name.zh, one.name.en))
    if not said or any(name.startswith(likely) for name in names):
        return ""
    what = context.composer.kinds(query.categories)
    return context.say("detail.none_called", name=max(said, key=len).title(), what=what)


def none_at_goal(context: Context, query: Query) -> str:
    """Say that a way leads to a committee, where a house is called by it: "贵龙食堂"; or ""."""
    goal = known_place(context, query.goal)
    stems = (
        (*stems_of(goal.name.zh), _first_word(goal)) if goal and goal.kind == "committee" else ()
    )
    if not any(service_named_after(context.turn.plain, stem) for stem in stems):
        return ""
    name = goal.name.said_in(context.session.language) if goal else ""
    return context.say("route.none_called", place=name)


def station_of(context: Context, place_id: str | None) -> tuple[str, ...]:
    """Give the service station of a committee; empty for another place, or without one."""
    place = known_place(context, place_id) if place_id else None
    if place is None or place.kind != "committee":
        return ()
    stem = stem_of(place.name.zh)
    stations = (one for one in context.dataset.facilities if one.category == STATION)
    found = [one.id for one in stations if stem and one.name.zh.startswith(f"{stem}“")]
    return tuple(found) if len(found) == 1 else ()


def on_its_street(context: Context, query: Query) -> Query:
    """Name the facility that is called by its street, which is not hers: "北园路那个食堂"."""
    place = _street_said(context, query)
    if place is None or not points_there(context.turn, place.names):
        return query
    kinds = query.categories or context.dataset.categories
    alike = (one for one in context.dataset.facilities if one.category in kinds)
    there = [one for one in alike if place.name.zh in f"{one.address}{one.name.zh}"]
    known = len(there) == 1 and query.place != query.goal
    return replace(query, facility=there[0].id, place=None, listed=None) if known else query


def _street_said(context: Context, query: Query) -> Place | None:
    """Give the street that is named, be it as the name of a line: "我说的是北园路那家"."""
    if query.place:
        return known_place(context, query.place)
    streets = context.dataset.places.of_kind("street") if query.listed else ()
    return next((one for one in streets if query.listed in one.names), None)


def with_goal(context: Context, query: Query) -> Query:
    """Name the goal of a way that is called shortly, or by its committee; tell start from goal."""
    session = context.session
    if query.goal and session.facility and not query.place and starts_there(context.turn):
        return replace(query, place=query.goal, goal=None, categories=(), pick=0)
    if query.guessed and query.place and session.facility:
        return replace(query, categories=(), pick=0)
    if query.names_a_facility:
        return query
    if query.categories == (STATION,) and query.goal:
        named = station_of(context, query.goal)
    else:
        named = in_short(context, query) or _named_after_goal(context, query)
    if not named:
        return query
    return without_its_own(context, replace(query, facility=named[0], goal=None), named[0])


def _named_after_goal(context: Context, query: Query) -> tuple[str, ...]:
    """Give the facility whose name begins with the goal's: "到微山新村服务站怎么走"."""
    goal = known_place(context, query.goal)
    if goal is None or query.categories:
        return ()
    facilities = context.dataset.facilities
    alike = [one for one in facilities if one.name.zh.startswith(stems_of(goal.name.zh))]
    return called_shortly(context.turn.plain, alike, context.dataset.name.zh)
