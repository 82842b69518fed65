"""A synthetic city in one process and on two Dask workers: give the number of nodes.

Prints one JSON object; both answers have to be the same to the last bit.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

import numpy as np

from bench.audits.coverage_city import CATEGORIES, MINUTES, City
from geo.compute.kernels import compile_kernels
from geo.coverage.access_measures import AccessMeasures
from geo.coverage.coverage import CoverageRequest, TimeLimits, compute_coverage
from geo.coverage.dask_cluster import compute_coverage_on, tiles
from geo.coverage.supply import Supply
from geo.facility import BilingualText, Facility, Geometry, LonLat, Pace, Shape, Status
from geo.routing.walker import Walker

if TYPE_CHECKING:
    from geo.coverage.coverage import Coverage

WORKERS = 2


def main() -> None:
    """Measure; the workers' kernels are compiled before."""
    import distributed

    compile_kernels()
    city = City.of(int(sys.argv[1]))
    request, warm = request_of(city), City.of(2000)
    compute_coverage(request_of(warm), warm.lonlat)
    began = time.perf_counter()
    alone = compute_coverage(request, city.lonlat)
    told = {"seconds": time.perf_counter() - began}
    with distributed.LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=WORKERS,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        silence_logs=50,
    ) as cluster:
        for _ in range(WORKERS):
            compute_coverage_on(cluster.scheduler_address, request_of(warm), warm.lonlat)
        began = time.perf_counter()
        together = compute_coverage_on(cluster.scheduler_address, request, city.lonlat)
        told["cluster_seconds"] = time.perf_counter() - began
    if not same(alone[0], together[0]):
        raise SystemExit("the cluster answers otherwise: the bench is wrong")
    began = time.perf_counter()
    told["tiles"] = sum(1 for _ in tiles(request, city.lonlat))
    told["cut_seconds"] = time.perf_counter() - began
    print(json.dumps(told))


def request_of(city: City) -> CoverageRequest:
    """Ask for the coverage of all categories at an elder's pace."""
    keys = tuple(f"kind-{number}" for number in range(CATEGORIES))
    spots = city.network.metres.to_lonlat(city.network.xy[city.at]).tolist()
    located = tuple(
        _facility(f"site-{row}", keys[category], LonLat(*spot))
        for row, (category, spot) in enumerate(zip(city.category.tolist(), spots, strict=True))
    )
    supply = Supply(located, (True,) * len(located), (), ())
    return CoverageRequest(
        Walker(city.network, Pace.ELDER), (supply,), keys, TimeLimits(MINUTES, 2 * MINUTES)
    )


def _facility(key: str, category: str, point: LonLat) -> Facility:
    return Facility(
        id=key,
        name=BilingualText(key, key),
        category=category,
        status=Status.OPEN,
        geometry=Geometry(Shape.POINT, (point,)),
        position_error_m=0.0,
        position_basis="",
        source="",
        source_date="",
    )


def same(one: Coverage, other: Coverage) -> bool:
    """Tell whether two answers are the same to the last bit."""
    fields = AccessMeasures._fields
    return one.keys == other.keys and all(
        np.array_equal(getattr(one.measures, name), getattr(other.measures, name))
        for name in fields
    )


if __name__ == "__main__":
    main()
