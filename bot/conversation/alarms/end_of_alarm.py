"""The end of an alarm: what is still open after it, glad words, and a wish beside it.

"出来了,附近有坐的地方吗" ends an alarm and wishes for something else in the same breath.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.alarms.alarm_lines import lines_to_talk, told
from bot.conversation.danger_kinds import IN_CARE
from bot.conversation.open_alarm import EASED
from bot.understanding.after_alarm.alarm_remark import AlarmRemark
from bot.understanding.after_alarm.missing_found import found_in_danger
from bot.understanding.after_alarm.people_in_alarm import (
    clauses_of,
    looks_for_a_place,
    pieces_of,
    speaks_of_others,
    wants_to_find,
)
from bot.understanding.after_alarm.unwell import is_hurt, is_still_ill, is_unwell, is_well
from bot.understanding.query import Intent, Query
from bot.understanding.safety.danger import AlarmSituation, Danger
from bot.understanding.safety.wordings.cries import CRIES
from bot.understanding.services import HEALTH
from bot.understanding.small_talk.in_passing import NO_WISH
from bot.understanding.turns.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.conversation.context import Context, Outcome
    from bot.conversation.open_alarm import OpenAlarm

_OF_PERSONS = frozenset({Danger.MEDICAL, Danger.SUICIDE})
_LOST = frozenset({AlarmSituation.LOST, AlarmSituation.ASTRAY})
_HAZARDS = frozenset({Danger.FIRE, Danger.GAS})
_TAKES_BACK = frozenset({AlarmRemark.FALSE, AlarmRemark.UNSERIOUS})
_ANSWERED = frozenset({AlarmRemark.COMPANY, AlarmRemark.STILL_CALL})
_COURTESY = frozenset({Intent.THANKS, Intent.GREET})
_UNWISHED = frozenset({Intent.UNKNOWN, Intent.HUMAN, Intent.FEEDBACK, *_COURTESY})


def left_after(context: Context, alarm: OpenAlarm, query: Query) -> OpenAlarm | None:
    """Give what is still open after what is said; None when nothing is."""
    left = alarm.left(query.after, of_others=speaks_of_others(context.turn))
    meant = _TAKES_BACK.isdisjoint(query.after)
    return alarm if left != alarm and meant and _tells_more(context, alarm) else left


def over(context: Context) -> Outcome:
    """Be glad that it is over, and say what to do when it is not."""
    alarm = context.alarm
    if alarm is None:
        number = context.number("ambulance")
        return context.plain(Intent.THANKS, "emergency.over", number=number)
    if alarm.how:
        key = f"eased_{alarm.advice}" if alarm.how == EASED else alarm.how
    else:
        key = "over_suicide" if alarm.advice == Danger.SUICIDE else "over"
    text = told(context, alarm, f"emergency.{key}", lines=lines_to_talk(context))
    return context.reply(Intent.THANKS, text)._replace(alarm=alarm if alarm.over else None)


def closed(context: Context, query: Query) -> tuple[Context, Query]:
    """Close an alarm that is told to be over in the same breath as a wish, and give the wish."""
    alarm = context.alarm
    if alarm is None:
        return context, query
    in_care = not IN_CARE.isdisjoint(query.after) and not looks_for_a_place(context.turn)
    if query.plain and not in_care and left_after(context, alarm, query) is None:
        return _over(context, alarm, query.after), query
    wish = None if _tells_more(context, alarm) else _beside_the_end(context, alarm)
    if wish is None:
        return context, query
    context, rest, said = wish
    return _over(context, alarm, said), rest


def _over(context: Context, alarm: OpenAlarm, said: frozenset[AlarmRemark]) -> Context:
    """Go on with the alarm as it is when what is said has ended it."""
    return replace(context, alarm=alarm.ended(said))


def _beside_the_end(
    context: Context, alarm: OpenAlarm
) -> tuple[Context, Query, frozenset[AlarmRemark]] | None:
    """Read what is said beside the clauses that tell of the end; None where it is no wish."""
    clauses = clauses_of(context.turn)
    in_danger = alarm.kind.is_missing and found_in_danger(context.turn.plain)
    if len(clauses) == 1 or in_danger:
        return None
    read = _read(context, clauses)
    ended = [one for one in clauses if _ends(alarm, one, read[one])]
    rest = [one for one in clauses if one not in ended and not _goes_with_it(one, read[one])]
    if not (ended and rest):
        return None
    words = " ".join(rest)
    query = context.understander.understand(words, context.now)
    query = next((read[one] for one in rest if read[one].intent is Intent.EMERGENCY), query)
    if _is_hurt(alarm, Turn(words), query):
        query = Query(Intent.EMERGENCY, query.language, topic=Danger.MEDICAL, place=query.place)
    if query.intent is not Intent.EMERGENCY and not query.plain and is_unwell(Turn(words)):
        return None
    sought = looks_for_a_place(Turn(words)) or wants_to_find(Turn(words))
    guessed = query.intent in _UNWISHED or (alarm.advice in _LOST and not query.plain)
    if query.doubt or (guessed and query.intent is not Intent.EMERGENCY and not sought):
        return None
    said = frozenset().union(*(read[one].after for one in ended))
    return replace(context, event=replace(context.event, text=words)), query, said


def _is_hurt(alarm: OpenAlarm, turn: Turn, query: Query) -> bool:
    """Tell whether somebody is hurt, or has breathed in what is gone, whatever she looks for."""
    if alarm.topic in _HAZARDS:
        return is_unwell(turn)
    if alarm.advice in _OF_PERSONS or query.plain:
        return False
    ill = alarm.advice in _LOST and (is_unwell(turn) or HEALTH in query.categories)
    return ill or is_hurt(turn)


def _goes_with_it(words: str, query: Query) -> bool:
    """Tell whether a clause tells of those who help, or is polite: "没事了,救护车来了"."""
    if query.intent in _COURTESY or AlarmRemark.RESCUE in query.after:
        return True
    return AlarmRemark.AT_HOSPITAL in query.after and not looks_for_a_place(Turn(words))


def _tells_more(context: Context, alarm: OpenAlarm) -> bool:
    """Tell whether danger is told behind the end of an alarm: "火灭了,老伴没出来".

    Beside despair and illness all that is no courtesy is such, and no wish: "醒了,话说不清".
    """
    clauses = clauses_of(context.turn)
    if alarm.advice in _LOST:
        return False
    if alarm.eases_when_better and _is_unwell_behind(context, alarm):
        return True
    if len(clauses) == 1:
        return False
    read = _read(context, clauses)
    behind = _behind_the_end(alarm, clauses, read)
    if alarm.topic == Danger.SUICIDE:
        return any(not (_goes_with_it(one, read[one]) or read[one].plain) for one in behind)
    if alarm.eases_when_better and _only_feels_better(alarm, read):
        return any(not _is_harmless(one, read[one]) for one in behind)
    return any(_tells_danger(alarm, read[one]) for one in behind)


def _behind_the_end(alarm: OpenAlarm, clauses: list[str], read: dict[str, Query]) -> Sequence[str]:
    """Give the clauses behind the last that ends the alarm; none where none does."""
    ends = [index for index, one in enumerate(clauses) if _ends(alarm, one, read[one])]
    return clauses[ends[-1] + 1 :] if ends else ()


def _is_unwell_behind(context: Context, alarm: OpenAlarm) -> bool:
    """Tell whether somebody is unwell behind the end, told without a pause: "醒了头很痛"."""
    pieces = pieces_of(context.turn)
    if not any(is_still_ill(Turn(one)) for one in pieces):
        return False
    behind = _behind_the_end(alarm, pieces, _read(context, pieces))
    return any(is_still_ill(Turn(one)) for one in behind)


def _only_feels_better(alarm: OpenAlarm, read: dict[str, Query]) -> bool:
    """Tell whether whoever is ill is better, and neither well, nor with those who help."""
    return alarm.ended(frozenset().union(*(one.after for one in read.values()))).how == EASED


def _is_harmless(words: str, query: Query) -> bool:
    """Tell whether a clause tells nothing of an illness: a courtesy, a wish, that all is well."""
    if query.intent in _COURTESY or query.plain or query.topic in NO_WISH:
        return True
    turn = Turn(words)
    answered = not _ANSWERED.isdisjoint(query.after)
    return answered or is_well(turn) or looks_for_a_place(turn) or wants_to_find(turn)


def _tells_danger(alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether a clause tells that it goes on; another danger is raised by itself."""
    cry = query.intent is Intent.HUMAN and query.topic in CRIES
    heard = query.topic if query.intent is Intent.EMERGENCY else query.doubt
    return cry or heard == alarm.topic or not alarm.relapses.isdisjoint(query.after)


def _ends(alarm: OpenAlarm, words: str, query: Query) -> bool:
    """Tell whether a clause ends the alarm and plainly asks for nothing."""
    others = speaks_of_others(Turn(words))
    return not query.plain and alarm.left(query.after, of_others=others) is None


def _read(context: Context, clauses: Iterable[str]) -> dict[str, Query]:
    """Understand each clause; what is said again is read once."""
    understander, now = context.understander, context.now
    return {one: understander.understand(one, now) for one in dict.fromkeys(clauses)}
