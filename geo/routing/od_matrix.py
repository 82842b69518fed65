"""Every walk between many points and many sites that fits: the ground that audits stand on."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geo.compute.bucket_queue import make_space, wipe
from geo.compute.kernels import kernel, lean_kernel
from geo.network.snapping import CELL_M, window
from geo.routing.access_legs import label_of, straight_label, usable
from geo.routing.bulk_access import approach, longer
from geo.routing.bulk_snapping import block_of
from geo.routing.dijkstra import flood
from geo.walking_model import CIRCUITY, UNREACHABLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike, NDArray

    from geo.compute.bucket_queue import Space
    from geo.network.snapping import Ground
    from geo.network.walk_network import WalkNetwork
    from geo.routing.access_legs import Gait
    from geo.routing.bulk_access import Approach
    from geo.routing.dijkstra import Ways
    from geo.routing.sites import Entries, Sites
    from geo.routing.walker import Walker

_PART = 16_384
"""Points that are worked on at a time by one core."""


class Reach(NamedTuple):
    """The sites that reach each node and their labels there: rows `start[node]` and on."""

    start: NDArray[np.int64]
    site: NDArray[np.int32]
    label: NDArray[np.int64]


class Beside(NamedTuple):
    """Where sites are entered in the middle of a piece: rows `start[piece]` and on."""

    start: NDArray[np.int64]
    along: NDArray[np.float64]
    label: NDArray[np.int64]
    site: NDArray[np.int32]


class Around(NamedTuple):
    """The spots of the sites in each cell of the ground's grid: rows `start[cell]` and on."""

    start: NDArray[np.int64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    clearance: NDArray[np.float64]
    site: NDArray[np.int32]


class Entrances(NamedTuple):
    """The nodes that each site is entered from: rows `start[site]` and on."""

    start: NDArray[np.int32]
    node: NDArray[np.int32]
    label: NDArray[np.int64]


class Walks(NamedTuple):
    """Walks from points to sites: those of point p are rows `start[p]` and on, by site."""

    start: NDArray[np.int64]
    site: NDArray[np.int32]
    label: NDArray[np.int64]


class Near(NamedTuple):
    """Labels, all `UNREACHABLE` between points; `touched` lists those that are not."""

    label: NDArray[np.int64]
    touched: NDArray[np.int32]


@kernel
def spread(
    ways: Ways,
    entrances: Entrances,
    budget: NDArray[np.int64],
    part: NDArray[np.int64],
    space: Space,
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]]:
    """Walk from some sites: give (node, site, label) of what they reach within their `budget`."""
    room = 1024
    nodes, sites = np.empty(room, np.int32), np.empty(room, np.int32)
    labels = np.empty(room, np.int64)
    filled = 0
    for site in part:
        begin, end = entrances.start[site], entrances.start[site + 1]
        count = flood(
            ways, entrances.node[begin:end], entrances.label[begin:end], budget[site], space
        )
        if filled + count > len(nodes):
            nodes, sites, labels = longer(nodes, count), longer(sites, count), longer(labels, count)
        for row in range(count):
            here = space.touched[row]
            if space.label[here] >> 32 <= budget[site]:
                nodes[filled], sites[filled] = here, site
                labels[filled] = space.label[here]
                filled += 1
        wipe(space, count)
    return nodes[:filled], sites[:filled], labels[:filled]


@kernel
def into_rows(
    count: int, node: NDArray[np.int32], site: NDArray[np.int32], label: NDArray[np.int64]
) -> Reach:
    """Sort (node, site, label) into one row a node, keeping the order within each."""
    start = np.zeros(count + 1, np.int64)
    for row in range(len(node)):
        start[node[row] + 1] += 1
    for one in range(count):
        start[one + 1] += start[one]
    free = start[:count].copy()
    sites, labels = np.empty(len(node), np.int32), np.empty(len(node), np.int64)
    for row in range(len(node)):
        place = free[node[row]]
        sites[place], labels[place] = site[row], label[row]
        free[node[row]] += 1
    return Reach(start, sites, labels)


@lean_kernel
def offer(near: Near, count: int, item: int, label: int) -> int:
    """Offer a label to a node or site; give how many are touched."""
    if label < near.label[item]:
        if near.label[item] == UNREACHABLE:
            near.touched[count] = item
            count += 1
        near.label[item] = label
    return count


@lean_kernel
def get_on(gait: Gait, points: Approach, point: int, nodes: Near) -> int:
    """Walk from a point to the nodes it gets on at; give how many are touched."""
    count, best, touched = 0, nodes.label, nodes.touched
    gate, leg, along = points.gate.node, points.gate.leg, points.gate.along
    for row in range(points.gate_start[point], points.gate_start[point + 1]):
        if points.gate.stairs[row] and not gait.climbs:
            continue
        node = gate[row]
        label = label_of(gait, leg[row] * CIRCUITY) + label_of(gait, along[row])
        label += gait.half_wait[node]
        if label < best[node]:
            if best[node] == UNREACHABLE:
                touched[count] = node
                count += 1
            best[node] = label
    return count


@lean_kernel
def step_beside(
    ground: Ground, gait: Gait, points: Approach, point: int, beside: Beside, sites: Near
) -> int:
    """Find the sites entered from the very pieces a point joins; give how many are touched."""
    count = 0
    for row in range(points.spot_start[point], points.spot_start[point + 1]):
        piece = points.spot.piece[row]
        if beside.start[piece] == beside.start[piece + 1] or not usable(ground, gait, piece):
            continue
        leg = label_of(gait, points.spot.leg[row] * CIRCUITY)
        for spot in range(beside.start[piece], beside.start[piece + 1]):
            between = label_of(gait, abs(points.spot.along[row] - beside.along[spot]))
            count = offer(sites, count, beside.site[spot], leg + between + beside.label[spot])
    return count


@lean_kernel
def go_straight(
    ground: Ground,
    gait: Gait,
    points: Approach,
    point: int,
    around: Around,
    sites: Near,
    count: int,
) -> int:
    """Find the sites inside a point's own block; give how many are touched by now."""
    x, y, clear_m = points.x[point], points.y[point], points.clearance[point]
    west, east, south, north = window(ground.cells, x, y)
    for row in range(south, north + 1):
        first = row * int(ground.cells[0])
        for spot in range(around.start[first + west], around.start[first + east + 1]):
            gap = abs(around.x[spot] - x) + abs(around.y[spot] - y)
            clear = clear_m + around.clearance[spot]
            if gap > 2.0 * clear:
                continue
            label = straight_label(ground, gait, x, y, around.x[spot], around.y[spot], clear)
            if label < UNREACHABLE:
                count = offer(sites, count, around.site[spot], label)
    return count


@kernel
def collect_walks(
    ground: Ground,
    gait: Gait,
    points: Approach,
    reach: Reach,
    beside: Beside,
    around: Around,
    budget: NDArray[np.int64],
) -> Walks:
    """Find every walk from each point to each site that fits the site's budget of ticks."""
    nodes = Near(
        np.full(len(reach.start) - 1, UNREACHABLE, np.int64), np.empty(len(reach.start), np.int32)
    )
    sites = Near(np.full(len(budget), UNREACHABLE, np.int64), np.empty(len(budget), np.int32))
    start, filled = np.zeros(len(points.x) + 1, np.int64), 0
    site, label = np.empty(1024, np.int32), np.empty(1024, np.int64)
    best, found = sites.label, sites.touched
    for point in range(len(points.x)):
        if not points.joined[point]:
            start[point + 1] = filled
            continue
        touched = get_on(gait, points, point, nodes)
        count = step_beside(ground, gait, points, point, beside, sites)
        count = go_straight(ground, gait, points, point, around, sites, count)
        for place in range(touched):
            node = nodes.touched[place]
            head_start = nodes.label[node]
            nodes.label[node] = UNREACHABLE
            for row in range(reach.start[node], reach.start[node + 1]):
                one, total = reach.site[row], head_start + reach.label[row]
                if total < best[one]:
                    if best[one] == UNREACHABLE:
                        found[count] = one
                        count += 1
                    best[one] = total
        if filled + count > len(site):
            site, label = longer(site, count), longer(label, count)
        for one in np.sort(found[:count]):
            if best[one] >> 32 <= budget[one]:
                site[filled], label[filled] = one, best[one]
                filled += 1
            best[one] = UNREACHABLE
        start[point + 1] = filled
    return Walks(start, site[:filled], label[:filled])


@dataclass(frozen=True)
class Catchment:
    """Sites on a network at one pace, and how far each is walked to.

    Attributes:
        walker: the network and the pace.
        sites: the sites.
        budget: (sites,) int64 ticks: longer walks to a site are not looked for.
    """

    walker: Walker
    sites: Sites
    budget: NDArray[np.int64]
    _reach: Reach
    _beside: Beside
    _around: Around

    @classmethod
    def of(
        cls, walker: Walker, sites: Sites, entries: Entries, budget: NDArray[np.int64]
    ) -> Catchment:
        """Walk from every site, since a walk back takes as long; on all cores."""
        network = walker.network
        reach = _reach(walker, Entrances(entries.site_start, entries.node, entries.label), budget)
        spots = entries.spots
        pieces = np.searchsorted(spots.piece, np.arange(len(network.ends) + 1)).astype(np.int64)
        beside = Beside(pieces, spots.along, spots.label, spots.site)
        around = _around(network, sites, entries.clearance)
        return cls(walker, sites, budget, reach, beside, around)

    def walks(self, points: Approach) -> Walks:
        """Find every walk from some points to the sites that fits."""
        ground, gait = self.walker.network.ground, self.walker.gait
        sites = self._reach, self._beside, self._around
        return collect_walks(ground, gait, points, *sites, self.budget)


def all_walks(
    catchment: Catchment, lonlat: ArrayLike, tell: Callable[[float], None] | None = None
) -> Walks:
    """Find every walk from points, (n, 2) degrees, WGS-84, to the sites that fits, in one table."""
    parts: dict[int, tuple[NDArray[np.int64], Walks]] = {}

    def work(rows: NDArray[np.int64], points: Approach) -> None:
        parts[int(rows[0])] = rows, catchment.walks(points)

    in_parts(catchment.walker.network, lonlat, work, tell)
    counts = np.zeros(len(np.asarray(lonlat)) + 1, np.int64)
    for rows, walks in parts.values():
        counts[rows + 1] = np.diff(walks.start)
    start = np.cumsum(counts)
    site, label = np.empty(start[-1], np.int32), np.empty(start[-1], np.int64)
    for rows, walks in parts.values():
        shift = np.repeat(start[rows] - walks.start[:-1], np.diff(walks.start))
        place = np.arange(len(walks.site)) + shift
        site[place], label[place] = walks.site, walks.label
    return Walks(start, site, label)


def in_parts(
    network: WalkNetwork,
    lonlat: ArrayLike,
    work: Callable[[NDArray[np.int64], Approach], None],
    tell: Callable[[float], None] | None = None,
) -> None:
    """Get points, (n, 2) degrees, WGS-84, onto the streets, part by part and on all cores.

    `work` takes the rows of a part and their approach, on any thread; `tell` hears the share done.
    """
    xy = network.metres.to_metres(lonlat)
    if not len(xy):
        return
    order = np.argsort(block_of(network, xy), kind="stable")
    parts = [order[first : first + _PART] for first in range(0, len(order), _PART)]

    def join_and_work(rows: NDArray[np.int64]) -> None:
        work(rows, approach(network, xy[rows]))

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for done, _ in enumerate(pool.map(join_and_work, parts), start=1):
            if tell is not None:
                tell(done / len(parts))


def _reach(walker: Walker, entrances: Entrances, budget: NDArray[np.int64]) -> Reach:
    """Flood from the sites, some on each core, neighbours after each other: they share a cache."""
    network, ways = walker.network, walker.ways
    order = np.argsort(np.append(entrances.node, 0)[entrances.start[:-1]], kind="stable")

    def flood_part(part: NDArray[np.int64]) -> tuple[NDArray[Any], ...]:
        space = make_space(network.nodes)  # a thread has a space of its own
        return spread(ways, entrances, budget, part, space)

    cores = os.cpu_count() or 1
    with ThreadPoolExecutor(cores) as pool:
        found = list(pool.map(flood_part, np.array_split(order, cores)))
    node, site, label = (np.concatenate(column) for column in zip(*found, strict=True))
    return into_rows(network.nodes, node, site, label)


def _around(network: WalkNetwork, sites: Sites, clearance: NDArray[np.float64]) -> Around:
    """Sort the spots of the sites into the cells of the network's grid."""
    columns, rows, west, south = network.ground.cells
    # A spot off the grid goes to its edge: whoever walks straight there comes from beside it.
    column = np.clip(np.floor((sites.xy[:, 0] - west) / CELL_M), 0, columns - 1)
    row = np.clip(np.floor((sites.xy[:, 1] - south) / CELL_M), 0, rows - 1)
    cell = (row * columns + column).astype(np.int64)
    spots = np.argsort(cell, kind="stable")
    start = np.searchsorted(cell[spots], np.arange(int(columns * rows) + 1)).astype(np.int64)
    x, y = sites.xy[spots, 0].copy(), sites.xy[spots, 1].copy()
    return Around(start, x, y, clearance[spots], sites.owner[spots])
