"""Ten sites of 500 in the middle of Porto: `bench.audits.coverage_sites POINTS [--beside PEER]`.

Demand is seeded: points within 40 m of a street, of 1 to 99 people each. Beside it the textbook
programme of maximal covering is solved, by HiGHS through SciPy and through spopt.
"""

from __future__ import annotations

import argparse
import json
import time
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from bench.cases import EXTRACTS
from bench.once import most_held
from geo.compute.kernels import compile_kernels
from geo.facility import Geometry, LonLat, Shape
from geo.network.walk_network import WalkNetwork
from geo.routing.od_matrix import ODSearch, od_matrix
from geo.routing.sites import Entries, Sites
from geo.routing.walker import Walker
from geo.siting.candidates import thin_out
from geo.siting.location_problem import LocationProblem
from geo.siting.optimise import greedy, solve
from geo.walking_model import ticks

if TYPE_CHECKING:
    from numpy.typing import NDArray

CANDIDATES, COUNT, MINUTES = 500, 10, 15
_AROUND_M, _OFF_M = 3000.0, 40.0
_PATIENCE_S = 300.0


def main() -> None:
    """Measure; print one JSON object, an empty one without the extract."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("points", type=int)
    parser.add_argument("--beside", choices=PEERS, action="append", default=[], help="a peer")
    given = parser.parse_args()
    extract = EXTRACTS / "porto.osm.pbf"
    if not extract.exists():
        print("{}")
        return
    print(json.dumps(measured(WalkNetwork.from_osm(extract), given.points, beside=given.beside)))


def measured(network: WalkNetwork, points: int, *, beside: list[str]) -> dict[str, Any]:
    """Measure the walks and the choice, and the choices of the peers."""
    compile_kernels()
    rng, xy = np.random.default_rng(1), network.xy.astype(np.float64)
    central = np.abs(xy - np.median(xy, axis=0)).max(axis=1) < _AROUND_M
    candidates = thin_out(xy[central & (np.diff(network.indptr) >= 3)], CANDIDATES)
    homes = xy[rng.choice(np.flatnonzero(central), points)]
    homes += rng.uniform(-_OFF_M, _OFF_M, homes.shape)
    weight = rng.integers(1, 100, points).astype(float)
    few = problem_of(network, candidates, homes[:100], weight[:100])
    solve(few, COUNT)  # whatever is still to be compiled
    began = time.perf_counter()
    problem = problem_of(network, candidates, homes, weight)
    walked = time.perf_counter()
    best = solve(problem, COUNT)
    told: dict[str, Any] = {
        "walk_seconds": walked - began,
        "seconds": time.perf_counter() - walked,
        "proven": best.proven,
        "value": best.value,
        "greedy": greedy(problem, COUNT).value,
        "bytes": most_held(),
        "beside": {},
    }
    for name in beside:
        PEERS[name](few)
        began = time.perf_counter()
        value, proven = PEERS[name](problem)
        told["beside"][name] = {"seconds": time.perf_counter() - began, "proven": proven}
        if proven and abs(value - best.value) > 0.5:
            raise SystemExit(f"{value} by {name} against {best.value}: one of them is wrong")
    return told


def problem_of(
    network: WalkNetwork,
    candidates: NDArray[np.float64],
    homes: NDArray[np.float64],
    weight: NDArray[np.float64],
) -> LocationProblem:
    """Walk from the candidates to the homes, and write the problem down; metres."""
    walker = Walker(network)
    located = [
        (str(row), "site", Geometry(Shape.POINT, (LonLat(*spot),)))
        for row, spot in enumerate(network.metres.to_lonlat(candidates).tolist())
    ]
    sites = Sites.of(network, located)
    cutoff = np.full(len(located), ticks(MINUTES), np.int64)
    od_search = ODSearch.of(walker, sites, Entries.of(walker, sites), cutoff)
    walks = od_matrix(od_search, network.metres.to_lonlat(homes))
    return LocationProblem.covering(walks, len(located), weight, np.zeros(len(weight), bool))


def by_scipy(problem: LocationProblem) -> tuple[float, bool]:
    """Solve the textbook programme: a point is covered if one of its candidates is chosen."""
    points, sites = len(problem.weight), problem.candidates
    point, site = problem.benefits.point, problem.benefits.candidate
    reach = sparse.csr_array((np.ones(len(point)), (point, site)), shape=(points, sites))
    rows = sparse.hstack([-reach, sparse.eye_array(points)])
    chosen = sparse.csr_array(np.append(np.ones(sites), np.zeros(points))[None, :])
    done = milp(
        np.append(np.zeros(sites), -problem.weight),
        integrality=np.append(np.ones(sites), np.zeros(points)),
        bounds=Bounds(0, 1),
        constraints=[LinearConstraint(rows, ub=0), LinearConstraint(chosen, ub=COUNT)],
        options={"time_limit": _PATIENCE_S, "mip_rel_gap": 0.0},
    )
    return -float(done.fun) if done.fun is not None else 0.0, done.status == 0


def by_spopt(problem: LocationProblem) -> tuple[float, bool]:
    """Solve it as spopt writes it down, from a matrix of costs: 0 within the circle, else 1."""
    import pulp
    from spopt.locate import MCLP

    cost = np.ones((len(problem.weight), problem.candidates), np.float32)
    cost[problem.benefits.point, problem.benefits.candidate] = 0.0
    model = MCLP.from_cost_matrix(cost, problem.weight, 0.5, p_facilities=COUNT)
    done = model.solve(pulp.HiGHS(msg=False, timeLimit=_PATIENCE_S, gapRel=0.0), results=False)
    proven = done.problem.sol_status == pulp.LpSolutionOptimal
    return float(pulp.value(done.problem.objective) or 0.0), proven


PEERS = {"HiGHS": by_scipy, "spopt": by_spopt}


if __name__ == "__main__":
    main()
