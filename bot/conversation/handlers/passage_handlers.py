"""The way from one named place to another."""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bot.conversation.composing import phrases, way_text
from bot.conversation.location import (
    ask_nearby,
    ask_place,
    at_named_place,
    at_place_of,
    known_place,
    located_of_kind,
    named_origin,
    nearest_of_kind,
)
from bot.understanding.follow_ups.asked_hospital import needs_hospital
from bot.understanding.query import Intent
from bot.understanding.services import HEALTH
from bot.understanding.turns.travel import goes_somewhere, stays_somewhere, wants_to_go
from geo.errors import OutsideAreaError
from geo.facility import Geometry, Pace, Shape

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.conversation.reply import Origin
    from bot.understanding.query import Query
    from geo.dataset.gazetteer import Place
    from geo.town import Passage

HOSPITAL = "hospital"
"""The kind of places where somebody goes who is ill, or who visits one."""

_SATURDAY, _OPENS, _SHUTS = 5, 8, 17
"""Office hours, Monday to Friday, in which a surgery is likely open: no source tells its hours."""

_GOALS = frozenset({HOSPITAL, "landmark"})
"""Kinds of places that people go to, and seldom start from."""
_HOUSES = frozenset({"address", "compound"})
"""Kinds of places where people live: only who says that she wants to go there is not there."""
_ENTERED = frozenset({"metro", "bus"})
"""Kinds of places so small that whoever is there has arrived."""


class _HospitalWalk(NamedTuple):
    """The minutes to a hospital, a line with its name and them, and which it is."""

    minutes: float
    row: str
    name: str
    place_id: str


def route_to_place(context: Context, query: Query) -> Outcome:
    """Tell the way to a named place from another, or from where she is."""
    if query.place:
        context = at_named_place(context, query.place)
    start, goal = context.session.origin, context.dataset.places.get(query.goal or "")
    if start is None:
        # A house is not written down, not even as a goal.
        kept = "" if goal.kind == "address" else goal.id
        asked = ask_place(context.awaiting_place(goal=kept)).but(intent=Intent.ROUTE)
        return asked if kept else asked.but(text=_both_ends(context, goal))
    if start.point is None or goal.geometry is None:
        lost = start if start.point is None else named_origin(context, goal.id)
        return ask_nearby(context, lost).but(intent=Intent.ROUTE)
    if goal.id == context.session.place and goal.kind in _ENTERED:
        here = context.say("route.already_there", name=start.name)
        return context.reply(Intent.ROUTE, here, origin=start)
    passage = walked_to_place(context, start, goal)
    if passage is None:
        text = context.say(
            "route.no_way", place=start.name, name=goal.name.said_in(context.session.language)
        )
        return context.reply(Intent.ROUTE, text, origin=start)
    name = goal.name.said_in(context.session.language)
    ends = start.point, goal.geometry.middle
    text = _told(context, way_text.passage(context.composer, start, ends, name, passage))
    if goal.kind != "address":
        context = context.remember(goal=goal.id, facility="", told=Intent.ROUTE, answer="")
    return context.reply(Intent.ROUTE, text, origin=start)


def _both_ends(context: Context, goal: Place) -> str:
    """Ask for start and goal in one sentence: the goal is a house, and not kept."""
    language = context.session.language
    stations = (one for one in context.dataset.places.of_kind("metro") if one.point)
    start = next((one.name.said_in(language) for one in stations), "")
    name = goal.name.said_in(language)
    return context.say("place.ask_for_way", place=name, start=start)


def route_to_nearest(context: Context, query: Query) -> Outcome:
    """Tell the way to the nearest place of a kind, from a named place or from where she is."""
    if query.place:
        context = at_named_place(context, query.place)
    kind = query.goal_kind
    goal = nearest_of_kind(context, kind)
    if goal:
        return route_to_place(context, replace(query, goal=goal.id, place=None))
    if located_of_kind(context, kind):  # which of them is nearest depends on where she is
        return ask_place(context.awaiting_place(goal_kind=kind)).but(intent=Intent.ROUTE)
    return context.plain(Intent.ROUTE, f"route.none_known_{kind}", menu=True)


def route_back(context: Context, start: Origin) -> Outcome | None:
    """Tell the way from a place to where she set out, and be where she was; None without one."""
    end = context.session.origin
    if start.point is None or end is None or end.point is None:
        return None
    found = walked(context, start, end)
    if found is None:
        return None
    ends = start.point, end.point
    text = _told(context, way_text.passage(context.composer, start, ends, end.name, found))
    return context.reply(Intent.ROUTE, text, origin=start)


def _told(context: Context, way: str) -> str:
    """Add to a way how to walk it more slowly, unless she walks so."""
    return way if context.pace is Pace.SLOW else f"{way}\n{context.say('route.slower')}"


def is_goal(context: Context, query: Query) -> bool:
    """Whether a hospital or a park that is named alone is where she goes, and not where she is."""
    place = known_place(context, query.place)
    if place and place.kind in _HOUSES and wants_to_go(context.turn):
        return context.session.pending is None
    if place is None or place.kind not in _GOALS or query.follows or query.corrects:
        return False
    pending = context.session.pending
    named_alone = context.session.origin is not None and not (
        pending or stays_somewhere(context.turn)
    )
    return goes_somewhere(context.turn) or named_alone


def unknown_hospital(context: Context, query: Query) -> Outcome:
    """Say that a hospital is not known, and which are; she is at the place that is named."""
    context = at_place_of(context, query)
    language = context.session.language
    names = (one.name.said_in(language) for one in _known_hospitals(context))
    known = context.composer.series(names)
    name = query.goal_text
    lines = [context.say("route.hospital_unknown", name=name if name.isascii() else name[:20])]
    lines += [context.say("route.hospitals_known", names=known)] if known else []
    return context.reply(Intent.ROUTE, "\n".join(lines), origin=context.session.origin)


def hospitals(context: Context, query: Query) -> Outcome | None:
    """Tell the walk to each hospital that is known, and whom to ask what is open at night.

    None where no hospital is known.
    """
    context = at_place_of(context, query)
    walks = sorted(_walk_to(context, one) for one in _known_hospitals(context))
    if not walks:
        return None
    lines = [
        context.say("route.emergency_first"),
        context.say("route.big_hospitals"),
        *(f"{phrases.mark(number)} {one.row}" for number, one in enumerate(walks, 1)),
        context.say("route.hospital_hours"),
        context.say("route.hospital_next", name=walks[0].name),
    ]
    goals = tuple(one.place_id for one in walks)
    context = context.remember(listed=(), shown=0, facility="", told=None, goal="", goals=goals)
    if context.session.origin is None:
        context = context.awaiting_place(goal_kind=HOSPITAL)
    else:
        context = context.remember(pending=None)
    return context.reply(
        Intent.NEARBY, "\n".join(lines), categories=query.categories, origin=context.session.origin
    )


def with_hospitals(context: Context, query: Query, outcome: Outcome) -> Outcome:
    """Name the hospitals below the surgeries near by, which may be shut when she needs one."""
    places = _known_hospitals(context)
    if query.categories != (HEALTH,) or not places or not _may_be_shut(context, query):
        return outcome
    language = context.session.language
    names = context.composer.series(one.name.said_in(language) for one in places)
    values = {"names": names, "name": places[0].name.said_in(language)}
    parts = [outcome.reply.text, context.say("route.hospitals_too", **values)]
    if outcome.reply.needs_place:  # what she is asked comes last
        parts.reverse()
    return outcome.but(text="\n".join(parts))


def _may_be_shut(context: Context, query: Query) -> bool:
    """Whether a child is ill, or it is asked of a night or a Sunday, named or now."""
    if needs_hospital(context.turn):
        return True
    at = query.at or (context.now if query.open_now else None)
    if at is None:
        return False
    local = at.astimezone(context.dataset.zone)
    return not (local.weekday() < _SATURDAY and _OPENS <= local.hour < _SHUTS)


def _known_hospitals(context: Context) -> list[Place]:
    return [one for one in context.dataset.places.of_kind(HOSPITAL) if one.geometry]


def _walk_to(context: Context, place: Place) -> _HospitalWalk:
    goal, found = named_origin(context, place.id), None
    if context.session.origin and goal.point:
        found = walked(context, context.session.origin, goal)
    if found is None:
        return _HospitalWalk(math.inf, goal.name, goal.name, place.id)
    time = phrases.walking_time(found.walk, context.session.language)
    facts = context.say("list.walk", time=time)
    line = context.say("list.line", mark="", name=goal.name, facts=facts).strip()
    return _HospitalWalk(found.walk.minutes, line, goal.name, place.id)


def walked_to_place(context: Context, start: Origin, goal: Place) -> Passage | None:
    """Walk from a point to a place of the dataset, to its edge where its outline is known."""
    if goal.geometry is None:
        return None
    return _walk_between(context, start, goal.geometry, goal.position_error_m or 0.0)


def walked(context: Context, start: Origin, end: Origin) -> Passage | None:
    """Walk from one point to another, as far as somebody walks at all."""
    if start.point is None or end.point is None:
        return None
    return _walk_between(context, start, Geometry(Shape.POINT, (end.point,)), end.error_m)


def _walk_between(
    context: Context, start: Origin, goal: Geometry, error_m: float
) -> Passage | None:
    """Walk from a point to a goal known to `error_m` metres; None where nobody walks."""
    if start.point is None:
        return None
    town = context.search.town_at(context.pace, context.now, start.point)
    with suppress(OutsideAreaError):
        return town.between(start.point, goal, start.error_m + error_m)
    return None
