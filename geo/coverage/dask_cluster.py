"""The same audit on a Dask cluster: tile by tile, each with all that anybody in it may walk to."""

from __future__ import annotations

import importlib.util
import itertools
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geo.compute.kernels import compile_kernels
from geo.coverage.coverage import Coverage, Findings, Inquiry, inquire
from geo.errors import SettingsError
from geo.network.clip import clip, touching
from geo.network.snapping import CELL_M
from geo.routing.walker import Walker
from geo.uncertainty import spread_minutes
from geo.walking_model import JOIN_M

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from geo.coverage.coverage import Terms
    from geo.coverage.supply import Supply
    from geo.facility import Pace
    from geo.network.walk_network import WalkNetwork

TILE_M = 6_000.0
"""Side of a tile: 36 km² hold some 100,000 nodes of a town, which travel in a few megabytes."""

_AROUND_M = JOIN_M + 2 * CELL_M
"""Streets this far beyond the longest walk are still looked at where a point is joined."""

_PATIENCE_S = 30
"""How long the first worker may take to come."""

_WAITING = 3
"""Tiles sent ahead for each worker: the scheduler holds those, and no more."""


@dataclass(frozen=True)
class Tile:
    """Points of demand, and what of an inquiry they can walk to: all that a worker needs.

    Attributes:
        rows: the points' rows among all.
        numbers: for each supply, the numbers that its facilities have among all.
    """

    network: WalkNetwork
    pace: Pace
    supplies: tuple[Supply, ...]
    categories: tuple[str, ...]
    terms: Terms
    lonlat: NDArray[np.float64]
    rows: NDArray[np.int64]
    numbers: tuple[NDArray[np.int32], ...]


class Done(NamedTuple):
    """What a worker found of a tile: its points' rows, which join a street, by supply the rest."""

    rows: NDArray[np.int64]
    joined: NDArray[np.bool_]
    found: tuple[Findings, ...]


def inquire_on(
    address: str,
    inquiry: Inquiry,
    lonlat: NDArray[np.float64],
    tell: Callable[[float], None] | None = None,
    side_m: float = TILE_M,
) -> list[Coverage]:
    """Answer an inquiry as `inquire` does, on the cluster of a Dask scheduler.

    A worker that dies costs time alone: its tiles are given to another.

    Raises:
        SettingsError: Dask is not installed, nobody answers at the address, or no worker lives
            long enough for a tile.
    """
    if importlib.util.find_spec("distributed") is None:
        raise SettingsError("--scheduler needs Dask: pip install 'yike[cluster]'")
    points = len(lonlat)
    joined = np.zeros(points, bool)
    made = [Findings.empty(points, len(inquiry.categories)) for _ in inquiry.supplies]
    done = 0
    for part in _on_workers(address, tiles(inquiry, lonlat, side_m)):
        joined[part.rows] = part.joined
        for whole, found in zip(made, part.found, strict=True):
            _fill(whole, found, part.rows)
        done += len(part.rows)
        if tell is not None:
            tell(done / points)
    return [
        Coverage(inquiry.terms, tuple(one.id for one in supply.located), joined, found)
        for supply, found in zip(inquiry.supplies, made, strict=True)
    ]


def _fill(whole: Findings, part: Findings, rows: NDArray[np.int64]) -> None:
    for name in Findings._fields:
        getattr(whole, name)[rows] = getattr(part, name)


def tiles(inquiry: Inquiry, lonlat: NDArray[np.float64], side_m: float = TILE_M) -> Iterator[Tile]:
    """Cut an inquiry into tiles, one after the other; where no street is, there is none."""
    walker, network = inquiry.walker, inquiry.walker.network
    halo_m = _longest_m(inquiry) + _AROUND_M
    boxes = [_boxes(network, supply) for supply in inquiry.supplies]
    for corner, rows in _by_tile(network.metres.to_metres(lonlat), side_m):
        low, high = corner - halo_m, corner + side_m + halo_m
        part = clip(network, low, high)
        if part is None:
            continue
        kept = [touching(box, low, high).astype(np.int32) for box in boxes]
        yield Tile(
            part,
            walker.pace,
            tuple(_some(s, k) for s, k in zip(inquiry.supplies, kept, strict=True)),
            inquiry.categories,
            inquiry.terms,
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


def work(tile: Tile) -> Done:
    """Judge the points of a tile; runs on a worker."""
    compile_kernels()
    walker = Walker(tile.network, tile.pace)
    inquiry = Inquiry(walker, tile.supplies, tile.categories, tile.terms)
    answers = inquire(inquiry, tile.lonlat)
    found = tuple(
        _numbered(answer.found, numbers)
        for answer, numbers in zip(answers, tile.numbers, strict=True)
    )
    return Done(tile.rows, answers[0].joined, found)


def _longest_m(inquiry: Inquiry) -> float:
    """Give the metres of the longest walk that is looked for."""
    speed = inquiry.walker.speed_m_s
    errors = (one.position_error_m or 0.0 for s in inquiry.supplies for one in s.located)
    spread = spread_minutes(max(errors, default=0.0), speed)
    return max(inquiry.terms.horizon, inquiry.terms.minutes + spread) * 60 * speed + 1.0


def _boxes(network: WalkNetwork, supply: Supply) -> NDArray[np.float64]:
    """Give (facilities, 4) metres: the low and the high corner of each."""
    boxes = []
    for facility in supply.located:
        vertices = facility.geometry.vertices if facility.geometry else ()
        corners = network.metres.to_metres(vertices)
        boxes.append([*corners.min(axis=0), *corners.max(axis=0)])
    return np.array(boxes, np.float64).reshape(-1, 4)


def _some(supply: Supply, numbers: NDArray[np.int32]) -> Supply:
    chosen = numbers.tolist()
    located = tuple(supply.located[number] for number in chosen)
    return replace(supply, located=located, sure=tuple(supply.sure[n] for n in chosen))


def _numbered(found: Findings, numbers: NDArray[np.int32]) -> Findings:
    """Give the sites of a tile the numbers that they have among all."""
    known = np.append(numbers, np.int32(-1))
    return found._replace(site=known[found.site], second_site=known[found.second_site])


def _on_workers(address: str, work_list: Iterator[Tile]) -> Iterator[Done]:
    """Hand out tiles and give back what comes, in any order; few are on their way at a time."""
    import distributed  # noqa: PLC0415 - an extra, and 0.5 s

    try:
        client: Any = distributed.Client(address, timeout=10, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise SettingsError(f"no Dask scheduler answers at {address}: start one there") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE_S)
            yield from _hand_out(client, work_list)
        except TimeoutError as error:
            raise SettingsError(f"no worker has come to {address}: start some there") from error
        except CancelledError as error:
            raise SettingsError(f"the scheduler at {address} went away: start it again") from error
        except distributed.KilledWorker as error:
            raise SettingsError(
                f"the workers at {address} die over a tile: give them more memory"
            ) from error


def _hand_out(client: Any, work_list: Iterator[Tile]) -> Iterator[Done]:  # noqa: ANN401 - Dask has no types
    import distributed  # noqa: PLC0415

    workers = max(1, len(client.scheduler_info()["workers"]))
    ahead = itertools.islice(work_list, _WAITING * workers)
    first = [_sent(client, tile) for tile in ahead]
    waiting: Any = distributed.as_completed(first, loop=client.loop)  # type: ignore[no-untyped-call]
    for future in waiting:
        yield future.result()
        for tile in itertools.islice(work_list, 1):
            waiting.add(_sent(client, tile))


def _sent(client: Any, tile: Tile) -> Any:  # noqa: ANN401 - likewise
    """Send a tile inside its task: the scheduler can send it again when a worker dies."""
    return client.submit(work, tile, pure=False)
