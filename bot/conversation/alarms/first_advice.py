"""The first advice in danger and despair: the number, then what to do, then whom to go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.alarms import afterwards, caller_apart, deed_cards
from bot.conversation.alarms.alarm_lines import hazard_lines, lines_to_talk, told
from bot.conversation.alarms.recent_alarms import LASTS
from bot.conversation.danger_kinds import DANGER_KINDS, advice_for, advice_of
from bot.conversation.location import known_place, named_origin
from bot.conversation.open_alarm import OF_OIL, TRAPPED, OpenAlarm
from bot.understanding.after_alarm.alarm_remark import AlarmRemark
from bot.understanding.after_alarm.people_in_alarm import (
    has_seen_somebody,
    is_lost_herself,
    says_where_she_is,
    speaks_of_others,
)
from bot.understanding.places.stems import is_park
from bot.understanding.query import Intent
from bot.understanding.safety.danger import SHUT_IN, AlarmSituation, Danger
from bot.understanding.turns.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query

_OUTSIDE = frozenset({"metro", "bus", "junction"})
"""Kinds of places that have no floors and no numbers of houses; nor has a park."""
_NOT_HERE = frozenset({"kin", "home", "phoned", "at_home", "away", "elsewhere", "here", "afar"})
"""What `Query.caller` tells where the place that she told before may be another."""
_BROAD_M, _MOST_WORDS = 800.0, 60


def emergency(context: Context, query: Query) -> Outcome:
    """Tell whom to call at once; the first line is the number."""
    query, card = deed_cards.at_first(query)
    return carded(context, query, card or _of_fumes(context, query))


def _of_fumes(context: Context, query: Query) -> str:
    """Name the card for whoever is unwell from a fire or gas that is open or just ended."""
    hazard = afterwards.breathed_by(context, query)
    return f"fumes_{hazard.advice}" if hazard and advice_of(query) == Danger.MEDICAL else ""


def carded(context: Context, query: Query, card: str) -> Outcome:
    """Tell whom to call at once, in the words of a card; "" for those of the kind of danger."""
    topic, situations = _danger_in(context, query)
    advice = advice_for(topic, situations)
    words = context.say(f"emergency.{card or advice}", lines=lines_to_talk(context))
    first, *rest = words.split("\n")
    alarm = OpenAlarm(
        topic,
        situations,
        line=first,
        number=context.number(DANGER_KINDS[advice].whom),
        known=frozenset(query.caller) | _shut_in(context, query) | _of_oil(query),
    )
    if context.alarm and not context.alarm.over:
        alarm = alarm.beside(context.alarm)
    alarm, lines = _fitted(context, alarm, query, rest)
    put_out = put_out_key(alarm, query)
    first_lines = (context.say(put_out, number=alarm.number),) if put_out else ()
    lines = (*first_lines, *lines, *_of_refusal(context, alarm, query))
    text = "\n".join((alarm.line, *hazard_lines(context, alarm), *lines))
    return context.reply(Intent.EMERGENCY, text)._replace(alarm=alarm)


def _danger_in(context: Context, query: Query) -> tuple[str, tuple[str, ...]]:
    """Give the danger and its situations: who refuses an ambulance is ill, who is lost, astray."""
    topic = query.topic or Danger.MEDICAL
    if topic != Danger.CRIME:
        return topic, query.situations
    if AlarmRemark.REFUSES in query.after:
        return Danger.MEDICAL, query.situations
    if AlarmSituation.LOST in query.situations and _is_lost(context, query):
        return topic, (AlarmSituation.ASTRAY, *query.situations)
    return topic, query.situations


def _is_lost(context: Context, query: Query) -> bool:
    """Tell whether she has lost her own way, by all that the alarm was heard from."""
    return is_lost_herself(Turn(query.told.text) if query.told else context.turn)


def _shut_in(context: Context, query: Query) -> frozenset[str]:
    """Know of whoever is shut in a lift or behind a door, now or as was told before."""
    before = context.alarm
    told_before = before.situations if before and not before.over else ()
    held = any(one in SHUT_IN for one in (*query.situations, *told_before))
    return frozenset({TRAPPED} if held else ())


def _of_oil(query: Query) -> frozenset[str]:
    """Know of burning oil, for what is asked of water later."""
    return frozenset({OF_OIL} if AlarmRemark.OIL in query.after else ())


def _fitted(
    context: Context, alarm: OpenAlarm, query: Query, rest: list[str]
) -> tuple[OpenAlarm, Sequence[str]]:
    """Fit what to do to who cannot hear, is not there or cannot get out, and to where it is."""
    if context.deaf or AlarmSituation.DEAF in alarm.situations:
        return alarm, _deaf_lines(context, alarm, rest)
    if caller_apart.is_apart(alarm):
        return caller_apart.first_lines(context, alarm)
    if is_trapped(alarm, query):
        return trapped(alarm), (trapped_line(context, alarm),)
    if query.place and alarm.advice != Danger.SUICIDE:
        place = place_line(context, alarm, query, query.place)
        return alarm._replace(place=place), (place, *rest)
    if caller_apart.may_be_apart(alarm):
        return alarm, (*rest, context.say("apart.or_there"))
    return alarm, (*_said_before(context, alarm, query), *rest)


def _said_before(context: Context, alarm: OpenAlarm, query: Query) -> tuple[str, ...]:
    """Say whom to tell the place that she told a little before, where the danger is her own."""
    origin, placed = context.session.origin, context.session.placed
    lately = placed is not None and context.now - placed <= LASTS
    if origin is None or not lately or not _is_hers(context, alarm, query):
        return ()
    if context.session.place and not origin.is_home and origin.error_m <= _BROAD_M:
        return (told(context, alarm, "emergency.place_before", place=origin.name),)
    point = None if context.session.place else origin.point
    near = context.dataset.places.nearest_neighbourhood(point) if point else None
    if near is None:
        return ()
    name = near.name.said_in(context.session.language)
    return (told(context, alarm, "emergency.place_shared_before", place=name),)


def _is_hers(context: Context, alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether a danger is where she is, for all that she tells of it."""
    elsewhere = query.place_text or not _NOT_HERE.isdisjoint(query.caller)
    kind = alarm.kind
    apart = kind.is_missing or kind.is_online or alarm.topic == Danger.SUICIDE
    return not (elsewhere or apart or speaks_of_others(context.turn))


def _deaf_lines(context: Context, alarm: OpenAlarm, rest: list[str]) -> tuple[str, ...]:
    """Give a screen to show; for what is said of the telephone alone, how to find who calls."""
    screen = told(context, alarm, "emergency.deaf")
    if alarm.advice != Danger.MEDICAL:
        return (screen, *rest)
    return (screen, *rest[:-1], context.say("emergency.deaf_alone"))


def put_out_key(alarm: OpenAlarm, query: Query) -> str:
    """Name the text on water in a fire, of oil or of anything else; "" where neither is told."""
    if alarm.advice != Danger.FIRE:
        return ""
    asks = AlarmRemark.WATER in query.after
    if AlarmRemark.OIL in query.after or (asks and OF_OIL in alarm.known):
        return "emergency.oil"
    return "emergency.water" if asks else ""


def _of_refusal(context: Context, alarm: OpenAlarm, query: Query) -> tuple[str, ...]:
    """Say at last what to do where whoever is ill wants no ambulance."""
    refuses = alarm.advice == Danger.MEDICAL and AlarmRemark.REFUSES in query.after
    return (context.say("emergency.refuses"),) if refuses else ()


def is_trapped(alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether somebody cannot get out of a fire or gas, now or as was told before."""
    is_told = AlarmRemark.TRAPPED in query.after or TRAPPED in alarm.known
    return is_told and alarm.kind.is_hazard


def trapped(alarm: OpenAlarm) -> OpenAlarm:
    """Know from now on that somebody cannot get out."""
    return alarm._replace(known=alarm.known | {TRAPPED})


def trapped_line(context: Context, alarm: OpenAlarm) -> str:
    """Have whoever comes told of those who cannot get out, and say how to wait for them."""
    return context.say(f"emergency.trapped_{alarm.advice}")


def place_line(context: Context, alarm: OpenAlarm, query: Query, place: str) -> str:
    """Say whom to tell a place: where she is, or where a lost person was seen last or lives."""
    origin, words = named_origin(context, place), context.turn.text
    if alarm.kind.is_missing and not says_where_she_is(context.turn):
        key = "place_seen" if has_seen_somebody(context.turn) else "place_lost"
        key = "place_lives" if "lives" in query.caller else key
        return told(context, alarm, f"emergency.{key}", place=origin.name)
    if origin.error_m > _BROAD_M:
        key = "place_said" if context.alarm and len(words) <= _MOST_WORDS else "place_unknown"
        return told(context, alarm, f"emergency.{key}", place=words)
    known = known_place(context, place)
    outside = known and (known.kind in _OUTSIDE or is_park(known.name.zh))
    key = "place_outside" if outside else "place"
    key = "place_home" if origin.is_home else key
    return told(context, alarm, f"emergency.{key}", place=origin.name)
