"""What a resident does and what she gets, the same on every channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.texts import say

if TYPE_CHECKING:
    from datetime import datetime

    from bot.knowledge.answers import Answer
    from bot.understanding.query import Intent
    from geo.dataset.place import Place
    from geo.facility import Facility, LonLat, Pace
    from geo.hours.opening import OpenState
    from geo.uncertainty import Walk


@dataclass(frozen=True, slots=True)
class Event:
    """Exactly one of: a text, a position (WGS-84), the action of a pressed button.

    The action "feedback" alone may have a text beside it: the words of the feedback. `error_m` is
    how far the position may be wrong. `id` names the event on its channel, so that one that is
    delivered twice is kept once. `about` are the ids of the facilities in the message that she
    answers, where the channel knows that; `forwarded` is true for what somebody else wrote.
    """

    text: str | None = None
    location: LonLat | None = None
    press: str | None = None
    error_m: float = 0.0
    id: str = ""
    about: tuple[str, ...] = ()
    forwarded: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """What a button says and the action it sends back (at most 60 bytes)."""

    label: str
    action: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a walk starts. `point` is None for a named place that nobody has located.

    `basis` is "named" for a place of the dataset and "shared" for a position. `is_home` is true
    for a house number: it tells as much of her as a point does. Only the functions below make
    origins, so that none of them forgets that.
    """

    name: str
    point: LonLat | None
    basis: str
    error_m: float = 0.0
    is_home: bool = False

    @classmethod
    def of_place(cls, place: Place, language: str) -> Origin:
        """Start from a place of the dataset, named in a language."""
        name, is_home = place.name.said_in(language), place.kind == "address"
        return cls(name, place.point, "named", place.position_error_m or 0.0, is_home)

    @classmethod
    def of_facility(cls, facility: Facility, language: str) -> Origin:
        """Start from a facility, named in a language."""
        at = facility.geometry.middle if facility.geometry else None
        error_m = facility.position_error_m or 0.0
        return cls(facility.name.said_in(language), at, "named", error_m)

    @classmethod
    def shared(cls, language: str, point: LonLat, error_m: float = 0.0) -> Origin:
        """Start from a position that was sent (WGS-84, wrong by `error_m` metres at most)."""
        return cls.at_point(say(language, "place.shared"), point, error_m)

    @classmethod
    def at_point(cls, name: str, point: LonLat, error_m: float = 0.0) -> Origin:
        """Start from a position (WGS-84, wrong by `error_m` metres at most), called `name`."""
        return cls(name, point, "shared", error_m)


@dataclass(frozen=True, slots=True)
class Listed:
    """One facility of an answer. `walk` is None while the facility is not located."""

    facility: Facility
    walk: Walk | None
    opening: OpenState


@dataclass(frozen=True, slots=True)
class Picture:
    """What to draw beside the text: the rings around `centre` and the listed facilities."""

    centre: LonLat
    minutes: int
    pace: Pace
    facility_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: the words, and the facts that a channel may also draw or link."""

    intent: Intent
    text: str
    language: str = "zh"
    categories: tuple[str, ...] = ()
    origin: Origin | None = None
    needs_place: bool = False
    minutes: int | None = None
    pace: Pace | None = None
    open_now: bool = False
    accessible: bool = False
    listed: tuple[Listed, ...] = ()
    answer: Answer | None = None
    picture: Picture | None = None
    buttons: tuple[Button, ...] = ()
    at: datetime | None = None
