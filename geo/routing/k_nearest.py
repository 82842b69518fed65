"""The k nearest sites of an origin: straight, along its own edges, from a table or a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.compute.kernels import lean_kernel
from geo.network.snap_candidates import SnapCandidates
from geo.network.snapping import NetworkArrays
from geo.routing.access_legs import (
    CostProfile,
    label_between,
    label_of_leg,
    passable,
    seed_at,
    straight_label,
    write_seeds,
)
from geo.routing.dijkstra import NearestSites, insert_nearest, lower_bound, search_nearest
from geo.routing.site_areas import SiteAreas, holds
from geo.walking_model import MAX_SNAP_M, UNREACHABLE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from geo.compute.bucket_queue import SearchBuffers
    from geo.routing.dijkstra import Arcs, NodeEntries


class OriginArrays(NamedTuple):
    """An origin as kernels read it: metres, clearance, and its snap candidates."""

    x: float
    y: float
    clearance: float
    edge: NDArray[np.int32]
    along: NDArray[np.float64]
    leg: NDArray[np.float64]
    level_m: NDArray[np.float64]
    ends: NDArray[np.uint8]


class TargetArrays(NamedTuple):
    """The sites to look for, in one flat tuple, since nested ones cost time at every call.

    `xy`, `owner`, `eastward` and `clearance` are of their points, as in `Sites` and `Entries`;
    `edge`, `along`, `label` and `site` are those of `EdgeEntries`, and `area_of`, `area_box`,
    `area_start` and `area_corner` those of `SiteAreas`. `category` is (sites,) the row of each
    one's category, -1 for one that is not wanted.
    """

    xy: NDArray[np.float64]
    owner: NDArray[np.int32]
    eastward: NDArray[np.int32]
    clearance: NDArray[np.float64]
    edge: NDArray[np.int32]
    along: NDArray[np.float64]
    label: NDArray[np.int64]
    site: NDArray[np.int32]
    area_of: NDArray[np.int32]
    area_box: NDArray[np.float64]
    area_start: NDArray[np.int32]
    area_corner: NDArray[np.float64]
    category: NDArray[np.int32]


_ARRAYS_END = len(NetworkArrays._fields)
_PROFILE_END = _ARRAYS_END + len(CostProfile._fields)
_ORIGIN_END = _PROFILE_END + len(OriginArrays._fields)


@lean_kernel
def read_nearest(  # type: ignore[no-untyped-def] # arrays and numbers of many types
    cutoff: int,
    table_site: NDArray[np.int32],
    table_label: NDArray[np.int64],
    best_site: NDArray[np.int32],
    best_label: NDArray[np.int64],
    *flat,  # noqa: ANN002 - likewise
) -> None:
    """Write the nearest sites of every category with the help of a table.

    `flat` are the fields of `NetworkArrays`, `CostProfile`, `OriginArrays` and `TargetArrays`, one
    after another: passing tuples takes longer than reading a table.
    """
    arrays, profile = (
        NetworkArrays(*flat[:_ARRAYS_END]),
        CostProfile(*flat[_ARRAYS_END:_PROFILE_END]),
    )
    origin, targets = (
        OriginArrays(*flat[_PROFILE_END:_ORIGIN_END]),
        TargetArrays(*flat[_ORIGIN_END:]),
    )
    best = NearestSites(best_site, best_label)
    candidates = candidates_of(origin)
    clear(best)
    keep_around(origin, targets, best)
    keep_straight_walks(arrays, profile, origin, targets, cutoff, best)
    keep_same_edge(arrays, profile, origin, targets, cutoff, best)
    for row in range(len(candidates.edge)):
        if passable(arrays, profile, candidates.edge[row]):
            for side in range(2):
                if candidates.ends[row] >> side & 1:
                    node, label = seed_at(arrays, profile, candidates, row, side)
                    read_row(table_site, table_label, node, label, cutoff, best)


@lean_kernel
def candidates_of(origin: OriginArrays) -> SnapCandidates:
    """Give the snap candidates of an origin."""
    return SnapCandidates(origin.edge, origin.along, origin.leg, origin.level_m, origin.ends)


@lean_kernel
def clear(best: NearestSites) -> None:
    """Empty all rows."""
    for row in range(len(best.site)):
        for place in range(best.site.shape[1]):
            best.site[row, place], best.label[row, place] = -1, UNREACHABLE


@lean_kernel
def read_row(
    table_site: NDArray[np.int32],
    table_label: NDArray[np.int64],
    node: int,
    label: int,
    cutoff: int,
    best: NearestSites,
) -> None:
    """Insert the sites that the tables hold at a node, which has a label."""
    last = best.label.shape[1] - 1
    for row in range(len(best.label)):
        if label >= best.label[row, last]:
            continue
        for place in range(last + 1):
            total = label + table_label[row, node, place]
            if total > best.label[row, last] or total >> 32 > cutoff:
                break
            insert_nearest(best.site[row], best.label[row], table_site[row, node, place], total)


@lean_kernel
def find_nearest(
    arrays: NetworkArrays,
    profile: CostProfile,
    origin: OriginArrays,
    targets: TargetArrays,
    cutoff: int,
    arcs: Arcs,
    entries: NodeEntries,
    buffers: SearchBuffers,
    seeds: tuple[NDArray[np.int32], NDArray[np.int64]],
    best: NearestSites,
) -> None:
    """Write the nearest sites of every category by a search; `seeds` takes two a candidate."""
    clear(best)
    keep_around(origin, targets, best)
    keep_straight_walks(arrays, profile, origin, targets, cutoff, best)
    keep_same_edge(arrays, profile, origin, targets, cutoff, best)
    nodes, labels = seeds
    candidates = candidates_of(origin)
    count = write_seeds(arrays, profile, candidates, len(candidates.edge), nodes, labels)
    search_nearest(
        arcs, nodes[:count], labels[:count], cutoff, entries, targets.category, best, buffers
    )


@lean_kernel
def keep_around(origin: OriginArrays, targets: TargetArrays, best: NearestSites) -> None:
    """Insert the sites that the origin lies in."""
    areas = SiteAreas(targets.area_of, targets.area_box, targets.area_start, targets.area_corner)
    for area in range(len(areas.site)):
        site = areas.site[area]
        row = targets.category[site]
        if row >= 0 and holds(areas, area, origin.x, origin.y):
            insert_nearest(best.site[row], best.label[row], site, 0)


@lean_kernel
def keep_straight_walks(
    arrays: NetworkArrays,
    profile: CostProfile,
    origin: OriginArrays,
    targets: TargetArrays,
    cutoff: int,
    best: NearestSites,
) -> None:
    """Insert the sites that no edge separates from the origin."""
    x, y = origin.x, origin.y
    low, high = 0, len(targets.eastward)
    while low < high:
        middle = (low + high) // 2
        if targets.xy[targets.eastward[middle], 0] < x - MAX_SNAP_M:
            low = middle + 1
        else:
            high = middle
    while low < len(targets.eastward):
        point = targets.eastward[low]
        east, north = targets.xy[point, 0], targets.xy[point, 1]
        if east > x + MAX_SNAP_M:
            break
        clear_m = origin.clearance + targets.clearance[point]
        label = straight_label(arrays, profile, x, y, east, north, clear_m)
        site = targets.owner[point]
        row = targets.category[site]
        if row >= 0 and label >> 32 <= cutoff:
            insert_nearest(best.site[row], best.label[row], site, label)
        low += 1


@lean_kernel
def keep_same_edge(
    arrays: NetworkArrays,
    profile: CostProfile,
    origin: OriginArrays,
    targets: TargetArrays,
    cutoff: int,
    best: NearestSites,
) -> None:
    """Insert the sites that are entered from an edge that the origin snaps to."""
    for row in range(len(origin.edge)):
        edge = origin.edge[row]
        if not passable(arrays, profile, edge):
            continue
        leg = label_of_leg(profile, origin.leg[row], origin.level_m[row])
        entry = lower_bound(targets.edge, edge)
        while entry < len(targets.edge) and targets.edge[entry] == edge:
            site = targets.site[entry]
            start, end = origin.along[row], targets.along[entry]
            between = label_between(arrays, profile, edge, start, end)
            total = leg + between + targets.label[entry]
            row_of = targets.category[site]
            if row_of >= 0 and total >> 32 <= cutoff:
                insert_nearest(best.site[row_of], best.label[row_of], site, total)
            entry += 1
