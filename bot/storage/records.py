"""What residents and staff have told Yike, as frozen values without I/O."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from geo.facility import LonLat

_NUMBER = re.compile(r"[Tt]?[\s\-－—]*(\d{1,9})")


class TicketStatus(StrEnum):
    """What has become of a resident's feedback."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Ticket:
    """One piece of feedback. It knows no person: `number` ("T-0042") is all a resident keeps."""

    number: str
    facility_id: str | None
    words: str
    at: datetime
    status: TicketStatus
    decided_by: str = ""


def ticket_number(row: int) -> str:
    """Write a ticket's number, short enough to say on the phone."""
    return f"T-{row:04d}"


def ticket_row(number: str) -> int | None:
    """Read a number as people write it ("T-0042", "t42", "42"), or None."""
    match = _NUMBER.fullmatch(number.strip())
    return int(match[1]) if match else None


@dataclass(frozen=True, slots=True)
class Demand:
    """How often a category was asked for in a neighbourhood and hour of the day (0 to 23)."""

    category: str
    neighbourhood: str
    hour: int
    found: bool
    count: int


@dataclass(frozen=True, slots=True)
class Unanswered:
    """How often nothing could be said, by a short reason and the hour of the day."""

    reason: str
    hour: int
    count: int


@dataclass(frozen=True, slots=True)
class Verification:
    """Staff stood there on a day. `point` is WGS-84, its true place within `error_m` metres."""

    on: date
    point: LonLat | None = None
    error_m: float | None = None


@dataclass(frozen=True, slots=True)
class Suspension:
    """Staff say that a facility does not serve; `until` is the last such day, None: not known."""

    until: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that staff changed; `undone_by` is empty while it holds."""

    id: int
    facility_id: str
    what: Verification | Suspension
    by: str
    at: datetime
    undone_by: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What staff have changed about one facility, all that holds taken together.

    `point` is WGS-84 and its true place within `error_m` metres. None: not corrected.
    """

    facility_id: str
    verified_on: date | None = None
    point: LonLat | None = None
    error_m: float | None = None
    suspension: Suspension | None = None

    def after(self, change: Change) -> Correction:
        """Add a later change: the newest day, position and suspension win, each on its own."""
        what = change.what
        if isinstance(what, Suspension):
            return replace(self, suspension=what)
        if what.point is None:
            return replace(self, verified_on=what.on)
        return replace(self, verified_on=what.on, point=what.point, error_m=what.error_m)
