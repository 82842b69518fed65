"""How many points get onto the streets at once: of all their joins the few that nothing undercuts.

A point joins every piece of street within `MAX_SNAP_M`: some 300 in a town, of which
ten matter. The others only repeat, more slowly, what a walk along the streets does from a nearer
join. Thinning is done once, in metres, for every pace: it supposes the fastest one, whose waits
cost the most metres, and never walks on stairs, so what it drops is dropped by no pace in vain.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np

from geo.compute.kernels import kernel, lean_kernel
from geo.network.snapping import STEPS, distance, foot
from geo.routing.bulk_snapping import (
    Size,
    block_of,
    drop_feet,
    gather,
    most_pieces,
    new_block,
    pick_joins,
)
from geo.walking_model import CIRCUITY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.network.snapping import Ground
    from geo.network.walk_network import WalkNetwork
    from geo.routing.bulk_snapping import Block

    Array = TypeVar("Array", bound=NDArray[Any])

_TIE_M = 1e-4
"""Two ways this close are one: a time may come out a tenth of a millisecond later for it."""


class Gates(NamedTuple):
    """Nodes that points get on at: the straight metres to a piece, and along it to the node."""

    node: NDArray[np.int32]
    leg: NDArray[np.float64]
    along: NDArray[np.float64]
    stairs: NDArray[np.bool_]


class Spots(NamedTuple):
    """Pieces that points join themselves: the straight metres, and those from the first end."""

    piece: NDArray[np.int32]
    leg: NDArray[np.float64]
    along: NDArray[np.float64]


class Approach(NamedTuple):
    """Points and how they get onto the streets.

    Attributes:
        x, y: (points,) float64 metres around the network's centre.
        clearance: (points,) float64 metres to the nearest street.
        joined: (points,) bool, whether any street can be walked to.
        gate_start, gate: the gates of point p are rows `gate_start[p]` to `gate_start[p + 1]`.
        spot_start, spot: its spots likewise.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    clearance: NDArray[np.float64]
    joined: NDArray[np.bool_]
    gate_start: NDArray[np.int64]
    gate: Gates
    spot_start: NDArray[np.int64]
    spot: Spots


def approach(network: WalkNetwork, xy: NDArray[np.float64]) -> Approach:
    """Join points, (points, 2) metres, to the streets; quick when a block's points are together."""
    return find_approach(network.ground, network.signals, xy, block_of(network, xy))


@kernel
def longer(array: Array, more: int) -> Array:
    """Give a copy with room for more, and for as much again as there is."""
    copy = np.empty(2 * len(array) + more, array.dtype)
    copy[: len(array)] = array
    return copy  # type: ignore[return-value] # of the same type, which NumPy's hints do not say


@lean_kernel
def walk_on(block: Block, nodes: int, picked: NDArray[np.int32], joins: int) -> None:
    """Find the metres to every node by the best join beside it; stairs are left aside."""
    metres, over, dropped, stairs = block.metres, block.over, block.dropped, block.stairs
    first, second, length = block.first, block.second, block.length
    share, square = block.share, block.square
    for node in range(nodes):
        metres[node], dropped[node] = np.inf, False
    for place in range(joins):
        row = picked[place]
        if stairs[row]:
            continue
        here, there = first[row], second[row]
        leg, along = math.sqrt(square[row]) * CIRCUITY, share[row] * length[row]
        if leg + along < metres[here]:
            metres[here], over[here] = leg + along, row
        if leg + length[row] - along < metres[there]:
            metres[there], over[there] = leg + length[row] - along, row


@lean_kernel
def undercut(block: Block, picked: NDArray[np.int32], joins: int) -> None:
    """Mark the nodes that are reached as soon by way of a neighbour."""
    metres, wait, dropped, length = block.metres, block.wait, block.dropped, block.length
    first, second, stairs = block.first, block.second, block.stairs
    for place in range(joins):
        row = picked[place]
        if stairs[row] or length[row] < 2 * _TIE_M:
            continue
        here, there = first[row], second[row]
        if metres[here] + wait[here] + length[row] <= metres[there] + _TIE_M:
            dropped[there] = True
        elif metres[there] + wait[there] + length[row] <= metres[here] + _TIE_M:
            dropped[here] = True


@lean_kernel
def exact_join(ground: Ground, piece: int, x: float, y: float) -> tuple[float, float, float]:
    """Give the metres of a leg, and from there to either end, as `access_legs` does."""
    u, v = ground.ends[piece, 0], ground.ends[piece, 1]
    x0, y0 = np.float64(ground.xy[u, 0]), np.float64(ground.xy[u, 1])
    x1, y1 = np.float64(ground.xy[v, 0]), np.float64(ground.xy[v, 1])
    share, fx, fy = foot(x, y, x0, y0, x1, y1)
    whole = distance(x0, y0, x1, y1)
    return distance(x, y, fx, fy), share * whole, max(whole - share * whole, 0.0)


@lean_kernel
def keep_gates(
    ground: Ground, block: Block, nodes: int, spot: tuple[float, float], gates: Gates, count: int
) -> int:
    """Write down the nodes that are left; give how many gates there are by now."""
    metres, dropped, over = block.metres, block.dropped, block.over
    for node in range(nodes):
        if metres[node] < np.inf and not dropped[node]:
            row = over[node]
            leg, along, back = exact_join(ground, block.piece[row], spot[0], spot[1])
            gates.node[count], gates.leg[count] = block.node[node], leg
            gates.along[count] = along if block.first[row] == node else back
            gates.stairs[count] = False
            count += 1
    return count


@lean_kernel
def own_legs(block: Block, picked: NDArray[np.int32], joins: int) -> int:
    """Keep the joins whose own leg is quicker than a walk along the street to them; how many."""
    metres, wait, first, second = block.metres, block.wait, block.first, block.second
    share, length, square = block.share, block.length, block.square
    kept = 0
    for place in range(joins):
        row = picked[place]
        here, there, along = first[row], second[row], share[row] * length[row]
        on_foot = min(
            metres[here] + wait[here] + along, metres[there] + wait[there] + length[row] - along
        )
        if math.sqrt(square[row]) * CIRCUITY + _TIE_M < on_foot:
            picked[kept] = row
            kept += 1
    return kept


@lean_kernel
def keep_stairs(
    ground: Ground, piece: int, join: tuple[float, float, float], gates: Gates, count: int
) -> int:
    """Write down both ends of stairs that are joined; give how many gates there are by now."""
    leg, along, back = join
    for side in range(2):
        gates.node[count], gates.leg[count] = ground.ends[piece, side], leg
        gates.along[count] = along if side == 0 else back
        gates.stairs[count] = True
        count += 1
    return count


@kernel
def find_approach(
    ground: Ground,
    signals: NDArray[np.uint8],
    xy: NDArray[np.float64],
    blocks: NDArray[np.int64],
) -> Approach:
    """Find the approach of each point; `blocks` tells which points lie in one block."""
    points, room = len(xy), most_pieces(ground, xy, blocks)
    block, size, picked = new_block(room), Size(0, 0, False), np.empty(room, np.int32)  # noqa: FBT003 - a tuple of numbers
    rows = np.full(len(ground.ends), -1, np.int32), np.full(len(ground.xy), -1, np.int32)
    clearance, joined = np.empty(points), np.zeros(points, np.bool_)
    gate_start, spot_start = np.zeros(points + 1, np.int64), np.zeros(points + 1, np.int64)
    gate = Gates(np.empty(64, np.int32), np.empty(64), np.empty(64), np.empty(64, np.bool_))
    spot = Spots(np.empty(64, np.int32), np.empty(64), np.empty(64))
    gates, spots = 0, 0
    for point in range(points):
        x, y = xy[point, 0], xy[point, 1]
        if point == 0 or blocks[point] != blocks[point - 1]:
            size = gather(ground, signals, (x, y), rows, block)
        drop_feet(block, size.pieces, x, y)
        joins, clearance[point] = pick_joins(ground, block, size, (x, y), picked)
        joined[point] = joins > 0
        walk_on(block, size.nodes, picked, joins)
        undercut(block, picked, joins)
        more = size.nodes + 2 * joins
        if gates + more > len(gate.node):
            gate = Gates(
                longer(gate.node, more),
                longer(gate.leg, more),
                longer(gate.along, more),
                longer(gate.stairs, more),
            )
        gates = keep_gates(ground, block, size.nodes, (x, y), gate, gates)
        joins = own_legs(block, picked, joins)
        if spots + joins > len(spot.piece):
            spot = Spots(
                longer(spot.piece, joins), longer(spot.leg, joins), longer(spot.along, joins)
            )
        for place in range(joins):
            piece = block.piece[picked[place]]
            join = exact_join(ground, piece, x, y)
            spot.piece[spots], spot.leg[spots], spot.along[spots] = piece, join[0], join[1]
            spots += 1
            if ground.flags[piece] & STEPS:
                gates = keep_stairs(ground, piece, join, gate, gates)
        gate_start[point + 1], spot_start[point + 1] = gates, spots
    east, north = xy[:, 0].copy(), xy[:, 1].copy()
    return Approach(east, north, clearance, joined, gate_start, gate, spot_start, spot)
