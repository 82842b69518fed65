"""The rows of a table of facilities: what is known of each, and whether it was counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.facility import EXACT_POSITION_M, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.facility import Facility
    from maps.audit.audit_view import AuditView


@dataclass(frozen=True, slots=True)
class FacilityRow:
    """One facility in words; `number` is the one on the map."""

    number: int
    facility: Facility
    name: str
    category: str
    status: str
    position: str
    source: str
    note: str


def facility_rows(view: AuditView, facilities: Iterable[tuple[int, Facility]]) -> list[FacilityRow]:
    """Give a row for each facility with its number on the map."""
    supply = view.audit.scenarios[-1].supply
    counted = {facility.id for facility in (*supply.located, *supply.unlocated)}
    return [
        FacilityRow(
            number=number,
            facility=facility,
            name=view.of(facility.name),
            category=view.category(facility.category),
            status=_status(view, facility, counted=facility.id in counted),
            position=_position(view, facility),
            source=_source(view, facility),
            note=view.of(facility.note),
        )
        for number, facility in facilities
    ]


def _status(view: AuditView, facility: Facility, *, counted: bool) -> str:
    """Say whether it serves; the word for serving is that of the legend of states."""
    if not facility.source:
        return view.say("facility_added")
    key = "serves" if facility.status is Status.OPEN else f"status_{facility.status.value}"
    return view.say(key) + ("" if counted else view.say("facility_not_counted"))


def _position(view: AuditView, facility: Facility) -> str:
    if facility.geometry is None:
        return view.say("facility_not_located")
    error_m = facility.position_error_m or 0.0
    if error_m > EXACT_POSITION_M:
        return view.say("facility_rough", metres=error_m)
    return view.say("facility_exact")


def _source(view: AuditView, facility: Facility) -> str:
    known = view.audit.dataset.sources.get(facility.source)
    title = known.title if known else facility.source
    if not title:
        return view.say("nobody")
    if not facility.source_date:
        return title
    return f"{title} ({facility.source_date})"
