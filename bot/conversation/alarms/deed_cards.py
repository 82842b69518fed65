"""Despair and a deed: what was taken, cut, opened or prepared is a new emergency of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bot.conversation.open_alarm import HARMED, advice_for
from bot.understanding.after_alarm.alarm_remark import AlarmRemark

if TYPE_CHECKING:
    from bot.understanding.query import Query

DESPAIR, ANOTHER, OVERDOSE = "suicide", "another", "overdose"


class Deed(NamedTuple):
    """What a deed makes of despair: the text of it, the kind of danger, and its situations."""

    card: str
    topic: str
    situations: tuple[str, ...] = ()


OWN = {
    AlarmRemark.SWALLOWED: Deed("harm_swallowed", DESPAIR, (HARMED,)),
    AlarmRemark.CUT: Deed("harm_cut", DESPAIR, (HARMED,)),
    AlarmRemark.GAS_ON: Deed("harm_gas", "gas"),
    AlarmRemark.ON_EDGE: Deed("harm_edge", DESPAIR),
    AlarmRemark.PREPARED: Deed("harm_prepared", DESPAIR),
}
"""What who despairs tells of herself, the worst first."""
OTHERS = {
    AlarmRemark.SWALLOWED: Deed("overdose", DESPAIR, (OVERDOSE,)),
    AlarmRemark.CUT: Deed("harm_cut_other", DESPAIR, (ANOTHER,)),
    AlarmRemark.GAS_ON: Deed("gas", "gas"),
    AlarmRemark.ON_EDGE: Deed("peril", DESPAIR, ("peril",)),
    AlarmRemark.PREPARED: Deed("another", DESPAIR, (ANOTHER,)),
}
"""What is told of somebody else who despairs."""
_BODILY = (AlarmRemark.SWALLOWED, AlarmRemark.CUT)


def at_first(query: Query) -> tuple[Query, str]:
    """Give an alarm of despair as what was done makes it, and the text of it; "" for the usual."""
    deed = next((one for one in _BODILY if one in query.after), None)
    advice = advice_for(query.topic or "", query.situations)
    if query.topic != DESPAIR or deed is None or advice not in {DESPAIR, ANOTHER}:
        return query, ""
    made = (OTHERS if advice == ANOTHER else OWN)[deed]
    situations = (*made.situations, *query.situations)
    return replace(query, topic=made.topic, situations=situations), made.card
