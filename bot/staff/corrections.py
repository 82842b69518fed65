"""The dataset as staff have corrected it; the files themselves stay as they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.texts import say
from geo.dataset.validate import with_host_positions
from geo.facility import Geometry, Shape, Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.storage.facility_changes import Correction, Suspension
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility


def corrected(dataset: Dataset, corrections: Mapping[str, Correction], today: date) -> Dataset:
    """Give the dataset as staff have corrected it.

    A suspension holds up to and including its last day. A line or an area keeps its shape: one
    spot on it is no better than all of it. What is inside a building that was moved moves along.
    """
    if not corrections:
        return dataset
    before = {facility.id: facility for facility in dataset.facilities}
    after = [
        _after(facility, corrections.get(facility.id), before, today)
        for facility in dataset.facilities
    ]
    return replace(dataset, facilities=with_host_positions(after))


def _after(
    facility: Facility,
    correction: Correction | None,
    before: Mapping[str, Facility],
    today: date,
) -> Facility:
    host = before.get(facility.inside)
    if host is not None and facility.geometry == host.geometry:
        facility = replace(facility, geometry=None)  # it only has its host's position
    if correction is None:
        return facility
    if correction.verified_on is not None:
        seen = {"position", "status"}  # by whoever stood at the door
        rest = tuple(one for one in facility.provenance if one.what not in seen)
        facility = replace(facility, verified_on=correction.verified_on, provenance=rest)
    if correction.point is not None and is_spot(facility):
        facility = replace(
            facility,
            geometry=Geometry(Shape.POINT, (correction.point,)),
            position_error_m=correction.error_m,
            position_basis=say("zh", "staff.basis"),
        )
    stopped = correction.suspension
    if stopped and facility.status is Status.OPEN and _holds(stopped, today):
        return replace(facility, status=Status.SUSPENDED, suspended_until=stopped.until)
    return facility


def is_spot(facility: Facility) -> bool:
    """Tell whether a facility is or may be one point on the map."""
    return facility.geometry is None or facility.geometry.shape is Shape.POINT


def _holds(suspension: Suspension, today: date) -> bool:
    return suspension.until is None or today <= suspension.until
