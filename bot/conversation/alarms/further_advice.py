"""What to do while help comes: at length once, then shortly; the number on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.alarms import first_advice
from bot.conversation.open_alarm import HAZARDS
from bot.conversation.reply import Button
from bot.understanding.after_alarm.alarm_remark import AlarmRemark
from bot.understanding.after_alarm.people_in_alarm import asks_something
from bot.understanding.query import Intent
from bot.understanding.text.length import is_short

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.conversation.open_alarm import OpenAlarm
    from bot.understanding.query import Query

_DESPAIR = "suicide"
# Advice beside which what else she says is to be told on the telephone, too.
_TELLS = frozenset({"medical", "machine", "overdose", "lost", "fraud", "scam"})
# Advice that is of the telephone alone.
_FRAUDS = frozenset({"fraud", "scam"})
_BY_TELEPHONE = frozenset({"medical", "crime"})
_MOST_TOLD, _MOST_REMEMBERED = 2, 12
_MOST_CHARS, _LEAST_CHARS = 20, 3


def reply(context: Context, alarm: OpenAlarm, lines: tuple[str, ...]) -> Outcome:
    """Begin with the number, unless it has been called; offer to say that nothing is wrong."""
    first = () if alarm.called else (context.say("emergency.still", line=alarm.line),)
    if context.deaf and not alarm.called:
        first = (context.say("emergency.deaf_still", number=number_of(context)),)
    if alarm.advice == _DESPAIR:
        both = context.number("ambulance_or_police")
        first = (context.say("emergency.listening", number=both),)
    elif alarm.told.count(lines[-1]) >= _MOST_TOLD:
        lines = (*lines[:-1], *shortly(context, alarm))
    well = (Button(context.say("emergency.well"), "safe"),) if alarm.advice != _DESPAIR else ()
    text = "\n".join((*first, *first_advice.hazard_lines(context, alarm), *lines))
    told = context.reply(Intent.EMERGENCY, text, buttons=well)
    heard = (*alarm.told, lines[-1])[-_MOST_REMEMBERED:]
    after = alarm._replace(elsewhere=False, turns=alarm.turns + 1, told=heard)
    return told._replace(alarm=after)


def shortly(context: Context, alarm: OpenAlarm) -> tuple[str, ...]:
    """Say shortly what was said at length, and in turns that an end is to be told."""
    if alarm.advice == _DESPAIR:
        return ()
    if context.deaf and alarm.advice in _BY_TELEPHONE:
        return (context.say("emergency.deaf_wait" if alarm.called else "emergency.deaf_alone"),)
    trapped = alarm.advice in HAZARDS and "trapped" in alarm.known
    key = "more_trapped" if trapped else f"more_{alarm.advice}"
    short = context.say(f"emergency.{key}", number=number_of(context))
    last = context.say("emergency.go_on", number=number_of(context))
    return (last if short in alarm.told and last != alarm.told[-1] else short,)


def worse(context: Context, alarm: OpenAlarm) -> Outcome:
    """Have whoever was called told at once what is new."""
    words = context.turn.text.strip()
    key = "worse" if is_short(words, _MOST_CHARS) else "worse_now"
    line = context.say(f"emergency.{key}", number=number_of(context), words=words)
    return reply(context, alarm, (line, *shortly(context, alarm)))


def is_coming(context: Context, alarm: OpenAlarm) -> Outcome:
    """Say what to do until they are here."""
    if alarm.advice == _DESPAIR:
        return first_advice.over(context)._replace(alarm=alarm)
    again = context.alarm is not None and context.alarm.called
    key = "called_medical" if alarm.advice == "medical" and not again else "called"
    key = "called_deaf" if context.deaf else key
    told = context.say(f"emergency.{key}", number=number_of(context))
    text = "\n".join((told, *first_advice.hazard_lines(context, alarm)))
    return context.reply(Intent.THANKS, text)._replace(alarm=alarm)


def going_on(context: Context, alarm: OpenAlarm, query: Query) -> tuple[str, ...]:
    """Go on with the advice for this kind of danger, and say what else to tell on the telephone."""
    if alarm.advice == _DESPAIR:
        return (_comfort(context, alarm, query),)
    if AlarmRemark.NO_PHONE in query.after and alarm.advice not in {"crime", "lift"}:
        return (context.say("emergency.no_phone", number=number_of(context)),)
    if AlarmRemark.COMPANY in query.after and alarm.topic != "crime":
        return (context.say("emergency.company", number=number_of(context)),)
    if AlarmRemark.UPSET in query.after and alarm.advice in {*_FRAUDS, "medical"}:
        key = "upset" if alarm.advice in _FRAUDS else "upset_medical"
        lines = first_advice.lines_to_talk(context)
        return (context.say(f"emergency.{key}", number=number_of(context), lines=lines).strip(),)
    return _advised(context, alarm, query)


def _advised(context: Context, alarm: OpenAlarm, query: Query) -> tuple[str, ...]:
    """Say what to do until help comes, and what else to tell on the telephone."""
    said = also_told(context, alarm, query)
    if AlarmRemark.NO_REPLY in query.after:
        said = (context.say("emergency.no_reply", number=number_of(context)),)
    advice = then(context, alarm)
    if first_advice.is_trapped(alarm, query):
        advice = "\n".join(first_advice.trapped_lines(context, alarm))
        alarm = first_advice.trapped(alarm)
    if first_advice.is_apart(alarm):
        return (*said, *first_advice.apart_lines(context, alarm)[1:])
    if context.deaf and alarm.advice in _BY_TELEPHONE:
        return (*said, *shortly(context, alarm))
    return (*said, *(shortly(context, alarm) if advice in alarm.told else (advice,)))


def then(context: Context, alarm: OpenAlarm) -> str:
    """Say what to do until help comes; of despair, whom to talk to first."""
    lines = first_advice.lines_to_talk(context)
    return context.say(f"emergency.then_{alarm.advice}", lines=lines)


def _comfort(context: Context, alarm: OpenAlarm, query: Query) -> str:
    """Somebody to go to, and a line that answers; the telephone last for who does not want it."""
    lines = first_advice.lines_to_talk(context)
    first = lines.partition("\n")[0]
    if AlarmRemark.NO_PHONE in query.after:
        return context.say("emergency.no_phone_suicide", line=first).strip()
    if AlarmRemark.GOING in query.after:
        return context.say("emergency.going_suicide", line=first).strip()
    key = "more_suicide" if alarm.turns % 2 else "then_suicide"
    return context.say(f"emergency.{key}", lines=lines, line=first).strip()


def also_told(context: Context, alarm: OpenAlarm, query: Query) -> tuple[str, ...]:
    """Give back what she says, to be told on the telephone, too; a question is not."""
    words = context.turn.text.strip()
    told = alarm.advice in _TELLS and _is_news(alarm, query)
    fits = len(words) >= _LEAST_CHARS and is_short(words, _MOST_CHARS)
    if not (told and fits) or asks_something(context.turn):
        return ()
    return (context.say("emergency.tell", number=number_of(context), words=words),)


def _is_news(alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether who was called can make something of it; of a fraud, what is of money."""
    if AlarmRemark.NO_NEWS in query.after or (
        alarm.advice in _FRAUDS and AlarmRemark.OF_MONEY not in query.after
    ):
        return False
    return AlarmRemark.STATE in query.after or query.intent in {Intent.UNKNOWN, Intent.NEARBY}


def number_of(context: Context) -> str:
    """The number that she was told to call."""
    return first_advice.number_in(context, context.alarm.line if context.alarm else "")
