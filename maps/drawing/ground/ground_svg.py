"""Layers of the ground as SVG paths that bring their own colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from markupsafe import Markup

from maps.drawing.style import GROUND_LOOKS
from maps.drawing.svg_path import svg_steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy as np
    from numpy.typing import NDArray

    from maps.drawing.ground.ground_layers import GroundLayer

    Projection = Callable[[NDArray[np.float64]], NDArray[np.float64]]

_AREA = Markup('<path class="g {name}" fill="{fill}" fill-rule="evenodd" d="{steps}"/>')
_LINE = Markup(
    '<path class="g {name}" fill="none" stroke="{stroke}" stroke-width="{width:g}"{dash}'
    ' stroke-linejoin="round" vector-effect="non-scaling-stroke" d="{steps}"/>'
)
_DASH = Markup(' stroke-dasharray="{}"')


def ground_svg(layers: Iterable[GroundLayer], project: Projection) -> Markup:
    """Draw layers, each a path of class "g" and its name, widths in pixels of the screen.

    `project` turns (n, 2) degrees into units of the drawing, which are rounded to whole ones.
    """
    return Markup("").join(_path(layer, project) for layer in layers)


def _path(
    layer: GroundLayer, project: Callable[[NDArray[np.float64]], NDArray[np.float64]]
) -> Markup:
    look = GROUND_LOOKS[layer.name]
    steps = svg_steps(shapely.transform(layer.shape, project))
    if look.fill:
        return _AREA.format(name=layer.name, fill=look.fill, steps=steps)
    dash = _DASH.format(look.dash) if look.dash else ""
    return _LINE.format(
        name=layer.name, stroke=look.stroke, width=look.width, dash=dash, steps=steps
    )
