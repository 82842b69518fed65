"""Facilities as Open Referral HSDS 3.0: a service each, with where, when and by whom.

The standard is https://docs.openreferral.org/en/v3.0/hsds/schema_reference.html. Ids are UUIDs made
of the dataset's and the facility's own, so that they stay the same from one export to the next.
"""

from __future__ import annotations

import json
import re
import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from geo.facility import Accessible, Status
from geo.hours.timetable import WEEKDAYS

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://docs.openreferral.org/en/v3.0/hsds")
_STATUS = {
    Status.OPEN: "active",
    Status.PLANNED: "inactive",
    Status.SUSPENDED: "temporarily closed",
    Status.CLOSED: "defunct",
}
_RULE = re.compile(
    rf"((?:(?:{'|'.join(WEEKDAYS)})[-,]?)+)\s+(\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*)"
)
_DAYS = tuple(map(str.upper, WEEKDAYS))


def as_hsds(dataset: Dataset) -> bytes:
    """Write a list of services as JSON."""
    services = [_service(dataset, one) for one in dataset.facilities]
    return f"{json.dumps(services, ensure_ascii=False, indent=1)}\n".encode()


def _service(dataset: Dataset, one: Facility) -> dict[str, Any]:
    service_id, location_id = _id(dataset, one, "service"), _id(dataset, one, "location")
    category = dataset.categories[one.category]
    description = "；".join(filter(None, (one.note.zh, *one.services)))
    service: dict[str, Any] = {
        "id": service_id,
        "name": one.name.zh,
        "alternate_name": one.name.en,
        "description": description or category.name.zh,
        "status": _STATUS[one.status],
        "organization": {
            "id": str(uuid.uuid5(_NAMESPACE, dataset.id)),
            "name": dataset.name.zh,
            "description": dataset.attribution.zh or dataset.name.zh,
        },
        "service_at_locations": [_at_location(dataset, one, service_id, location_id)],
    }
    if one.eligibility:
        service["eligibility_description"] = one.eligibility
    if one.verified_on:
        service["assured_date"] = one.verified_on.isoformat()
    if one.phone:
        service["phones"] = [{"id": _id(dataset, one, "phone"), "number": one.phone}]
    return service


def _at_location(
    dataset: Dataset, one: Facility, service_id: str, location_id: str
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": _id(dataset, one, "service at location"),
        "service_id": service_id,
        "location": _location(dataset, one, location_id),
    }
    schedules = _schedules(dataset, one)
    return {**found, "schedules": schedules} if schedules else found


def _location(dataset: Dataset, one: Facility, location_id: str) -> dict[str, Any]:
    location: dict[str, Any] = {
        "id": location_id,
        "location_type": "physical",
        "name": one.name.zh,
    }
    if one.geometry is not None:
        location["longitude"], location["latitude"] = one.geometry.middle
    if one.address:
        address = {
            "id": _id(dataset, one, "address"),
            "location_id": location_id,
            "address_1": one.address,
            "city": dataset.name.zh,
            "state_province": "",
            "postal_code": "",
            "country": dataset.country,
            "address_type": "physical",
        }
        location["addresses"] = [address]
    if one.accessible is not Accessible.UNKNOWN:
        told = {Accessible.YES: "step-free", Accessible.NO: "steps"}[one.accessible]
        access = {"id": _id(dataset, one, "accessibility"), "description": told}
        location["accessibility"] = [access]
    return location


def _schedules(dataset: Dataset, one: Facility) -> list[dict[str, Any]]:
    """Give a schedule for each span of plain weekly hours; other hours stay in words."""
    rules = [rule for rule in re.split(r"\s*;\s*", one.opening_hours) if rule]
    plain = [_RULE.fullmatch(rule) for rule in rules if not rule.startswith("PH ")]
    if not plain or not all(plain):
        words = {"id": _id(dataset, one, "schedule"), "description": one.opening_hours}
        return [words] if one.opening_hours else []
    spans = [
        (_by_day(match[1]), *span.split("-"))
        for match in plain
        if match
        for span in match[2].split(",")
    ]
    off = f"{datetime.now(dataset.zone):%z}"
    off = f"{off[:3]}:{off[3:]}"
    return [
        {
            "id": _id(dataset, one, f"schedule {number}"),
            "freq": "WEEKLY",
            "wkst": "MO",
            "byday": days,
            "opens_at": f"{opens}{off}",
            "closes_at": f"{closes}{off}",
            "description": one.opening_hours,
        }
        for number, (days, opens, closes) in enumerate(spans)
    ]


def _by_day(days: str) -> str:
    found: list[str] = []
    for part in days.upper().split(","):
        first, _, last = part.partition("-")
        found += _DAYS[_DAYS.index(first) : _DAYS.index(last or first) + 1]
    return ",".join(found)


def _id(dataset: Dataset, one: Facility, what: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, f"{dataset.id}/{one.id}/{what}"))
