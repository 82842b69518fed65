"""The arrays of a saved network: their types and shapes, and what their numbers may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.compute.array_file import check_indices, check_starts
from geo.errors import DamagedFileError
from geo.network.snapping import CELL_M
from geo.raw_streets import AccessHours

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from geo.compute.array_file import Layout

FORMAT = 7

SHUT = -2
"""Stands for the hours of a gate that is shut at the moment that a network is of."""

LAYOUT: Layout = {
    "xy": (np.float32, ("nodes", 2)),
    "half_waits": (np.uint8, ("nodes",)),
    "ends": (np.int32, ("edges", 2)),
    "length": (np.float32, ("edges",)),
    "flags": (np.uint8, ("edges",)),
    "indptr": (np.int32, ("node rows",)),
    "neighbour": (np.int32, ("arcs",)),
    "edge": (np.int32, ("arcs",)),
    "cells": (np.float64, (4,)),
    "edge_start": (np.int32, ("cell rows",)),
    "edge_item": (np.int32, ("edge items",)),
    "barriers": (np.float32, ("barriers", 4)),
    "barrier_start": (np.int32, ("cell rows",)),
    "barrier_item": (np.int32, ("barrier items",)),
    "hours": (np.int16, ("edges",)),
    "fences": (np.float32, ("fences", 4)),
    "gates": (np.float32, ("gates", 2)),
    "gate_hours": (np.int16, ("gates",)),
    "shut_gates": (np.float32, ("shut gates", 2)),
    "shut_ways": (np.float32, ("shut ways", 4)),
    "closing": (np.float32, ("closing", 4)),
    "closing_hours": (np.int16, ("closing",)),
    "slope_factor": (np.float32, ("slopes", 2)),
    "ground": (np.float32, ("ground rows", "ground columns")),
}
"""In the order of the fields of `WalkNetwork`."""


_NUMBERS = (
    "xy",
    "length",
    "cells",
    "barriers",
    "fences",
    "gates",
    "shut_gates",
    "shut_ways",
    "closing",
)


def check_network(named: Mapping[str, NDArray[Any]]) -> None:
    """Let no number pass that a kernel would follow beyond an array, or could not reckon with.

    Raises:
        DamagedFileError: there is such a number.
    """
    nodes, edges, arcs = len(named["xy"]), len(named["ends"]), len(named["edge"])
    if not nodes or not edges or arcs != 2 * edges:
        raise DamagedFileError("a saved network has no streets")
    for name in _NUMBERS:
        if not np.isfinite(named[name]).all():
            raise DamagedFileError("a saved network has lengths that are no numbers")
    if (named["length"] < 0).any():
        raise DamagedFileError("a saved network has negative lengths")
    _check_slopes(named)
    check_indices(named["ends"], nodes)
    check_indices(named["neighbour"], nodes)
    check_indices(named["edge"], edges)
    check_indices(named["edge_item"], edges)
    check_indices(named["barrier_item"], len(named["barriers"]))
    check_starts(named["indptr"], nodes, arcs)
    _check_grid(named)


def check_hours(named: Mapping[str, NDArray[Any]], timetable: tuple[AccessHours, ...]) -> None:
    """Let no row pass that a timetable does not have.

    Raises:
        DamagedFileError: there is such a row.
    """
    check_indices(named["hours"], len(timetable), least=-1)
    check_indices(named["gate_hours"], len(timetable), least=SHUT)
    check_indices(named["closing_hours"], len(timetable))


def _check_slopes(named: Mapping[str, NDArray[Any]]) -> None:
    """Let only slopes pass that every edge has, above ground that all of the grid has; or none."""
    slopes, ground = named["slope_factor"], named["ground"]
    columns, rows = named["cells"][:2].tolist()
    shape = (rows + 1, columns + 1) if len(slopes) else (0, 0)
    if len(slopes) not in {0, len(named["ends"])} or ground.shape != shape:
        raise DamagedFileError("a saved network has slopes of other streets")
    if not (np.isfinite(slopes) & (slopes > 0)).all() or not np.isfinite(ground).all():
        raise DamagedFileError("a saved network has lengths that are no numbers")


def timetable_of(head: Mapping[str, Any]) -> tuple[AccessHours, ...]:
    """Read the timetable from the head of a file.

    Raises:
        TypeError: it is none.
        ValueError: likewise.
    """
    return tuple(
        AccessHours(bool(usual), tuple((str(hours), bool(passes)) for hours, passes in clauses))
        for usual, clauses in head["timetable"]
    )


def _check_grid(named: Mapping[str, NDArray[Any]]) -> None:
    """Let only a grid pass that has a row for each of its cells, and every node inside."""
    columns, rows = named["cells"][:2].tolist()
    if not (columns.is_integer() and rows.is_integer() and min(columns, rows) > 0):
        raise DamagedFileError("a saved network has no grid")
    check_starts(named["edge_start"], int(columns * rows), len(named["edge_item"]))
    check_starts(named["barrier_start"], int(columns * rows), len(named["barrier_item"]))
    cell = (named["xy"] - named["cells"][2:]) / CELL_M
    if (cell < 0).any() or (cell >= (columns, rows)).any():
        raise DamagedFileError("a saved network reaches beyond its grid")
