"""What is asked when the worst is over: may she go in again, must she call all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.alarms import first_advice
from bot.conversation.open_alarm import DISASTERS
from bot.understanding.query import Intent
from bot.understanding.safety.alarm_remarks import AlarmRemark

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.conversation.open_alarm import OpenAlarm
    from bot.understanding.query import Query

_ENTERED = frozenset({"fire", "gas", *DISASTERS})
"""Dangers after which nobody goes in before those who came have said so."""
_CALLED_EVEN_SO = frozenset({"fire", "gas", "medical"})


def answered(context: Context, query: Query) -> Outcome | None:
    """Answer what is asked after an alarm that has ended; None for any other matter."""
    if context.ended:
        line = asked_after(context, context.ended, query)
    else:
        asked = not query.plain and AlarmRemark.LIGHTS in query.after
        line = context.say("afterwards.lights") if asked else ""
    return context.reply(Intent.HELP, line) if line else None


def asked_after(context: Context, alarm: OpenAlarm, query: Query) -> str:
    """Answer whether to go in again, or to call all the same; "" where neither is asked."""
    if line := back_inside(context, alarm, query):
        return line
    if AlarmRemark.STILL_CALL in query.after:
        number = first_advice.number_in(context, alarm.line)
        key = alarm.advice if alarm.advice in _CALLED_EVEN_SO else "other"
        return context.say(f"afterwards.call_{key}", number=number)
    return ""


def back_inside(context: Context, alarm: OpenAlarm, query: Query) -> str:
    """Answer whether to go in again; "" where that is not asked, or nobody had to go out."""
    if AlarmRemark.GO_BACK not in query.after or alarm.advice not in _ENTERED:
        return ""
    key = alarm.advice if alarm.advice in {"fire", "gas"} else "other"
    number = first_advice.number_in(context, alarm.line)
    return context.say(f"afterwards.back_{key}", number=number)
