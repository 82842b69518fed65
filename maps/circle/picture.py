"""The service circle as a picture: title, map, legend, date and source, in a reader's language."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image

from maps.circle.legend import Legend
from maps.circle.map_image import map_image
from maps.drawing.canvas import Canvas, TextStyle
from maps.drawing.style import INK, PAPER, RING, SOFT
from maps.drawing.text_line import text_width
from maps.drawing.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maps.drawing.scene import Scene

_COLOURS = 160
_ASIDE = 22
_HEADER = 92
_SMALL, _LEAST = 19, 13
_LINE = 26


def circle_picture(scene: Scene, size: tuple[int, int] = (900, 1120)) -> bytes:
    """Draw a scene as a PNG of `size` pixels; numbers are those of its entries."""
    width, height = size
    texts = Texts(scene.language)
    legend, source = Legend.of(scene, texts, width - 2 * _ASIDE), _source(scene, texts, width)
    low = legend.height + len(source) * _LINE + 3 * _ASIDE // 2
    canvas = Canvas(size, PAPER)
    canvas.image.paste(map_image(scene, (width, height - _HEADER - low)), (0, _HEADER))
    _title(canvas, scene, texts)
    legend.draw(canvas, (_ASIDE, height - low + _ASIDE // 2))
    for place, line in enumerate(reversed(source)):
        spot = (_ASIDE, height - _ASIDE // 2 - _LINE * place - _LINE / 2)
        canvas.text(spot, line, TextStyle(SOFT, _SMALL, anchor="lm"))
    return _png(canvas.image)


def _title(canvas: Canvas, scene: Scene, texts: Texts) -> None:
    minutes, pace = scene.circle.rings[-1].minutes if scene.circle.rings else 0, scene.circle.pace
    title = texts.say("title", origin=scene.origin_name, minutes=minutes)
    said = texts.say("picture_pace", pace=texts.say(f"pace_{pace.value}"))
    for y, text, size, colour in ((34, title, 36, INK), (72, said, 21, RING)):
        room = canvas.image.width - 2 * _ASIDE
        fitting = min(size, size * room / text_width(text, size))
        look = TextStyle(colour, max(_LEAST, fitting), bold=0.4, anchor="lm")
        canvas.text((_ASIDE, y), text, look)


def _source(scene: Scene, texts: Texts, width: int) -> list[str]:
    """Say of when the picture is, whose data it shows and how old they are."""
    said = [texts.say("data_date", date=scene.dataset.date), texts.of(scene.dataset.attribution)]
    if scene.at:
        said.insert(0, texts.say("picture_date", date=texts.day(scene.at.date())))
    return list(_wrapped(" · ".join(said), width - 2 * _ASIDE))


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Break a text into lines, between words where there are any."""
    line = ""
    for piece in _pieces(text):
        if line and text_width(line + piece.rstrip(), _SMALL) > width:
            yield line.rstrip()
            line = ""
        line += piece
    yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """Split a text where a line may end: after a space, and after every Chinese letter."""
    piece = ""
    for letter in text:
        piece += letter
        if letter == " " or not letter.isascii():
            yield piece
            piece = ""
    yield piece


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    small = image.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE)
    small.save(file, "PNG", compress_level=4)
    return file.getvalue()
