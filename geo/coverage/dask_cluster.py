"""Coverage on a Dask cluster, tile by tile, each with all that is within reach of it."""

from __future__ import annotations

import importlib.util
import itertools
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geo.compute.kernels import compile_kernels
from geo.coverage.access_measures import AccessMeasures
from geo.coverage.coverage import Coverage, CoverageRequest, compute_coverage
from geo.errors import SettingsError
from geo.network.clip import clip, touching
from geo.network.snapping import CELL_M
from geo.routing.walker import Walker
from geo.uncertainty import spread_minutes
from geo.walking_model import MAX_SNAP_M

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from geo.coverage.coverage import TimeLimits
    from geo.coverage.supply import Supply
    from geo.facility import Pace
    from geo.network.walk_network import WalkNetwork

TILE_M = 6_000.0
"""Side of a tile: 36 km² hold some 100,000 nodes of a town, which travel in a few megabytes."""

_AROUND_M = MAX_SNAP_M + 2 * CELL_M
"""Streets this far beyond the longest walk are still considered when a point is snapped."""

_WORKER_TIMEOUT_S = 30
"""How long to wait for the first worker."""

_TILES_PER_WORKER = 3
"""Tiles submitted ahead for each worker, so that the scheduler never holds all of them."""


@dataclass(frozen=True)
class DemandTile:
    """Points of demand, and the part of a request within their reach: all that a worker needs.

    Attributes:
        rows: the points' rows among all.
        numbers: for each supply, the numbers that its facilities have among all.
    """

    network: WalkNetwork
    pace: Pace
    supplies: tuple[Supply, ...]
    categories: tuple[str, ...]
    limits: TimeLimits
    lonlat: NDArray[np.float64]
    rows: NDArray[np.int64]
    numbers: tuple[NDArray[np.int32], ...]


class TileResult(NamedTuple):
    """A worker's result for a tile: its points' rows, which are joined, and measures by supply."""

    rows: NDArray[np.int64]
    joined: NDArray[np.bool_]
    measures: tuple[AccessMeasures, ...]


def compute_coverage_on(
    address: str,
    request: CoverageRequest,
    lonlat: NDArray[np.float64],
    progress: Callable[[float], None] | None = None,
    side_m: float = TILE_M,
) -> list[Coverage]:
    """Compute coverage as `compute_coverage` does, on the cluster of a Dask scheduler.

    The tiles of a worker that dies are computed by another.

    Args:
        address: of the scheduler, like "tcp://127.0.0.1:8786".
        request: what to walk to, at which pace and within which minutes.
        lonlat: (points, 2) degrees, WGS-84.
        progress: is called with the share done, 0 to 1.
        side_m: metres from side to side of a tile.

    Raises:
        SettingsError: Dask is not installed, nobody answers at the address, or no worker lives
            long enough for a tile.
    """
    if importlib.util.find_spec("distributed") is None:
        raise SettingsError("--scheduler needs Dask: pip install 'yike[cluster]'")
    points = len(lonlat)
    joined = np.zeros(points, bool)
    results = [AccessMeasures.empty(points, len(request.categories)) for _ in request.supplies]
    done = 0
    for part in _compute_tiles(address, tiles(request, lonlat, side_m)):
        joined[part.rows] = part.joined
        for whole, measures in zip(results, part.measures, strict=True):
            _fill(whole, measures, part.rows)
        done += len(part.rows)
        if progress is not None:
            progress(done / points)
    return [
        Coverage(request.limits, tuple(one.id for one in supply.located), joined, measures)
        for supply, measures in zip(request.supplies, results, strict=True)
    ]


def _fill(whole: AccessMeasures, part: AccessMeasures, rows: NDArray[np.int64]) -> None:
    for name in AccessMeasures._fields:
        getattr(whole, name)[rows] = getattr(part, name)


def tiles(
    request: CoverageRequest, lonlat: NDArray[np.float64], side_m: float = TILE_M
) -> Iterator[DemandTile]:
    """Split a request into tiles, one after the other; where no street is, there is none.

    Args:
        request: as for the whole.
        lonlat: (points, 2) degrees, WGS-84.
        side_m: metres from side to side of a tile.
    """
    walker, network = request.walker, request.walker.network
    halo_m = _longest_m(request) + _AROUND_M
    boxes = [_boxes(network, supply) for supply in request.supplies]
    for corner, rows in _by_tile(network.metres.to_metres(lonlat), side_m):
        low, high = corner - halo_m, corner + side_m + halo_m
        part = clip(network, low, high)
        if part is None:
            continue
        kept = [touching(box, low, high).astype(np.int32) for box in boxes]
        yield DemandTile(
            part,
            walker.pace,
            tuple(_subset(s, k) for s, k in zip(request.supplies, kept, strict=True)),
            request.categories,
            request.limits,
            lonlat[rows],
            rows,
            tuple(kept),
        )


def _by_tile(
    xy: NDArray[np.float64], side_m: float
) -> Iterator[tuple[NDArray[np.float64], NDArray[np.int64]]]:
    """Give the low corner of each tile and the rows of its points, in metres."""
    if not len(xy):
        return
    corners, number = np.unique(np.floor(xy / side_m), axis=0, return_inverse=True)
    order = np.argsort(number.ravel(), kind="stable")
    ends = np.cumsum(np.bincount(number.ravel(), minlength=len(corners)))
    yield from zip(corners * side_m, np.split(order, ends[:-1]), strict=True)


def compute_tile(tile: DemandTile) -> TileResult:
    """Compute the coverage of a tile; runs on a worker."""
    compile_kernels()
    walker = Walker(tile.network, tile.pace)
    request = CoverageRequest(walker, tile.supplies, tile.categories, tile.limits)
    answers = compute_coverage(request, tile.lonlat)
    measures = tuple(
        _renumbered(answer.measures, numbers)
        for answer, numbers in zip(answers, tile.numbers, strict=True)
    )
    return TileResult(tile.rows, answers[0].joined, measures)


def _longest_m(request: CoverageRequest) -> float:
    """Give the metres of the longest walk that is looked for."""
    speed = request.walker.speed_m_s
    errors = (one.position_error_m or 0.0 for s in request.supplies for one in s.located)
    spread = spread_minutes(max(errors, default=0.0), speed)
    longest = max(request.limits.horizon, request.limits.minutes + spread)
    return longest * 60 * request.walker.fastest_m_s + 1.0


def _boxes(network: WalkNetwork, supply: Supply) -> NDArray[np.float64]:
    """Give (facilities, 4) metres: the low and the high corner of each."""
    boxes = []
    for facility in supply.located:
        vertices = facility.geometry.vertices if facility.geometry else ()
        corners = network.metres.to_metres(vertices)
        boxes.append([*corners.min(axis=0), *corners.max(axis=0)])
    return np.array(boxes, np.float64).reshape(-1, 4)


def _subset(supply: Supply, numbers: NDArray[np.int32]) -> Supply:
    chosen = numbers.tolist()
    located = tuple(supply.located[number] for number in chosen)
    return replace(supply, located=located, sure=tuple(supply.sure[n] for n in chosen))


def _renumbered(measures: AccessMeasures, numbers: NDArray[np.int32]) -> AccessMeasures:
    """Renumber the sites of a tile as they are numbered among all."""
    known = np.append(numbers, np.int32(-1))
    return measures._replace(site=known[measures.site], second_site=known[measures.second_site])


def _compute_tiles(address: str, pending: Iterator[DemandTile]) -> Iterator[TileResult]:
    """Submit tiles and yield results in any order; only a few tiles are under way at a time."""
    import distributed  # noqa: PLC0415 - an extra, and 0.5 s

    try:
        client: Any = distributed.Client(address, timeout=10, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise SettingsError(f"no Dask scheduler answers at {address}: start one there") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_WORKER_TIMEOUT_S)
            yield from _submit_tiles(client, pending)
        except TimeoutError as error:
            raise SettingsError(f"no worker has come to {address}: start some there") from error
        except CancelledError as error:
            raise SettingsError(f"the scheduler at {address} went away: start it again") from error
        except distributed.KilledWorker as error:
            raise SettingsError(
                f"the workers at {address} die over a tile: give them more memory"
            ) from error


def _submit_tiles(client: Any, pending: Iterator[DemandTile]) -> Iterator[TileResult]:  # noqa: ANN401 - Dask has no types
    import distributed  # noqa: PLC0415

    workers = max(1, len(client.scheduler_info()["workers"]))
    ahead = itertools.islice(pending, _TILES_PER_WORKER * workers)
    first = [_submit(client, tile) for tile in ahead]
    waiting: Any = distributed.as_completed(first, loop=client.loop)  # type: ignore[no-untyped-call]
    for future in waiting:
        yield future.result()
        for tile in itertools.islice(pending, 1):
            waiting.add(_submit(client, tile))


def _submit(client: Any, tile: DemandTile) -> Any:  # noqa: ANN401 - likewise
    """Send a tile inside its task: the scheduler can send it again when a worker dies."""
    return client.submit(compute_tile, tile, pure=False)
