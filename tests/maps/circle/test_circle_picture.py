"""A picture is small, quick, true to scale, and shows the numbers of the list."""

from __future__ import annotations

import io
import math
import subprocess
import sys
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageColor

from geo.facility import LonLat, Status
from maps.circle.picture import circle_picture
from maps.drawing.canvas import Canvas, View
from maps.drawing.placement import place_apart
from maps.drawing.style import GROUND_LOOKS, LAND, RING_FILL, WATER, style_of
from tests.support.scenes import (
    ORIGIN,
    beside,
    disc,
    entry,
    facility,
    rings,
    scene,
    tangqiao,
    town_scene,
)

BLUE = style_of("health").colour
RUST = style_of("canteen").colour


def _pixels(png: bytes) -> np.ndarray[tuple[int, int, int], np.dtype[np.int64]]:
    """The colours of the map, without the title above it and the legend below."""
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), np.int64)[100:900]


def _seen(png: bytes, colour: str, near: int = 40) -> np.ndarray[tuple[int, int], np.dtype[Any]]:
    """The pixels (x, y) that are nearly of a colour."""
    away = np.abs(_pixels(png) - ImageColor.getrgb(colour)).sum(axis=2)
    return np.argwhere(away < near)[:, ::-1]


@pytest.mark.parametrize("size", [(900, 900), (600, 900), (1200, 630)])
def test_is_a_png_of_the_size_asked_for(size: tuple[int, int]) -> None:
    """It is whole, of that many pixels, and light enough for a chat: at most 120 kB."""
    png = circle_picture(town_scene(), size)
    image = Image.open(io.BytesIO(png))
    image.load()
    assert (image.format, image.size) == ("PNG", size)
    assert len(png) <= 120_000


def test_it_carries_pixels_alone() -> None:
    """No text, no time, no place and no program is written beside the pixels."""
    png, at, kinds = circle_picture(town_scene()), 8, set()
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        kinds.add(png[at + 4 : at + 8])
        at += length + 12
    assert kinds <= {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}


def test_the_same_scene_gives_the_same_bytes() -> None:
    """Pictures are cached by what they show."""
    assert circle_picture(town_scene()) == circle_picture(town_scene())


def test_needs_neither_folium_nor_pandas() -> None:
    """A chat draws it in passing, so it must not pull in what takes seconds to import."""
    heavy = "{'folium', 'geopandas', 'pandas', 'jinja2', 'matplotlib', 'numba'}"
    code = (
        f"import sys, maps.circle.picture; sys.exit(str({heavy} & set(sys.modules) or '') or None)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert (done.returncode, done.stderr) == (0, "")


def test_north_is_up_and_east_is_right() -> None:
    """A facility north-east of the origin is drawn above and to the right of its middle."""
    north_east = circle_picture(scene(entry(facility("甲", 250, 250, category="health"))))
    south_west = circle_picture(scene(entry(facility("乙", -250, -250, category="health"))))
    right, up = _seen(north_east, BLUE).mean(axis=0)
    left, down = _seen(south_west, BLUE).mean(axis=0)
    assert right > 450 + 80 > 450 - 80 > left
    assert up + 160 < down


def test_a_marker_shows_the_number_of_its_entry() -> None:
    """The same place with another number is another picture, there and nowhere else."""
    place = entry(facility("甲", 200, 200))
    other = entry(facility("没有位置", None))
    first, second = (_pixels(circle_picture(scene(*e))) for e in ((place, other), (other, place)))
    y, x = np.nonzero((first != second).any(axis=2))
    assert 20 < len(x) < 1500
    middle = _seen(circle_picture(scene(place, other)), RUST).mean(axis=0)
    assert math.dist((x.mean(), y.mean()), middle) < 12


def test_what_nobody_has_located_is_not_drawn() -> None:
    """An unlocated facility leaves no trace: a guess is never shown as a fact."""
    assert circle_picture(scene(entry(facility("无处", None)))) == circle_picture(scene())


def test_doubt_is_drawn() -> None:
    """A position known to 150 m differs from one known to the door, all around the place."""
    sure, unsure = (
        _pixels(circle_picture(scene(entry(facility("甲", 100, 100, error_m=error)))))
        for error in (None, 150.0)
    )
    assert (sure != unsure).any(axis=2).sum() > 15_000


def test_what_does_not_serve_is_hollow() -> None:
    """A planned facility has the outline of its category but not its colour inside."""
    served, planned = (
        len(_seen(circle_picture(scene(entry(facility("甲", 200, 200, status=status)))), RUST))
        for status in (Status.OPEN, Status.PLANNED)
    )
    assert 0 < planned < served / 2


def test_markers_at_one_place_are_all_seen() -> None:
    """Nine facilities in one house show nine markers."""
    crowd = [entry(facility(f"第{n}处", 150, 150, category="health")) for n in range(9)]
    one, nine = (
        (
            np.abs(_pixels(circle_picture(scene(*e))) - ImageColor.getrgb(BLUE)).sum(axis=2) < 40
        ).sum()
        for e in (crowd[:1], crowd)
    )
    assert nine > 8 * one


def test_streets_and_water_are_drawn() -> None:
    """Around the origin there are streets; by the river there is water."""
    assert len(_seen(circle_picture(scene()), GROUND_LOOKS["street"].stroke, near=16)) > 5000
    river = replace(rings(200, 400, 600), origin=LonLat(121.5060, 31.2120))
    west = facility("江边", -1050, 540)
    png = circle_picture(replace(scene(entry(west)), circle=river))
    assert len(_seen(png, WATER, near=30)) > 1000


def test_draws_with_nothing_known() -> None:
    """Without streets, water, rings or facilities it is still a picture of where one stands."""
    streets = tangqiao().streets
    bare = replace(streets, ends=streets.ends[:0], steps=streets.steps[:0], barriers=())
    empty = replace(
        scene(),
        dataset=replace(tangqiao(), streets=bare, boundary=None),
        circle=replace(rings(), rings=()),
    )
    assert Image.open(io.BytesIO(circle_picture(empty))).size == (900, 1120)


def test_a_hole_of_a_ring_keeps_the_ground() -> None:
    """What cannot be reached inside a ring is not tinted."""
    view = View.around(ORIGIN, [beside(-400, -400), beside(400, 400)], (400, 400), 0)
    canvas = Canvas((400, 400), LAND)
    canvas.area(view, disc(390, 60), RING_FILL)
    colours = [canvas.image.getpixel((x, 200)) for x in (200, 300, 395)]
    assert colours[0] == ImageColor.getrgb(RING_FILL)
    assert colours[1] == ImageColor.getrgb(LAND)
    outside = canvas.image.getpixel((398, 4))
    assert outside == ImageColor.getrgb(LAND)


@given(st.floats(-300, 300), st.floats(-300, 300))
def test_the_scale_is_true(east_m: float, north_m: float) -> None:
    """Pixels divided by the scale are metres on the ground, to a decimetre."""
    view = View.around(ORIGIN, [beside(-400, -300), beside(400, 300)], (900, 900), 30)
    (x, y), (x0, y0) = view.pixels([beside(east_m, north_m), ORIGIN])
    assert (x - x0) / view.scale == pytest.approx(east_m, abs=0.1)
    assert (y0 - y) / view.scale == pytest.approx(north_m, abs=0.1)


@given(st.lists(st.tuples(st.floats(100, 800), st.floats(100, 800)), max_size=20))
def test_spots_keep_apart_and_in_the_picture(anchors: list[tuple[float, float]]) -> None:
    """Every marker has a spot, no two are closer than the gap, and a free anchor is kept."""
    gap = 60.0
    spots = place_apart(anchors, gap, (900, 900), [(450, 450)])
    assert len(spots) == len(anchors)
    placed = [(450.0, 450.0)]
    for anchor, spot in zip(anchors, spots, strict=True):
        assert all(math.dist(spot, other) >= gap for other in placed)
        assert all(30 <= at <= 870 for at in spot)
        free = all(math.dist(anchor, other) >= gap for other in placed)
        assert (spot == anchor) == free
        placed.append(spot)
