"""A town finds what is near; it keeps tables as long as all that they depend on is the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.dataset.dataset import open_dataset
from geo.facility import LonLat, Pace
from geo.routing.nearest_table import NearestTable
from geo.routing.sites import Entries
from geo.town import Town
from geo.walking_model import SPEED_M_S

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from geo.dataset.dataset import Dataset
    from geo.raw_streets import Streets


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


def every_fourth(streets: Streets) -> NDArray[np.bool_]:
    """Mark every fourth edge."""
    return np.isin(np.arange(len(streets.ends)) % 4, [0])


def with_stairs(streets: Streets) -> Streets:
    """Turn every fourth edge into stairs."""
    return replace(streets, steps=every_fourth(streets))


def with_bridges(streets: Streets) -> Streets:
    """Turn every fourth edge into a bridge."""
    return replace(streets, grade_separated=every_fourth(streets))


def with_signals(streets: Streets) -> Streets:
    """Put a signal on every node."""
    return replace(streets, signals=np.ones(len(streets.lonlat), bool))


def with_a_shift(streets: Streets) -> Streets:
    """Move one node by some ten metres."""
    lonlat = streets.lonlat.copy()
    lonlat[len(lonlat) // 2] += 1e-4
    return replace(streets, lonlat=lonlat)


def without_barriers(streets: Streets) -> Streets:
    """Let people cross everything."""
    return replace(streets, barriers=())


def assert_fresh(town: Town) -> None:
    """A town's entries and tables are those that are computed now."""
    entries = Entries.of(town.walker, town.sites)
    k = town.table.site.shape[2]
    table = NearestTable.of(town.walker, town.sites, entries, k, 120)
    np.testing.assert_array_equal(town.table.site, table.site)
    np.testing.assert_array_equal(town.table.label, table.label)
    for ours, theirs in zip(town.entries.on_edges, entries.on_edges, strict=True):
        np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize(
    "change", [with_stairs, with_bridges, with_signals, with_a_shift, without_barriers]
)
def test_tables_follow_the_streets(
    dataset: Dataset,
    change: Callable[[Streets], Streets],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever changes on the streets, no table of before is read."""
    monkeypatch.setenv("YIKE_WORK", str(tmp_path))
    Town.open(dataset, Pace.SLOW)
    kept = set(tmp_path.rglob("*.tables"))
    assert kept
    assert_fresh(Town.open(replace(dataset, streets=change(dataset.streets)), Pace.SLOW))
    assert kept.isdisjoint(tmp_path.rglob("*.tables"))


def test_tables_follow_the_walking_model(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another speed makes other tables; the same one reads what was kept."""
    monkeypatch.setenv("YIKE_WORK", str(tmp_path))
    Town.open(dataset, Pace.SLOW)
    kept = set(tmp_path.rglob("*.tables"))
    Town.open(dataset, Pace.SLOW)
    assert set(tmp_path.rglob("*.tables")) == kept
    monkeypatch.setitem(SPEED_M_S, Pace.SLOW, 0.5)
    assert_fresh(Town.open(dataset, Pace.SLOW))
    assert kept.isdisjoint(tmp_path.rglob("*.tables"))


def test_a_town_of_stairs_is_not_reached_in_a_wheelchair(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where every street is stairs the slow pace finds what needs no street, and no way beyond."""
    monkeypatch.setenv("YIKE_WORK", str(tmp_path))
    steps = np.ones(len(dataset.streets.ends), bool)
    stairs = replace(dataset, streets=replace(dataset.streets, steps=steps))
    point = LonLat(121.5172, 31.2071)
    slow, elder = (Town.open(stairs, pace) for pace in (Pace.SLOW, Pace.ELDER))
    near = {found.facility.id for found in slow.nearby(point, 0, 60)}
    far = {found.facility.id for found in elder.nearby(point, 0, 60)}
    assert near < far
    assert "canteen-beiyuan" in far
    assert len(slow.walker.reach(point, 60).node) == 0
    assert slow.way(point, "canteen-beiyuan", 10_000) == ()
