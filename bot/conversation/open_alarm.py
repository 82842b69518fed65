"""An alarm that was raised and is not over: what was told, and what ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.understanding.after_alarm.alarm_remark import AlarmRemark

if TYPE_CHECKING:
    from collections.abc import Collection

DEAF = "deaf"
"""The situation of who cannot hear, and so cannot telephone."""

HARMED = "harmed"
"""The situation of who has swallowed something or cut herself: it lasts when she feels better."""

HAZARDS = frozenset({"fire", "gas"})
"""What lasts whatever else happens; it is breathed in before it is gone."""
DISASTERS = ("flood", "quake", "storm", "collapse")
"""What befalls a whole house: rescuers and an ambulance may be needed both."""
_ENDS = {
    "medical": {AlarmRemark.BETTER},
    "suicide": {AlarmRemark.BETTER, AlarmRemark.CALMER},
    **{key: {AlarmRemark.OUT, AlarmRemark.DONE} for key in ("lift", "locked_in", "wedged")},
    "fire": {AlarmRemark.EXTINGUISHED, AlarmRemark.OUT, AlarmRemark.DONE},
    "gas": {AlarmRemark.SHUT_OFF, AlarmRemark.DONE},
    "crime": {AlarmRemark.SAFE, AlarmRemark.DONE},
    "lost": {AlarmRemark.FOUND, AlarmRemark.DONE},
    **{key: {AlarmRemark.OUT, AlarmRemark.PASSED, AlarmRemark.DONE} for key in DISASTERS},
    "wire": {AlarmRemark.DONE, AlarmRemark.OUT},
    "astray": {AlarmRemark.FOUND, AlarmRemark.HOME, AlarmRemark.DONE},
    "met": {AlarmRemark.BETTER, AlarmRemark.SAFE, AlarmRemark.FOUND, AlarmRemark.DONE},
    **{key: {AlarmRemark.MONEY_BACK, AlarmRemark.DONE} for key in ("fraud", "scam")},
    "bite": {AlarmRemark.DONE},
    "machine": {AlarmRemark.BETTER, AlarmRemark.POWER_BACK, AlarmRemark.DONE},
    "peril": {AlarmRemark.OUT, AlarmRemark.SAFE, AlarmRemark.DONE, AlarmRemark.BETTER},
    "another": {AlarmRemark.BETTER, AlarmRemark.CALMER, AlarmRemark.FOUND, AlarmRemark.DONE},
    **{key: {AlarmRemark.BETTER, AlarmRemark.DONE} for key in ("overdose", HARMED)},
}
# What ends one of several dangers and none of the others.
_NAMED_ENDS = {
    "medical": {AlarmRemark.BETTER},
    "fire": {AlarmRemark.EXTINGUISHED},
    "gas": {AlarmRemark.SHUT_OFF},
}
# What only eases a danger: being outside, one good sign, being away from him.
_EASES = {
    **{key: {AlarmRemark.BETTER} for key in ("medical", "overdose", HARMED)},
    "fire": {AlarmRemark.OUT},
    "gas": {AlarmRemark.SHUT_OFF},
    "crime": {AlarmRemark.SAFE, AlarmRemark.HOME},
}
# Where whoever is ill is, or what became of them, is told before all else.
_IN_CARE = (AlarmRemark.DIED, AlarmRemark.AT_HOSPITAL, AlarmRemark.TO_HOSPITAL)
_CARED_FOR = frozenset(
    {
        "medical",
        "machine",
        "overdose",
        "bite",
        "met",
        "locked_in",
        "lift",
        "wedged",
        "peril",
        HARMED,
    }
)
_MOURNED = frozenset({"medical", "machine", "overdose", "bite"})
"""Who was ill at home may be told to have died; a stranger's death is still for those who come."""
_PLAIN_ENDS = frozenset({AlarmRemark.SLIP, AlarmRemark.OVER, AlarmRemark.FINE, AlarmRemark.FALSE})
ONLINE = frozenset({"fraud", "scam"})
"""What is seen on a screen, or comes as a message, may be the very fraud: "是抖音里的"."""
EASED = "eased"
_FOLLOWED = "followed"
_HELP_COMES = frozenset({AlarmRemark.RESCUE, AlarmRemark.COMPANY, AlarmRemark.SOMEBODY})


class OpenAlarm(NamedTuple):
    """Somebody was told to call for help, and it is not over.

    Attributes:
        topic: the kind of danger.
        situations: what made the advice another one, as in `Query`.
        line: what she was told first: whom to call.
        called: help was called or is on its way.
        taken: whoever is ill is in the ambulance.
        elsewhere: a wish that has nothing to do with it was answered since.
        turns: how often the advice went on since.
        cards: how often the whole of the first advice was given.
        told: the advice that went on, each as often as it was given.
        how: how it ended, where there is more to say than that all is well ("eased", "died").
        over: it is over, and something else is wanted.
        besides: fire and gas that are still open behind a danger that was told later.
        known: what was told of whether she is with the person in danger, as `Query.caller`, and
            that somebody cannot get out ("trapped").
        place: the line that tells where that person is; "" where she has not said.
    """

    topic: str
    situations: tuple[str, ...]
    line: str
    called: bool = False
    taken: bool = False
    elsewhere: bool = False
    turns: int = 0
    cards: int = 1
    told: tuple[str, ...] = ()
    how: str = ""
    over: bool = False
    besides: tuple[OpenAlarm, ...] = ()
    known: frozenset[str] = frozenset()
    place: str = ""

    @property
    def advice(self) -> str:
        """Name the advice that fits: that of the situation, or of the kind of danger."""
        return advice_for(self.topic, self.situations)

    @property
    def hazards(self) -> tuple[OpenAlarm, ...]:
        """Fire and gas among what is open: their warnings hold whatever else happens."""
        mine = (self._replace(besides=()),) if self.advice in HAZARDS else ()
        return (*mine, *self.besides)

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
        still = tuple(one for one in every if _NAMED_ENDS.get(one.advice, set()).isdisjoint(said))
        if len(still) == len(every) and self._ended_by(said):
            still = self.besides if of_others and AlarmRemark.FALSE not in said else ()
        return still[0]._replace(besides=still[1:]) if still else None

    def ended(self, said: Collection[AlarmRemark]) -> OpenAlarm:
        """Give it as it is when what is said has ended it."""
        how = next((one.value for one in _IN_CARE if one in said and one in self._care_ends), "")
        wholly = not _PLAIN_ENDS.isdisjoint(said) or AlarmRemark.DONE in said
        wholly = wholly and self.advice != HARMED
        if not (how or wholly) and not _EASES.get(self.advice, set()).isdisjoint(said):
            how = EASED
        return self._replace(how=how, over=True, besides=())

    def again(self) -> OpenAlarm:
        """Give it as it is when it turns out not to be over."""
        return self._replace(how="", over=False, called=False, told=(), turns=0)

    @property
    def _care_ends(self) -> set[AlarmRemark]:
        """Give what is told of whoever is ill that ends it."""
        if self.advice not in _CARED_FOR:
            return set()
        ends = set(_IN_CARE)
        return ends if self.advice in _MOURNED else ends - {AlarmRemark.DIED}

    def _ended_by(self, said: Collection[AlarmRemark]) -> bool:
        """Tell whether the danger is told to have passed, or never to have been."""
        ends = {AlarmRemark.OVER, AlarmRemark.FINE} | _ENDS.get(self.advice, set())
        if _FOLLOWED in self.situations:
            ends.add(AlarmRemark.HOME)
        if self.advice not in {"suicide", "lost"}:
            ends.add(AlarmRemark.BEEN)
        ends |= self._care_ends
        if self.advice != "suicide" and self.advice not in ONLINE:
            ends.add(AlarmRemark.FALSE)
        if self.advice not in ONLINE:
            ends.add(AlarmRemark.SLIP)
        if self.topic != "crime" and self.advice not in {"suicide", "another"}:
            ends.add(AlarmRemark.UNSERIOUS)
        return not ends.isdisjoint(said)


# Situations with advice of their own, and the kinds of danger that it serves.
_SPECIAL = {
    **{key: {"medical"} for key in ("lift", "met", "bite", "machine")},
    "locked_in": {"fire", "medical"},
    "wedged": {"fire"},
    "peril": {"medical", "suicide", "crime"},
    "overdose": {"medical", "suicide"},
    **{key: {"suicide"} for key in (HARMED, "another")},
    "wire": {"fire", "medical"},
    **{key: {"crime"} for key in ("astray", "lost", "fraud", "scam")},
    **{key: {"fire", "medical"} for key in DISASTERS},
}


def advice_for(topic: str, situations: tuple[str, ...]) -> str:
    """Name the advice for a kind of danger in some situations."""
    return next((name for name in situations if topic in _SPECIAL.get(name, ())), topic)


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
