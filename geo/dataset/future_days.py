"""Days of verification that are still to come: nobody has verified anything tomorrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from geo.facility import Facility


def future_days(file: str, facilities: Iterable[Facility], today: date) -> Iterator[Fault]:
    """Find every day of verification after today."""
    for one in facilities:
        days = [("verified_on", one.verified_on)]
        days += [(f"provenance: {origin.what}", origin.verified_on) for origin in one.provenance]
        for field, day in days:
            if day is not None and day > today:
                yield Fault(file, one.id, field, f"is {day}, which is still to come; correct it")
