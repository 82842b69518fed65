"""Demand on a map: cells of ground, each in the state of most of what lives there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.coverage.coverage import CoverageState
from geo.coverage.demand import GRID_CELL_M
from maps.drawing.leaflet import Bounds

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.coverage.audit import Audit, Scenario
    from geo.crs import LocalMetres

_MOST = 4000
"""Cells on one map: more are too small to see and too large to send."""


@dataclass(frozen=True)
class Cells:
    """The cells of an audit: `of` is the cell of each point, -1 for points outside the area.

    `side_m` is the side of a cell; `corner` the south-west corners in metres around `ground`.
    """

    ground: LocalMetres
    side_m: float
    corner: NDArray[np.float64]
    of: NDArray[np.int64]

    @classmethod
    def of_audit(cls, audit: Audit) -> Cells:
        """Lay cells over the demand, as fine as the map can carry."""
        lonlat, joined = audit.demand.lonlat, audit.before.coverage.joined
        spots = audit.metres.to_metres(lonlat)
        side_m = GRID_CELL_M
        while True:
            corners, number = np.unique(
                np.floor(spots[joined] / side_m), axis=0, return_inverse=True
            )
            if len(corners) <= _MOST:
                break
            side_m *= 2
        of = np.full(len(lonlat), -1, np.int64)
        of[joined] = number.ravel()
        return cls(audit.metres, side_m, corners * side_m, of)

    def shapes(
        self,
        scenario: Scenario,
        category: str,
        minutes: int,
        members: NDArray[np.bool_] | None = None,
    ) -> dict[CoverageState, BaseGeometry]:
        """Give the ground in each state, degrees, WGS-84; only of some points when given."""
        column = scenario.categories.index(category)
        states = scenario.states[minutes][:, column]
        rows = np.flatnonzero((self.of >= 0) & (True if members is None else members))
        place = self.of[rows] * len(CoverageState) + states[rows]
        weight = np.bincount(
            place, scenario.demand.weight[rows], len(self.corner) * len(CoverageState)
        ).reshape(-1, len(CoverageState))
        # Of equal weights the worse state is shown.
        state = len(CoverageState) - 1 - weight[:, ::-1].argmax(axis=1)
        shown = weight.any(axis=1)
        return {
            one: self._ground(shown & (state == one))
            for one in CoverageState
            if (shown & (state == one)).any()
        }

    def bounds(self, members: NDArray[np.bool_] | None = None) -> Bounds:
        """Give the box of all cells, or of those of some points."""
        chosen = np.zeros(len(self.corner), bool)
        rows = (self.of >= 0) & (True if members is None else members)
        chosen[self.of[rows]] = True
        return Bounds(*self._ground(chosen).bounds)

    def _ground(self, chosen: NDArray[np.bool_]) -> BaseGeometry:
        west, south = self.corner[chosen].T
        boxes = shapely.box(west, south, west + self.side_m, south + self.side_m)
        whole = shapely.coverage_union_all(boxes)
        return shapely.transform(whole, lambda metres: np.round(self.ground.to_lonlat(metres), 5))
