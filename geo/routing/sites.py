"""Facilities as the search sees them: where each is entered from the streets."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from geo.compute.bucket_queue import wipe
from geo.facility import Shape
from geo.network import snapping
from geo.network.snapping import Joins
from geo.routing import access_legs, dijkstra
from geo.routing.access_legs import Spots
from geo.routing.dijkstra import Doors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from geo.facility import Geometry
    from geo.network.walk_network import WalkNetwork
    from geo.routing.walker import Walker

_STEP_M = 10.0
"""A line or an outline can be entered at spots this close together."""


@dataclass(frozen=True, slots=True)
class Sites:
    """Located facilities, joined to a network: their points, before any pace.

    Attributes:
        keys: the sites' ids, in the order of their numbers.
        category: (sites,) int32, the row of each site's category in `categories`.
        categories: the keys of the categories.
        owner: (points,) int32, the site that each point belongs to, ascending.
        xy: (points, 2) float64 metres around the network's centre.
        eastward: (points,) int32, the points from west to east.
    """

    keys: tuple[str, ...]
    category: NDArray[np.int32]
    categories: tuple[str, ...]
    owner: NDArray[np.int32]
    xy: NDArray[np.float64]
    eastward: NDArray[np.int32] = field(init=False)

    def __post_init__(self) -> None:
        """Sort the points, so that those near an origin are found without looking at all."""
        order = np.argsort(self.xy[:, 0], kind="stable").astype(np.int32)
        object.__setattr__(self, "eastward", order)

    @classmethod
    def of(cls, network: WalkNetwork, located: Iterable[tuple[str, str, Geometry]]) -> Sites:
        """Lay out (id, category, geometry) on a network."""
        rows = tuple(located)
        categories = tuple(dict.fromkeys(category for _, category, _ in rows))
        outlines = [entrances(network, geometry) for _, _, geometry in rows]
        return cls(
            tuple(key for key, _, _ in rows),
            np.array([categories.index(category) for _, category, _ in rows], np.int32),
            categories,
            np.repeat(np.arange(len(rows)), [len(o) for o in outlines]).astype(np.int32),
            np.vstack([*outlines, np.empty((0, 2))]),
        )

    @classmethod
    def at_nodes(
        cls, network: WalkNetwork, nodes: NDArray[np.int32], category: NDArray[np.int32]
    ) -> Sites:
        """Put one site on each of the nodes; `category` is (sites,) int32 from 0."""
        count = len(nodes)
        names = tuple(str(row) for row in range(int(category.max(initial=-1)) + 1))
        keys = tuple(str(node) for node in nodes)
        xy = network.xy[nodes].astype(np.float64)
        return cls(keys, category.astype(np.int32), names, np.arange(count, dtype=np.int32), xy)


@dataclass(frozen=True, slots=True)
class Entries:
    """Where sites are entered at one pace.

    Attributes:
        site_start, node, label: for each site, the nodes it is entered from and the labels from
            them: (sites + 1,) int32, then one row a door.
        doors: the same by node.
        spots: entries in the middle of a piece.
        clearance: (points,) float64 metres, see `geo.network.snapping.join`.
    """

    site_start: NDArray[np.int32]
    node: NDArray[np.int32]
    label: NDArray[np.int64]
    doors: Doors
    spots: Spots
    clearance: NDArray[np.float64]

    @classmethod
    def of(cls, walker: Walker, sites: Sites) -> Entries:
        """Join the points of every site, and keep what no walk along the streets undercuts."""
        doors: list[tuple[NDArray[np.int32], NDArray[np.int64], int]] = []
        spots: list[tuple[NDArray[np.int32], NDArray[np.float64], NDArray[np.int64], int]] = []
        clearance = np.empty(len(sites.xy))
        point = 0
        for site in range(len(sites.keys)):
            found = []
            while point < len(sites.owner) and sites.owner[point] == site:
                joins, clearance[point] = snapping.joins_of(walker.network.ground, *sites.xy[point])
                found.append(joins)
                point += 1
            door, spot = _thinned(walker, Joins(*map(np.concatenate, zip(*found, strict=True))))
            doors.append((*door, site))
            spots.append((*spot, site))
        return cls._sorted(walker.network.nodes, doors, spots, clearance)

    @classmethod
    def on_nodes(cls, network: WalkNetwork, nodes: NDArray[np.int32]) -> Entries:
        """Enter each site from one node alone, at no cost: see `Sites.at_nodes`."""
        here = np.zeros(1, np.int64)
        nowhere = np.empty(0, np.int32), np.empty(0), np.empty(0, np.int64)
        doors = [(nodes[site : site + 1], here, site) for site in range(len(nodes))]
        spots = [(*nowhere, site) for site in range(len(nodes))]
        return cls._sorted(network.nodes, doors, spots, np.zeros(len(nodes)))

    @classmethod
    def _sorted(
        cls,
        nodes: int,
        doors: Sequence[tuple[NDArray[np.int32], NDArray[np.int64], int]],
        spots: Sequence[tuple[NDArray[np.int32], NDArray[np.float64], NDArray[np.int64], int]],
        clearance: NDArray[np.float64],
    ) -> Entries:
        node = np.concatenate([*(d[0] for d in doors), np.empty(0, np.int32)])
        label = np.concatenate([*(d[1] for d in doors), np.empty(0, np.int64)])
        site = np.repeat(np.arange(len(doors)), [len(d[0]) for d in doors]).astype(np.int32)
        site_start = np.searchsorted(site, np.arange(len(doors) + 1)).astype(np.int32)
        order = np.argsort(node, kind="stable")
        start = np.zeros(nodes + 1, np.int32)
        np.cumsum(np.bincount(node, minlength=nodes), out=start[1:])
        piece = np.concatenate([*(s[0] for s in spots), np.empty(0, np.int32)])
        along = np.concatenate([*(s[1] for s in spots), np.empty(0)])
        leg = np.concatenate([*(s[2] for s in spots), np.empty(0, np.int64)])
        owner = np.repeat(np.arange(len(spots)), [len(s[0]) for s in spots]).astype(np.int32)
        by_piece = np.argsort(piece, kind="stable")
        return cls(
            site_start,
            node,
            label,
            Doors(start, site[order], label[order]),
            Spots(piece[by_piece], along[by_piece], leg[by_piece], owner[by_piece]),
            clearance,
        )


def _thinned(
    walker: Walker, found: Joins
) -> tuple[
    tuple[NDArray[np.int32], NDArray[np.int64]],
    tuple[NDArray[np.int32], NDArray[np.float64], NDArray[np.int64]],
]:
    """Give the doors (node, label) and spots (piece, along, label) of one site."""
    count, ground, gait = len(found.piece), walker.network.ground, walker.gait
    nodes, labels = walker.seeds(found)
    door = np.empty(2 * count, np.int32), np.empty(2 * count, np.int64)
    spot = np.empty(count, np.int32), np.empty(count, np.int64)
    furthest = int(labels.max(initial=0)) >> 32
    space = walker.space
    touched = dijkstra.flood(walker.ways, nodes, labels, furthest, space)
    doors, spots = access_legs.thin(ground, gait, found, count, space, door, spot)
    wipe(space, touched)
    row = spot[0][:spots]
    return (
        (door[0][:doors], door[1][:doors]),
        (found.piece[row], found.along[row], spot[1][:spots]),
    )


def entrances(network: WalkNetwork, geometry: Geometry) -> NDArray[np.float64]:
    """Give the spots where a facility may be entered: (spots, 2) metres.

    A point is itself; a line, or the outline of an area, is entered anywhere along it.
    """
    corners = network.metres.to_metres(geometry.vertices)
    if geometry.shape is Shape.POINT:
        return corners
    parts = [corners[:1]]
    for start, end in pairwise(corners):
        count = max(1, math.ceil(float(np.hypot(*(end - start))) / _STEP_M))
        parts.append(start + (end - start) * (np.arange(1, count + 1) / count)[:, None])
    return np.vstack(parts)
