"""Suspensions that end by themselves: up to and including their last day, and no longer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.facility import Status

if TYPE_CHECKING:
    from datetime import date

    from geo.dataset.dataset import Dataset
    from geo.facility import Facility


def as_of(dataset: Dataset, day: date) -> Dataset:
    """Give a dataset as it is on a day: what was suspended until an earlier one is open again."""
    facilities = tuple(_on(facility, day) for facility in dataset.facilities)
    return dataset if facilities == dataset.facilities else replace(dataset, facilities=facilities)


def _on(facility: Facility, day: date) -> Facility:
    until = facility.suspended_until
    if facility.status is Status.SUSPENDED and until is not None and until < day:
        return replace(facility, status=Status.OPEN, suspended_until=None)
    return facility
