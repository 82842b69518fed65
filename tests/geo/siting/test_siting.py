"""Sites are chosen exactly; supply is shared out without loss."""

from __future__ import annotations

import itertools
import json
import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.coverage.audit import AuditOptions, audit
from geo.coverage.two_step_catchment import two_step_floating_catchment
from geo.dataset.dataset import open_dataset
from geo.errors import DatasetError, SettingsError
from geo.facility import Geometry, LonLat, Pace, Shape
from geo.network.walk_network import WalkNetwork
from geo.routing.od_matrix import ODMatrix, ODSearch, od_matrix
from geo.routing.sites import Entries, Sites
from geo.routing.walker import Walker
from geo.siting.best_site import best_sites
from geo.siting.candidates import buildings, from_file, junctions
from geo.siting.choice_rules import ChoiceRules
from geo.siting.location_problem import Benefits, LocationProblem
from geo.siting.optimise import greedy, solve, solve_each_count
from geo.siting.proposal import propose
from geo.siting.reduction import reduced
from geo.siting.siting_request import SitingRequest
from geo.walking_model import ticks
from tests.support.cities import synthetic_city

if TYPE_CHECKING:
    from pathlib import Path


def problem(seed: int, benefits: int, candidates: int = 20, points: int = 60) -> LocationProblem:
    """Make a small problem; with 1 benefit it is one of covering."""
    rng = np.random.default_rng(seed)
    table = rng.integers(1, benefits + 1, (points, candidates)).astype(float)
    point, candidate = np.nonzero(rng.random(table.shape) < rng.uniform(0.02, 0.3))
    weight = rng.integers(1, 50, points).astype(float)
    return LocationProblem(candidates, weight, Benefits(point, candidate, table[point, candidate]))


@pytest.mark.parametrize("benefits", [1, 9])
@pytest.mark.parametrize("seed", range(50))
def test_a_choice_equals_full_enumeration(seed: int, benefits: int) -> None:
    """Of all sets of one, two and three out of twenty none saves more; and that is proven."""
    given_problem = problem(seed, benefits)
    benefit = np.zeros((60, 20))
    benefit[given_problem.benefits.point, given_problem.benefits.candidate] = (
        given_problem.benefits.benefit
    )
    for count in (1, 2, 3):
        sets = np.array(list(itertools.combinations(range(20), count)))
        best = (given_problem.weight @ benefit[:, sets].max(axis=2)).max()
        solution = solve(given_problem, count)
        assert solution.value == pytest.approx(best, rel=1e-12)
        assert given_problem.value(solution.chosen) == pytest.approx(best, rel=1e-12)
        assert solution.proven
        assert solution.bound == solution.value


@given(seed=st.integers(0, 10_000), benefits=st.sampled_from([1, 9]))
@settings(max_examples=20, deadline=None)
def test_returns_diminish(seed: int, benefits: int) -> None:
    """Each further site gains no more than the one before; greed never beats the exact solution."""
    exact, quick = zip(*solve_each_count(problem(seed, benefits), 5), strict=True)
    gains = np.diff([0.0, *(solution.value for solution in exact)])
    assert (gains >= 0).all()
    assert all(one.value >= other.value - 1e-9 for one, other in zip(exact, quick, strict=True))
    assert quick[-1].value >= (1 - 1 / math.e) * exact[-1].value
    for solution in (*exact, *quick):
        assert list(solution.gains) == sorted(solution.gains, reverse=True)
        assert sum(solution.gains) == pytest.approx(solution.value)


def test_reducing_a_problem_changes_nothing() -> None:
    """Points that save alike and candidates that others are as good as are not needed."""
    point = np.array([0, 0, 1, 1, 2, 2, 3])
    candidate = np.array([0, 1, 0, 1, 0, 2, 2])
    whole = LocationProblem(
        4, np.array([1.0, 2.0, 4.0, 8.0]), Benefits(point, candidate, np.ones(7))
    )
    small, numbers = reduced(whole, ChoiceRules.at_most(2, 4))
    assert numbers.tolist() == [0, 2]  # 1 covers less than 0 does, 3 covers nobody
    assert sorted(small.weight.tolist()) == [3.0, 4.0, 8.0]
    assert solve(whole, 2).chosen == (2, 0)
    assert solve(whole, 9).value == 15.0


def test_nobody_to_help() -> None:
    """Where everybody is covered, no site is proposed, and that is proven."""
    nothing = Benefits(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    solution = solve(LocationProblem(3, np.ones(5), nothing), 2)
    assert (solution.chosen, solution.value, solution.proven) == ((), 0.0, True)


def test_what_cannot_be_chosen() -> None:
    """No candidates, and no sites, are told in a line that says what to do."""
    with pytest.raises(SettingsError, match="name a file with some"):
        solve(LocationProblem(0, np.ones(1), Benefits(*np.empty((3, 0), np.int64))), 1)
    with pytest.raises(SettingsError, match="choose 1 or more"):
        greedy(problem(1, 1), 0)


@pytest.fixture(scope="module")
def walks() -> ODMatrix:
    """Walks of 15 minutes from 200 points to 30 candidates in a small city."""
    network = WalkNetwork.from_streets(synthetic_city(400, seed=3))
    walker, rng = Walker(network), np.random.default_rng(4)
    spots = network.metres.to_lonlat(rng.uniform(-500, 500, (30, 2))).tolist()
    located = [
        (str(row), "it", Geometry(Shape.POINT, (LonLat(*spot),))) for row, spot in enumerate(spots)
    ]
    sites = Sites.of(network, located)
    cutoff = np.full(30, ticks(12))
    od_search = ODSearch.of(walker, sites, Entries.of(walker, sites), cutoff)
    return od_matrix(od_search, network.metres.to_lonlat(rng.uniform(-600, 600, (200, 2))))


def test_candidates_are_judged_by_the_walk(walks: ODMatrix) -> None:
    """Covering counts who walks no longer than the circle; the median counts the minutes saved."""
    weight, covered = np.arange(1.0, 201), np.arange(200) % 3 == 0
    covering = LocationProblem.covering(walks, 30, weight, covered)
    median = LocationProblem.median(walks, 30, weight, np.full(200, 12.0))
    for site in (0, 7, 29):
        reached = [site in walks.site[walks.start[p] : walks.start[p + 1]] for p in range(200)]
        assert covering.value([site]) == weight[np.array(reached) & ~covered].sum()
        row = np.flatnonzero(walks.site == site)
        point = np.searchsorted(walks.start, row, side="right") - 1
        saved = 12 - (walks.label[row] >> 32) / 600_000
        assert median.value([site]) == pytest.approx(saved @ weight[point])


@given(seed=st.integers(0, 10_000), minutes=st.floats(1, 12))
@settings(max_examples=40, deadline=None)
def test_no_place_is_lost_or_made(walks: ODMatrix, seed: int, minutes: float) -> None:
    """What everybody gets adds up to the places of the sites that anybody reaches."""
    rng = np.random.default_rng(seed)
    weight, capacity = rng.integers(0, 4, 200).astype(float), rng.integers(0, 3, 30).astype(float)
    accessibility = two_step_floating_catchment(walks, weight, capacity, minutes)
    near = walks.label >> 32 <= ticks(minutes)
    point = np.repeat(np.arange(200), np.diff(walks.start))
    reached = np.bincount(walks.site[near], weight[point[near]], 30) > 0
    assert accessibility @ weight == pytest.approx(capacity[reached].sum())


def test_two_steps_by_hand() -> None:
    """Ten places shared by five people, and two by one more: a point in reach of both adds up."""
    near, far = ticks(5) << 32, ticks(20) << 32
    start, site = np.array([0, 2, 4]), np.array([0, 1, 0, 1], np.int32)
    walked = ODMatrix(start, site, np.array([near, near, near, far]))
    weight, capacity = np.array([1.0, 4.0]), np.array([10.0, 2.0])
    assert two_step_floating_catchment(walked, weight, capacity, 15).tolist() == [4.0, 2.0]


def test_candidates_in_tangqiao() -> None:
    """Junctions are spread out and named; a building that hosts several is one candidate."""
    dataset = open_dataset()
    network = WalkNetwork.from_streets(dataset.streets)
    demand = np.array(dataset.boundary)
    some, few = (junctions(dataset, network, demand, most) for most in (500, 10))
    assert 30 < len(some) <= network.nodes
    assert 3 < len(few) <= 10
    assert all(candidate.name.zh and candidate.name.en for candidate in some)
    assert "东方路" in "".join(candidate.name.zh for candidate in some)
    public = buildings(dataset)
    assert len({candidate.point for candidate in public}) == len(public) > 10


def test_candidates_from_a_file(tmp_path: Path) -> None:
    """Points are read with or without a name; whatever else is told with file, row and field."""
    path = tmp_path / "sites.geojson"
    point = {"type": "Point", "coordinates": [121.5, 31.2]}
    rows: list[dict[str, object]] = [
        {"type": "Feature", "properties": {"name": "旧仓库"}, "geometry": point},
        {"type": "Feature", "properties": {}, "geometry": point},
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}))
    assert [candidate.name.zh for candidate in from_file(path)] == ["旧仓库", "#2"]
    rows[0]["geometry"] = {"type": "Point", "coordinates": [31.2, 121.5]}
    rows[1]["geometry"] = None
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}))
    with pytest.raises(DatasetError, match="2 faults") as refused:
        from_file(path)
    assert "are swapped" in str(refused.value)


def test_the_site_an_audit_names_is_the_one_that_is_proven_best() -> None:
    """The first place of `yike site` and its gain, in each category's own circle."""
    dataset = open_dataset()
    found = audit(dataset, AuditOptions(Pace.ELDER))
    best = best_sites(found, ["jobs", "eldercare"])
    for key, minutes in (("jobs", 15.0), ("eldercare", 5.0)):
        proposal = propose(dataset, SitingRequest(key, 1, Pace.ELDER, minutes))
        assert best[key].gain == pytest.approx(proposal.best.value)
        assert best[key].candidate == proposal.candidates[proposal.best.chosen[0]]
    assert best_sites(found, []) == {}
