"""A map as one SVG drawing for paper: ground, marks, names, scale and north; no script."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import shapely
from markupsafe import Markup

from geo.facility import LonLat
from maps.drawing.bounds import Bounds
from maps.drawing.canvas import View
from maps.drawing.ground.ground_layers import ground_layers
from maps.drawing.ground.ground_svg import ground_svg
from maps.drawing.placement import Room
from maps.drawing.style import BOUNDARY, COMMITTEE, COMMITTEE_DASH, DOUBT, INK, LAND
from maps.drawing.svg import svg_text
from maps.drawing.svg_path import svg_steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.dataset.dataset import Dataset
    from maps.drawing.labels import Label

_MARGIN = 28
_MOST_POINTS = 20_000
_SCALES_M = (50, 100, 200, 500, 1000, 2000, 5000, 10000)

_SVG = Markup(
    '<svg class="static-map" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" role="img"'
    ' aria-label="{label}"><rect width="{w}" height="{h}" fill="{land}"/>{drawn}</svg>'
)
_OUTLINE = Markup(
    '<path fill="none" stroke="{stroke}" stroke-width="2" stroke-dasharray="{dash}" d="{steps}"/>'
)
_SCALE = Markup(
    '<g><rect x="8" y="{top}" width="{box}" height="34" fill="#fff" fill-opacity=".85"/>'
    '<path d="M16 {y}v8h{bar:.1f}v-8" fill="none" stroke="{ink}" stroke-width="2"/>{text}</g>'
)
_NORTH = Markup(
    '<g transform="translate({x} 14)"><path d="M0 0l9 26-9-6-9 6z" fill="{ink}"/>{text}</g>'
)
_NAME = Markup(
    '<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" font-size="{size}" class="name {kind}"'
    ' transform="rotate({turn:g} {x:.1f} {y:.1f})">{name}</text>'
)
_MARK = Markup(
    '<g class="mark" font-weight="700" transform="translate({x:.1f} {y:.1f}) scale(13)">{shape}</g>'
)
_CIRCLE = Markup(
    '<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{ink}" fill-opacity=".06" stroke="{ink}"'
    ' stroke-opacity=".5" stroke-width="1.5" stroke-dasharray="2 5"/>'
)
_BOXES = Markup('<path class="{look}" d="{steps}"/>')


@dataclass
class StaticMap:
    """A map that grows by what is added; names go where nothing else is."""

    view: View
    drawn: list[Markup] = field(default_factory=list)
    room: Room = field(init=False)

    def __post_init__(self) -> None:
        """Begin with all room free."""
        self.room = Room((self.view.width, self.view.height))

    @classmethod
    def of(cls, bounds: Bounds, width: int, height: int) -> StaticMap:
        """Show a box in a drawing of so many units."""
        middle = LonLat((bounds.west + bounds.east) / 2, (bounds.south + bounds.north) / 2)
        corners = [(bounds.west, bounds.south), (bounds.east, bounds.north)]
        return cls(View.around(middle, corners, (width, height), _MARGIN))

    def copy(self) -> StaticMap:
        """Begin another map with what this one shows."""
        return StaticMap(self.view, list(self.drawn))

    def add_ground(self, dataset: Dataset) -> None:
        """Add water, green, railways, streets and the outline."""
        (west, south), (east, north) = self.view.corners().tolist()
        box = Bounds(west, south, east, north)
        layers = ground_layers(dataset, box, 1 / self.view.scale, _MOST_POINTS)
        self.drawn.append(ground_svg(layers, self.view.pixels))
        if dataset.boundary:
            edge = svg_steps(shapely.LineString(self.view.pixels(dataset.boundary)))
            self.drawn.append(_OUTLINE.format(stroke=BOUNDARY, dash="10 7", steps=edge))

    def add_outlines(self, areas: Iterable[BaseGeometry]) -> None:
        """Add the outlines of committees, degrees."""
        for area in areas:
            steps = svg_steps(shapely.transform(area, self.view.pixels))
            self.drawn.append(_OUTLINE.format(stroke=COMMITTEE, dash=COMMITTEE_DASH, steps=steps))

    def add_boxes(self, boxes: NDArray[np.float64], looks: Sequence[str]) -> None:
        """Add (n, 4) boxes, west, south, east, north, each of a class.

        Those of a class are one path: a printer gets each filled pattern as a picture of its own.
        """
        low, high = self.view.pixels(boxes[:, :2]), self.view.pixels(boxes[:, 2:])
        steps: dict[str, list[str]] = {}
        for (x, y), (right, top), look in zip(low, high, looks, strict=True):
            box = f"M{x:.1f} {top:.1f}h{right - x:.1f}v{y - top:.1f}h{x - right:.1f}z"
            steps.setdefault(look, []).append(box)
        self.drawn += [
            _BOXES.format(look=look, steps="".join(all_)) for look, all_ in steps.items()
        ]

    def add_circle(self, at: LonLat, metres: float) -> None:
        """Add a circle of so many metres: how far a position may be off."""
        ((x, y),) = self.view.pixels([at]).tolist()
        self.drawn.append(_CIRCLE.format(x=x, y=y, r=metres * self.view.scale, ink=DOUBT))

    def add_mark(self, at: LonLat, shape: Markup) -> None:
        """Add a shape of -1 to 1, like a numbered marker, at a place."""
        ((x, y),) = self.view.pixels([at]).tolist()
        if 0 < x < self.view.width and 0 < y < self.view.height:
            # Without its own frame, whose size a page's style would set.
            inside = Markup(shape[shape.index(">") + 1 : -len("</svg>")])  # noqa: S704 - ours
            self.drawn.append(_MARK.format(x=x, y=y, shape=inside))
            self.room.take((x - 15, y - 15, x + 15, y + 15))

    def add_names(self, labels: Iterable[Label], size: int = 13) -> None:
        """Write the names that touch neither a mark, another name nor the frame."""
        for label in labels:
            ((x, y),) = self.view.pixels([label.at]).tolist()
            if self.room.take_name(label, (x, y), size):
                self.drawn.append(
                    _NAME.format(
                        x=x, y=y + size / 3, size=size, kind=label.kind, turn=label.turn,
                        name=label.name,
                    )
                )  # fmt: skip

    def render(self, label: str) -> Markup:
        """Finish the drawing with its scale and north."""
        width, height = self.view.width, self.view.height
        metres = max(
            (m for m in _SCALES_M if m * self.view.scale < width / 4), default=_SCALES_M[0]
        )
        bar, top = metres * self.view.scale, height - 42
        text = svg_text(20 + bar, top + 22, f"{metres} m")
        scale = _SCALE.format(top=top, box=bar + 78, y=top + 12, bar=bar, ink=INK, text=text)
        north = _NORTH.format(x=width - 24, ink=INK, text=svg_text(0, 42, "N", "middle"))
        drawn = Markup("").join([*self.drawn, scale, north])
        return _SVG.format(w=width, h=height, label=label, land=LAND, drawn=drawn)
