"""The rows of a table of facilities: what is known of each, and whether it was counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.facility import EXACT_POSITION_M, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.coverage.audit import Audit
    from geo.facility import Facility
    from maps.audit.audit_words import AuditSpeaker


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One facility in words; `number` is the one on the map."""

    number: int
    facility: Facility
    name: str
    category: str
    status: str
    position: str
    source: str
    note: str


def place_rows(
    audit: Audit, speaker: AuditSpeaker, facilities: Iterable[tuple[int, Facility]]
) -> list[PlaceRow]:
    """Write down facilities with their numbers on the map."""
    supply = audit.scenarios[-1].supply
    counted = {facility.id for facility in (*supply.located, *supply.unlocated)}
    return [
        PlaceRow(
            number=number,
            facility=facility,
            name=speaker.of(facility.name),
            category=speaker.category(facility.category),
            status=_status(facility, facility.id in counted, speaker),
            position=_position(facility, speaker),
            source=_source(audit, facility, speaker),
            note=speaker.of(facility.note),
        )
        for number, facility in facilities
    ]


def _status(facility: Facility, counted: bool, speaker: AuditSpeaker) -> str:  # noqa: FBT001
    """Say whether it serves; the word for serving is that of the legend of states."""
    if not facility.source:
        return speaker.say("facility_added")
    key = "serves" if facility.status is Status.OPEN else f"status_{facility.status.value}"
    return speaker.say(key) + ("" if counted else speaker.say("facility_not_counted"))


def _position(facility: Facility, speaker: AuditSpeaker) -> str:
    if facility.geometry is None:
        return speaker.say("facility_not_located")
    error_m = facility.position_error_m or 0.0
    if error_m > EXACT_POSITION_M:
        return speaker.say("facility_rough", metres=error_m)
    return speaker.say("facility_exact")


def _source(audit: Audit, facility: Facility, speaker: AuditSpeaker) -> str:
    known = audit.dataset.sources.get(facility.source)
    title = known.title if known else facility.source
    if not title:
        return speaker.say("nobody")
    if not facility.source_date:
        return title
    return f"{title} ({facility.source_date})"
