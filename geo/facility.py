"""What Yike knows about a facility, as frozen values without I/O."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

EXACT_POSITION_M = 50.0
"""A position known to this many metres is as good as the door."""


class LonLat(NamedTuple):
    """A position in degrees, WGS-84, longitude first."""

    lon: float
    lat: float


class Shape(StrEnum):
    """How a place lies on the ground."""

    POINT = "Point"
    LINE = "LineString"
    AREA = "Polygon"


class Geometry(NamedTuple):
    """One point, the vertices of a line, or the closed outer ring of an area."""

    shape: Shape
    vertices: tuple[LonLat, ...]

    @property
    def middle(self) -> LonLat:
        """A vertex to write a label at: the point itself, or the middle one of several."""
        return self.vertices[len(self.vertices) // 2]


class Status(StrEnum):
    """Whether a facility serves residents."""

    OPEN = "open"
    PLANNED = "planned"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class Accessible(StrEnum):
    """Whether a wheelchair gets in."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Pace(StrEnum):
    """How fast somebody walks; the speeds and their sources are in `geo.walking_model`."""

    STANDARD = "standard"
    ELDER = "elder"
    SLOW = "slow"


class BilingualText(NamedTuple):
    """The same text in Chinese and in English."""

    zh: str
    en: str

    def said_in(self, language: str) -> str:
        """Give the English text for "en", the Chinese one for anything else."""
        return self.en if language == "en" else self.zh


NO_TEXT = BilingualText("", "")


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of service; `key` is what files and commands call it.

    `name` stands in legends and tables, `plain` is how people speak of it.
    """

    key: str
    name: BilingualText
    plain: BilingualText


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from. `index` is the publisher's own number for the document."""

    key: str
    title: str
    index: str = ""
    date: str = ""
    url: str = ""


PROVEN = ("position", "address", "phone", "opening_hours", "status", "capacity")
"""What may have a source and a date of its own."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where one thing that is known of a facility comes from.

    `source` is a key; `dated` is a day, a month, a year, or "2013/2015" for some time between two
    years, and empty when nobody knows it; `verified_on` is when somebody looked on the spot.
    """

    what: str
    source: str
    dated: str = ""
    verified_on: date | None = None

    def years_by(self, today: date) -> float | None:
        """Tell how many years old it is at least; None when it has no date."""
        day = self.verified_on or _last_day(self.dated)
        return None if day is None else (today - day).days / 365.25


def _last_day(written: str) -> date | None:
    """Give the last day that a date as written may mean."""
    if not written:
        return None
    year, *rest = map(int, written.rpartition("/")[2].split("-"))
    month = rest[0] if rest else 12
    last = monthrange(year, month)[1]
    return date(year, month, rest[1] if len(rest) > 1 else last)


@dataclass(frozen=True, slots=True)
class Meal:
    """A meal of a canteen: `key` is "breakfast", "lunch" or "dinner"; `hours` as opening hours."""

    key: str
    hours: str


@dataclass(frozen=True, slots=True)
class Facility:
    """A place of service. What nobody has found out is None, "unknown" or empty.

    `geometry` is None while no source locates the facility. `position_error_m` is the radius in
    metres within which the true place lies. `opening_hours` is in OpenStreetMap's syntax.
    `source` and `inside` are keys: of a source, and of the facility whose building hosts this one.
    `provenance` tells what has another source or date than the facility itself: see `origin_of`.
    `aliases` are other names that people may say, earlier ones among them.
    """

    id: str
    name: BilingualText
    category: str
    status: Status
    geometry: Geometry | None
    position_error_m: float | None
    position_basis: str
    source: str
    source_date: str
    address: str = ""
    phone: str = ""
    opening_hours: str = ""
    services: tuple[str, ...] = ()
    eligibility: str = ""
    accessible: Accessible = Accessible.UNKNOWN
    capacity: int | None = None
    inside: str = ""
    neighbourhood: str = ""
    note: BilingualText = NO_TEXT
    verified_on: date | None = None
    suspended_until: date | None = None
    provenance: tuple[Provenance, ...] = ()
    meals: tuple[Meal, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names, each once: the Chinese and the English one, then the others."""
        return tuple(dict.fromkeys((*self.name, *self.aliases)))

    def origin_of(self, what: str) -> Provenance:
        """Tell where one thing comes from (see `PROVEN`): its own source, or the facility's."""
        for one in self.provenance:
            if one.what == what:
                return one
        # Whoever stood at the door saw that it is there and open, not that it answers the phone.
        seen = self.verified_on if what in {"position", "status"} else None
        return Provenance(what, self.source, self.source_date, seen)

    def hours_of(self, meal: str) -> str:
        """Give the hours of a meal; empty when no source tells them."""
        return next((one.hours for one in self.meals if one.key == meal), "")
