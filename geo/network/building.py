"""Streets as they were read → the arrays of a network, in the order of space."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.compute import csr, grid
from geo.compute.hilbert import hilbert_order
from geo.crs import LocalMetres, middle_of
from geo.errors import NetworkError
from geo.network.edge_lines import line_segments
from geo.network.signal_groups import with_gates
from geo.network.slopes import even_ground, towards_ends
from geo.network.snapping import CELL_M, GRADE_SEPARATED, IN_WATER, LINK, STAIRS, STEPS
from geo.walking_model import MAX_SNAP_M

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.raw_streets import Streets


def network_of(streets: Streets) -> dict[str, Any]:
    """Give every field of a `WalkNetwork` by its name, with shapes and units as told there.

    Raises:
        NetworkError: there is no street at all.
    """
    if not len(streets.ends):
        raise NetworkError("there is no street to walk on: give a dataset or extract with some")
    streets, half_waits = with_gates(streets.filled())
    metres = LocalMetres(middle_of(streets.lonlat))
    raw = metres.to_metres(streets.lonlat).astype(np.float32)
    order = hilbert_order(raw)
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    xy = np.ascontiguousarray(raw[order])
    ends = np.sort(rank[streets.ends], axis=1)
    along = np.lexsort((ends[:, 1], ends[:, 0]))
    factor = towards_ends(streets.slope_factor, rank[streets.ends])
    ends = np.ascontiguousarray(ends[along])
    return {
        "centre": metres.centre,
        "xy": xy,
        "half_waits": half_waits[order],
        **_edges(xy, ends),
        "flags": _flags(streets)[along],
        "hours": streets.hours[along],
        "slope_factor": factor[along] if len(factor) else factor,
        **_indexed(xy, ends, line_segments(streets.barriers, metres), slopes=len(factor) > 0),
        **_fences(streets, metres),
        "timetable": streets.timetable,
    }


def _edges(xy: NDArray[np.float32], ends: NDArray[np.int32]) -> dict[str, Any]:
    """Give the ends and lengths of edges, and their arcs by node."""
    leap = xy[ends[:, 1]].astype(np.float64) - xy[ends[:, 0]]
    indptr, neighbour, edge = csr.adjacency(ends, len(xy))
    length = np.hypot(leap[:, 0], leap[:, 1]).astype(np.float32)
    return {
        "ends": ends,
        "length": length,
        "indptr": indptr,
        "neighbour": neighbour,
        "edge": edge,
    }


def _flags(streets: Streets) -> NDArray[np.uint8]:
    """Give what each street is, in bits."""
    flags = STEPS * streets.steps + GRADE_SEPARATED * streets.grade_separated
    flags = flags + IN_WATER * streets.in_water + STAIRS * streets.stairs + LINK * streets.links
    return np.asarray(flags, np.uint8)


def _indexed(
    xy: NDArray[np.float32],
    ends: NDArray[np.int32],
    barriers: NDArray[np.float32],
    *,
    slopes: bool,
) -> dict[str, Any]:
    """Give the grid with the edges and barriers that touch its cells, and the ground under it."""
    cells = grid.frame(xy, CELL_M, MAX_SNAP_M)
    edges = np.hstack([xy[ends[:, 0]], xy[ends[:, 1]]])
    edge_start, edge_item = grid.index_segments(cells, CELL_M, edges)
    barrier_start, barrier_item = grid.index_segments(cells, CELL_M, barriers)
    return {
        "cells": cells,
        "edge_start": edge_start,
        "edge_item": edge_item,
        "barriers": barriers,
        "barrier_start": barrier_start,
        "barrier_item": barrier_item,
        "ground": even_ground(cells) if slopes else np.empty((0, 0), np.float32),
    }


def _fences(streets: Streets, metres: LocalMetres) -> dict[str, Any]:
    """Give what encloses areas and what opens and closes, in metres."""
    segments = np.array([*map(len, streets.closing)], int) - 1
    return {
        "fences": line_segments(streets.fences, metres),
        "gates": metres.to_metres(streets.gates).astype(np.float32),
        "gate_hours": streets.gate_hours,
        "shut_gates": metres.to_metres(streets.shut_gates).astype(np.float32),
        "shut_ways": np.empty((0, 4), np.float32),
        "closing": line_segments(streets.closing, metres),
        "closing_hours": np.repeat(streets.closing_hours, segments),
    }
