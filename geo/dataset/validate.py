"""Rows of a dataset → facilities, places and streets; says which rows make no sense."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from geo.dataset.fields import quoted
from geo.dataset.geojson import read_shape
from geo.dataset.place import Place
from geo.dataset.provenance import read_meals, read_provenance
from geo.facility import Accessible, Facility, Status
from geo.hours.opening import validate_hours
from geo.telephone import is_telephone

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from geo.dataset.fields import Row
    from geo.dataset.manifest import Manifest
    from geo.facility import Provenance

ENGLISH_FIELDS = ("name_en", "note_en")


@dataclass(frozen=True, slots=True)
class KnownKeys:
    """What a row may refer to by key; None where the file that has the keys cannot be read."""

    categories: Collection[str] | None
    sources: Collection[str] | None
    places: Collection[str] | None

    @classmethod
    def of(cls, manifest: Manifest | None, places: Sequence[Row] | None) -> KnownKeys:
        """Collect the keys."""
        ids = None if places is None else {row.label for row in places}
        if manifest is None:
            return cls(None, None, ids)
        return cls(manifest.categories, manifest.sources, ids)


def read_facility(row: Row, keys: KnownKeys) -> Facility:
    """Read one facility; blanks stand where the row has faults."""
    row.check_spelling([*(f.name for f in fields(Facility)), *ENGLISH_FIELDS])
    geometry = read_shape(row)
    facility = Facility(
        id=row.text("id"),
        name=row.bilingual("name", required=True),
        category=row.key_of("category", keys.categories, required=True),
        status=row.one_of("status", Status),
        geometry=geometry,
        position_error_m=row.number("position_error_m"),
        position_basis=row.text("position_basis"),
        source=row.key_of("source", keys.sources, required=True),
        source_date=row.dated("source_date"),
        address=row.text("address"),
        phone=row.text("phone"),
        opening_hours=row.text("opening_hours"),
        services=row.texts("services"),
        eligibility=row.text("eligibility"),
        accessible=row.one_of("accessible", Accessible, Accessible.UNKNOWN),
        capacity=row.whole("capacity"),
        inside=row.text("inside"),
        neighbourhood=row.key_of("neighbourhood", keys.places),
        note=row.bilingual("note"),
        verified_on=row.day("verified_on"),
        suspended_until=row.day("suspended_until"),
        provenance=read_provenance(row, keys.sources),
        meals=read_meals(row),
        aliases=row.texts("aliases"),
    )
    _check_aliases(row, facility.aliases)
    _check_position(row, facility.position_basis)
    _check_hours(row, facility.opening_hours)
    if facility.phone and not is_telephone(facility.phone):
        row.warn("phone", f"{quoted(facility.phone)} is no telephone number; write it alone")
    return facility


def read_place(row: Row, keys: KnownKeys) -> Place:
    """Read one named place."""
    row.check_spelling([*(f.name for f in fields(Place)), *ENGLISH_FIELDS])
    place = Place(
        id=row.text("id"),
        name=row.bilingual("name", required=True),
        aliases=row.texts("aliases"),
        kind=row.text("kind", required=True),
        geometry=read_shape(row),
        position_error_m=row.number("position_error_m"),
        source=row.key_of("source", keys.sources, required=True),
        position_basis=row.text("position_basis"),
    )
    _check_aliases(row, place.aliases)
    _check_position(row, place.position_basis)
    return place


def _check_aliases(row: Row, aliases: Sequence[str]) -> None:
    if any(len(name.strip()) < 2 for name in aliases):
        row.fault("aliases", "has one of fewer than 2 letters, found in every text; write it out")


def check_inside(rows: Sequence[Row], facilities: Sequence[Facility]) -> None:
    """A facility may be inside another one, which exists and is not inside it in turn."""
    hosts = {facility.id: facility.inside for facility in facilities}
    for row, facility in zip(rows, facilities, strict=True):
        if facility.inside and facility.inside not in hosts:
            row.key_of("inside", hosts)
        elif facility.inside and facility.id in _hosts(facility.id, hosts):
            row.fault("inside", "goes round in a circle; name the building that hosts it")


def with_host_positions(facilities: Sequence[Facility]) -> tuple[Facility, ...]:
    """Give a facility that no source locates the position of the building it is inside."""
    by_id = {facility.id: facility for facility in facilities}
    hosts = {facility.id: facility.inside for facility in facilities}

    def located(facility: Facility) -> Facility:
        if facility.geometry is not None:
            return facility
        around = (by_id[host] for host in _hosts(facility.id, hosts))
        host = next((host for host in around if host.geometry is not None), None)
        if host is None:
            return facility
        return replace(
            facility,
            geometry=host.geometry,
            position_error_m=host.position_error_m,
            position_basis=host.position_basis,
            provenance=_with_position_of(host, facility),
        )

    return tuple(map(located, facilities))


def _with_position_of(host: Facility, facility: Facility) -> tuple[Provenance, ...]:
    """Say that the position is as old as the building's."""
    others = (one for one in facility.provenance if one.what != "position")
    return (host.origin_of("position"), *others)


def _check_position(row: Row, basis: str) -> None:
    located = row.geometry is not None
    known = row.fields.get("position_error_m") is not None
    if located and not known:
        row.fault("position_error_m", "is missing; write how many metres the position may be off")
    if located and not basis:
        row.fault("position_basis", "is missing; write what the position rests on")
    if known and not located:
        row.fault("position_error_m", "is there without a position; write null or add a geometry")


def _check_hours(row: Row, hours: str) -> None:
    if not hours:
        return
    from opening_hours import validate  # noqa: PLC0415 - only a dataset with hours pays for it

    if not validate(hours):
        row.fault("opening_hours", f"{hours[:60]!r} is no opening time; write Mo-Su 06:30-20:00")
        return
    problem = validate_hours(hours)
    if problem:
        row.warn("opening_hours", f"is told as unknown: {problem}")


def _hosts(facility_id: str, hosts: Mapping[str, str]) -> list[str]:
    """Give the buildings around a facility, from the inside out; ends with itself in a circle."""
    chain: list[str] = []
    host = hosts[facility_id]
    while host in hosts and host not in chain:
        chain.append(host)
        host = hosts[host]
    return chain
