"""HGT: a tile of one degree by one, heights of SRTM and what is made like it, without a head."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import numpy as np

from geo.crs import METRES_PER_DEGREE
from geo.errors import HeightsError
from geo.heights.height_grid import HeightGrid

if TYPE_CHECKING:
    from pathlib import Path

_NAME = re.compile(r"([NS])(\d{2})([EW])(\d{3})", re.IGNORECASE)
_POINTS = {2 * side * side: side for side in (1201, 3601)}
"""Points along a side, by the bytes of the file: every 3 seconds, or every second."""

_UNKNOWN = -32768
_WGS84 = 4326


def read_hgt(path: Path) -> HeightGrid:
    """Read a tile; its name tells its lower left corner, like N31E121.hgt.

    Raises:
        HeightsError: its name tells no corner, or its size is none of a tile.
        OSError: it cannot be read.
    """
    named = _NAME.match(path.name)
    if named is None:
        raise HeightsError(
            f"{path.name} does not tell where it lies: call a tile by its lower left corner, "
            "like N31E121.hgt"
        )
    side = _POINTS.get(path.stat().st_size)
    if side is None:
        raise HeightsError(f"{path.name} has not the size of a HGT tile: download it again")
    north = int(named[2]) * (1 if named[1] in "Nn" else -1)
    east = int(named[4]) * (1 if named[3] in "Ee" else -1)
    raw = np.fromfile(path, ">i2").reshape(side, side)
    height = np.where(raw == _UNKNOWN, np.nan, raw).astype(np.float32)
    step = 1 / (side - 1)
    up_m = step * METRES_PER_DEGREE
    across_m = up_m * math.cos(math.radians(north + 0.5))
    return HeightGrid(height, _WGS84, (east, north + 1), (step, -step), (across_m, up_m))
