"""Despair and a deed: what was taken, cut, opened or prepared is a new emergency of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bot.conversation.danger_kinds import advice_of
from bot.understanding.after_alarm.alarm_remark import AlarmRemark
from bot.understanding.safety.danger import AlarmSituation, Danger

if TYPE_CHECKING:
    from bot.understanding.query import Query


class Deed(NamedTuple):
    """What a deed makes of despair: the text of it, the kind of danger, and its situations."""

    card: str
    topic: str
    situations: tuple[str, ...] = ()


OWN = {
    AlarmRemark.SWALLOWED: Deed("harm_swallowed", Danger.SUICIDE, (AlarmSituation.HARMED,)),
    AlarmRemark.CUT: Deed("harm_cut", Danger.SUICIDE, (AlarmSituation.HARMED,)),
    AlarmRemark.GAS_ON: Deed("harm_gas", Danger.GAS),
    AlarmRemark.ON_EDGE: Deed("harm_edge", Danger.SUICIDE),
    AlarmRemark.PREPARED: Deed("harm_prepared", Danger.SUICIDE),
}
"""What who despairs tells of herself, the worst first."""
OTHERS = {
    AlarmRemark.SWALLOWED: Deed("overdose", Danger.SUICIDE, (AlarmSituation.OVERDOSE,)),
    AlarmRemark.CUT: Deed("harm_cut_other", Danger.SUICIDE, (AlarmSituation.ANOTHER,)),
    AlarmRemark.GAS_ON: Deed("gas", Danger.GAS),
    AlarmRemark.ON_EDGE: Deed("peril", Danger.SUICIDE, (AlarmSituation.PERIL,)),
    AlarmRemark.PREPARED: Deed("another", Danger.SUICIDE, (AlarmSituation.ANOTHER,)),
}
"""What is told of somebody else who despairs."""
_BODILY = (AlarmRemark.SWALLOWED, AlarmRemark.CUT)


def at_first(query: Query) -> tuple[Query, str]:
    """Give an alarm of despair as what was done makes it, and the text of it; "" for the usual."""
    deed = next((one for one in _BODILY if one in query.after), None)
    advice = advice_of(query)
    if (
        query.topic != Danger.SUICIDE
        or deed is None
        or advice not in {Danger.SUICIDE, AlarmSituation.ANOTHER}
    ):
        return query, ""
    made = (OTHERS if advice == AlarmSituation.ANOTHER else OWN)[deed]
    situations = (*made.situations, *query.situations)
    return replace(query, topic=made.topic, situations=situations), made.card
