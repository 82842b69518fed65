"""GeoTIFF: a picture whose values are heights, and whose tags tell where it lies."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.crs import METRES_PER_DEGREE, is_in_degrees
from geo.errors import CoordinateError, HeightsError
from geo.heights.height_grid import HeightGrid

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

# GeoTIFF 1.1 (OGC 19-008r4), 7.2 and annex B; the last one is GDAL's.
_SCALE, _TIEPOINT, _MATRIX, _KEYS, _UNKNOWN = 33550, 33922, 34264, 34735, 42113
_RASTER_TYPE, _GEODETIC, _PROJECTED = 1025, 2048, 3072
_VALUE_IS_POINT = 2
_OWN_SYSTEM = 32767

_MODES = frozenset({"I", "F", "I;16", "I;16B"})


def read_geotiff(path: Path) -> HeightGrid:
    """Read the first picture of a GeoTIFF.

    Raises:
        HeightsError: it is none, tells no place or no system, is turned, or has several channels.
        OSError: it cannot be read.
    """
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - few networks have heights

    try:
        with Image.open(path) as image:
            tags: dict[int, Any] = dict(getattr(image, "tag_v2", {}))
            if image.mode not in _MODES:
                raise HeightsError(f"{path.name} is a picture, not a grid of heights")
            height = np.asarray(image).astype(np.float32)
    except (UnidentifiedImageError, Image.DecompressionBombError, ValueError, SyntaxError) as error:
        if isinstance(error, HeightsError):
            raise
        raise HeightsError(
            f"{path.name} cannot be read as a GeoTIFF: take one of the town alone, of 16-bit "
            "numbers or 32-bit floats"
        ) from error
    height[~np.isfinite(height) | (height == _unknown(tags))] = np.nan
    return _placed(path, height, tags)


def _placed(path: Path, height: NDArray[np.float32], tags: dict[int, Any]) -> HeightGrid:
    """Lay the heights where the tags say."""
    keys = _geo_keys(tags)
    system = keys.get(_PROJECTED) or keys.get(_GEODETIC) or 0
    in_degrees = _counts_degrees(path, system)
    corner, step = _corner_and_step(path, tags)
    if keys.get(_RASTER_TYPE) != _VALUE_IS_POINT:
        corner = corner[0] + step[0] / 2, corner[1] + step[1] / 2
    step_m = abs(step[0]), abs(step[1])
    if in_degrees:
        middle = math.radians(corner[1] + step[1] * len(height) / 2)
        step_m = step_m[0] * METRES_PER_DEGREE * math.cos(middle), step_m[1] * METRES_PER_DEGREE
    return HeightGrid(height, system, corner, step, step_m)


def _counts_degrees(path: Path, system: int) -> bool:
    """Say whether a system is in degrees or in metres."""
    try:
        if 0 < system < _OWN_SYSTEM:
            return is_in_degrees(system)
    except CoordinateError:
        pass
    raise HeightsError(
        f"{path.name} names no coordinate system by its EPSG code: convert it "
        "(gdalwarp -t_srs EPSG:4326)"
    )


def _corner_and_step(
    path: Path, tags: dict[int, Any]
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Give the upper left corner and the steps to the right and down."""
    if _MATRIX in tags:
        a, b, _, x, c, d, _, y, *_ = map(float, tags[_MATRIX])
        if b == 0 == c and a and d:
            return (x, y), (a, d)
        raise HeightsError(f"{path.name} is turned: convert it (gdalwarp -t_srs EPSG:4326)")
    scale, tiepoint = tags.get(_SCALE, ()), tags.get(_TIEPOINT, ())
    if len(scale) < 2 or len(tiepoint) != 6 or not scale[0] or not scale[1]:
        raise HeightsError(f"{path.name} does not tell where it lies: it is a TIFF, but no GeoTIFF")
    column, row, _, x, y, _ = map(float, tiepoint)
    right, down = float(scale[0]), -float(scale[1])
    return (x - column * right, y - row * down), (right, down)


def _geo_keys(tags: dict[int, Any]) -> dict[int, int]:
    """Read the keys whose value is a short number; four numbers each, after a head of four."""
    flat = [int(number) for number in tags.get(_KEYS, ())]
    rows = zip(*[iter(flat[4:])] * 4, strict=False)
    return {key: value for key, place, _, value in rows if place == 0}


def _unknown(tags: dict[int, Any]) -> float:
    """Give the value that stands for an unknown height, NaN if none does."""
    try:
        return float(np.float32(str(tags.get(_UNKNOWN, "nan")).strip("\0 ")))
    except ValueError:
        return math.nan
