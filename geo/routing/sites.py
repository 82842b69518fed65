"""Facilities on a network: sites at their points, and the entries to them at one pace."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute import csr
from geo.compute.bucket_queue import reset
from geo.compute.kernels import compile_kernels
from geo.facility import Shape
from geo.network.entrances import entrances, leads_across
from geo.network.snap_candidates import NO_CANDIDATES, SnapCandidates, snap_candidates
from geo.routing import access_legs
from geo.routing.access_legs import EdgeEntries
from geo.routing.dijkstra import NodeEntries
from geo.routing.site_areas import SiteAreas
from geo.routing.site_frames import located_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geopandas import GeoDataFrame
    from numpy.typing import NDArray

    from geo.facility import Geometry
    from geo.network.walk_network import WalkNetwork
    from geo.routing.weighted_network import WeightedNetwork

_MANY = 1_000_000
"""Of so many pairs of a point and an edge, the machine code is worth its compilation."""


@dataclass(frozen=True, slots=True)
class Sites:
    """Located facilities on a network: their points, whatever the pace.

    Attributes:
        keys: the sites' ids, in the order of their numbers.
        category: (sites,) int32, the row of each site's category in `categories`.
        categories: the keys of the categories.
        owner: (points,) int32, the site that each point belongs to, ascending.
        xy: (points, 2) float64 metres around the network's centre.
        areas: those that are areas: from inside one, the walk to it takes no time.
        fenced: those areas, by number, whose points are in a fence around them.
        eastward: (points,) int32, the points ordered from west to east.
    """

    keys: tuple[str, ...]
    category: NDArray[np.int32]
    categories: tuple[str, ...]
    owner: NDArray[np.int32]
    xy: NDArray[np.float64]
    areas: SiteAreas = field(default_factory=lambda: SiteAreas.of(()))
    fenced: frozenset[int] = frozenset()
    eastward: NDArray[np.int32] = field(init=False)

    def __post_init__(self) -> None:
        """Order the points, so that those near an origin are found by binary search."""
        order = np.argsort(self.xy[:, 0], kind="stable").astype(np.int32)
        object.__setattr__(self, "eastward", order)

    @classmethod
    def of(cls, network: WalkNetwork, located: Iterable[tuple[str, str, Geometry]]) -> Sites:
        """Place facilities, (id, category, geometry) each, on a network."""
        rows = tuple(located)
        categories = tuple(dict.fromkeys(category for _, category, _ in rows))
        found = [entrances(network, geometry) for _, _, geometry in rows]
        outlines = [one.points for one in found]
        return cls(
            tuple(key for key, _, _ in rows),
            np.array([categories.index(category) for _, category, _ in rows], np.int32),
            categories,
            np.repeat(np.arange(len(rows)), [len(outline) for outline in outlines]).astype(
                np.int32
            ),
            np.vstack([*outlines, np.empty((0, 2))]),
            SiteAreas.of(
                [
                    (site, network.metres.to_metres(geometry.vertices))
                    for site, (_, _, geometry) in enumerate(rows)
                    if geometry.shape is Shape.AREA
                ]
            ),
            frozenset(site for site, one in enumerate(found) if one.fenced),
        )

    @classmethod
    def from_geodataframe(
        cls, network: WalkNetwork, frame: GeoDataFrame, category: str = "category"
    ) -> Sites:
        """Place points, lines and areas of a frame on a network, in any CRS.

        The index holds their ids, `category` names the column of their categories. An area is its
        outer ring; of what has several parts, only the first counts.

        Raises:
            NetworkError: the frame has no CRS, or a geometry is missing or empty.
        """
        return cls.of(network, located_in(frame, category))

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


class _SiteEntries(NamedTuple):
    """The entries to one site: (node, label) from nodes, (edge, along, label) from edges."""

    node: NDArray[np.int32]
    node_label: NDArray[np.int64]
    edge: NDArray[np.int32]
    along: NDArray[np.float64]
    edge_label: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Entries:
    """Where sites are entered at one pace; a site that this pace cannot enter has no entry.

    Attributes:
        site_start, node, label: the entries from nodes in CSR by site: (sites + 1,) int32 row
            starts, and by entry the node and the label from it.
        by_node: the same in CSR by node.
        on_edges: entries from the middle of an edge.
        clearance: (points,) float64 metres to the nearest edge.
    """

    site_start: NDArray[np.int32]
    node: NDArray[np.int32]
    label: NDArray[np.int64]
    by_node: NodeEntries
    on_edges: EdgeEntries
    clearance: NDArray[np.float64]

    @classmethod
    def of(cls, walker: WeightedNetwork, sites: Sites) -> Entries:
        """Snap the points of every site, and keep the entries that no walk on the network beats."""
        if len(sites.xy) * len(walker.network.ends) > _MANY:
            compile_kernels()
        back = walker.backwards
        arrays = back.network.arrays
        found: list[list[SnapCandidates]] = [[] for _ in sites.keys]
        clearance = np.empty(len(sites.xy))
        for point, site in enumerate(sites.owner.tolist()):
            x, y = sites.xy[point].tolist()
            candidates, clearance[point] = snap_candidates(arrays, x, y, back.snap_buffers)
            if site in sites.fenced:
                candidates = _not_across(walker.network, sites, site, point, candidates)
            found[site].append(candidates)
        merged = [
            SnapCandidates(*map(np.concatenate, zip(*of, strict=True))) if of else NO_CANDIDATES
            for of in found
        ]
        kept = [_pruned(back, candidates) for candidates in merged]
        return cls._grouped(walker.network.nodes, kept, clearance)

    @classmethod
    def on_nodes(cls, network: WalkNetwork, nodes: NDArray[np.int32]) -> Entries:
        """Enter each site from one node alone, at no cost: see `Sites.at_nodes`."""
        free, none = np.zeros(1, np.int64), np.empty(0, np.int64)
        nowhere = np.empty(0, np.int32), np.empty(0), none
        kept = [_SiteEntries(nodes[site : site + 1], free, *nowhere) for site in range(len(nodes))]
        return cls._grouped(network.nodes, kept, np.zeros(len(nodes)))

    @classmethod
    def _grouped(
        cls, nodes: int, kept: Sequence[_SiteEntries], clearance: NDArray[np.float64]
    ) -> Entries:
        """Group the entries of all sites by site, by node and by edge."""
        node = np.concatenate([*(one.node for one in kept), np.empty(0, np.int32)])
        label = np.concatenate([*(one.node_label for one in kept), np.empty(0, np.int64)])
        site = np.repeat(np.arange(len(kept)), [len(one.node) for one in kept]).astype(np.int32)
        site_start, _ = csr.group(site, len(kept))
        start, order = csr.group(node, nodes)
        edge = np.concatenate([*(one.edge for one in kept), np.empty(0, np.int32)])
        along = np.concatenate([*(one.along for one in kept), np.empty(0)])
        leg = np.concatenate([*(one.edge_label for one in kept), np.empty(0, np.int64)])
        owner = np.repeat(np.arange(len(kept)), [len(one.edge) for one in kept]).astype(np.int32)
        by_edge = np.argsort(edge, kind="stable")
        return cls(
            site_start,
            node,
            label,
            NodeEntries(start, site[order], label[order]),
            EdgeEntries(edge[by_edge], along[by_edge], leg[by_edge], owner[by_edge]),
            clearance,
        )


def _not_across(
    network: WalkNetwork, sites: Sites, site: int, point: int, candidates: SnapCandidates
) -> SnapCandidates:
    """Leave out the candidates from which a leg would lead across a fenced area to its gate."""
    ends = network.xy[network.ends[candidates.edge]].astype(np.float64)
    way = ends[:, 1] - ends[:, 0]
    share = candidates.along / np.maximum(np.hypot(*way.T), 1e-9)
    spots = ends[:, 0] + share[:, None] * way
    return candidates.take(~leads_across(sites.areas.ring(site), sites.xy[point], spots))


def _pruned(walker: WeightedNetwork, candidates: SnapCandidates) -> _SiteEntries:
    """Search from one site's candidates, and keep those that the search does not beat."""
    count, arrays, profile = len(candidates.edge), walker.network.arrays, walker.profile
    nodes, labels = walker.seeds(candidates)
    touched = walker.search(nodes, labels, int(labels.max(initial=0)) >> 32)
    on_edge = np.empty(count, np.int32), np.empty(count, np.int64)
    at_node = np.empty(2 * count, np.int32), np.empty(2 * count, np.int64)
    found = arrays, profile, candidates, count, walker.buffers
    edges = access_legs.prune_edge_entries(*found, on_edge)
    entries = access_legs.prune_node_entries(*found, at_node)
    reset(walker.buffers, touched)
    row = on_edge[0][:edges]
    return _SiteEntries(
        at_node[0][:entries],
        at_node[1][:entries],
        candidates.edge[row],
        candidates.along[row],
        on_edge[1][:edges],
    )
