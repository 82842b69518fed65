"""Which facility a sentence means that it does not call by its whole name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.location import known_place
from bot.understanding.services import STATION
from bot.understanding.slots.attribute_names import Attribute
from bot.understanding.slots.facility_names import called_shortly, stem_of
from bot.understanding.turns.list_questions import asks_where, says_near
from bot.understanding.turns.travel import asks_the_way, points_there, starts_there

if TYPE_CHECKING:
    from bot.conversation.context import Context
    from bot.understanding.query import Query
    from geo.dataset.gazetteer import Place


def in_short(context: Context, query: Query) -> tuple[str, ...]:
    """Give the facility of a service that is called by a short form: "养护院电话"."""
    alike = (one for one in context.dataset.facilities if one.category in query.categories)
    return called_shortly(context.turn.plain, alike, context.dataset.name.zh)


def asked_by_name(context: Context, query: Query) -> str:
    """Give the facility that is plainly asked for by its name: "美好生活馆在哪里"; or ""."""
    if (query.place and says_near(context.turn)) or Attribute.NEAREST in query.attributes:
        return ""
    asks = asks_where(context.turn) or asks_the_way(context.turn)
    if query.facility or query.names_a_place or query.follows or not asks:
        return query.facility or ""
    called = "".join(in_short(context, query))
    return called if called and context.dataset.facility(called).geometry else ""


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
        named = in_short(context, query)
    return replace(query, facility=named[0]) if named else query
