"""The nearest sites of one origin: off the streets, from a table, or by a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.access import label_of, seed_of, seeds, straight_label, usable
from geo.kernel import lean_kernel
from geo.search import keep, lower_bound, search_nearest
from geo.walking import DETOUR, FAR, JOIN_M

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from geo.access import Gait, Spots
    from geo.buckets import Space
    from geo.join import Ground, Joins
    from geo.search import Best, Doors, Ways


class Here(NamedTuple):
    """An origin: metres, and what `geo.join.join` says of it."""

    x: float
    y: float
    clearance: float
    joins: Joins


class Points(NamedTuple):
    """The points of sites, (points,) each, as in `geo.sites.Sites` and `Entries`."""

    xy: NDArray[np.float64]
    owner: NDArray[np.int32]
    eastward: NDArray[np.int32]
    clearance: NDArray[np.float64]


class Wanted(NamedTuple):
    """The sites to look for: where they are, and the row of each one's category, -1 for none."""

    points: Points
    spots: Spots
    category: NDArray[np.int32]


@lean_kernel
def read_nearest(
    ground: Ground,
    gait: Gait,
    here: Here,
    wanted: Wanted,
    budget: int,
    table: tuple[NDArray[np.int32], NDArray[np.int64]],
    best: Best,
) -> None:
    """Write the nearest sites of every category with the help of a table: sites and labels."""
    clear(best)
    keep_straight(ground, gait, here, wanted, budget, best)
    keep_beside(ground, gait, here.joins, wanted, budget, best)
    for join in range(len(here.joins.piece)):
        if usable(ground, gait, here.joins.piece[join]):
            for side in range(2):
                node, label = seed_of(ground, gait, here.joins, join, side)
                read_row(table, node, label, budget, best)


@lean_kernel
def clear(best: Best) -> None:
    """Begin with nothing found."""
    for row in range(len(best.site)):
        for place in range(best.site.shape[1]):
            best.site[row, place], best.label[row, place] = -1, FAR


@lean_kernel
def read_row(
    table: tuple[NDArray[np.int32], NDArray[np.int64]],
    node: int,
    label: int,
    budget: int,
    best: Best,
) -> None:
    """Keep what the tables hold at a node, which is reached with a label."""
    sites, labels = table
    last = best.label.shape[1] - 1
    for row in range(len(best.label)):
        if label >= best.label[row, last]:
            continue
        for place in range(last + 1):
            total = label + labels[row, node, place]
            if total >> 32 > budget:
                break
            keep(best.site[row], best.label[row], sites[row, node, place], total)


@lean_kernel
def find_nearest(
    ground: Ground,
    gait: Gait,
    here: Here,
    wanted: Wanted,
    budget: int,
    streets: tuple[Ways, Doors, Space],
    first: tuple[NDArray[np.int32], NDArray[np.int64]],
    best: Best,
) -> None:
    """Write the nearest sites of every category by a search; `first` takes two seeds a join."""
    clear(best)
    keep_straight(ground, gait, here, wanted, budget, best)
    keep_beside(ground, gait, here.joins, wanted, budget, best)
    ways, doors, space = streets
    nodes, labels = first
    count = seeds(ground, gait, here.joins, len(here.joins.piece), nodes, labels)
    search_nearest(ways, nodes[:count], labels[:count], budget, doors, wanted.category, best, space)


@lean_kernel
def keep_straight(
    ground: Ground,
    gait: Gait,
    here: Here,
    wanted: Wanted,
    budget: int,
    best: Best,
) -> None:
    """Keep the sites in the origin's own block, which no street divides."""
    x, y, points = here.x, here.y, wanted.points
    low, high = 0, len(points.eastward)
    while low < high:
        middle = (low + high) // 2
        if points.xy[points.eastward[middle], 0] < x - JOIN_M:
            low = middle + 1
        else:
            high = middle
    while low < len(points.eastward):
        point = points.eastward[low]
        east, north = points.xy[point, 0], points.xy[point, 1]
        if east > x + JOIN_M:
            break
        clear_m = here.clearance + points.clearance[point]
        label = straight_label(ground, gait, x, y, east, north, clear_m)
        site = points.owner[point]
        row = wanted.category[site]
        if row >= 0 and label >> 32 <= budget:
            keep(best.site[row], best.label[row], site, label)
        low += 1


@lean_kernel
def keep_beside(
    ground: Ground,
    gait: Gait,
    found: Joins,
    wanted: Wanted,
    budget: int,
    best: Best,
) -> None:
    """Keep the sites that are entered from the very piece that the origin joins."""
    for row in range(len(found.piece)):
        piece = found.piece[row]
        if not usable(ground, gait, piece):
            continue
        leg = label_of(gait, found.leg[row] * DETOUR)
        spot = lower_bound(wanted.spots.piece, piece)
        while spot < len(wanted.spots.piece) and wanted.spots.piece[spot] == piece:
            site = wanted.spots.site[spot]
            between = label_of(gait, abs(found.along[row] - wanted.spots.along[spot]))
            total = leg + between + wanted.spots.label[spot]
            row_of = wanted.category[site]
            if row_of >= 0 and total >> 32 <= budget:
                keep(best.site[row_of], best.label[row_of], site, total)
            spot += 1
