"""How each category and each part of a map looks: colours, shapes and icons.

The colours are those of Okabe and Ito, which colour-blind people can tell apart, some darkened
until white digits stand out on them (4.5 to 1). As ten colours are too many for anybody, each
category also has a shape of its own, and on pages an icon.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from geo.facility import Status

LAND = "#ece7dc"
WATER = "#8fbfd6"
BOUNDARY = "#7a6a55"
COMMITTEE = "#54437f"
COMMITTEE_DASH = "9 4 2 4"
INK = "#1d2b33"
SOFT = "#5a5345"
PAPER = "#fffdf8"
DOUBT = "#5b4a8a"
DOUBT_EDGE = "#a79cc4"
RING = "#17695c"
RING_FILL = "#2fb391"

# A walk of more minutes has a paler fill; the line also differs, for eyes and printers without
# colours: the shortest walk has a plain line, the next ones ever shorter dashes.
_FILL_OPACITIES = (0.34, 0.26, 0.2, 0.14)
_DASHES = ("", "12 6", "3 6", "1 9")


class Corner(NamedTuple):
    """A corner of a shape: x to the right and y downwards, from -1 to 1."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class CategoryStyle:
    """How facilities of a category are drawn.

    `ink` is the colour of what is written on `colour`, `shape` the outline of a marker, `icon` the
    path of an SVG drawing, 24 by 24. The order of the categories is the dataset's.
    """

    colour: str
    ink: str
    shape: tuple[Corner, ...]
    icon: str


@dataclass(frozen=True, slots=True)
class RingStyle:
    """How the edge and the inside of a ring are drawn; `dash` is SVG's dash pattern."""

    colour: str
    fill: str
    fill_opacity: float
    dash: str


class GroundLook(NamedTuple):
    """How a layer of the ground is drawn: an area is filled, a line has a width in pixels."""

    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    dash: str = ""


GROUND_LOOKS = {
    "water": GroundLook(fill=WATER),
    "green": GroundLook(fill="#dfe6ca"),
    "park": GroundLook(fill="#cfdfb6"),
    "bank": GroundLook(stroke=WATER, width=9),
    "coast": GroundLook(stroke="#6c9fb8", width=1.5),
    "river": GroundLook(stroke=WATER, width=3),
    "path": GroundLook(stroke="#ffffff", width=1.2),
    "minor": GroundLook(stroke="#ffffff", width=3),
    "medium": GroundLook(stroke="#ffffff", width=4.5),
    "major": GroundLook(stroke="#ffffff", width=6),
    "railway": GroundLook(stroke="#a79d8c", width=1.2, dash="6 4"),
    "street": GroundLook(stroke="#ffffff", width=4),
    "stairs": GroundLook(stroke="#b9ad98", width=4, dash="4 4"),
}
"""By the name of a `GroundLayer`."""


def style_of(category: str) -> CategoryStyle:
    """Look up a category by its key; one that a dataset added itself is grey."""
    return _STYLES.get(category, _OTHER)


def ring_style(place: int) -> RingStyle:
    """Look up the ring at a place among the rings of a circle; 0 is the shortest walk."""
    last = min(place, len(_DASHES) - 1)
    return RingStyle(RING, RING_FILL, _FILL_OPACITIES[last], _DASHES[last])


def is_hollow(status: Status) -> bool:
    """Say whether a marker is drawn hollow: nobody is served there now."""
    return status is not Status.OPEN


def _corners(*numbers: float) -> tuple[Corner, ...]:
    return tuple(map(Corner, numbers[::2], numbers[1::2]))


# fmt: off
_ROUND = _corners(
    1, 0, .95, .31, .81, .59, .59, .81, .31, .95, 0, 1, -.31, .95, -.59, .81, -.81, .59, -.95, .31,
    -1, 0, -.95, -.31, -.81, -.59, -.59, -.81, -.31, -.95, 0, -1, .31, -.95, .59, -.81, .81, -.59,
    .95, -.31)
_CROSS = _corners(
    -.58, -1, .58, -1, .58, -.58, 1, -.58, 1, .58, .58, .58, .58, 1, -.58, 1, -.58, .58, -1, .58,
    -1, -.58, -.58, -.58)
_HEXAGON = _corners(-.52, -.92, .52, -.92, 1.05, 0, .52, .92, -.52, .92, -1.05, 0)
_HOUSE = _corners(0, -1.12, 1.08, -.28, .86, -.28, .86, .9, -.86, .9, -.86, -.28, -1.08, -.28)
_HEART = _corners(
    0, 1.08, -.5, .66, -.92, .22, -1.08, -.22, -1.02, -.6, -.78, -.88, -.44, -.94, -.16, -.82,
    0, -.6, .16, -.82, .44, -.94, .78, -.88, 1.02, -.6, 1.08, -.22, .92, .22, .5, .66)
_SQUARE = _corners(-.88, -.88, .88, -.88, .88, .88, -.88, .88)
_SHIELD = _corners(
    -.9, -.92, .9, -.92, .9, .1, .8, .42, .6, .68, .3, .92, 0, 1.06, -.3, .92, -.6, .68, -.8, .42,
    -.9, .1)
_DIAMOND = _corners(0, -1.2, 1.2, 0, 0, 1.2, -1.2, 0)
_TRAPEZOID = _corners(-.68, -.86, .68, -.86, 1.04, .84, -1.04, .84)
_TRIANGLE = _corners(0, -1.24, 1.22, .9, -1.22, .9)
_OCTAGON = _corners(
    -.42, -1.02, .42, -1.02, 1.02, -.42, 1.02, .42, .42, 1.02, -.42, 1.02, -1.02, .42, -1.02, -.42)
_PENTAGON = _corners(0, 1.12, -1.08, .28, -.7, -.88, .7, -.88, 1.08, .28)
_DROP = _corners(
    0, -1.28, .5, -.62, .86, -.06, .94, .34, .8, .72, .46, .98, 0, 1.08, -.46, .98, -.8, .72,
    -.94, .34, -.86, -.06, -.5, -.62)
_PLATE = _corners(-1.14, -.7, 1.14, -.7, 1.14, .7, -1.14, .7)

_STYLES = {
    "canteen": CategoryStyle(
        "#b84700", "#ffffff", _ROUND,
        "M3 11h18a9 9 0 0 1-5 8v2H8v-2a9 9 0 0 1-5-8zM8 3v5M12 2v6M16 3v5"),
    "health": CategoryStyle(
        "#0067a3", "#ffffff", _CROSS,
        "M9 3h6v6h6v6h-6v6H9v-6H3V9h6z"),
    "fitness": CategoryStyle(
        "#00765a", "#ffffff", _HEXAGON,
        "M2 12h20M6 6v12M3 9v6M18 6v12M21 9v6"),
    "station": CategoryStyle(
        "#9c3f78", "#ffffff", _HOUSE,
        "M3 11l9-8 9 8M5 10v11h14V10M10 21v-6h4v6"),
    "eldercare": CategoryStyle(
        "#7d5200", "#ffffff", _HEART,
        "M12 21C5 16 2 12 2 8a5 5 0 0 1 10-1 5 5 0 0 1 10 1c0 4-3 8-10 13z"),
    "culture": CategoryStyle(
        "#56b4e9", "#10222c", _SQUARE,
        "M12 6c-3-2-6-2-9-1v14c3-1 6-1 9 1 3-2 6-2 9-1V5c-3-1-6-1-9 1zM12 6v14"),
    "affairs": CategoryStyle(
        "#4a5560", "#ffffff", _SHIELD,
        "M5 21h14M6 17h12v-2l-4-3c-1-1 1-3 1-5a3 3 0 0 0-6 0c0 2 2 4 1 5l-4 3z"),
    "legal": CategoryStyle(
        "#e69f00", "#2b1d00", _DIAMOND,
        "M12 3v18M7 21h10M4 7h16M4 7l-3 7a3 3 0 0 0 6 0zM20 7l-3 7a3 3 0 0 0 6 0z"),
    "jobs": CategoryStyle(
        "#e8dc3a", "#2b2800", _TRAPEZOID,
        "M3 8h18v12H3zM9 8V4h6v4M3 13h18"),
    "recycling": CategoryStyle(
        "#5c6f00", "#ffffff", _TRIANGLE,
        "M5 7h14l-1 14H6zM3 7h18M9 7V3h6v4M10 11v6M14 11v6"),
    "pharmacy": CategoryStyle(
        "#a3243b", "#ffffff", _OCTAGON,
        "M12 4v16M4 12h16M4 4h16v16H4z"),
    "toilets": CategoryStyle(
        "#4a4fa3", "#ffffff", _PENTAGON,
        "M8 3v3M5 9h6l-1 12H6zM16 3v3M13 16l2-7h2l2 7h-2v5h-2v-5z"),
    "water": CategoryStyle(
        "#007a87", "#ffffff", _DROP,
        "M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11z"),
    "bench": CategoryStyle(
        "#7b5f3f", "#ffffff", _PLATE,
        "M4 6v6M20 6v6M3 12h18M3 9h18M6 12v7M18 12v7"),
}
# fmt: on

_OTHER = CategoryStyle("#5f5f5f", "#ffffff", _ROUND, "M5 12h14M12 5v14")
