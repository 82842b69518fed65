"""On a cluster an audit comes out as in one process, whatever happens to the workers."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from click.testing import CliRunner

from bot.cli.main import main
from geo.compute.kernels import compile_kernels
from geo.coverage.access_measures import AccessMeasures
from geo.coverage.coverage import (
    Coverage,
    CoverageRequest,
    TimeLimits,
    compute_coverage,
)
from geo.coverage.dask_cluster import TILE_M, compute_coverage_on, compute_tile, tiles
from geo.errors import SettingsError
from geo.facility import LonLat, Pace
from geo.network.clip import clip
from geo.network.walk_network import WalkNetwork
from geo.routing.walker import Walker
from tests.geo.coverage.test_coverage import CATEGORIES, ERRORS_M, facility, supply
from tests.support.cities import synthetic_city

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray


@pytest.fixture(scope="module")
def coverage_request() -> CoverageRequest:
    """A city of 10,000 crossings, with 90 facilities known to 0 to 300 m, and half of them."""
    compile_kernels()
    network = WalkNetwork.from_streets(synthetic_city(10_000, seed=7))
    spots = network.metres.to_lonlat(np.random.default_rng(1).uniform(-3000, 3000, (90, 2)))
    located = [
        facility(str(row), CATEGORIES[row % 3], LonLat(*spot), ERRORS_M[row % 4])
        for row, spot in enumerate(spots.tolist())
    ]
    supplies = supply(located), supply(located[:45])
    return CoverageRequest(Walker(network, Pace.ELDER), supplies, CATEGORIES, TimeLimits(15, 20))


@pytest.fixture(scope="module")
def lonlat(coverage_request: CoverageRequest) -> NDArray[np.float64]:
    """Points all over it, and some that no street reaches."""
    spots = np.random.default_rng(2).uniform(-3700, 3700, (2000, 2))
    return coverage_request.walker.network.metres.to_lonlat(spots)


@pytest.fixture(scope="module")
def alone(coverage_request: CoverageRequest, lonlat: NDArray[np.float64]) -> list[Coverage]:
    """What one process finds."""
    return compute_coverage(coverage_request, lonlat)


def same(one: list[Coverage], other: list[Coverage]) -> bool:
    """Tell whether two answers are the same to the last bit."""
    return all(
        a.keys == b.keys
        and np.array_equal(a.joined, b.joined)
        and all(
            np.array_equal(getattr(a.measures, name), getattr(b.measures, name))
            for name in AccessMeasures._fields
        )
        for a, b in zip(one, other, strict=True)
    )


@pytest.mark.parametrize("side_m", [700.0, 2500.0])
def test_tiles_lose_nothing(
    coverage_request: CoverageRequest,
    lonlat: NDArray[np.float64],
    alone: list[Coverage],
    side_m: float,
) -> None:
    """However small the tiles, a halo of the longest walk brings all that matters along."""
    joined = np.zeros(len(lonlat), bool)
    made = [AccessMeasures.empty(len(lonlat), 3) for _ in coverage_request.supplies]
    rows = []
    for tile in tiles(coverage_request, lonlat, side_m):
        done = compute_tile(tile)
        rows.extend(done.rows.tolist())
        joined[done.rows] = done.joined
        for whole, part in zip(made, done.measures, strict=True):
            for name in AccessMeasures._fields:
                getattr(whole, name)[done.rows] = getattr(part, name)
    assert len(rows) == len(set(rows))
    answers = [
        Coverage(one.limits, one.keys, joined, found)
        for one, found in zip(alone, made, strict=True)
    ]
    assert same(alone, answers)


def test_a_tile_is_a_part(coverage_request: CoverageRequest) -> None:
    """A part of the network is smaller than the whole, and where there is no street, none."""
    network = coverage_request.walker.network
    part = clip(network, np.array([0.0, 0.0]), np.array([500.0, 500.0]))
    assert part is not None
    assert 0 < part.nodes < network.nodes / 10
    assert clip(network, np.array([9e4, 9e4]), np.array([9.1e4, 9.1e4])) is None
    assert TILE_M > 1000


@pytest.fixture(scope="module")
def cluster() -> Iterator[object]:
    """A scheduler and two workers, each a process of its own, on this machine alone."""
    import distributed

    with distributed.LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        silence_logs=50,
    ) as made:
        yield made


@pytest.mark.filterwarnings("ignore")  # of Dask itself, when one of its processes is killed
def test_a_killed_worker_changes_nothing(
    coverage_request: CoverageRequest,
    lonlat: NDArray[np.float64],
    alone: list[Coverage],
    cluster: object,
) -> None:
    """Two workers find what one process finds, and do so again when one dies in the middle."""
    address = cluster.scheduler_address  # type: ignore[attr-defined]
    assert same(alone, compute_coverage_on(address, coverage_request, lonlat, side_m=1500.0))
    told: list[float] = []
    killed = threading.Event()

    def tell(share: float) -> None:
        told.append(share)
        if not killed.is_set():
            worker = next(iter(cluster.workers.values()))  # type: ignore[attr-defined]
            os.kill(worker.process.pid, signal.SIGKILL)  # a process this test has started
            killed.set()
            time.sleep(0.2)

    assert same(alone, compute_coverage_on(address, coverage_request, lonlat, tell, side_m=1500.0))
    assert killed.is_set()
    assert told == sorted(told)


def test_a_report_is_the_same_to_the_byte(cluster: object, tmp_path: Path) -> None:
    """`yike audit --scheduler` writes the very folder that it writes alone."""
    address = cluster.scheduler_address  # type: ignore[attr-defined]
    for name, options in (("alone", []), ("together", ["--scheduler", address])):
        order = ["audit", "--out", str(tmp_path / name), "--with-planned", *options]
        result = CliRunner().invoke(main, order)
        assert result.exit_code == 0, result.output
    alone, together = (
        {file.name: file.read_bytes() for file in (tmp_path / name).iterdir()}
        for name in ("alone", "together")
    )
    assert len(alone) == 50
    assert alone == together


def test_nobody_answers(coverage_request: CoverageRequest, lonlat: NDArray[np.float64]) -> None:
    """A wrong address is told in a line."""
    with pytest.raises(SettingsError, match="no Dask scheduler answers"):
        compute_coverage_on("nonsense://127.0.0.1:1", coverage_request, lonlat)
