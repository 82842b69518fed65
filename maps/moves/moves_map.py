"""Points that are new and points that move, as inline SVG with the numbers of their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import shapely
from markupsafe import Markup

from geo.facility import LonLat
from maps.drawing.canvas import View
from maps.drawing.inline.inline_ground import MARGIN, SIDE, inline_ground
from maps.drawing.inline.lettering import PIXEL, Lettering, fixed
from maps.drawing.placement import place_apart
from maps.drawing.svg_path import svg_path
from maps.drawing.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.dataset.dataset import Dataset

_GAP_PX = 38
_MOST_NUMBERED = 40
"""Numbers that have room; further points are dots."""

_MARK = Markup(
    '<rect class="{kind}" x="-{half}" y="-15" width="{width}" height="30" rx="{round}"/>'
    '<text y="7">{number}</text>'
)


class Move(NamedTuple):
    """A point (WGS-84), the number it has in a table, and where it was; None for a new one."""

    number: int
    after: LonLat
    before: LonLat | None = None


def moves_map(dataset: Dataset, moves: Sequence[Move], language: str) -> Markup:
    """Draw points, north up, the first ones with their numbers; the page's style sheet colours it.

    A new point has a number in a box, one that moves a round one, tied to where it was. There is
    at least one point.
    """
    points = [*(one.after for one in moves), *(one.before for one in moves if one.before)]
    middle = LonLat(*(sum(axis) / len(points) for axis in zip(*points, strict=True)))
    view = View.around(middle, points, (SIDE, SIDE), 2 * MARGIN)
    lettering, texts = Lettering(view), Texts(language)
    ground = inline_ground(dataset, view)
    marks = [*_marks(moves, lettering, view)]
    label = texts.say("map_moves", count=len(moves))
    head = Markup('<svg class="map" viewBox="0 0 {0} {0}" role="img" aria-label="{1}">')
    parts = [*ground, *lettering.names(dataset, texts), *marks]
    return head.format(SIDE, label) + Markup("").join(parts) + Markup("</svg>")


def _marks(moves: Sequence[Move], lettering: Lettering, view: View) -> Iterator[Markup]:
    """Draw where points were, then where they are, then their numbers, each in free room."""
    anchors = lettering.spots([one.after for one in moves])
    for one, anchor in zip(moves, anchors, strict=True):
        if one.before:
            (before,) = lettering.spots([one.before])
            yield svg_path("move", shapely.LineString([before, anchor]), view.width)
            yield fixed(before, Markup('<circle class="was" r="8"/>'))
            lettering.take([before])
    yield from (fixed(anchor, Markup('<circle class="here" r="6"/>')) for anchor in anchors)
    numbered = anchors[:_MOST_NUMBERED]
    beside = [(x, y - 26 * PIXEL) for x, y in numbered]
    spots = place_apart(beside, _GAP_PX * PIXEL, (view.width, view.height), anchors)
    lettering.take([*anchors, *spots])
    for one, anchor, spot in zip(moves, numbered, spots, strict=False):
        yield svg_path("stem", shapely.LineString([anchor, spot]), view.width)
        yield fixed(spot, _mark(one))


def _mark(move: Move) -> Markup:
    half = max(15, 7 * len(str(move.number)) + 6)
    kind, corner = ("moved", 15) if move.before else ("new", 2)
    return _MARK.format(kind=kind, half=half, width=2 * half, round=corner, number=move.number)
