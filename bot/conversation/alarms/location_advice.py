"""Whom to tell where she is, or where somebody was seen last; which doctor she does not walk to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.alarms import caller_apart, first_advice, further_advice
from bot.conversation.alarms.alarm_lines import told
from bot.conversation.context import Outcome
from bot.conversation.location import known_place, move, named_origin, placed
from bot.understanding.after_alarm.alarm_remark import AlarmRemark
from bot.understanding.after_alarm.helpers_named import mentions_hospital
from bot.understanding.after_alarm.people_in_alarm import says_where_she_is, speaks_of_others
from bot.understanding.query import Intent
from bot.understanding.safety.danger import Danger
from bot.understanding.services import HEALTH

if TYPE_CHECKING:
    from bot.conversation.context import Context
    from bot.conversation.open_alarm import OpenAlarm
    from bot.understanding.query import Query
    from geo.facility import LonLat

_MOST_WORDS = 20


def place_told(context: Context, alarm: OpenAlarm, query: Query) -> tuple[Context, tuple[str, ...]]:
    """Say whom to tell the place that is named; it is hers unless somebody is lost or ill there."""
    query = placed(context, query)
    if query.point:
        return context, (near(context, alarm, query.point),)
    if query.place and not _is_asked_about(context, alarm, query):
        if not (alarm.kind.is_missing or speaks_of_others(context.turn)):
            moved = move(context, named_origin(context, query.place), query.place)
            context = context if isinstance(moved, Outcome) else moved
        line = first_advice.place_line(context, alarm, query, query.place)
        return context, (line, *caller_apart.or_elsewhere(context, alarm, query))
    is_stuck = alarm.kind.is_hazard and AlarmRemark.TRAPPED in query.after  # the floor is asked for
    wishes_none = query.intent is Intent.SET_PLACE and not query.plain
    if query.place_text and wishes_none and not is_stuck:
        named, key = query.place_text[:_MOST_WORDS], _key_of_unknown(context, alarm)
        line = told(context, alarm, f"emergency.{key}", place=named)
        return context, (line, *caller_apart.or_elsewhere(context, alarm, query))
    return context, ()


def _is_asked_about(context: Context, alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether a place is no answer to "where": a hospital to go to, a whole town to search."""
    if says_where_she_is(context.turn):
        return False
    place = known_place(context, query.place)
    kinds = {"hospital", "subdistrict"} if alarm.kind.is_missing else {"hospital"}
    return place is not None and place.kind in kinds


def _key_of_unknown(context: Context, alarm: OpenAlarm) -> str:
    """Name the text for a place that nobody knows: hers, or where somebody was lost."""
    if not alarm.kind.is_missing:
        return "place_said"
    return "place_caller" if says_where_she_is(context.turn) else "place_lost"


def near(context: Context, alarm: OpenAlarm, point: LonLat) -> str:
    """Name what is near a position: nobody can tell one on the telephone."""
    near = context.dataset.places.nearest_neighbourhood(point)
    name = near.name.said_in(context.session.language) if near else ""
    key = "place" if name else "place_unknown"
    return told(context, alarm, f"emergency.{key}", place=name)


def wants_doctor(context: Context, query: Query) -> bool:
    """Tell whether a hospital or doctor is spoken of, or it is asked where to be treated."""
    asked = HEALTH in query.categories and query.plain
    return asked or mentions_hospital(context.turn)


def hospital(context: Context, alarm: OpenAlarm, query: Query) -> tuple[str, ...]:
    """Nobody walks to a doctor in an emergency; when it is none, the list is there to be had."""
    key = "hospital" if alarm.topic == Danger.MEDICAL else "hospital_besides"
    line = context.say(f"emergency.{key}")
    if query.plain:
        return (line, context.say("emergency.way_out"))
    return (*further_advice.also_told(context, alarm, query), line)
