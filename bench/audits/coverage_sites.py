"""Ten sites of 500 in the middle of Porto, beside SciPy: `python -m bench.audits.coverage_sites`.

Demand is seeded: 20,000 points within 40 m of a street, of 1 to 99 people each.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from bench.cases import EXTRACTS
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

CANDIDATES, COUNT, POINTS, MINUTES = 500, 10, 20_000, 15
_AROUND_M, _OFF_M = 3000.0, 40.0
_PATIENCE_S = 300.0


def main() -> None:
    """Measure; print one JSON object, an empty one without the extract."""
    extract = EXTRACTS / "porto.osm.pbf"
    if not extract.exists():
        print("{}")
        return
    compile_kernels()
    network = WalkNetwork.from_osm(extract)
    rng, xy = np.random.default_rng(1), network.xy.astype(np.float64)
    central = np.abs(xy - np.median(xy, axis=0)).max(axis=1) < _AROUND_M
    candidates = thin_out(xy[central & (np.diff(network.indptr) >= 3)], CANDIDATES)
    homes = xy[rng.choice(np.flatnonzero(central), POINTS)]
    homes += rng.uniform(-_OFF_M, _OFF_M, homes.shape)
    weight = rng.integers(1, 100, POINTS).astype(float)
    began = time.perf_counter()
    problem = problem_of(network, candidates, homes, weight)
    walked = time.perf_counter()
    best, quick = solve(problem, COUNT), greedy(problem, COUNT)
    told = {
        "seconds": time.perf_counter() - began,
        "proven": best.proven,
        "value": best.value,
        "greedy": quick.value,
    }
    solving = time.perf_counter()
    value, proven = by_scipy(problem)
    told |= {"peer_seconds": time.perf_counter() - solving + walked - began, "peer_proven": proven}
    if proven and abs(value - best.value) > 0.5:
        raise SystemExit(f"{value} against {best.value}: one of them is wrong")
    print(json.dumps(told))


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


if __name__ == "__main__":
    main()
