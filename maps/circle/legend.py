"""The legend of a picture: rings, start, doubt and the categories that are shown, in rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from maps.circle.cards import category_name
from maps.drawing.canvas import TextStyle
from maps.drawing.style import DOUBT, INK, PAPER, RING, RING_FILL, ring_style, style_of
from maps.drawing.text_line import text_width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from maps.drawing.canvas import Canvas, Spot
    from maps.drawing.scene import Scene
    from maps.drawing.style import CategoryStyle
    from maps.drawing.texts import Texts

    Mark: TypeAlias = Callable[[Canvas, Spot], None]

_SIZE, _ROW = 20, 34
_MARK = 40  # pixels for a mark and the gap after it
_GAP = 24


@dataclass(frozen=True, slots=True)
class Legend:
    """Marks with words, each at its place from the legend's corner."""

    entries: tuple[tuple[Spot, Mark, str], ...]
    height: int

    @classmethod
    def of(cls, scene: Scene, texts: Texts, width: int) -> Legend:
        """Lay out the legend of a scene in rows of so many pixels."""
        entries, x, row = [], 0.0, 0
        for mark, word in _marks(scene, texts):
            wide = _MARK + text_width(word, _SIZE)
            if x and x + wide > width:
                x, row = 0.0, row + 1
            entries.append(((x, row * _ROW + _ROW / 2), mark, word))
            x += wide + _GAP
        return cls(tuple(entries), (row + 1) * _ROW)

    def draw(self, canvas: Canvas, corner: Spot) -> None:
        """Draw the legend with its top left at a corner."""
        for (x, y), mark, word in self.entries:
            spot = (corner[0] + x, corner[1] + y)
            mark(canvas, (spot[0] + 14, spot[1]))
            look = TextStyle(INK, _SIZE, anchor="lm")
            canvas.text((spot[0] + _MARK - 6, spot[1]), word, look)


def _marks(scene: Scene, texts: Texts) -> Iterator[tuple[Mark, str]]:
    for place, ring in enumerate(scene.circle.rings):
        yield _Ring(place), texts.say("minutes_label", minutes=ring.minutes)
    yield _origin, texts.say("legend_origin")
    if scene.origin_error_m or any(one.facility.position_error_m for one in scene.located):
        yield _doubt, texts.say("legend_doubt")
    shown = {one.facility.category for one in scene.located}
    order = [*scene.dataset.categories, *sorted(shown - set(scene.dataset.categories))]
    for key in order:
        if key in shown:
            yield _Category(style_of(key)), category_name(key, scene, texts)


@dataclass(frozen=True, slots=True)
class _Ring:
    """The mark of the ring at a place."""

    place: int

    def __call__(self, canvas: Canvas, spot: Spot) -> None:
        x, y = spot
        opacity = ring_style(self.place).fill_opacity
        canvas.tint_union([(x, y, 12)], RING_FILL, min(1.0, 2 * opacity))
        canvas.pen.circle(spot, 12, outline=RING, width=2)


@dataclass(frozen=True, slots=True)
class _Category:
    """The mark of a category."""

    look: CategoryStyle

    def __call__(self, canvas: Canvas, spot: Spot) -> None:
        canvas.shape(self.look.shape, spot, 11, self.look.colour)


def _origin(canvas: Canvas, spot: Spot) -> None:
    for radius, colour in ((11, INK), (7, PAPER), (4, INK)):
        canvas.pen.circle(spot, radius, fill=colour)


def _doubt(canvas: Canvas, spot: Spot) -> None:
    canvas.tint_union([(*spot, 12)], DOUBT, 0.15)
    canvas.pen.circle(spot, 12, outline=DOUBT, width=1)
