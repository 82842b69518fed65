"""Budgets, moves, backup, capacities and worst cases: as full enumeration, and as the laws say."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import SettingsError
from geo.siting.capacitated_covering import CapacitatedCovering
from geo.siting.choice_rules import ChoiceRules
from geo.siting.location_problem import Benefits, LocationProblem
from geo.siting.optimise import solve, solve_concave
from geo.siting.reduction import merge_points
from geo.siting.worst_case import WorstCase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

CANDIDATES, POINTS = 7, 25
SEEDS = st.integers(0, 10_000)
FEW = settings(max_examples=15, deadline=None)


def reach(seed: int, candidates: int = CANDIDATES) -> NDArray[np.bool_]:
    """Tell which points each candidate reaches, (points, candidates)."""
    rng = np.random.default_rng(seed)
    return rng.random((POINTS, candidates)) < rng.uniform(0.1, 0.4)


def weights(seed: int) -> NDArray[np.float64]:
    """Give every point a few people."""
    return np.random.default_rng(seed + 1).integers(1, 20, POINTS).astype(float)


def covering(
    table: NDArray[np.bool_], weight: NDArray[np.float64], layers: NDArray[np.int64] | None = None
) -> LocationProblem:
    """Write down who reaches what."""
    point, candidate = np.nonzero(table)
    return LocationProblem(
        table.shape[1], weight, Benefits(point, candidate, np.ones(len(point))), layers
    )


def choices(candidates: int) -> Iterator[NDArray[np.float64]]:
    """Every choice of candidates, none of them included."""
    for share in itertools.product((0.0, 1.0), repeat=candidates):
        yield np.array(share)


@given(seed=SEEDS, budget=st.integers(3, 20))
@FEW
def test_a_budget_buys_the_best_that_it_can(seed: int, budget: int) -> None:
    """No affordable choice covers more; nothing dearer than the budget is chosen."""
    table, weight = reach(seed), weights(seed)
    cost = np.random.default_rng(seed + 2).integers(1, 6, CANDIDATES).astype(float)
    cost[0] = 3.0
    rules = ChoiceRules.within_budget(cost, float(budget))
    best = max(
        weight @ (table @ share > 0) for share in choices(CANDIDATES) if cost @ share <= budget
    )
    found = solve(covering(table, weight), rules)
    assert found.proven
    assert found.value == pytest.approx(best)
    assert cost[list(found.chosen)].sum() <= budget


@given(seed=SEEDS, count=st.integers(0, 2), moves=st.integers(0, 2))
@FEW
def test_what_moves_and_where_to(seed: int, count: int, moves: int) -> None:
    """No choice of so many new sites and so many moves covers more; a move is counted as one."""
    table, weight, new = reach(seed), weights(seed), CANDIDATES - 3
    rules = replace(ChoiceRules.at_most(1, new), budget=float(count)).with_moves(3, moves)
    today = weight @ (table[:, new:].any(axis=1))
    best = max(
        weight @ (table @ share > 0)
        for share in choices(CANDIDATES)
        if (closed := 3 - share[new:].sum()) <= moves and share[:new].sum() <= count + closed
    )
    found = solve(covering(table, weight), rules)
    assert found.proven
    assert found.value == pytest.approx(best - today)
    assert len(found.closed) <= moves
    assert len(found.chosen) <= count + len(found.closed)
    assert all(one < new for one in found.chosen)
    assert all(one >= new for one in found.closed)


@given(seed=SEEDS, count=st.integers(1, 4))
@FEW
def test_backup_counts_the_first_and_the_second(seed: int, count: int) -> None:
    """No choice reaches more people once and twice together, what they reach today included."""
    table, weight = reach(seed), weights(seed)
    within = np.random.default_rng(seed + 3).integers(0, 4, POINTS)
    lacks = np.maximum(2 - within, 0)
    best = max(
        weight @ np.minimum(table @ share, lacks)
        for share in choices(CANDIDATES)
        if share.sum() <= count
    )
    lacking = table & (lacks > 0)[:, None]
    found = solve(covering(lacking, weight, np.maximum(lacks, 1)), count)
    assert found.proven
    assert found.value == pytest.approx(best)


def flow(table: NDArray[np.bool_], weight: NDArray[np.float64], room: dict[int, float]) -> float:
    """Give the most that sites with so much room serve, by NetworkX."""
    graph: nx.DiGraph[object] = nx.DiGraph()
    graph.add_nodes_from(["from", "to"])
    for point, people in enumerate(weight.tolist()):
        graph.add_edge("from", ("point", point), capacity=people)
    for site, most in room.items():
        graph.add_edge(("site", site), "to", capacity=most)
        for point in np.flatnonzero(table[:, site]).tolist():
            graph.add_edge(("point", point), ("site", site))
    return float(nx.maximum_flow_value(graph, "from", "to"))


@given(seed=SEEDS, count=st.integers(1, 3), most=st.integers(5, 60))
@settings(max_examples=8, deadline=None)
def test_no_site_serves_more_than_it_can(seed: int, count: int, most: int) -> None:
    """No choice serves more people; each site serves at most its capacity, of those it reaches."""
    table, weight = reach(seed, 5), weights(seed)
    capacity = np.random.default_rng(seed + 4).integers(1, most, 5).astype(float)
    best = max(
        flow(table, weight, dict(zip(sites, capacity[list(sites)].tolist(), strict=True)))
        for sites in itertools.combinations(range(5), count)
    )
    problem = CapacitatedCovering(merge_points(covering(table, weight)), capacity)
    found = solve_concave(problem, ChoiceRules.at_most(count, 5))
    assert found.proven
    assert found.value == pytest.approx(best)
    share = np.zeros(5)
    share[list(found.chosen)] = 1.0
    served = problem.allot(share).served
    assert (served <= capacity * share).all()
    assert (served <= weight @ table + 1e-6).all()
    assert served.sum() == pytest.approx(best)


def uncertain(seed: int) -> tuple[WorstCase, NDArray[np.bool_], NDArray[np.int64]]:
    """Make two facilities of three positions each behind five candidates."""
    table, facility = reach(seed, 5 + 6), np.repeat([0, 1], 3)
    return WorstCase(merge_points(covering(table, weights(seed))), 5, facility), table, facility


@given(seed=SEEDS, count=st.integers(1, 3))
@settings(max_examples=10, deadline=None)
def test_the_best_in_the_worst_case(seed: int, count: int) -> None:
    """No choice covers more in its worst case; and never more than where all is as mapped."""
    problem, table, facility = uncertain(seed)
    weight = weights(seed)
    scenarios = [
        np.isin(np.arange(6), [a, 3 + b]).astype(float) for a in range(3) for b in range(3)
    ]

    def covered(share: NDArray[np.float64], scenario: NDArray[np.float64]) -> float:
        return float(weight @ (table @ np.append(share, scenario) > 0))

    worst = {
        tuple(share): min(covered(share, scenario) for scenario in scenarios)
        for share in choices(5)
        if share.sum() <= count
    }
    found = solve_concave(problem, ChoiceRules.at_most(count, 5))
    share = np.zeros(5)
    share[list(found.chosen)] = 1.0
    assert found.proven
    assert worst[tuple(share)] == pytest.approx(max(worst.values()))
    assert found.value == pytest.approx(max(worst.values()) - worst[(0.0,) * 5])
    assert problem.covered(share, problem.worst(share)) == pytest.approx(worst[tuple(share)])
    assert worst[tuple(share)] <= covered(share, problem.mapped)
    assert facility[problem.mapped > 0].tolist() == [0, 1]


@given(seed=SEEDS, few=st.floats(1, 10), more=st.floats(0, 10))
@FEW
def test_more_budget_never_covers_fewer(seed: int, few: float, more: float) -> None:
    """What a smaller budget buys, a larger one buys as well."""
    problem = covering(reach(seed), weights(seed))
    cost = np.random.default_rng(seed + 2).uniform(0.5, 1.0, CANDIDATES)
    less, larger = (
        solve(problem, ChoiceRules.within_budget(cost, budget)) for budget in (few, few + more)
    )
    assert larger.value >= less.value - 1e-9


@given(seed=SEEDS, count=st.integers(1, 4))
@FEW
def test_one_more_candidate_never_covers_fewer(seed: int, count: int) -> None:
    """A candidate more is a choice more; and who is covered beforehand only lowers the gain."""
    table, weight = reach(seed), weights(seed)
    fewer = solve(covering(table[:, :-1], weight), count)
    assert solve(covering(table, weight), count).value >= fewer.value - 1e-9


def test_a_search_without_time_tells_an_honest_gap() -> None:
    """What is not proven is told with a bound that the best choice keeps."""
    rng = np.random.default_rng(6)
    table = rng.random((200, 30)) < 0.1
    problem = covering(table, rng.integers(1, 20, 200).astype(float))
    hasty, best = solve(problem, 6, seconds=0.0), solve(problem, 6)
    assert best.proven
    assert not hasty.proven
    assert hasty.value <= best.value <= hasty.bound < np.inf
    assert hasty.gap > 0 == best.gap


def test_rules_that_cannot_be() -> None:
    """A site for nothing, a budget below the cheapest, and no capacity are told."""
    with pytest.raises(SettingsError, match="a cost above 0"):
        ChoiceRules.within_budget(np.array([1.0, 0.0]), 5)
    with pytest.raises(SettingsError, match="the cheapest costs 2"):
        ChoiceRules.within_budget(np.array([2.0, 3.0]), 1)
    with pytest.raises(SettingsError, match="a capacity above 0"):
        CapacitatedCovering(covering(reach(1), weights(1)), np.zeros(CANDIDATES))
