"""The nearest sites of one origin: off the streets, from a table, or by a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.compute.kernels import lean_kernel
from geo.network.snapping import Ground, Joins
from geo.routing.access_legs import Gait, label_of, seed_of, seeds, straight_label, usable
from geo.routing.dijkstra import Best, keep, lower_bound, search_nearest
from geo.walking_model import CIRCUITY, MAX_SNAP_M, UNREACHABLE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from geo.compute.bucket_queue import Space
    from geo.routing.dijkstra import Doors, Ways


class Here(NamedTuple):
    """An origin: metres, and what `geo.network.snapping.join` says of it, its joins in rows."""

    x: float
    y: float
    clearance: float
    piece: NDArray[np.int32]
    along: NDArray[np.float64]
    leg: NDArray[np.float64]


class Wanted(NamedTuple):
    """The sites to look for, in one tuple without another in it, which costs at every call.

    `xy`, `owner`, `eastward` and `clearance` are of their points, as in `Sites` and
    `Entries`; `piece`, `along`, `label` and `site` are their spots, as in `access_legs.Spots`.
    `category` is (sites,) the row of each one's category, -1 for one that is not wanted.
    """

    xy: NDArray[np.float64]
    owner: NDArray[np.int32]
    eastward: NDArray[np.int32]
    clearance: NDArray[np.float64]
    piece: NDArray[np.int32]
    along: NDArray[np.float64]
    label: NDArray[np.int64]
    site: NDArray[np.int32]
    category: NDArray[np.int32]


_GROUND = len(Ground._fields)
_GAIT = _GROUND + len(Gait._fields)
_HERE = _GAIT + len(Here._fields)


@lean_kernel
def read_nearest(  # type: ignore[no-untyped-def] # arrays and numbers of many types
    budget: int,
    table_site: NDArray[np.int32],
    table_label: NDArray[np.int64],
    best_site: NDArray[np.int32],
    best_label: NDArray[np.int64],
    *flat,  # noqa: ANN002 - likewise
) -> None:
    """Write the nearest sites of every category with the help of a table.

    `flat` are the parts of a `Ground`, `Gait`, `Here` and `Wanted`, one after another: to hand
    over tuples takes longer than to read a table.
    """
    ground, gait = Ground(*flat[:_GROUND]), Gait(*flat[_GROUND:_GAIT])
    here, wanted = Here(*flat[_GAIT:_HERE]), Wanted(*flat[_HERE:])
    best, joins = Best(best_site, best_label), Joins(here.piece, here.along, here.leg)
    clear(best)
    keep_straight(ground, gait, here, wanted, budget, best)
    keep_beside(ground, gait, here, wanted, budget, best)
    for join in range(len(joins.piece)):
        if usable(ground, gait, joins.piece[join]):
            for side in range(2):
                node, label = seed_of(ground, gait, joins, join, side)
                read_row(table_site, table_label, node, label, budget, best)


@lean_kernel
def clear(best: Best) -> None:
    """Begin with nothing here."""
    for row in range(len(best.site)):
        for place in range(best.site.shape[1]):
            best.site[row, place], best.label[row, place] = -1, UNREACHABLE


@lean_kernel
def read_row(
    table_site: NDArray[np.int32],
    table_label: NDArray[np.int64],
    node: int,
    label: int,
    budget: int,
    best: Best,
) -> None:
    """Keep what the tables hold at a node, which is reached with a label."""
    last = best.label.shape[1] - 1
    for row in range(len(best.label)):
        if label >= best.label[row, last]:
            continue
        for place in range(last + 1):
            total = label + table_label[row, node, place]
            if total >> 32 > budget:
                break
            keep(best.site[row], best.label[row], table_site[row, node, place], total)


@lean_kernel
def find_nearest(
    ground: Ground,
    gait: Gait,
    here: Here,
    wanted: Wanted,
    budget: int,
    ways: Ways,
    doors: Doors,
    space: Space,
    first: tuple[NDArray[np.int32], NDArray[np.int64]],
    best: Best,
) -> None:
    """Write the nearest sites of every category by a search; `first` takes two seeds a join."""
    clear(best)
    keep_straight(ground, gait, here, wanted, budget, best)
    keep_beside(ground, gait, here, wanted, budget, best)
    nodes, labels = first
    joins = Joins(here.piece, here.along, here.leg)
    count = seeds(ground, gait, joins, len(joins.piece), nodes, labels)
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
    x, y = here.x, here.y
    low, high = 0, len(wanted.eastward)
    while low < high:
        middle = (low + high) // 2
        if wanted.xy[wanted.eastward[middle], 0] < x - MAX_SNAP_M:
            low = middle + 1
        else:
            high = middle
    while low < len(wanted.eastward):
        point = wanted.eastward[low]
        east, north = wanted.xy[point, 0], wanted.xy[point, 1]
        if east > x + MAX_SNAP_M:
            break
        clear_m = here.clearance + wanted.clearance[point]
        label = straight_label(ground, gait, x, y, east, north, clear_m)
        site = wanted.owner[point]
        row = wanted.category[site]
        if row >= 0 and label >> 32 <= budget:
            keep(best.site[row], best.label[row], site, label)
        low += 1


@lean_kernel
def keep_beside(
    ground: Ground,
    gait: Gait,
    here: Here,
    wanted: Wanted,
    budget: int,
    best: Best,
) -> None:
    """Keep the sites that are entered from the very piece that the origin joins."""
    for row in range(len(here.piece)):
        piece = here.piece[row]
        if not usable(ground, gait, piece):
            continue
        leg = label_of(gait, here.leg[row] * CIRCUITY)
        spot = lower_bound(wanted.piece, piece)
        while spot < len(wanted.piece) and wanted.piece[spot] == piece:
            site = wanted.site[spot]
            between = label_of(gait, abs(here.along[row] - wanted.along[spot]))
            total = leg + between + wanted.label[spot]
            row_of = wanted.category[site]
            if row_of >= 0 and total >> 32 <= budget:
                keep(best.site[row_of], best.label[row_of], site, total)
            spot += 1
