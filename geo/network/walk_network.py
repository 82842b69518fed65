"""The walking network: compact arrays, saved to one file and mapped into memory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute import array_file
from geo.crs import LocalMetres, lonlat
from geo.errors import NetworkError, OutsideAreaError
from geo.facility import LonLat
from geo.network.deck_strips import DeckStrips
from geo.network.edge_lines import edge_lines
from geo.network.network_layout import (
    FORMAT,
    LAYOUT,
    check_hours,
    check_network,
    timetable_of,
)
from geo.network.slopes import slopes_of
from geo.network.snap_candidates import make_snap_buffers, snap_candidates, why_unsnapped
from geo.network.snapping import (
    GRADE_SEPARATED,
    LINK,
    NetworkArrays,
)

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Sequence

    from geopandas import GeoDataFrame, GeoSeries
    from numpy.typing import NDArray

    from geo.network.snap_candidates import SnapBuffers, SnapCandidates
    from geo.raw_streets import AccessHours, Streets


class Snap(NamedTuple):
    """The nearest spot on an edge: `along_m` metres from the first end of `edge`.

    `leg_m` is the length of the access leg, straight metres from the point to the spot; `spot` is
    in degrees, WGS-84.
    """

    edge: int
    along_m: float
    leg_m: float
    spot: LonLat


@dataclass(frozen=True, slots=True)
class SnappedOrigin:
    """A point ready to be searched from, whatever the pace.

    Attributes:
        point: degrees, WGS-84.
        x, y: metres around the network's centre.
        candidates: its snap candidates, one at least.
        clearance: as `geo.network.snap_candidates.find_candidates` gives it.
    """

    point: LonLat
    x: float
    y: float
    candidates: SnapCandidates
    clearance: float


@dataclass(frozen=True)
class WalkNetwork:
    """The streets as a graph of straight edges between nodes, in metres around `centre`.

    Nodes are numbered in Hilbert order, so that those close in space are close in memory. Made by
    `from_streets`, `from_osm` or `open`, never by hand.

    Attributes:
        centre: the origin of the metres, degrees, WGS-84.
        xy: (nodes, 2) float32 metres, east and north of `centre`.
        half_waits: (nodes,) uint8, what passing a node costs in half waits: 2 at a signal that
            stands alone, 1 at a gate of a group of signals (`geo.network.signal_groups`).
        ends: (edges, 2) int32 nodes.
        length: (edges,) float32 metres.
        flags: (edges,) uint8, see `STEPS` and the bits after it in `geo.network.snapping`.
        indptr, neighbour, edge: the arcs in CSR by node: (nodes + 1,) int32 row starts, and by arc,
            (2 x edges,) int32 each, the node it leads to and its edge.
        cells: shape and corner of the grid of `CELL_M`: (4,) float64 columns, rows, x, y.
        edge_start, edge_item: the edges that touch each cell, in CSR.
        barriers: (segments, 4) float32 metres x0, y0, x1, y1.
        barrier_start, barrier_item: the barrier segments that touch each cell, in CSR.
        hours: (edges,) int16, the row of `timetable` that each edge is open by, -1 if at any time;
            `geo.network.open_edges` leaves out what is shut.
        fences: (segments, 4) float32 metres, likewise, of what may enclose an area.
        gates: (gates, 2) float32 metres, where people pass through a fence.
        gate_hours: (gates,) int16, as `hours`, or `geo.network.network_layout.SHUT`.
        shut_gates: (gates, 2) float32 metres, where they might and may not.
        shut_ways: (edges, 4) float32 metres, what is left out as shut at the network's moment.
        closing: (segments, 4) float32 metres, likewise, of what nobody crosses while it is shut.
        closing_hours: (segments,) int16, the row of `timetable` by which each is crossed.
        slope_factor: (edges, 2) float32, how much longer a metre of each edge takes than a level
            one, towards its first end and towards its second; (0, 2) where all ground is level.
        ground: (rows + 1, columns + 1) float32 metres, the height of the ground at the corners of
            the grid's cells, for access legs; (0, 0) where all ground is level.
        timetable: when edges are open that are not at any time.
    """

    centre: LonLat
    xy: NDArray[np.float32]
    half_waits: NDArray[np.uint8]
    ends: NDArray[np.int32]
    length: NDArray[np.float32]
    flags: NDArray[np.uint8]
    indptr: NDArray[np.int32]
    neighbour: NDArray[np.int32]
    edge: NDArray[np.int32]
    cells: NDArray[np.float64]
    edge_start: NDArray[np.int32]
    edge_item: NDArray[np.int32]
    barriers: NDArray[np.float32]
    barrier_start: NDArray[np.int32]
    barrier_item: NDArray[np.int32]
    hours: NDArray[np.int16]
    fences: NDArray[np.float32]
    gates: NDArray[np.float32]
    gate_hours: NDArray[np.int16]
    shut_gates: NDArray[np.float32]
    shut_ways: NDArray[np.float32]
    closing: NDArray[np.float32]
    closing_hours: NDArray[np.int16]
    slope_factor: NDArray[np.float32]
    ground: NDArray[np.float32]
    timetable: tuple[AccessHours, ...]

    @classmethod
    def from_streets(cls, streets: Streets) -> WalkNetwork:
        """Build the network of the streets.

        Raises:
            NetworkError: there is no street at all.
        """
        from geo.network.building import network_of  # noqa: PLC0415 - a saved network needs none

        return cls(**network_of(streets))

    @classmethod
    def from_osm(
        cls,
        path: str | os.PathLike[str],
        progress: Callable[[str, float], None] | None = None,
        heights: Sequence[str | os.PathLike[str]] = (),
    ) -> WalkNetwork:
        """Read an OpenStreetMap extract (`.osm`, `.osm.gz`, `.osm.pbf`) into a network.

        Args:
            path: the extract.
            progress: called with the name of the stage and the share of the work that is done.
            heights: files of heights, for walks up and down hill (`geo.network.slopes`): `.hgt`,
                GeoTIFF, or extracts whose nodes have `ele`. Without any all ground is level.

        Raises:
            ExtractError: the file cannot be read, or holds no street to walk on.
            HeightsError: a file of heights cannot be read, or they are of another place.
        """
        from geo.osm.streets import read_streets  # noqa: PLC0415 - the reader is needed here alone

        return cls.from_streets(read_streets(path, progress).streets).with_heights(heights)

    def with_heights(
        self,
        heights: Sequence[str | os.PathLike[str]],
        tell: Callable[[float], None] = lambda _: None,
    ) -> WalkNetwork:
        """Give the network with the slopes of some files of heights: see `from_osm`.

        `tell` hears the share of the nodes on the ground that have a height.

        Raises:
            HeightsError: a file of heights cannot be read, or they are of another place.
        """
        if not heights:
            return self
        from geo.osm.heights_file import open_heights  # noqa: PLC0415 - few networks have heights

        slopes = slopes_of(self.arrays, self.metres, open_heights(heights))
        tell(slopes.known)
        return replace(self, slope_factor=slopes.factor, ground=slopes.ground)

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> WalkNetwork:
        """Map a saved network into memory, once it has proved whole.

        Raises:
            NetworkError: the file is missing, damaged or of another version.
        """
        try:
            head, named = array_file.load(path, "network", FORMAT, LAYOUT)
            check_network(named)
            centre, timetable = lonlat(*head["centre"]), timetable_of(head)
            check_hours(named, timetable)
        except (OSError, ValueError, KeyError, TypeError) as error:
            reason = "damaged or of another version" if Path(path).is_file() else "not there"
            raise NetworkError(
                f"{path} is {reason}: make it again from its extract (yike network import)"
            ) from error
        return cls(centre=centre, timetable=timetable, **named)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the network to one file, whole or not at all."""
        named = {name: getattr(self, name) for name in LAYOUT}
        head = {"centre": list(self.centre), "timetable": self.timetable}
        array_file.save(path, "network", FORMAT, head, named)

    def origin(self, point: LonLat, buffers: SnapBuffers | None = None) -> SnappedOrigin:
        """Find the snap candidates of a point (degrees, WGS-84).

        Bridges and tunnels are entered at their ends alone, but by those who stand on them, as is
        what is drawn in the water; no access leg crosses a barrier. `buffers` are made for this
        point alone unless they are given.

        Raises:
            OutsideAreaError: there is no edge to snap to within `MAX_SNAP_M` metres.
        """
        x, y = self.metres.of_point(point)
        buffers = buffers or make_snap_buffers(self.arrays)
        candidates, clearance = snap_candidates(self.arrays, x, y, buffers)
        if not len(candidates.edge):
            why = why_unsnapped(self.arrays, x, y, buffers)
            raise OutsideAreaError(f"{point.lon:.4f},{point.lat:.4f} {why}")
        return SnappedOrigin(point, x, y, candidates, clearance)

    def snap(self, point: LonLat) -> Snap:
        """Find the nearest spot on an edge to a point (degrees, WGS-84).

        Raises:
            OutsideAreaError: see `origin`.
        """
        candidates = self.origin(point).candidates
        row = int(np.lexsort((candidates.edge, candidates.leg))[0])
        edge, along_m = int(candidates.edge[row]), float(candidates.along[row])
        start, end = self.xy[self.ends[edge]].astype(np.float64)
        share = along_m / max(float(np.hypot(*(end - start))), 1e-9)
        spot = self.metres.to_lonlat([start + share * (end - start)])[0]
        return Snap(edge, along_m, float(candidates.leg[row]), LonLat(*spot.tolist()))

    @classmethod
    def from_geodataframes(
        cls,
        nodes: GeoDataFrame,
        edges: GeoDataFrame,
        barriers: GeoDataFrame | GeoSeries | None = None,
    ) -> WalkNetwork:
        """Build a network of frames such as `to_geodataframes` or OSMnx gives, in any CRS.

        Args:
            nodes: points, by the index that edges call them; perhaps `signal`, yes or no, or
                `half_waits`, and `elevation`, metres, of which the slopes are made
                (`geo.network.slopes`).
            edges: lines from the node `u` to the node `v` (columns or levels of the index), walked
                both ways; perhaps `steps`, `grade_separated` and the like, yes or no, `hours`, and
                `slope_factor_uv` and `slope_factor_vu`, which count instead of elevations.
            barriers: lines, and areas whose outlines are, that nobody crosses off a street; or what
                `barriers_to_geodataframe` gives.

        Raises:
            NetworkError: there is no edge, or a frame is not as it is told here.
        """
        from geo.network.geodataframes import on_slopes, streets_of  # noqa: PLC0415 - few need it

        network = cls.from_streets(streets_of(nodes, edges, barriers))
        slopes = on_slopes(nodes, network.arrays, network.metres)
        return replace(network, slope_factor=slopes.factor, ground=slopes.ground)

    def to_geodataframes(self) -> tuple[GeoDataFrame, GeoDataFrame]:
        """Give the nodes and the edges.

        Nodes have `signal` and `half_waits`, what passing one costs; edges `u`, `v`, `length_m`,
        `steps`, `grade_separated`, `in_water`, `stairs`, `link` and `hours`, when they are open if
        not at any time, as OpenStreetMap writes it: `06:00-22:00` or `yes; no @ (22:00-06:00)`.
        On slopes nodes have `elevation`, metres, the ground at them, and edges `slope_factor_uv`
        and `slope_factor_vu`, how much longer a metre takes than a level one from u to v, and back.

        Points and lines, degrees, WGS-84; a row's index is the number of the node or the edge.
        """
        from geo.network.barrier_frames import hours_text  # noqa: PLC0415 - few need geopandas
        from geo.network.geodataframes import network_frames  # noqa: PLC0415 - likewise

        lonlat, hours = self.metres.to_lonlat(self.xy), hours_text(self.hours, self.timetable)
        return network_frames(lonlat, self.half_waits, self.length, hours, self.arrays)

    def barriers_to_geodataframe(self) -> GeoDataFrame:
        """Give barriers, fences and gates: lines and points, degrees, WGS-84.

        `kind` is `barrier`, `fence` (it may enclose a facility), `closing` (nobody crosses it but
        at its hours), `gate` or `shut_gate`; `hours` are as those of edges.
        """
        from geo.network.barrier_frames import FIELDS, barrier_frame  # noqa: PLC0415 - likewise

        named = {name: getattr(self, name) for name in FIELDS}
        return barrier_frame(named, self.metres, self.timetable)

    @cached_property
    def metres(self) -> LocalMetres:
        """Degrees, WGS-84, to metres around `centre` and back."""
        return LocalMetres(self.centre)

    @cached_property
    def edge_line(self) -> NDArray[np.float32]:
        """Where the edges of `edge_item` lie, as `edge_lines` gives it."""
        return edge_lines(self.xy, self.ends, self.cells, self.edge_start, self.edge_item)

    @cached_property
    def arrays(self) -> NetworkArrays:
        """Edges, barriers and their grid, as kernels read them."""
        return NetworkArrays(*(getattr(self, name) for name in NetworkArrays._fields))

    @cached_property
    def backwards(self) -> WalkNetwork:
        """The network with every slope the other way round; itself where all ground is level."""
        if not len(self.slope_factor):
            return self
        other_way = np.ascontiguousarray(self.slope_factor[:, ::-1])
        return replace(self, slope_factor=other_way, ground=-self.ground)

    @cached_property
    def decks(self) -> NDArray[np.int64]:
        """The edges that are bridges or tunnels."""
        return np.flatnonzero(self.flags & (GRADE_SEPARATED | LINK) == GRADE_SEPARATED)

    @cached_property
    def deck_strips(self) -> DeckStrips:
        """The strips of `decks`, in which people stand on them."""
        return DeckStrips.of(self.arrays, self.decks)

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return len(self.xy)

    @property
    def kilometres(self) -> float:
        """The length of all edges."""
        return float(self.length.sum(dtype=np.float64)) / 1000
