"""Cells of demand on a map, each in the coverage state of most of its demand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.coverage.coverage import CoverageState
from geo.coverage.demand import GRID_CELL_M
from maps.drawing.bounds import Bounds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.coverage.audit import Audit, Scenario
    from geo.crs import LocalMetres

_MAX_CELLS = 4000
"""Cells on one map: more are too small to see and too large to send."""


@dataclass(frozen=True)
class DemandCells:
    """The cells of an audit.

    Attributes:
        metres: the local metres of the network.
        side_m: the side of a cell.
        corner: (cells, 2) south-west corners, local metres.
        cell: (points,) the cell of each point of demand, -1 for points outside the area.
    """

    metres: LocalMetres
    side_m: float
    corner: NDArray[np.float64]
    cell: NDArray[np.int64]

    @classmethod
    def of_audit(cls, audit: Audit) -> DemandCells:
        """Put the demand into cells, as small as the map allows."""
        lonlat, joined = audit.demand.lonlat, audit.before.coverage.joined
        xy = audit.metres.to_metres(lonlat)
        side_m = GRID_CELL_M
        while True:
            corners, number = np.unique(np.floor(xy[joined] / side_m), axis=0, return_inverse=True)
            if len(corners) <= _MAX_CELLS:
                break
            side_m *= 2
        cell = np.full(len(lonlat), -1, np.int64)
        cell[joined] = number.ravel()
        return cls(audit.metres, side_m, corners * side_m, cell)

    def states(self, scenario: Scenario, category: str, minutes: int) -> NDArray[np.int64]:
        """Give the state of each cell in a circle: that of most of its demand."""
        states = scenario.states[minutes][:, scenario.categories.index(category)]
        rows = np.flatnonzero(self.cell >= 0)
        place = self.cell[rows] * len(CoverageState) + states[rows]
        weight = np.bincount(
            place, scenario.demand.weight[rows], len(self.corner) * len(CoverageState)
        ).reshape(-1, len(CoverageState))
        # Of equal weights the worse state is shown.
        return np.asarray(len(CoverageState) - 1 - weight[:, ::-1].argmax(axis=1))

    def heaviest(self, weight: NDArray[np.float64]) -> NDArray[np.int64]:
        """Give the point of demand in each cell that most people live at."""
        order = np.lexsort((-weight, self.cell))
        order = order[self.cell[order] >= 0]
        _, first = np.unique(self.cell[order], return_index=True)
        return order[first]

    def boxes(self) -> NDArray[np.float64]:
        """Give (cells, 4): west, south, east and north, degrees, WGS-84."""
        low, high = (
            np.round(self.metres.to_lonlat(corner), 5)
            for corner in (self.corner, self.corner + self.side_m)
        )
        return np.hstack([low, high])

    def bounds(self, members: NDArray[np.bool_] | None = None) -> Bounds:
        """Give the box of all cells, or of those of some points."""
        chosen = np.zeros(len(self.corner), bool)
        rows = (self.cell >= 0) & (True if members is None else members)
        chosen[self.cell[rows]] = True
        boxes = self.boxes()[chosen]
        return Bounds(*boxes[:, :2].min(axis=0).tolist(), *boxes[:, 2:].max(axis=0).tolist())
