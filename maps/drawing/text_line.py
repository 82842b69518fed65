"""A line of text in pixels: Chinese and European letters, each in the font that has it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PIL import ImageFont

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import ImageDraw

_FONTS = Path(__file__).with_name("fonts")
_MAIN, _LETTERS = "NotoSansSC-subset.otf", "NotoSans-subset.ttf"
_PIECES = re.compile("[\u2e80-\uffff]+|[^\u2e80-\uffff]+")
_BEYOND = re.compile("[\u0100-\u024f\u0370-\u052f\u1e00-\u1eff\u2017-\u201b\u201e-\u2025]")
"""Letters and marks that the main font lacks; what stands beside them is in the same font."""
_SHARE = {"l": 0.0, "m": 0.5, "r": 1.0}


class _Piece(NamedTuple):
    """Letters of one font."""

    text: str
    font: ImageFont.FreeTypeFont


class TextLine:
    """A text in a size of pixels, taken apart by font."""

    def __init__(self, text: str, size: float) -> None:
        """Choose the fonts; a text that the main font has is one piece."""
        self._main = _font_of(_MAIN, size)
        self._pieces = tuple(_pieces(text, size)) or (_Piece(text, self._main),)

    @property
    def width(self) -> float:
        """How many pixels wide it is."""
        return sum(piece.font.getlength(piece.text) for piece in self._pieces)

    def draw(
        self,
        pen: ImageDraw.ImageDraw,
        spot: tuple[float, float],
        anchor: str,
        colour: str | tuple[int, int, int] | int,
        stroke: float,
    ) -> None:
        """Write it; `anchor` is "lm", "mm" or "rm": left, middle or right at the spot."""
        if self._pieces == (_Piece(self._pieces[0].text, self._main),):
            pen.text(spot, self._pieces[0].text, colour, self._main, anchor, stroke_width=stroke)
            return
        ascent, descent = self._main.getmetrics()
        x, y = spot[0] - self.width * _SHARE[anchor[0]], spot[1] + (ascent - descent) / 2
        for text, font in self._pieces:
            pen.text((x, y), text, colour, font, "ls", stroke_width=stroke)
            x += font.getlength(text)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float) -> float:
    """Tell how many pixels wide a text in a size is."""
    return TextLine(text, size).width


def _pieces(text: str, size: float) -> Iterator[_Piece]:
    """Cut a text where its fonts change."""
    if not _BEYOND.search(text):
        return
    for found in _PIECES.finditer(text):
        name = _LETTERS if _BEYOND.search(found[0]) else _MAIN
        yield _Piece(found[0], _font_of(name, size))


@cache
def _font_of(name: str, size: float) -> ImageFont.FreeTypeFont:
    """Load a font in a size of pixels; they are cut down to the letters of names."""
    # The plain layout is the same whatever libraries a machine has.
    return ImageFont.truetype(_FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)
