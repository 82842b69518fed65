"""What is told or asked when an alarm has ended: may she go in again, must she call all the same.

It is asked where no alarm is open; `goes_on` first, for one that only seemed to be over.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.alarms.alarm_lines import told
from bot.conversation.alarms.deed_cards import OWN
from bot.conversation.danger_kinds import IN_CARE
from bot.conversation.open_alarm import EASED, GOES_ON, PUT_OUT
from bot.understanding.after_alarm.alarm_remark import AlarmRemark
from bot.understanding.after_alarm.people_in_alarm import looks_for_a_place
from bot.understanding.after_alarm.unwell import goes_to_sleep, is_still_ill, is_unwell, is_well
from bot.understanding.query import Intent
from bot.understanding.safety.danger import Danger
from bot.understanding.text.length import is_short

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.conversation.open_alarm import OpenAlarm
    from bot.understanding.query import Query

_MOST_CHARS = 20
_DEEDS = frozenset(OWN) - {AlarmRemark.PREPARED}
_MENDS = frozenset(
    {
        *(AlarmRemark.FINE, AlarmRemark.OVER, AlarmRemark.FALSE, AlarmRemark.DONE),
        *(AlarmRemark.BETTER, AlarmRemark.SAFE, AlarmRemark.OUT, AlarmRemark.EXTINGUISHED),
        *(AlarmRemark.SHUT_OFF, AlarmRemark.AT_HOSPITAL, AlarmRemark.TO_HOSPITAL),
    }
)
_HAVE_OWN_ADVICE = frozenset({AlarmRemark.TRAPPED, AlarmRemark.INSIDE, AlarmRemark.ON_AMBULANCE})
_OF_THE_ILL = frozenset(
    {*(Intent.NEARBY, Intent.DETAIL, Intent.HUMAN, Intent.MORE, Intent.HELP, Intent.ROUTE)}
)
"""What is read out of "给他吃点什么" and "可以走路吗" where nothing was told before."""


def breathed(context: Context) -> OpenAlarm | None:
    """Give the fire or gas that is open, or has just ended and was there; None without one."""
    alarm = context.alarm or context.ended
    if alarm is None or not (alarm.kind.is_hazard and alarm.real):
        return None
    return alarm


def breathed_by(context: Context, query: Query) -> OpenAlarm | None:
    """Give the fire or gas that has made somebody ill; None where nobody is told to be unwell.

    Who cannot get out, or was told to those who come, has advice of its own.
    """
    known = _HAVE_OWN_ADVICE.isdisjoint(query.after)
    return breathed(context) if known and is_unwell(context.turn) else None


def made_ill(context: Context, query: Query) -> Query | None:
    """Give the alarm of whoever is unwell from a fire or gas; None where nobody is."""
    another = query.intent is Intent.EMERGENCY and query.topic != Danger.MEDICAL
    if query.plain or another or breathed_by(context, query) is None:
        return None
    return replace(query, intent=Intent.EMERGENCY, topic=Danger.MEDICAL, doubt=None)


def sleep_line(context: Context, query: Query) -> str:
    """Keep whoever lies down after a fire or gas from sleeping; "" for any other matter."""
    hazard = breathed(context)
    if hazard is None or query.plain or not goes_to_sleep(context.turn):
        return ""
    return told(context, hazard, "afterwards.no_sleep")


def answered(context: Context, query: Query) -> Outcome | None:
    """Answer what is asked after an alarm that has ended; None for any other matter."""
    if context.ended and is_well(context.turn):
        well = context.say("emergency.over", number=context.number("ambulance"))
        return context.reply(Intent.THANKS, well)
    if context.ended:
        line = _in_care(context, query) or _watched(context, context.ended, query)
        line = line or sleep_line(context, query) or _asked_after(context, context.ended, query)
        if not line and _asks_of_the_ill(context, context.ended, query):
            line = told(context, context.ended, "afterwards.care")
        eased = context.ended.eases_when_better and context.ended.how == EASED
        if not line and eased and _says_little(query):
            words = context.turn.text.strip()
            key = "say_so" if is_short(words, _MOST_CHARS) else "ask_them"
            line = told(context, context.ended, f"afterwards.{key}", words=words)
        if not line and (_says_little(query) or _says_it_again(query)):
            return context.plain(Intent.THANKS, "afterwards.listening")
    else:
        asked = not query.plain and AlarmRemark.LIGHTS in query.after
        line = context.say("afterwards.lights") if asked else ""
    return context.reply(Intent.HELP, line) if line else None


def _in_care(context: Context, query: Query) -> str:
    """Say a kind word where whoever was ill is in a hospital by now; "" for any other matter."""
    if AlarmRemark.DIED in query.after and context.ended:
        return told(context, context.ended, "emergency.died")
    there = AlarmRemark.AT_HOSPITAL in query.after and not looks_for_a_place(context.turn)
    return context.say("emergency.at_hospital") if there else ""


def _asks_of_the_ill(context: Context, alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether what sounds like a service is of somebody who only feels better: food, sleep."""
    eased = alarm.topic == Danger.MEDICAL and alarm.how == EASED
    wished = query.plain or query.points_at_something or looks_for_a_place(context.turn)
    return eased and not wished and query.intent in _OF_THE_ILL


def _watched(context: Context, alarm: OpenAlarm, query: Query) -> str:
    """Say how to watch whoever sleeps or is giddy after it; in a hospital those there are asked."""
    if alarm.topic != Danger.MEDICAL or query.plain:
        return ""
    there = alarm.how in IN_CARE
    if there and AlarmRemark.SPOKE in query.after:
        return context.say("emergency.at_hospital")
    drowsy = AlarmRemark.DROWSY in query.after and not there
    return told(context, alarm, "afterwards.drowsy") if drowsy else ""


def _asked_after(context: Context, alarm: OpenAlarm, query: Query) -> str:
    """Answer whether to go in again, or to call all the same; "" where neither is asked."""
    if line := back_inside(context, alarm, query):
        return line
    if AlarmRemark.STILL_CALL in query.after:
        key = context.own_text("afterwards", f"call_{alarm.advice}") or "afterwards.call_other"
        return told(context, alarm, key)
    return ""


def back_inside(context: Context, alarm: OpenAlarm, query: Query) -> str:
    """Answer whether to go in again; "" where that is not asked, or nobody had to go out."""
    if AlarmRemark.GO_BACK not in query.after or not alarm.kind.keeps_out:
        return ""
    key = context.own_text("afterwards", f"back_{alarm.advice}") or "afterwards.back_other"
    return told(context, alarm, key)


def _says_little(query: Query) -> bool:
    """Tell whether no wish is made out in what is told after an alarm."""
    wished = query.topic or query.place_text or query.choices or query.follow_up
    return query.intent is Intent.UNKNOWN and not (wished or query.doubt or query.unheard)


def _says_it_again(query: Query) -> bool:
    """Tell whether no more is said than that it is over, however it is worded."""
    if query.intent is Intent.HUMAN:  # "没味道了" of gas, and of days that have none
        return AlarmRemark.SHUT_OFF in query.after
    return query.intent is Intent.UNKNOWN and not (query.plain or _MENDS.isdisjoint(query.after))


def goes_on(context: Context, alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether an alarm that seemed to be over is not: somebody is inside, he is back.

    Where it only eased, a new doubt belongs to it, and so does a place that nothing is wished at.
    """
    inside = AlarmRemark.INSIDE in query.after and alarm.kind.keeps_out
    heard = query.intent is Intent.EMERGENCY and not (query.worded or inside)
    if query.plain or heard or not _MENDS.isdisjoint(query.after):
        return False
    signs = alarm.relapses | (_DEEDS if alarm.topic == Danger.SUICIDE else frozenset())
    if not signs.isdisjoint(query.after) or _is_unwell_again(context, alarm, query):
        return True
    if alarm.how not in {EASED, PUT_OUT}:
        return False
    urgent = alarm.topic != Danger.CRIME
    placed = urgent and query.intent is Intent.SET_PLACE and not context.session.pending
    doubted = query.doubt in {alarm.topic, Danger.MEDICAL} and not is_well(context.turn)
    return placed or doubted


def _is_unwell_again(context: Context, alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether whoever only felt better has signs again; drowsiness is watched first."""
    eased = alarm.eases_when_better and alarm.how == EASED
    return eased and AlarmRemark.DROWSY not in query.after and is_still_ill(context.turn)


def tells_of_it(context: Context, ended: OpenAlarm, query: Query) -> bool:
    """Tell whether what goes on is told to be the same: somebody inside, a relapse, he is back."""
    return not GOES_ON.isdisjoint(query.after) or _is_unwell_again(context, ended, query)
