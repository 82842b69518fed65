"""How the advice goes on while help comes: at length once, then shortly; the number on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.alarms import caller_apart, end_of_alarm, first_advice
from bot.conversation.alarms.alarm_lines import (
    hazard_lines,
    lines_to_talk,
    still_to_call,
    told,
)
from bot.conversation.open_alarm import TRAPPED
from bot.conversation.reply import Button
from bot.understanding.after_alarm.alarm_remark import AlarmRemark
from bot.understanding.after_alarm.people_in_alarm import asks_something
from bot.understanding.query import Intent
from bot.understanding.safety.danger import AlarmSituation, Danger
from bot.understanding.text.length import is_short

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.conversation.open_alarm import OpenAlarm
    from bot.understanding.query import Query

# Who has no telephone in a lift presses its alarm; beside a burglar nobody shouts.
_QUIET = frozenset({Danger.CRIME, AlarmSituation.LIFT})
_MOST_TOLD, _MOST_REMEMBERED = 2, 12
_MOST_CHARS, _LEAST_CHARS = 20, 3


def reply(context: Context, alarm: OpenAlarm, lines: tuple[str, ...]) -> Outcome:
    """Begin with the number, unless it has been called; offer to say that nothing is wrong."""
    first = () if alarm.called else (still_to_call(context, alarm),)
    well: tuple[Button, ...] = (Button(context.say("emergency.well"), "safe"),)
    if alarm.advice == Danger.SUICIDE:
        both = context.number("ambulance_or_police")
        first, well = (context.say("emergency.listening", number=both),), ()
    elif alarm.told.count(lines[-1]) >= _MOST_TOLD:
        lines = (*lines[:-1], *_shortly(context, alarm))
    text = "\n".join((*first, *hazard_lines(context, alarm), *lines))
    after = alarm._replace(
        elsewhere=False,
        turns=alarm.turns + 1,
        told=(*alarm.told, lines[-1])[-_MOST_REMEMBERED:],
    )
    return context.reply(Intent.EMERGENCY, text, buttons=well)._replace(alarm=after)


def going_on(context: Context, alarm: OpenAlarm, query: Query) -> tuple[str, ...]:
    """Go on with the advice for this kind of danger, and say what else to tell on the telephone.

    It is asked where nothing else was told or asked that has an answer of its own.
    """
    if alarm.advice == Danger.SUICIDE:
        return (_comfort(context, alarm, query),)
    if AlarmRemark.NO_PHONE in query.after and alarm.advice not in _QUIET:
        return (told(context, alarm, "emergency.no_phone"),)
    if AlarmRemark.COMPANY in query.after and alarm.topic != Danger.CRIME:
        return (told(context, alarm, "emergency.company"),)
    if AlarmRemark.UPSET in query.after and alarm.kind.is_online:
        lines = lines_to_talk(context)
        return (context.say("emergency.upset", lines=lines).strip(),)
    if AlarmRemark.UPSET in query.after and alarm.advice == Danger.MEDICAL:
        return (told(context, alarm, "emergency.upset_medical"),)
    return _advised(context, alarm, query)


def _comfort(context: Context, alarm: OpenAlarm, query: Query) -> str:
    """Somebody to go to, and a line that answers; the telephone last for who does not want it."""
    lines = lines_to_talk(context)
    key = "more_suicide" if alarm.turns % 2 else "then_suicide"
    key = "going_suicide" if AlarmRemark.GOING in query.after else key
    key = "no_phone_suicide" if AlarmRemark.NO_PHONE in query.after else key
    first = lines.partition("\n")[0]
    return context.say(f"emergency.{key}", lines=lines, line=first).strip()


def _advised(context: Context, alarm: OpenAlarm, query: Query) -> tuple[str, ...]:
    """Say what to do until help comes, and what else to tell on the telephone."""
    said = also_told(context, alarm, query)
    if AlarmRemark.NO_REPLY in query.after:
        said = (told(context, alarm, "emergency.no_reply"),)
    advice = then(context, alarm)
    if first_advice.is_trapped(alarm, query):
        advice = first_advice.trapped_line(context, alarm)
        alarm = first_advice.trapped(alarm)
    if caller_apart.is_apart(alarm):
        return (*said, *caller_apart.lines_behind(context, alarm))
    is_useless = context.deaf and alarm.kind.is_by_telephone
    if is_useless or advice in alarm.told:
        return (*said, *_shortly(context, alarm))
    return (*said, advice)


def then(context: Context, alarm: OpenAlarm) -> str:
    """Say what to do until help comes, at length; of despair, whom to talk to first."""
    return context.say(f"emergency.then_{alarm.advice}", lines=lines_to_talk(context))


def _shortly(context: Context, alarm: OpenAlarm) -> tuple[str, ...]:
    """Say shortly what was said at length, and in turns that an end is to be told."""
    if alarm.advice == Danger.SUICIDE:
        return ()
    if context.deaf and alarm.kind.is_by_telephone:
        return (context.say("emergency.deaf_wait" if alarm.called else "emergency.deaf_alone"),)
    trapped = alarm.kind.is_hazard and TRAPPED in alarm.known
    key = "more_trapped" if trapped else f"more_{alarm.advice}"
    short = told(context, alarm, f"emergency.{key}")
    last = told(context, alarm, "emergency.go_on")
    return (last if short in alarm.told and last != alarm.told[-1] else short,)


def also_told(context: Context, alarm: OpenAlarm, query: Query) -> tuple[str, ...]:
    """Give back what she says, to be told on the telephone, too; a question is not."""
    words = context.turn.text.strip()
    is_told = alarm.kind.is_reported and _is_news(alarm, query)
    fits = len(words) >= _LEAST_CHARS and is_short(words, _MOST_CHARS)
    if not (is_told and fits) or asks_something(context.turn):
        return ()
    return (told(context, alarm, "emergency.tell", words=words),)


def _is_news(alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether who was called can make something of it; of a fraud, what is of money."""
    if AlarmRemark.NO_NEWS in query.after:
        return False
    if alarm.kind.is_online and AlarmRemark.OF_MONEY not in query.after:
        return False
    return AlarmRemark.STATE in query.after or query.intent in {Intent.UNKNOWN, Intent.NEARBY}


def worse(context: Context, alarm: OpenAlarm) -> Outcome:
    """Have whoever was called told at once what is new."""
    words = context.turn.text.strip()
    key = "worse" if is_short(words, _MOST_CHARS) else "worse_now"
    line = told(context, alarm, f"emergency.{key}", words=words)
    return reply(context, alarm, (line, *_shortly(context, alarm)))


def is_coming(context: Context, alarm: OpenAlarm, query: Query) -> Outcome:
    """Say what to do until they are here; it is asked when help was called or is on its way."""
    if alarm.advice == Danger.SUICIDE:
        return end_of_alarm.over(context)._replace(alarm=alarm)
    again = context.alarm is not None and context.alarm.called
    key = "called_medical" if alarm.advice == Danger.MEDICAL and not again else "called"
    if AlarmRemark.HERE in query.after:
        indoors = "here" if alarm.kind.comes_in else "here_other"
        key = "here_medical" if alarm.advice == Danger.MEDICAL else indoors
    key = "called_deaf" if context.deaf else key
    text = "\n".join((told(context, alarm, f"emergency.{key}"), *hazard_lines(context, alarm)))
    return context.reply(Intent.THANKS, text)._replace(alarm=alarm)
