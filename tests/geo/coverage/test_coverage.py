"""Coverage is exact, adds up, and never says more than is known."""

from __future__ import annotations

import dataclasses
import math
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.compute.kernels import compile_kernels
from geo.coverage.committee_statistics import coverage_statistics, percents, quantile
from geo.coverage.coverage import CoverageState, Destinations, TimeLimits, measure_coverage
from geo.coverage.supply import Supply
from geo.facility import BilingualText, Facility, Geometry, LonLat, Pace, Shape, Status
from geo.network.walk_network import WalkNetwork
from geo.osm.tagged_places import read_tagged
from geo.routing.sites import Entries, Sites
from geo.routing.walker import Walker
from geo.uncertainty import Walk, Within
from geo.walking_model import CIRCUITY, SPEED_M_S, TICKS_PER_S
from tests.conftest import ROOT
from tests.support.cities import synthetic_city
from tests.support.oracle import Oracle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from geo.coverage.coverage import Coverage

# What stands in for facilities: the extract of Porto has bus stops rather than restaurants.
TAGS = {
    "canteen": [("amenity", "restaurant"), ("highway", "bus_stop")],
    "health": [("amenity", "pharmacy"), ("amenity", "fuel")],
    "culture": [("amenity", "library"), ("tourism", "museum"), ("amenity", "parking_entrance")],
}
CATEGORIES = tuple(TAGS)
SITES = 36
ERRORS_M = (0.0, 40.0, 150.0, 300.0)


def facility(name: str, category: str, point: LonLat, error_m: float) -> Facility:
    """Make a facility that is open, at a point known to so many metres."""
    return Facility(
        id=name,
        name=BilingualText(name, name),
        category=category,
        status=Status.OPEN,
        geometry=Geometry(Shape.POINT, (point,)),
        position_error_m=error_m,
        position_basis="",
        source="",
        source_date="",
    )


def supply(located: list[Facility], sure: list[bool] | None = None) -> Supply:
    """Put facilities together that are open at any time."""
    return Supply(tuple(located), tuple(sure or [True] * len(located)), (), ())


def judged(
    network: WalkNetwork, pace: Pace, given: Supply, lonlat: NDArray[np.float64]
) -> Coverage:
    """Judge points at one pace, within 15 minutes."""
    targets = Destinations.of(Walker(network, pace), given, CATEGORIES, TimeLimits(15, 20))
    return measure_coverage([targets], lonlat)[0]


def figures(walks: list[tuple[int, Walk, bool]], within: float, horizon: float) -> list[float]:
    """Give the `AccessMeasures` of one point and category with these (site, walk, sure)."""
    near = sorted((walk.minutes, site) for site, walk, _ in walks if walk.minutes <= horizon)
    (first, site), (second, next_site) = [*near, (math.inf, -1), (math.inf, -1)][:2]
    slow = min((walk.high for _, walk, sure in walks if sure), default=math.inf)
    fast = min((walk.low for _, walk, _ in walks), default=math.inf)
    surely = [sure and walk.within(within) is Within.YES for _, walk, sure in walks]
    at_all = [walk.within(within) is not Within.NO for _, walk, _ in walks]
    return [first, site, second, next_site, slow, fast, sum(surely), sum(at_all) - sum(surely)]


def walk_of(minutes: float, error_m: float, straight_m: float, speed: float) -> Walk:
    """Turn minutes into a walk with its range."""
    return Walk.of(round(minutes * 60 * TICKS_PER_S) << 32, error_m, straight_m, speed)


@pytest.mark.parametrize(("town", "pace"), [("porto", Pace.ELDER), ("helsinki", Pace.SLOW)])
def test_coverage_equals_brute_force(
    shared: Path, extract_network: Callable[[str], WalkNetwork], town: str, pace: Pace
) -> None:
    """Every figure of 24 points is what NetworkX finds by walking from every facility."""
    compile_kernels()
    extract = shared / "data" / "osm" / f"{town}.osm.pbf"
    network = extract_network(town)
    rng = np.random.default_rng(6)
    found = read_tagged(extract, TAGS)
    chosen = rng.choice(len(found.kind), SITES, replace=False).tolist()
    located = [
        facility(str(row), found.kind[row], LonLat(*found.lonlat[row]), ERRORS_M[row % 4])
        for row in chosen
    ]
    sites = network.metres.to_metres(found.lonlat[chosen])
    spots = sites[rng.integers(SITES, size=24)] + rng.uniform(-700, 700, (24, 2))
    lonlat = network.metres.to_lonlat(spots)
    sure = rng.random(SITES) < 0.8
    coverage = judged(network, pace, supply(located, sure.tolist()), lonlat)
    speed = SPEED_M_S[pace]
    minutes = Oracle(network, pace).minutes(spots, sites, 15 + 300 * CIRCUITY / speed / 60)
    assert np.isfinite(minutes).sum() > 40
    for row, column in np.ndindex(24, len(CATEGORIES)):
        walks = [
            (site, walk_of(minutes[row, site], one.position_error_m or 0, gap, speed), sure[site])
            for site, one in enumerate(located)
            if one.category == CATEGORIES[column] and np.isfinite(minutes[row, site])
            for gap in [float(np.hypot(*(spots[row] - sites[site])))]
        ]
        ours = [float(array[row, column]) for array in coverage.measures]
        theirs = figures(walks, 15, 20)
        assert (ours[1], ours[3]) == (theirs[1], theirs[3])
        assert ours[6:] == theirs[6:]
        for place in (0, 2, 4, 5):
            if theirs[place] <= 15:
                assert ours[place] == pytest.approx(theirs[place], abs=2e-5)


@pytest.fixture(scope="module")
def city() -> WalkNetwork:
    """A small city of 900 crossings."""
    compile_kernels()
    return WalkNetwork.from_streets(synthetic_city(900, seed=7))


def scene(city: WalkNetwork, seed: int) -> tuple[list[Facility], NDArray[np.float64]]:
    """Scatter facilities known to 0 to 300 m, one of them a path, and points of demand."""
    rng = np.random.default_rng(seed)
    spots = city.metres.to_lonlat(rng.uniform(-800, 800, (12, 2))).tolist()
    located = [
        facility(str(row), CATEGORIES[row % 3], LonLat(*spot), ERRORS_M[row // 3])
        for row, spot in enumerate(spots)
    ]
    bend = city.metres.to_lonlat([(-300, -250), (0, 10), (310, 20)]).tolist()
    line = Geometry(Shape.LINE, tuple(LonLat(*spot) for spot in bend))
    located.append(dataclasses.replace(located[0], id="path", geometry=line, position_error_m=80))
    return located, city.metres.to_lonlat(rng.uniform(-900, 900, (120, 2)))


@pytest.mark.parametrize("pace", list(Pace))
def test_an_audit_says_what_the_bot_says(city: WalkNetwork, pace: Pace) -> None:
    """Nearest, second, range and choice are those of single walks from each point of demand."""
    located, lonlat = scene(city, 1)
    walker, given = Walker(city, pace), supply(located, [row % 4 > 0 for row in range(13)])
    coverage = judged(city, pace, given, lonlat)
    sites = Sites.of(
        city, [(one.id, one.category, one.geometry) for one in located if one.geometry]
    )
    entries = Entries.of(walker, sites)
    for row, point in enumerate(lonlat.tolist()):
        start = walker.start(LonLat(*point))
        best = walker.nearest(start, sites, entries, 13, 60)
        for category, name in enumerate(sites.categories):
            walks = []
            for site, label in zip(best.site[category], best.label[category], strict=True):
                gaps = sites.xy[sites.owner == site] - (start.x, start.y)
                straight_m = float(np.hypot(*gaps.T).min(initial=np.inf))
                error_m = located[site].position_error_m or 0.0
                walk = Walk.of(int(label), error_m, straight_m, walker.speed_m_s)
                longest = max(20, 15 + error_m * CIRCUITY / walker.speed_m_s / 60)
                if site >= 0 and walk.minutes <= longest:
                    walks.append((int(site), walk, given.sure[site]))
            ours = [float(array[row, CATEGORIES.index(name)]) for array in coverage.measures]
            assert ours == pytest.approx(figures(walks, 15, 20), abs=1e-4)


def test_kernels_say_the_same_uncompiled(city: WalkNetwork) -> None:
    """Without the compiler a small town's audit comes out the same."""
    located, lonlat = scene(city, 2)
    code = (
        "import numpy, sys; sys.path.insert(0, '.');"
        "from tests.geo.coverage.test_coverage import *; from geo.routing import dijkstra;"
        "city = WalkNetwork.from_streets(synthetic_city(900, seed=7));"
        "located, lonlat = scene(city, 2);"
        "found = judged(city, Pace.ELDER, supply(located), lonlat).measures;"
        "assert not hasattr(dijkstra.bounded_dijkstra, 'py_func');"
        "print([numpy.round(array, 9).tolist() for array in found])"
    )
    plain = subprocess.run(  # noqa: S603 - a program of ours
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
    )
    compiled = judged(city, Pace.ELDER, supply(located), lonlat).measures
    assert plain.stdout.strip() == str([np.round(array, 9).tolist() for array in compiled])


def shares(coverage: Coverage, unlocated: dict[int, int] | None = None) -> list[tuple[float, ...]]:
    """Add every category up, each point weighing as much as its number."""
    states = coverage.states(15, unlocated or {})
    weight = np.arange(1.0, len(states) + 1)
    everybody = np.ones(len(states), bool)
    return [
        coverage_statistics(coverage, states, weight, column, everybody).states
        for column in range(3)
    ]


@given(seed=st.integers(0, 10_000), spot=st.tuples(st.floats(-700, 700), st.floats(-700, 700)))
@settings(max_examples=25, deadline=None)
def test_one_more_site_never_lowers_coverage(
    city: WalkNetwork, seed: int, spot: tuple[float, float]
) -> None:
    """Whoever was covered still is, and nobody has less choice."""
    located, lonlat = scene(city, seed)
    point = LonLat(*city.metres.to_lonlat([spot])[0].tolist())
    more = [*located, facility("new", "health", point, 0.0)]
    before, after = (judged(city, Pace.ELDER, supply(one), lonlat) for one in (located, more))
    assert (after.states(15, {}) <= before.states(15, {})).all()
    assert (after.measures.choice >= before.measures.choice).all()
    assert (after.measures.minutes <= before.measures.minutes).all()


@given(seed=st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_a_faster_pace_never_lowers_coverage(city: WalkNetwork, seed: int) -> None:
    """Nor does it make any walk longer."""
    located, lonlat = scene(city, seed)
    slow, elder, fast = (
        judged(city, pace, supply(located), lonlat)
        for pace in (Pace.SLOW, Pace.ELDER, Pace.STANDARD)
    )
    for one, other in ((slow, elder), (elder, fast)):
        assert (other.measures.minutes <= one.measures.minutes).all()
        assert ((other.states(15, {}) == CoverageState.COVERED) >= (one.states(15, {}) == 0)).all()


@given(seed=st.integers(0, 10_000), row=st.integers(0, 12), more=st.floats(1, 400))
@settings(max_examples=25, deadline=None)
def test_a_larger_error_never_raises_covered(
    city: WalkNetwork, seed: int, row: int, more: float
) -> None:
    """Knowing less of a place covers nobody more, and rules nobody out."""
    located, lonlat = scene(city, seed)
    vague = list(located)
    error_m = (located[row].position_error_m or 0.0) + more
    vague[row] = dataclasses.replace(located[row], position_error_m=error_m)
    sharp, blurred = (
        judged(city, Pace.ELDER, supply(one), lonlat).states(15, {}) for one in (located, vague)
    )
    assert ((blurred == CoverageState.COVERED) <= (sharp == CoverageState.COVERED)).all()
    assert ((blurred == CoverageState.UNCOVERED) <= (sharp == CoverageState.UNCOVERED)).all()


def test_fewer_minutes_never_cover_more(city: WalkNetwork) -> None:
    """Circles lie in each other."""
    located, lonlat = scene(city, 5)
    coverage = judged(city, Pace.ELDER, supply(located), lonlat)
    five, ten, fifteen = (coverage.states(minutes, {}) for minutes in (5, 10, 15))
    assert (fifteen <= ten).all()
    assert (ten <= five).all()
    assert (fifteen < five).any()
    with pytest.raises(ValueError, match="only 15 were walked"):
        coverage.states(16, {})


def test_the_states_of_an_area_add_up(city: WalkNetwork) -> None:
    """Covered, uncertain and not covered are all there is; the areas add up to the town."""
    located, lonlat = scene(city, 6)
    coverage = judged(city, Pace.ELDER, supply(located), lonlat)
    states, weight = coverage.states(15, {}), np.arange(1.0, 121)
    parts = [np.arange(120) % 4 == part for part in range(4)]
    for column in range(3):
        town = coverage_statistics(coverage, states, weight, column, np.ones(120, bool))
        areas = [coverage_statistics(coverage, states, weight, column, part) for part in parts]
        assert town.covered + town.uncertain + town.uncovered == weight[coverage.joined].sum()
        assert town.states == tuple(map(sum, zip(*(a.states for a in areas), strict=True)))
        assert sum(percents(town.states)) == 100


def test_the_unlocated_are_not_missing(city: WalkNetwork) -> None:
    """Where somebody has yet to find a facility, nobody is called uncovered."""
    located, lonlat = scene(city, 8)
    coverage = judged(city, Pace.SLOW, supply(located), lonlat)
    for known, unsure in zip(shares(coverage), shares(coverage, {0: 2, 1: 1, 2: 1}), strict=True):
        assert known[:2] == unsure[:2]
        assert (known[2], unsure[3]) == (0, 0)
        assert known[3] == unsure[2] > 0


def test_nobody_knows_about_points_far_from_streets(city: WalkNetwork) -> None:
    """A point without a street around is outside: no minutes, no state, no weight."""
    located, lonlat = scene(city, 9)
    far = np.vstack([lonlat, city.metres.to_lonlat([(9000.0, 0.0)])])
    coverage = judged(city, Pace.ELDER, supply(located), far)
    assert coverage.joined.tolist() == [True] * 120 + [False]
    assert np.isinf(coverage.measures.fast[-1]).all()
    assert sum(shares(coverage)[0]) == sum(range(1, 121))


def test_without_any_facility(city: WalkNetwork) -> None:
    """An empty supply covers nobody and stops nothing."""
    _, lonlat = scene(city, 10)
    coverage = judged(city, Pace.ELDER, supply([]), lonlat)
    assert (coverage.states(15, {}) == CoverageState.UNCOVERED).all()
    assert math.isinf(
        coverage_statistics(
            coverage, coverage.states(15, {}), np.ones(120), 0, coverage.joined
        ).median
    )


@given(
    st.lists(st.tuples(st.floats(0, 60), st.floats(0.1, 9)), min_size=1),
    st.sampled_from([0.5, 0.9]),
)
def test_a_quantile_is_reached_by_its_share(rows: list[tuple[float, float]], share: float) -> None:
    """The share of the weight at or below the value is enough, below it not."""
    values, weights = (np.array(column) for column in zip(*rows, strict=True))
    value = quantile(values, weights, share)
    assert weights[values <= value].sum() >= share * weights.sum() * (1 - 1e-9)
    assert weights[values < value].sum() < share * weights.sum() * (1 + 1e-9)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=6).filter(any))
def test_percents_add_up(parts: list[float]) -> None:
    """Rounded shares are 100 together and none is off by a whole percent."""
    whole = percents(tuple(parts))
    assert sum(whole) == 100
    exact = [100 * part / sum(parts) for part in parts]
    assert all(abs(one - other) < 1 for one, other in zip(whole, exact, strict=True))
