"""The walking network: compact arrays, saved to one file and loaded by memory map."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute import array_file, grid
from geo.compute.hilbert import hilbert_order
from geo.crs import LocalMetres
from geo.errors import NetworkError, OutsideAreaError
from geo.facility import LonLat
from geo.network.snapping import CELL_M, SEALED, STEPS, Ground, joins_of
from geo.walking_model import MAX_SNAP_M

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geopandas import GeoDataFrame
    from numpy.typing import NDArray

    from geo.raw_streets import Streets

_FORMAT = 1


class Snap(NamedTuple):
    """The nearest spot on a street: `along_m` metres from the first end of `piece`.

    `leg_m` are the metres from the point to the spot, straight; `spot` is in degrees, WGS-84.
    """

    piece: int
    along_m: float
    leg_m: float
    spot: LonLat


@dataclass(frozen=True)
class WalkNetwork:
    """Streets to walk on, as straight pieces between nodes, in metres around `centre`.

    Nodes are numbered along a Hilbert curve, so that neighbours on the ground are neighbours in
    memory. Made by `from_streets`, `from_osm` or `open`, never by hand.

    Attributes:
        centre: the origin of the metres, degrees, WGS-84.
        xy: (nodes, 2) float32 metres, east and north of `centre`.
        signals: (nodes,) uint8, 1 where people wait at a signal.
        ends: (pieces, 2) int32 nodes.
        length: (pieces,) float32 metres.
        flags: (pieces,) uint8, see `geo.network.snapping.STEPS` and `SEALED`.
        indptr, neighbour, piece: the pieces around each node in compressed rows: (nodes + 1,)
            int32, and twice (2 x pieces,) int32.
        cells: shape and corner of the grid of `CELL_M`: (4,) float64 columns, rows, x, y.
        piece_start, piece_item: pieces that touch each cell, in compressed rows.
        barriers: (segments, 4) float32 metres x0, y0, x1, y1.
        barrier_start, barrier_item: barrier segments that touch each cell.
    """

    centre: LonLat
    xy: NDArray[np.float32]
    signals: NDArray[np.uint8]
    ends: NDArray[np.int32]
    length: NDArray[np.float32]
    flags: NDArray[np.uint8]
    indptr: NDArray[np.int32]
    neighbour: NDArray[np.int32]
    piece: NDArray[np.int32]
    cells: NDArray[np.float64]
    piece_start: NDArray[np.int32]
    piece_item: NDArray[np.int32]
    barriers: NDArray[np.float32]
    barrier_start: NDArray[np.int32]
    barrier_item: NDArray[np.int32]

    @classmethod
    def from_streets(cls, streets: Streets) -> WalkNetwork:
        """Build the network of the streets.

        Raises:
            NetworkError: there is no street at all.
        """
        if not len(streets.ends):
            raise NetworkError("there is no street to walk on: give a dataset or extract with some")
        middle = (streets.lonlat.min(axis=0) + streets.lonlat.max(axis=0)) / 2
        centre = LonLat(float(middle[0]), float(middle[1]))
        metres = LocalMetres(centre)
        raw = metres.to_metres(streets.lonlat).astype(np.float32)
        order = hilbert_order(raw)
        rank = np.empty(len(order), np.int32)
        rank[order] = np.arange(len(order), dtype=np.int32)
        xy = np.ascontiguousarray(raw[order])
        ends = np.sort(rank[streets.ends], axis=1)
        along = np.lexsort((ends[:, 1], ends[:, 0]))
        ends = np.ascontiguousarray(ends[along])
        flags = (STEPS * streets.steps + SEALED * streets.sealed).astype(np.uint8)[along]
        leap = xy[ends[:, 1]].astype(np.float64) - xy[ends[:, 0]]
        indptr, neighbour, piece = _rows(ends, len(xy))
        barriers = _segments(streets.barriers, metres)
        cells = grid.frame(xy, CELL_M, MAX_SNAP_M)
        pieces = np.hstack([xy[ends[:, 0]], xy[ends[:, 1]]])
        return cls(
            centre,
            xy,
            streets.signals[order].astype(np.uint8),
            ends,
            np.hypot(leap[:, 0], leap[:, 1]).astype(np.float32),
            flags,
            indptr,
            neighbour,
            piece,
            cells,
            *grid.sort_into(cells, CELL_M, pieces),
            barriers,
            *grid.sort_into(cells, CELL_M, barriers),
        )

    @classmethod
    def from_osm(
        cls, path: Path, progress: Callable[[str, float], None] | None = None
    ) -> WalkNetwork:
        """Read an OpenStreetMap extract (`.osm`, `.osm.gz`, `.osm.pbf`) into a network.

        Raises:
            ExtractError: the file cannot be read, or holds no street to walk on.
        """
        from geo.osm.streets import read_streets  # noqa: PLC0415 - the reader is needed here alone

        return cls.from_streets(read_streets(path, progress).streets)

    @classmethod
    def open(cls, path: Path) -> WalkNetwork:
        """Map a saved network into memory; nothing is read before it is used.

        Raises:
            NetworkError: the file is missing, damaged or of another version.
        """
        head, named = array_file.load(path, "network", _FORMAT)
        return cls(LonLat(*head["centre"]), *(named[field.name] for field in fields(cls)[1:]))

    def save(self, path: Path) -> None:
        """Write the network to one file, whole or not at all."""
        named = {field.name: getattr(self, field.name) for field in fields(self)[1:]}
        array_file.save(path, "network", _FORMAT, {"centre": list(self.centre)}, named)

    def snap(self, point: LonLat) -> Snap:
        """Find the nearest spot on a street of a point (degrees, WGS-84).

        Bridges and tunnels are joined at their ends alone, and no leg crosses a barrier.

        Raises:
            OutsideAreaError: no street within `MAX_SNAP_M` metres that can be walked to.
        """
        joins, _ = joins_of(self.ground, *map(float, self.metres.to_metres([point])[0]))
        if not len(joins.piece):
            raise OutsideAreaError(
                f"{point.lon:.4f},{point.lat:.4f} is outside the area: no street that is known "
                f"lies within {MAX_SNAP_M:.0f} m; name another place"
            )
        row = int(joins.leg.argmin())
        piece, along_m = int(joins.piece[row]), float(joins.along[row])
        start, end = self.xy[self.ends[piece]].astype(np.float64)
        share = along_m / max(float(np.hypot(*(end - start))), 1e-9)
        spot = self.metres.to_lonlat([start + share * (end - start)])[0]
        return Snap(piece, along_m, float(joins.leg[row]), LonLat(*spot.tolist()))

    def to_geodataframes(self) -> tuple[GeoDataFrame, GeoDataFrame]:
        """Give the nodes (`signal`) and the edges (`u`, `v`, `length_m`, `steps`, `sealed`).

        Points and lines, degrees, WGS-84; a row's index is the number of the node or the piece.
        """
        from geo.network.frames import network_frames  # noqa: PLC0415 - at the border alone

        return network_frames(self)

    @cached_property
    def metres(self) -> LocalMetres:
        """Degrees to the metres of this network and back."""
        return LocalMetres(self.centre)

    @cached_property
    def ground(self) -> Ground:
        """The arrays that tell where streets and barriers lie, as the kernels take them."""
        return Ground(*(getattr(self, name) for name in Ground._fields))

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return len(self.xy)

    @property
    def kilometres(self) -> float:
        """How long all streets are together."""
        return float(self.length.sum(dtype=np.float64)) / 1000


def _rows(ends: NDArray[np.int32], nodes: int) -> tuple[NDArray[np.int32], ...]:
    """Sort the pieces into one row a node: (row starts, neighbours, pieces)."""
    tail = np.concatenate([ends[:, 0], ends[:, 1]])
    order = np.argsort(tail, kind="stable")
    indptr = np.zeros(nodes + 1, np.int32)
    np.cumsum(np.bincount(tail, minlength=nodes), out=indptr[1:])
    head = np.concatenate([ends[:, 1], ends[:, 0]])[order]
    piece = np.tile(np.arange(len(ends), dtype=np.int32), 2)[order]
    return indptr, head.astype(np.int32), piece


def _segments(lines: tuple[NDArray[np.float64], ...], metres: LocalMetres) -> NDArray[np.float32]:
    """Cut the lines into (segments, 4) float32 metres."""
    parts = [np.hstack([line[:-1], line[1:]]) for line in map(metres.to_metres, lines)]
    return np.vstack([*parts, np.empty((0, 4))]).astype(np.float32)
