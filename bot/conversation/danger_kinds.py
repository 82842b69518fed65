"""One table of the kinds of danger: whom to call, what ends each, and what else its advice needs.

A new kind is a row here and its texts: `emergency.KEY` (the first advice, whose first line names
whom to call), `emergency.then_KEY` and `emergency.more_KEY` (how it goes on, and shortly), and for
some fields one more, as told there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.understanding.after_alarm.alarm_remark import AlarmRemark
from bot.understanding.safety.danger import AlarmSituation, Danger

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.understanding.query import Query

_Remarks = frozenset[AlarmRemark]
_NOTHING: _Remarks = frozenset()
ANY_END = frozenset(
    {
        *(AlarmRemark.OVER, AlarmRemark.FINE, AlarmRemark.BEEN),
        *(AlarmRemark.FALSE, AlarmRemark.SLIP, AlarmRemark.UNSERIOUS),
    }
)
"""What ends a danger of any kind, unless its row says that it does not."""
IN_CARE = frozenset({AlarmRemark.AT_HOSPITAL, AlarmRemark.TO_HOSPITAL})
"""What is told of whoever is ill and will be seen by a doctor."""
# Who comes: "他们来了" may be the burglars; a neighbour is help against fraud and despair alone.
_CALLED = frozenset({AlarmRemark.RESCUE, AlarmRemark.CALLED})
_OR_COMPANY = _CALLED | {AlarmRemark.COMPANY}
_OR_THEY = _CALLED | {
    *(AlarmRemark.COMING, AlarmRemark.ON_PHONE, AlarmRemark.SOMEBODY, AlarmRemark.HERE),
}
# What ends several kinds.
_BETTER = frozenset({AlarmRemark.BETTER})
_OUT = frozenset({AlarmRemark.OUT, AlarmRemark.DONE})
_PASSED = _OUT | {AlarmRemark.PASSED}
_TREATED = frozenset({AlarmRemark.BETTER, AlarmRemark.DONE})
_PAID_BACK = frozenset({AlarmRemark.MONEY_BACK, AlarmRemark.DONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class DangerKind:
    """One kind of danger: one of `Danger`, or a situation whose advice takes the place of theirs.

    Attributes:
        key: the danger or the situation; texts are named by it.
        serves: the dangers in which a situation has its own advice; a danger has none.
        whom: whom the first line of its advice names first, as `Context.number` takes it.
        ends: what is told to have ended it, besides `ANY_END`.
        endures: what ends any other kind, but not this one.
        named_ends: what ends it, and no other danger that is open beside it.
        eases: what eases it and leaves something to do: `emergency.eased_KEY`.
        comes: what tells that help was called or is on its way.
        in_care: whoever is in danger may be told to be in a hospital, which ends it.
        may_die: they may be told to have died; a stranger's death is still for those who come.
        is_hazard: it is breathed in and lasts whatever else happens: `emergency.besides_KEY`
            warns of it behind another danger, `emergency.trapped_KEY` is for who cannot get out.
        keeps_out: nobody goes in again before those who came have said so.
        comes_in: those who come have to get into a house: doors and stairs keep them.
        has_caller: it may be told by somebody who is not there: `apart.first_KEY`, `apart.KEY`.
        is_missing: somebody is searched, so a place is where they were seen or live.
        is_reported: what else she says is to be told on the telephone, too.
        is_online: it is seen on a screen or comes as a message: "是抖音里的" is no end of it.
        is_by_telephone: its advice is of the telephone alone, and says nothing to who is deaf.
    """

    key: str
    serves: frozenset[Danger] = frozenset()
    whom: str
    ends: _Remarks
    endures: _Remarks = _NOTHING
    named_ends: _Remarks = _NOTHING
    eases: _Remarks = _NOTHING
    comes: _Remarks = _OR_THEY
    in_care: bool = False
    may_die: bool = False
    is_hazard: bool = False
    keeps_out: bool = False
    comes_in: bool = False
    has_caller: bool = False
    is_missing: bool = False
    is_reported: bool = False
    is_online: bool = False
    is_by_telephone: bool = False

    @property
    def care_ends(self) -> _Remarks:
        """What is told of whoever is ill that ends it."""
        ends = IN_CARE if self.in_care else _NOTHING
        return ends | {AlarmRemark.DIED} if self.may_die else ends


_ILLNESS = (
    DangerKind(
        key=Danger.MEDICAL,
        whom="ambulance",
        ends=_BETTER,
        named_ends=_BETTER,
        eases=_BETTER,
        in_care=True,
        may_die=True,
        comes_in=True,
        has_caller=True,
        is_reported=True,
        is_by_telephone=True,
    ),
    DangerKind(
        key="machine",
        serves=frozenset({Danger.MEDICAL}),
        whom="ambulance",
        ends=_TREATED | {AlarmRemark.POWER_BACK},
        in_care=True,
        may_die=True,
        comes_in=True,
        is_reported=True,
    ),
    DangerKind(
        key=AlarmSituation.BITE,
        serves=frozenset({Danger.MEDICAL}),
        whom="ambulance",
        ends=frozenset({AlarmRemark.DONE}),
        in_care=True,
        may_die=True,
    ),
    DangerKind(
        key="met",
        serves=frozenset({Danger.MEDICAL}),
        whom="ambulance",
        ends=_TREATED | {AlarmRemark.SAFE, AlarmRemark.FOUND},
        in_care=True,
    ),
)
_DESPAIR = (
    DangerKind(
        key=Danger.SUICIDE,
        whom="ambulance",
        ends=frozenset({AlarmRemark.BETTER, AlarmRemark.CALMER}),
        endures=frozenset({AlarmRemark.BEEN, AlarmRemark.FALSE, AlarmRemark.UNSERIOUS}),
        comes=_OR_COMPANY,
    ),
    DangerKind(
        key=AlarmSituation.HARMED,
        serves=frozenset({Danger.SUICIDE}),
        whom="ambulance",
        ends=_TREATED,
        eases=_BETTER,
        in_care=True,
    ),
    DangerKind(
        key=AlarmSituation.ANOTHER,
        serves=frozenset({Danger.SUICIDE}),
        whom="ambulance",
        ends=_TREATED | {AlarmRemark.CALMER, AlarmRemark.FOUND},
        endures=frozenset({AlarmRemark.UNSERIOUS}),
    ),
    DangerKind(
        key=AlarmSituation.OVERDOSE,
        serves=frozenset({Danger.MEDICAL, Danger.SUICIDE}),
        whom="ambulance",
        ends=_TREATED,
        eases=_BETTER,
        in_care=True,
        may_die=True,
        is_reported=True,
    ),
    DangerKind(
        key=AlarmSituation.PERIL,
        serves=frozenset({Danger.MEDICAL, Danger.SUICIDE, Danger.CRIME}),
        whom="police",
        ends=_OUT | {AlarmRemark.SAFE, AlarmRemark.BETTER},
        in_care=True,
    ),
)
_HAZARDS = (
    DangerKind(
        key=Danger.FIRE,
        whom="fire",
        ends=_OUT | {AlarmRemark.EXTINGUISHED},
        named_ends=frozenset({AlarmRemark.EXTINGUISHED}),
        eases=frozenset({AlarmRemark.OUT}),
        is_hazard=True,
        keeps_out=True,
        comes_in=True,
        has_caller=True,
    ),
    DangerKind(
        key=Danger.GAS,
        whom="fire",
        ends=frozenset({AlarmRemark.SHUT_OFF, AlarmRemark.DONE}),
        named_ends=frozenset({AlarmRemark.SHUT_OFF}),
        eases=frozenset({AlarmRemark.SHUT_OFF}),
        is_hazard=True,
        keeps_out=True,
        comes_in=True,
        has_caller=True,
    ),
)
_CRIMES = (
    DangerKind(
        key=Danger.CRIME,
        whom="police",
        ends=frozenset({AlarmRemark.SAFE, AlarmRemark.DONE}),
        eases=frozenset({AlarmRemark.SAFE, AlarmRemark.HOME}),
        comes=_CALLED,
        has_caller=True,
        is_by_telephone=True,
    ),
    *(
        DangerKind(
            key=key,
            serves=frozenset({Danger.CRIME}),
            whom="police",
            ends=_PAID_BACK,
            endures=frozenset({AlarmRemark.FALSE, AlarmRemark.SLIP}),
            comes=_OR_COMPANY,
            is_reported=True,
            is_online=True,
        )
        for key in ("fraud", AlarmSituation.SCAM)
    ),
    DangerKind(
        key=AlarmSituation.LOST,
        serves=frozenset({Danger.CRIME}),
        whom="police",
        ends=frozenset({AlarmRemark.FOUND, AlarmRemark.DONE}),
        endures=frozenset({AlarmRemark.BEEN}),
        comes=_OR_THEY | {AlarmRemark.BEEN},
        has_caller=True,
        is_missing=True,
        is_reported=True,
    ),
    DangerKind(
        key=AlarmSituation.ASTRAY,
        serves=frozenset({Danger.CRIME}),
        whom="police",
        ends=frozenset({AlarmRemark.FOUND, AlarmRemark.HOME, AlarmRemark.DONE}),
    ),
)
_SHUT_IN = (
    DangerKind(
        key=AlarmSituation.LIFT,
        serves=frozenset({Danger.MEDICAL}),
        whom="police",
        ends=_OUT,
        in_care=True,
        has_caller=True,
    ),
    DangerKind(
        key=AlarmSituation.LOCKED_IN,
        serves=frozenset({Danger.FIRE, Danger.MEDICAL}),
        whom="police",
        ends=_OUT,
        in_care=True,
    ),
    DangerKind(
        key="wedged",
        serves=frozenset({Danger.FIRE}),
        whom="fire",
        ends=_OUT,
        in_care=True,
    ),
)
_DISASTERS = (
    *(
        DangerKind(
            key=key,
            serves=frozenset({Danger.FIRE, Danger.MEDICAL}),
            whom=whom,
            ends=_PASSED,
            keeps_out=True,
        )
        for key, whom in {
            "flood": "police",
            "quake": "ambulance",
            "storm": "ambulance",
            "collapse": "fire",
        }.items()
    ),
    DangerKind(
        key="wire",
        serves=frozenset({Danger.FIRE, Danger.MEDICAL}),
        whom="fire",
        ends=_OUT,
    ),
)
_ROWS = (*_ILLNESS, *_DESPAIR, *_HAZARDS, *_CRIMES, *_SHUT_IN, *_DISASTERS)
DANGER_KINDS: Mapping[str, DangerKind] = {kind.key: kind for kind in _ROWS}
"""Every kind of danger by its key."""


def advice_for(topic: str, situations: tuple[str, ...]) -> str:
    """Name the kind whose advice is given for a danger in some situations: its key."""
    served = (name for name in situations if name in DANGER_KINDS)
    return next((name for name in served if topic in DANGER_KINDS[name].serves), topic)


def advice_of(query: Query) -> str:
    """Name the kind whose advice is given for an alarm that is heard; "" where none is."""
    return advice_for(query.topic or "", query.situations)
