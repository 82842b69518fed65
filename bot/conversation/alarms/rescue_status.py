"""Help was called: it comes, it is late, it cannot get in, it has been here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.alarms import first_advice, further_advice
from bot.conversation.alarms.alarm_lines import lines_to_talk, told
from bot.conversation.danger_kinds import advice_of
from bot.understanding.after_alarm.alarm_remark import AlarmRemark
from bot.understanding.after_alarm.helpers_named import mentions_ambulance
from bot.understanding.after_alarm.people_in_alarm import clauses_of
from bot.understanding.query import Intent
from bot.understanding.safety.danger import AlarmSituation, Danger
from bot.understanding.services import HEALTH

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.conversation.open_alarm import OpenAlarm
    from bot.understanding.query import Query

# What keeps them from coming in, where they have to come in.
_HINDRANCES = (AlarmRemark.UNFOUND, AlarmRemark.LOCKED, AlarmRemark.STAIRS)
_ON_NUMBERS = frozenset(
    {AlarmRemark.ON_AMBULANCE, AlarmRemark.ON_FIRE, AlarmRemark.ON_POLICE, AlarmRemark.ON_TALK}
)
_LEFT = frozenset({AlarmRemark.GONE, AlarmRemark.BEEN})
_BEEN = frozenset({AlarmRemark.GONE, AlarmRemark.EASED})
_WANTED = frozenset({Intent.EMERGENCY, Intent.ROUTE, Intent.DETAIL, Intent.ANSWER, Intent.HUMAN})
_WAITS = frozenset({AlarmRemark.COMING, AlarmRemark.WAITING})
_TALK = frozenset({AlarmRemark.ON_PHONE, AlarmRemark.THEY_ASK})
_OF_HELP = _TALK | {
    *(AlarmRemark.RESCUE, AlarmRemark.HERE, AlarmRemark.COMING, AlarmRemark.CALLED),
    *(AlarmRemark.WAITING, AlarmRemark.SPOKE, AlarmRemark.SOMEBODY),
}
_WORSE = frozenset(
    {AlarmRemark.GRAVE, AlarmRemark.INSIDE, AlarmRemark.TRAPPED, AlarmRemark.RELAPSE}
)
_NUMBERS = {
    AlarmRemark.ON_AMBULANCE: Danger.MEDICAL,
    AlarmRemark.ON_FIRE: Danger.FIRE,
    AlarmRemark.ON_POLICE: Danger.CRIME,
}


def from_the_start(context: Context, query: Query) -> Outcome | None:
    """Answer an alarm that tells itself that help was called; None where it tells of none.

    It is asked where no alarm is open.
    """
    if not query.plain and query.intent not in _WANTED and not _BEEN.isdisjoint(query.after):
        number = context.number("ambulance")
        return context.plain(Intent.THANKS, "emergency.been", number=number)
    if awaited := _awaited(context, query):
        return awaited
    query = _called_for(query)
    if not _is_called_alarm(query) or advice_of(query) == Danger.SUICIDE:
        return None
    if query.topic == Danger.CRIME and mentions_ambulance(context.turn):
        query = replace(query, topic=Danger.MEDICAL, situations=())  # "她门锁着" is of no burglar
    outcome = first_advice.emergency(context, query)
    return _called_first(context, outcome, outcome.alarm, query) if outcome.alarm else None


def _awaited(context: Context, query: Query) -> Outcome | None:
    """Answer who waits for help, though nothing was told of a danger: "120怎么还不来"."""
    whose = next((topic for name, topic in _NUMBERS.items() if name in query.after), None)
    waits = _WAITS.issubset(query.after) and not query.plain
    if whose is None or not waits or query.intent is Intent.EMERGENCY:
        return None
    raised = replace(query, intent=Intent.EMERGENCY, topic=whose, situations=(), doubt=None)
    outcome = first_advice.emergency(context, raised)
    if outcome.alarm is None:
        return None
    alarm = outcome.alarm._replace(called=True)
    return further_advice.reply(context, alarm, on_the_way(context, alarm, query))


def _called_for(query: Query) -> Query:
    """Take for an alarm that somebody was called, where the wording may mean one: "120叫过了"."""
    if query.plain or not query.doubt or query.intent is Intent.EMERGENCY:
        return query
    whose = next((topic for name, topic in _NUMBERS.items() if name in query.after), None)
    if whose is None or AlarmRemark.CALLED not in query.after:
        return query
    return replace(query, intent=Intent.EMERGENCY, topic=whose, situations=())


def _is_called_alarm(query: Query) -> bool:
    """Tell whether an alarm tells who was called, and not that they have been and gone."""
    if query.intent is not Intent.EMERGENCY or not _LEFT.isdisjoint(query.after):
        return False
    signs = {AlarmRemark.CALLED}
    if query.topic != Danger.CRIME:
        signs.add(AlarmRemark.COMING)
    return not (signs.isdisjoint(query.after) or _ON_NUMBERS.isdisjoint(query.after))


def _called_first(context: Context, outcome: Outcome, alarm: OpenAlarm, query: Query) -> Outcome:
    """Put what fits while help comes in place of whom to call, in the first advice."""
    alarm, ill = alarm._replace(called=True), alarm.advice == Danger.MEDICAL
    if ill and AlarmRemark.GRAVE in query.after:
        return further_advice.worse(context, alarm)
    _, *rest = outcome.reply.text.split("\n")
    what = _hindered(context, alarm, query)
    if ill:
        rest = [] if what else [context.say("emergency.till_they_come")]
    lines = (told(context, alarm, "emergency.called_first"), *what, *rest)
    return outcome.but(text="\n".join(lines))._replace(alarm=alarm)


def unanswered(context: Context, query: Query) -> Outcome | None:
    """Say what to do where a number does not answer, though nothing was told of a danger.

    It is asked where no alarm is open.
    """
    named = _ON_NUMBERS.intersection(query.after)
    if not named or AlarmRemark.NO_REPLY not in query.after or query.intent is Intent.EMERGENCY:
        return None
    if AlarmRemark.ON_TALK in named:
        every = lines_to_talk(context)
        lines = every.partition("\n")[2] or every  # another than the first
        return context.plain(Intent.HELP, "calling.unanswered_talk", lines=lines)
    return context.plain(Intent.HELP, "calling.unanswered")


def called(alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether help was called, before or in what is said."""
    comes = alarm.kind.comes
    on_phone = AlarmRemark.ON_PHONE in comes and AlarmRemark.ON_PHONE in query.after
    talks = on_phone and _are_talking(alarm, query)
    return alarm.called or talks or not (comes - {AlarmRemark.ON_PHONE}).isdisjoint(query.after)


def been(context: Context, alarm: OpenAlarm, query: Query) -> Outcome | None:
    """Close an alarm when who was called has been here, or sends her to a hospital herself."""
    alone = AlarmRemark.GO_ALONE in query.after and alarm.advice == Danger.MEDICAL
    if alarm.advice == Danger.SUICIDE or alarm.besides:
        return None
    if not alone and (_BEEN.isdisjoint(query.after) or alarm.advice == AlarmSituation.LIFT):
        return None
    line = told(context, alarm, "emergency.go_alone" if alone else "emergency.been")
    ended = alarm._replace(over=True, besides=())
    over = context.reply(Intent.THANKS, line)._replace(alarm=ended)
    if not alone or HEALTH not in context.dataset.categories:
        return over
    wish = replace(query, intent=Intent.NEARBY, categories=(HEALTH,), topic=None, doubt=None)
    return over._replace(then=wish)


def is_worse(context: Context) -> bool:
    """Tell whether a clause beside what is told of help tells that it is grave: "他没气了"."""
    clauses = clauses_of(context.turn)
    if len(clauses) == 1:
        return False
    read = (context.understander.understand(one, context.now) for one in clauses)
    told = (one for one in read if _OF_HELP.isdisjoint(one.after))
    return any(one.intent is Intent.EMERGENCY or not _WORSE.isdisjoint(one.after) for one in told)


def on_the_way(context: Context, alarm: OpenAlarm, query: Query) -> tuple[str, ...]:
    """Say what fits while help comes; nothing where she speaks of something else."""
    if alarm.advice == Danger.SUICIDE:
        return ()
    if alarm.taken or (AlarmRemark.TAKEN in query.after and alarm.advice == Danger.MEDICAL):
        return (told(context, alarm, "emergency.taken"),)
    if lines := _hindered(context, alarm, query):
        return lines
    if AlarmRemark.WAITING in query.after:
        meet = (context.say("emergency.meet"),) if alarm.kind.comes_in else ()
        return (told(context, alarm, "emergency.waiting"), *meet)
    return _on_the_phone(context, alarm, query)


def _on_the_phone(context: Context, alarm: OpenAlarm, query: Query) -> tuple[str, ...]:
    """Say what to do where those who were called tell or ask what she cannot do or say."""
    said = query.after
    if AlarmRemark.LOW_BATTERY in said:
        return (told(context, alarm, "emergency.low_battery"),)
    if AlarmRemark.NO_CAR in said and alarm.advice == Danger.MEDICAL:
        return (told(context, alarm, "emergency.no_car"),)
    if not _are_talking(alarm, query):
        return ()
    aed = AlarmRemark.AED in said and alarm.advice == Danger.MEDICAL
    return (told(context, alarm, "emergency.aed" if aed else "emergency.on_phone"),)


def _are_talking(alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether those who were called talk to her; of a crime it may be who threatens her."""
    said = query.after
    if _TALK.isdisjoint(said) or AlarmRemark.COMING in said:
        return False
    if alarm.topic != Danger.CRIME:
        return True
    police = AlarmRemark.ON_POLICE in said and AlarmRemark.OF_MONEY not in said
    return alarm.kind.is_missing and police


def _hindered(context: Context, alarm: OpenAlarm, query: Query) -> tuple[str, ...]:
    """Say what to do about a locked door, a house that is not found, stairs."""
    what = next((one for one in _HINDRANCES if one in query.after), None)
    if what is None or not alarm.kind.comes_in:
        return ()
    own = what is AlarmRemark.LOCKED and alarm.advice != Danger.MEDICAL
    return (told(context, alarm, "emergency.locked_fire" if own else f"emergency.{what}"),)
