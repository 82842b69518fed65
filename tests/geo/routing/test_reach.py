"""Doubt becomes a range of minutes, and never certainty."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.dataset.dataset import open_dataset
from geo.facility import LonLat, Pace
from geo.town import Town
from geo.uncertainty import Walk, Within, spread_minutes
from geo.walking_model import CIRCUITY, SPEED_M_S

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset

ORDER = [Within.NO, Within.MAYBE, Within.YES]

labels = st.builds(lambda t, m: (t << 32) | m, st.integers(0, 10**8), st.integers(0, 10**8))
errors = st.floats(0, 2000)


@given(label=labels, error=errors, straight=st.floats(0, 9000), pace=st.sampled_from(list(Pace)))
def test_the_range_holds_the_estimate(
    label: int, error: float, straight: float, pace: Pace
) -> None:
    """The fast end is no later than the estimate, the slow end no earlier, and none is negative."""
    walk = Walk.of(label, error, straight, SPEED_M_S[pace])
    assert 0 <= walk.low <= walk.minutes <= walk.high


@given(label=labels, one=errors, other=errors, straight=st.floats(0, 9000), limit=st.floats(0, 60))
def test_more_doubt_is_never_more_certain(
    label: int, one: float, other: float, straight: float, limit: float
) -> None:
    """A larger error widens the range; it turns no "maybe" into "yes" and no "maybe" into "no"."""
    small, large = sorted((one, other))
    sure, unsure = (Walk.of(label, error, straight, 0.8) for error in (small, large))
    assert unsure.low <= sure.low
    assert unsure.high >= sure.high
    if sure.within(limit) is not Within.YES:
        assert unsure.within(limit) is not Within.YES
    if sure.within(limit) is not Within.NO:
        assert unsure.within(limit) is not Within.NO


@given(label=labels, error=errors, one=st.floats(0, 90), other=st.floats(0, 90))
def test_more_minutes_are_never_less(label: int, error: float, one: float, other: float) -> None:
    """What fits into some minutes fits into more."""
    walk = Walk.of(label, error, 0, 0.8)
    short, long = sorted((one, other))
    assert ORDER.index(walk.within(short)) <= ORDER.index(walk.within(long))


def test_an_error_is_walked_with_the_usual_detour() -> None:
    """400 m of doubt at 0.8 m/s are 11 minutes."""
    assert spread_minutes(400, 0.8) == pytest.approx(400 * CIRCUITY / 0.8 / 60)
    assert spread_minutes(400, 0.8) == pytest.approx(11.0)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    """Tangqiao."""
    return open_dataset()


inside = st.builds(LonLat, st.floats(121.508, 121.527), st.floats(31.205, 31.216))


@given(point=inside, one=st.floats(1, 50), other=st.floats(1, 50))
@settings(max_examples=60, deadline=None)
def test_more_minutes_never_lose_a_facility(
    dataset: Dataset, point: LonLat, one: float, other: float
) -> None:
    """Whatever may be within some minutes may be within more."""
    town = Town.open(dataset, Pace.ELDER)
    short, long = sorted((one, other))
    few = {found.facility.id for found in town.nearby(point, 0, short)}
    assert few <= {found.facility.id for found in town.nearby(point, 0, long)}


@given(point=inside, minutes=st.floats(1, 40))
@settings(max_examples=60, deadline=None)
def test_a_faster_pace_never_loses_a_facility(
    dataset: Dataset, point: LonLat, minutes: float
) -> None:
    """Without doubt in the positions, who walks faster gets to all that the slower does."""
    exact = replace(
        dataset,
        facilities=tuple(replace(one, position_error_m=0.0) for one in dataset.facilities),
    )
    seen: set[str] = set()
    for pace in (Pace.SLOW, Pace.ELDER, Pace.STANDARD):
        found = {one.facility.id for one in Town.open(exact, pace).nearby(point, 0, minutes)}
        assert seen <= found
        seen = found


@given(point=inside, error=st.floats(0, 300))
@settings(max_examples=40, deadline=None)
def test_the_answer_is_sorted_and_limited(dataset: Dataset, point: LonLat, error: float) -> None:
    """The quickest comes first; a limit keeps the nearest of each category."""
    town = Town.open(dataset, Pace.ELDER)
    every = town.nearby(point, error, 30)
    minutes = [found.walk.minutes for found in every]
    assert minutes == sorted(minutes)
    nearest = {}
    for found in reversed(every):
        nearest[found.facility.category] = found.facility.id
    first = town.nearby(point, error, 30, limit=1)
    told = {found.facility.category: found.facility.id for found in first}
    assert all(nearest[category] == told[category] for category in told)


def test_tables_follow_the_dataset(dataset: Dataset) -> None:
    """A facility that has moved is found where it is now, not where the kept table had it."""
    point = LonLat(121.5172, 31.2071)
    before = Town.open(dataset, Pace.ELDER).nearby(point, 0, 15, {"canteen"})[0]
    moved = replace(
        dataset,
        facilities=tuple(
            replace(one, geometry=one.geometry._replace(vertices=(LonLat(121.5235, 31.2138),)))
            if one.id == "canteen-beiyuan" and one.geometry
            else one
            for one in dataset.facilities
        ),
    )
    after = {one.facility.id: one for one in Town.open(moved, Pace.ELDER).nearby(point, 0, 60)}
    assert before.facility.id == "canteen-beiyuan"
    assert after["canteen-beiyuan"].walk.minutes > before.walk.minutes + 5
    again = Town.open(dataset, Pace.ELDER).nearby(point, 0, 15, {"canteen"})[0]
    assert again.walk == before.walk
