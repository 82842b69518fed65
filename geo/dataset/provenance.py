"""What a facility's row says of single fields: where each comes from, and when each meal is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.dataset.fields import Row, quoted
from geo.errors import Fault
from geo.facility import PROVEN, Meal, Provenance
from geo.hours.timetable import find_problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from geo.facility import Facility

MEALS = ("breakfast", "lunch", "dinner")
"""The meals of a canteen, in the order of the day."""

_OF_ONE = ("source", "source_date", "verified_on")


def read_provenance(row: Row, sources: Collection[str] | None) -> tuple[Provenance, ...]:
    """Read the fields that have a source, a date or a verification of their own."""
    found = []
    for what, fields in row.table("provenance").items():
        if what not in PROVEN or not isinstance(fields, dict):
            problem = f"has {quoted(what)}; write a table for one of {', '.join(PROVEN)}"
            row.fault("provenance", problem)
            continue
        one = Row(row.file, f"{row.label}: provenance: {what}", fields, row.faults)
        one.check_spelling(_OF_ONE)
        source = one.key_of("source", sources, required=True)
        found.append(Provenance(what, source, one.dated("source_date"), one.day("verified_on")))
    return tuple(found)


def read_meals(row: Row) -> tuple[Meal, ...]:
    """Read when a canteen serves which meal, in the order of the day."""
    written = row.table("meals")
    for key in written.keys() - set(MEALS):
        row.fault("meals", f"has {quoted(key)}; write one of {', '.join(MEALS)}")
    found = []
    for key in MEALS:
        if key in written:
            one = Row(row.file, f"{row.label}: meals", written, row.faults)
            hours = one.text(key, required=True)
            problem = find_problem(hours) if hours else None
            if problem:
                one.fault(key, problem)
            found.append(Meal(key, hours))
    return tuple(found)


def future_days(file: str, facilities: Iterable[Facility], today: date) -> Iterator[Fault]:
    """Find every day of verification after today: nobody has verified anything tomorrow."""
    for one in facilities:
        days = [("verified_on", one.verified_on)]
        days += [(f"provenance: {origin.what}", origin.verified_on) for origin in one.provenance]
        for field, day in days:
            if day is not None and day > today:
                yield Fault(file, one.id, field, f"is {day}, which is still to come; correct it")
