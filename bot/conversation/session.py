"""What is remembered about a resident, and for how long.

For 24 hours at most, and a place no more exactly than about 100 m: the precise point lives only
while an event is handled. Whoever is forgotten is forgotten at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from bot.texts import say
from bot.understanding.query import Intent
from bot.understanding.text.unnumbered import street_of
from geo.facility import LonLat

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.reply import Origin
    from geo.facility import Pace

LIFETIME = timedelta(hours=24)

ROUNDED_DIGITS = 3
"""Degrees are kept to a thousandth: 111 m from north to south, 95 m from west to east at 31°."""

ROUNDING_ERROR_M = 79.0
"""Half the diagonal of a square of 0.001° where it is largest, at the equator."""


class Awaits(StrEnum):
    """What the next message is taken for."""

    PLACE = "place"
    FEEDBACK = "feedback"
    NEW_PLACE = "new_place"


@dataclass(frozen=True, slots=True)
class Slots:
    """What was asked last, so that "那卫生站呢" can lean on it. Times are aware.

    `left_out` are ids of facilities that are not wanted.
    """

    intent: Intent = Intent.NEARBY
    categories: tuple[str, ...] = ()
    minutes: int | None = None
    open_now: bool = False
    at: datetime | None = None
    accessible: bool = False
    attributes: tuple[str, ...] = ()
    weekdays: tuple[int, ...] = ()
    meal: str = ""
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pending:
    """A question of ours that is not answered yet.

    `slots` is what to do once the place is known, `facility` the id of the facility that the
    feedback is about or that she wants to go to, `goal` the id of the place that she wants to go
    to or `goal_kind` the kind of places of which the nearest is, `words` feedback of which it is
    not known yet what it is about. `of_theirs`: the place is
    that of somebody of whom she told.
    """

    awaits: Awaits
    slots: Slots | None = None
    facility: str = ""
    words: str = ""
    goal: str = ""
    goal_kind: str = ""
    of_theirs: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """One resident's conversation.

    Attributes:
        place: id of the place in the dataset where she is; None for a shared position.
        origin: where she walks from; its point is rounded once it is kept.
        placed: when she said so (aware).
        pace: None until she says how she walks.
        language: "zh" or "en".
        listed: ids of the last list, in its order.
        shown: how many of them she has seen.
        slots: what she asked last.
        facility: id of the facility last spoken of.
        told: what was told of it, a detail or the way, or that a report on it is kept; None when it
            was listed at most.
        goal: id of the place to which the way was told last; "" once something else was spoken of.
        goals: ids of the places told last of which one can be walked to: the hospitals.
        answer: id of the cited answer that was told last; "" once a place was spoken of since.
        pending: what she is asked for.
        reported: ids of facilities that she reported as shut.
        tickets: numbers of what she reported last.
        before: id of the place in the dataset where she was before this one.
        theirs: id of the place where somebody else is of whom she told.
        elsewhere: whether what she looks around is their place, and not where she is.
        own: where she is herself while she looks around theirs; None where she never said.
        day: a moment that was asked about of one facility (aware).
        unlisted: what she asked for last that is not listed, before it is known where she is.
        brief: whether short answers were promised to her.
        updated: when the session was last kept (aware); None for somebody new.
    """

    place: str | None = None
    origin: Origin | None = None
    placed: datetime | None = None
    pace: Pace | None = None
    language: str = "zh"
    listed: tuple[str, ...] = ()
    shown: int = 0
    slots: Slots | None = None
    facility: str = ""
    told: Intent | None = None
    goal: str = ""
    goals: tuple[str, ...] = ()
    answer: str = ""
    pending: Pending | None = None
    reported: tuple[str, ...] = ()
    tickets: tuple[str, ...] = ()
    before: str | None = None
    theirs: str | None = None
    elsewhere: bool = False
    own: Origin | None = None
    day: datetime | None = None
    unlisted: str = ""
    brief: bool = False
    updated: datetime | None = None

    @property
    def point(self) -> LonLat | None:
        """Where she walks from (WGS-84); None where nobody knows that."""
        return self.origin.point if self.origin else None

    @property
    def waits_for_place(self) -> bool:
        """Tell whether she was asked where she is."""
        return self.pending is not None and self.pending.awaits is Awaits.PLACE

    @property
    def speaks_of_one(self) -> bool:
        """Tell whether it is one facility that was spoken of last, and no list."""
        return bool(self.facility) and (self.told is not None or len(self.listed) == 1)

    def moved_to(self, origin: Origin, now: datetime, place: str | None = None) -> Session:
        """Be somewhere else from now on; `place` is the id of a place in the dataset."""
        before = self.place if self.place not in {None, place} else self.before
        to_theirs = place is not None and place == self.theirs
        own = (self.own if self.elsewhere else self.origin) if to_theirs else None
        moved = replace(self, place=place, origin=origin, placed=now, before=before)
        return replace(moved, elsewhere=to_theirs, own=own)

    def without_place(self) -> Session:
        """Forget where she is, and all that was told around it."""
        return Session(
            pace=self.pace,
            language=self.language,
            brief=self.brief,
            reported=self.reported,
            tickets=self.tickets,
            updated=self.updated,
        )

    def recalling(self, about: tuple[str, ...]) -> Session:
        """Speak of an earlier message again: of one facility, or of a list that is not the last.

        What was asked for then is not known any more, so no page of it can be turned.
        """
        if len(about) == 1:
            return replace(self, facility=about[0], told=None, goal="", answer="")
        if not about or set(about) <= set(self.listed):
            return self
        alike = replace(self, listed=about, shown=len(about), slots=None)
        return replace(alike, facility="", told=None, goal="", answer="")

    def kept(self, now: datetime) -> Session:
        """Give what may be kept: the time of now, and a rounded point without a house number."""
        if self.origin is None:
            left = replace(self, placed=None, before=None, theirs=None, updated=now)
            return replace(left, elsewhere=False, own=None)
        place = None if self.origin.is_home else self.place
        origin, own = (one and _unnumbered(one, self.language) for one in (self.origin, self.own))
        kept = replace(self, place=place, origin=origin, own=own)
        return replace(kept, placed=self.placed or now, updated=now)

    def is_over(self, now: datetime) -> bool:
        """Tell whether a day has passed since she said where she is, or since she spoke at all."""
        since = self.placed or self.updated
        return since is not None and now - since > LIFETIME


def _unnumbered(origin: Origin, language: str) -> Origin:
    """Round a point, and call a house by its street alone, where that is in its name."""
    if not origin.is_home:
        return rounded(origin)
    street = street_of(origin.name)
    key = "place.said_on" if street else "place.said"
    return rounded(replace(origin, name=say(language, key, street=street), is_home=False))


def rounded(origin: Origin) -> Origin:
    """Round a point to about 100 m and say so in its error; rounding again changes nothing."""
    if origin.point is None:
        return origin
    point = LonLat(*(round(degrees, ROUNDED_DIGITS) for degrees in origin.point))
    if point == origin.point:
        return origin
    return replace(origin, point=point, error_m=origin.error_m + ROUNDING_ERROR_M)


class Sessions(Protocol):
    """Where sessions are kept; `person` is what `Store.person` makes of a chat id."""

    def get(self, person: str, now: datetime) -> Session:
        """Recall a person; somebody new has an empty session."""

    def put(self, person: str, session: Session, now: datetime) -> None:
        """Keep a session, and drop everybody's that is over."""

    def sweep(self, now: datetime) -> None:
        """Drop everybody's session that is over; a channel does so when nobody speaks, too."""

    def forget(self, person: str) -> None:
        """Erase all that is known of a person at once."""
