"""Facilities that are areas: whoever stands inside one is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute.kernels import lean_kernel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class SiteAreas(NamedTuple):
    """Areas of sites, in metres around the network's centre.

    Attributes:
        site: (areas,) int32, the site of each area, ascending.
        box: (areas, 4) float64, low x and y, high x and y.
        start: (areas + 1,) int32, where the corners of each area begin.
        corner: (corners, 2) float64, closed rings, one after another.
    """

    site: NDArray[np.int32]
    box: NDArray[np.float64]
    start: NDArray[np.int32]
    corner: NDArray[np.float64]

    @classmethod
    def of(cls, rings: Sequence[tuple[int, NDArray[np.float64]]]) -> SiteAreas:
        """Put the rings of sites, (site, (corners, 2) metres) each, into arrays."""
        boxes = [np.concatenate((ring.min(axis=0), ring.max(axis=0))) for _, ring in rings]
        return cls(
            np.array([site for site, _ in rings], np.int32),
            np.array(boxes, np.float64).reshape(-1, 4),
            np.cumsum([0, *(len(ring) for _, ring in rings)]).astype(np.int32),
            np.vstack([*(ring for _, ring in rings), np.empty((0, 2))]),
        )

    def ring(self, site: int) -> NDArray[np.float64]:
        """Give the corners, (corners, 2), of a site that is an area."""
        area = int(np.searchsorted(self.site, site))
        return self.corner[self.start[area] : self.start[area + 1]]


@lean_kernel
def holds(areas: SiteAreas, area: int, x: float, y: float) -> bool:
    """Tell whether a point lies in an area, by the edges of it that a ray to the east crosses."""
    box, corner = areas.box[area], areas.corner
    if x < box[0] or y < box[1] or x > box[2] or y > box[3]:
        return False
    inside = False
    for row in range(areas.start[area], areas.start[area + 1] - 1):
        x0, y0, x1, y1 = corner[row, 0], corner[row, 1], corner[row + 1, 0], corner[row + 1, 1]
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            inside = not inside
    return inside
