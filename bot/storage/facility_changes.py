"""What staff have verified and corrected about facilities, as frozen values without I/O."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from geo.facility import LonLat


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
class FacilityChange:
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

    def after(self, change: FacilityChange) -> Correction:
        """Add a later change: the newest day, position and suspension win, each on its own."""
        what = change.what
        if isinstance(what, Suspension):
            return replace(self, suspension=what)
        if what.point is None:
            return replace(self, verified_on=what.on)
        return replace(self, verified_on=what.on, point=what.point, error_m=what.error_m)
