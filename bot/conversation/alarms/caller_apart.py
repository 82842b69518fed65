"""Who tells of danger may not be there: help is sent to the person, not to the caller."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.alarms.alarm_lines import told

if TYPE_CHECKING:
    from bot.conversation.context import Context
    from bot.conversation.open_alarm import OpenAlarm
    from bot.understanding.query import Query

_WHERE = frozenset({"away", "elsewhere", "here", "phoned", "afar"})
"""What `Query.caller` tells of where she is, or where the person in danger is."""


def is_apart(alarm: OpenAlarm) -> bool:
    """Tell whether the caller is not with the person in danger, for whom help is to be sent.

    Where she is on the move, or says where she is, she may have the person with her, unless that
    one has a place of her own or was heard by telephone.
    """
    said = alarm.known
    whose = {"kin", "home"} if alarm.kind.is_hazard else {"kin"}
    if not alarm.kind.has_caller or said.isdisjoint(whose) or "hers" in said:
        return False
    own = not said.isdisjoint({"phoned", "at_home"})
    far = "afar" in said and not alarm.kind.is_missing
    return far or "away" in said or (own and not said.isdisjoint({"elsewhere", "here"}))


def may_be_apart(alarm: OpenAlarm) -> bool:
    """Tell whether somebody near to her may be where she is not: told by telephone, or far away."""
    if not alarm.kind.has_caller or "hers" in alarm.known or "kin" not in alarm.known:
        return False
    return not alarm.known.isdisjoint({"phoned", "elsewhere"})


def first_lines(context: Context, alarm: OpenAlarm) -> tuple[OpenAlarm, tuple[str, ...]]:
    """Give the alarm with whom to call as a caller elsewhere is told, and what to do from there."""
    key = f"apart.first_{alarm.advice}"
    return alarm._replace(line=told(context, alarm, key, line=alarm.line)), lines(context, alarm)


def told_so(context: Context, alarm: OpenAlarm, query: Query) -> tuple[OpenAlarm, tuple[str, ...]]:
    """Say where help is to go when the caller tells that she is not there; nothing where she is.

    It is asked while an alarm is open; what is told of the caller is known from then on.
    """
    alarm = alarm._replace(known=alarm.known.union(query.caller))
    if _WHERE.isdisjoint(query.caller) or not is_apart(alarm):
        return alarm, ()
    away, rest = first_lines(context, alarm)
    return (alarm if alarm.called else away), rest


def lines(context: Context, alarm: OpenAlarm) -> tuple[str, ...]:
    """Have help sent to the person in danger, not to the caller; and who can go and look."""
    return (alarm.place or told(context, alarm, "apart.tell"), *lines_behind(context, alarm))


def lines_behind(context: Context, alarm: OpenAlarm) -> tuple[str, ...]:
    """Say whose number it is from far away, and who can go and look."""
    far = (told(context, alarm, "apart.afar"),) if "afar" in alarm.known else ()
    return (*far, context.say(f"apart.{alarm.advice}"))


def or_elsewhere(context: Context, alarm: OpenAlarm, query: Query) -> tuple[str, ...]:
    """Where she says where she is herself, the person in danger may be somewhere else."""
    known = alarm.known.union(query.caller)
    other = {"kin", "here"} <= known and "hers" not in known and "here" in query.caller
    if not other or not alarm.kind.has_caller or alarm.kind.is_missing:
        return ()
    return (context.say("apart.or_there"),)
