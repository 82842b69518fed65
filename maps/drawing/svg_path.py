"""Shapes as SVG paths of whole units, each step relative to the one before: few bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

_TOLERANCE = 1.5


def svg_path(name: str, shape: BaseGeometry, side: float) -> Markup:
    """Write lines or areas as one path of class `name`, as far as they are near 0 to `side`."""
    frame = shapely.box(-side / 4, -side / 4, side * 5 / 4, side * 5 / 4)
    seen = shapely.simplify(shapely.intersection(shape, frame), _TOLERANCE)
    return Markup('<path class="{}" d="{}"/>').format(name, svg_steps(seen))


def svg_steps(shape: BaseGeometry) -> str:
    """Write the lines or the rings of a shape as the steps of a path."""
    return "".join(_steps(shape))


def _steps(shape: BaseGeometry) -> Iterator[str]:
    for part in shapely.get_parts(shape):
        is_area = part.geom_type == "Polygon"
        for line in shapely.get_rings(part) if is_area else [part]:
            yield _line(line) + ("z" if is_area else "")


def _line(line: BaseGeometry) -> str:
    points = np.round(shapely.get_coordinates(line)).astype(int)
    leaps = np.diff(points, axis=0)
    leaps = leaps[leaps.any(axis=1)]
    if not len(leaps):
        return ""
    steps = " ".join(f"{x} {y}" for x, y in leaps.tolist()).replace(" -", "-")
    return f"M{points[0, 0]} {points[0, 1]}l{steps}"
