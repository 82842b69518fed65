"""An alarm that was raised and is not over: what was told, and what ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.conversation.danger_kinds import ANY_END, DANGER_KINDS, advice_for
from bot.understanding.after_alarm.alarm_remark import AlarmRemark
from bot.understanding.safety.danger import AlarmSituation, Danger

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.conversation.danger_kinds import DangerKind

EASED = "eased"
"""How an alarm ended that only eased: there is something left to do."""
TRAPPED = "trapped"
"""What is known of an alarm in which somebody cannot get out."""
OF_OIL = "of_oil"
"""What is known of a fire in which oil burns."""
GOES_ON = frozenset({AlarmRemark.INSIDE, AlarmRemark.RELAPSE, AlarmRemark.BACK})
"""What tells that some danger goes on, in the turn of its end or after it."""
# Where whoever is ill is, or what became of them, is told before all else.
_IN_CARE_OR_DEAD = (AlarmRemark.DIED, AlarmRemark.AT_HOSPITAL, AlarmRemark.TO_HOSPITAL)
PUT_OUT = AlarmRemark.EXTINGUISHED.value
"""How a fire ended that nobody was called for: it may start again."""
_PLAIN_ENDS = frozenset(
    {
        *(AlarmRemark.SLIP, AlarmRemark.OVER, AlarmRemark.FINE),
        *(AlarmRemark.FALSE, AlarmRemark.DONE),
    }
)
_NEVER_WAS = frozenset({AlarmRemark.FALSE, AlarmRemark.SLIP, AlarmRemark.UNSERIOUS})
_HAVE_COME = frozenset({AlarmRemark.BEEN, AlarmRemark.GONE, AlarmRemark.RESCUE})
_HELP_COMES = frozenset({AlarmRemark.RESCUE, AlarmRemark.COMPANY, AlarmRemark.SOMEBODY})


class OpenAlarm(NamedTuple):
    """Somebody was told to call for help, and it is not over.

    Attributes:
        topic: the danger, as `Danger`.
        situations: what made the advice another one, as in `Query`.
        line: what she was told first: whom to call.
        number: the first number of that line, which is named whenever she is told to call.
        called: help was called or is on its way.
        taken: whoever is ill is in the ambulance.
        elsewhere: a wish that has nothing to do with it was answered since.
        turns: how often the advice went on since.
        cards: how often the whole of the first advice was given.
        told: the advice that went on, each as often as it was given.
        how: how it ended, where there is more to say than that all is well ("eased", "died").
        over: it is over, and something else is wanted.
        real: it was there, also where it is over; false where it was taken back.
        besides: fire and gas that are still open behind a danger that was told later.
        known: what was told of whether she is with the person in danger, as `Query.caller`, and
            that somebody cannot get out (`TRAPPED`) or that oil burns (`OF_OIL`).
        place: the line that tells where that person is; "" where she has not said.
    """

    topic: str
    situations: tuple[str, ...]
    line: str
    number: str
    called: bool = False
    taken: bool = False
    elsewhere: bool = False
    turns: int = 0
    cards: int = 1
    told: tuple[str, ...] = ()
    how: str = ""
    over: bool = False
    real: bool = True
    besides: tuple[OpenAlarm, ...] = ()
    known: frozenset[str] = frozenset()
    place: str = ""

    @property
    def advice(self) -> str:
        """Name the advice that fits, a key of `DANGER_KINDS`: the situation's or the danger's."""
        return advice_for(self.topic, self.situations)

    @property
    def kind(self) -> DangerKind:
        """Give what there is to know of this kind of danger."""
        return DANGER_KINDS[self.advice]

    @property
    def hazards(self) -> tuple[OpenAlarm, ...]:
        """Fire and gas among what is open: their warnings hold whatever else happens."""
        mine = (self._replace(besides=()),) if self.kind.is_hazard else ()
        return (*mine, *self.besides)

    @property
    def eases_when_better(self) -> bool:
        """Whether somebody is ill who only feels better so far."""
        return AlarmRemark.BETTER in self.kind.eases

    @property
    def relapses(self) -> frozenset[AlarmRemark]:
        """What tells that it goes on or begins again; that somebody is back, of crime alone."""
        return GOES_ON if self.topic == Danger.CRIME else GOES_ON - {AlarmRemark.BACK}

    def beside(self, other: OpenAlarm) -> OpenAlarm:
        """Stay open beside a fire or gas that was told before, unless it is the same."""
        kept = tuple(one for one in other.hazards if one.advice != self.advice)
        return self._replace(besides=kept)

    def left(self, said: Collection[AlarmRemark], *, of_others: bool) -> OpenAlarm | None:
        """Give what is still open after what is said (`Query.after`), None when nothing is.

        Beside a fire or gas, help that comes is no end, and a person who is well ends no fire.
        """
        if not self.besides:
            return None if self._ended_by(said) else self
        if not _HELP_COMES.isdisjoint(said):
            return self
        every = (self._replace(besides=()), *self.besides)
        still = tuple(one for one in every if one.kind.named_ends.isdisjoint(said))
        if len(still) == len(every) and self._ended_by(said):
            still = self.besides if of_others and AlarmRemark.FALSE not in said else ()
        return still[0]._replace(besides=still[1:]) if still else None

    def ended(self, said: Collection[AlarmRemark]) -> OpenAlarm:
        """Give it as it is when what is said has ended it."""
        how = self._told_first(said)
        # What she has swallowed or cut lasts when she feels better.
        wholly = self.advice != AlarmSituation.HARMED and not _PLAIN_ENDS.isdisjoint(said)
        if not (how or wholly or self.kind.eases.isdisjoint(said)):
            how = EASED
        real = _NEVER_WAS.isdisjoint(said)
        return self._replace(how=how, over=True, real=real, besides=())

    def _told_first(self, said: Collection[AlarmRemark]) -> str:
        """Name what is told before all else where it ended so; "" where it did not."""
        in_care = (
            one.value for one in _IN_CARE_OR_DEAD if one in said and one in self.kind.care_ends
        )
        if how := next(in_care, ""):
            return how
        if self.kind.is_missing and {AlarmRemark.FOUND, AlarmRemark.AT_HOSPITAL}.issubset(said):
            return AlarmRemark.AT_HOSPITAL.value
        seen_to = self.called or not _HAVE_COME.isdisjoint(said)
        put_out = AlarmRemark.EXTINGUISHED in said and self.advice == Danger.FIRE
        return PUT_OUT if put_out and not seen_to else ""

    def again(self) -> OpenAlarm:
        """Give it as it is when it turns out not to be over."""
        return self._replace(how="", over=False, called=False, told=(), turns=0)

    def _ended_by(self, said: Collection[AlarmRemark]) -> bool:
        """Tell whether the danger is told to have passed, or never to have been."""
        ends = (ANY_END - self.kind.endures) | self.kind.ends | self.kind.care_ends
        if AlarmSituation.FOLLOWED in self.situations:
            ends |= {AlarmRemark.HOME}
        if self.topic == Danger.CRIME:
            ends -= {AlarmRemark.UNSERIOUS}
        return not ends.isdisjoint(said)


class ToldBefore(NamedTuple):
    """What somebody said that may be the first step of a danger.

    Attributes:
        words: what she said, of as many turns as belong together.
        topic: the kind of danger that she was asked about; None where she was not.
        steps: how many turns it has been since the first.
        kind: the cry that it was, as `Query.topic`; "" where it was none.
    """

    words: str
    topic: str | None
    steps: int = 0
    kind: str = ""
