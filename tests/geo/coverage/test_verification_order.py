"""The order of verification: what is exact leaves nobody waiting, and the first settles most."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from geo.coverage.verification_order import verification_order
from geo.dataset.dataset import open_dataset
from geo.facility import Pace

if TYPE_CHECKING:
    from geo.coverage.verification_order import VerificationOrder
    from geo.dataset.dataset import Dataset

TODAY = date(2026, 3, 10)


@pytest.fixture(scope="module")
def tangqiao() -> Dataset:
    """The dataset."""
    return open_dataset()


@pytest.fixture(scope="module")
def order(tangqiao: Dataset) -> VerificationOrder:
    """Its order at the pace of elders."""
    return verification_order(tangqiao, Pace.ELDER)


def exact(dataset: Dataset, done: set[str]) -> Dataset:
    """The dataset as it is when some facilities turn out to be where they are thought to be."""
    facilities = tuple(
        replace(one, position_error_m=0.0) if one.id in done and one.geometry else one
        for one in dataset.facilities
    )
    return replace(dataset, facilities=facilities)


def test_what_is_exact_leaves_nobody_waiting(tangqiao: Dataset) -> None:
    """When every place is exact, only what nobody has located is to do."""
    everything = {one.id for one in tangqiao.facilities}
    left = verification_order(exact(tangqiao, everything), Pace.ELDER)
    assert left.tasks
    assert all(task.facility.geometry is None for task in left.tasks)


def test_a_verified_facility_is_done(tangqiao: Dataset, order: VerificationOrder) -> None:
    """It is in the list no more, and fewer answers are open in its category."""
    first = next(task for task in order.tasks if task.facility.geometry is not None)
    after = verification_order(exact(tangqiao, {first.facility.id}), Pace.ELDER)
    assert first.facility.id not in {task.facility.id for task in after.tasks}
    category = first.facility.category
    assert after.open.get(category, 0.0) <= order.open[category]


def test_the_categories_are_all_settled_once(order: VerificationOrder) -> None:
    """Each that is open now is settled by exactly one task, after the last that it hangs on."""
    settled = [key for task in order.tasks for key in task.settled]
    assert sorted(settled) == sorted(order.open)
    for key in order.open:
        at = next(n for n, task in enumerate(order.tasks) if key in task.settled)
        assert order.tasks[at].facility.category == key
        assert all(task.facility.category != key for task in order.tasks[at + 1 :])


def test_nobody_counts_twice(order: VerificationOrder) -> None:
    """No more people hang on a facility than there are."""
    assert all(0 < task.people <= order.people for task in order.tasks)
