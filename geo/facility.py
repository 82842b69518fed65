"""What Yike knows about a facility, as frozen values without I/O."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

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
    """A kind of service; `key` is what files and commands call it."""

    key: str
    name: BilingualText


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from. `index` is the publisher's own number for the document."""

    key: str
    title: str
    index: str = ""
    date: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Facility:
    """A place of service. What nobody has found out is None, "unknown" or empty.

    `geometry` is None while no source locates the facility. `position_error_m` is the radius in
    metres within which the true place lies. `opening_hours` is in OpenStreetMap's syntax.
    `source` and `inside` are keys: of a source, and of the facility whose building hosts this one.
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
