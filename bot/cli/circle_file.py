"""Writes a service circle into a file, in the format that the file's name ends in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cli.output import write_output
from geo.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from maps.drawing.scene import Scene


def write_scene(scene: Scene, out: Path) -> None:
    """Write a scene into a file, whole or not at all.

    Raises:
        SettingsError: the name ends in none of .html, .png, .geojson, or cannot be written.
    """
    write_output(out, _writer(out)(scene))


def check_name(out: Path) -> None:
    """Refuse a file name before anything is worked out.

    Raises:
        SettingsError: the name ends in none of .html, .png, .geojson.
    """
    if out.suffix not in _WRITERS:
        raise SettingsError(f"{out.name}: name a file that ends in {', '.join(_WRITERS)}")


def _writer(out: Path) -> Callable[[Scene], bytes]:
    check_name(out)
    return _WRITERS[out.suffix]


def _page(scene: Scene) -> bytes:
    from maps.circle.page import circle_page  # noqa: PLC0415 - Folium takes 1.6 s to import

    return circle_page(scene).encode()


def _picture(scene: Scene) -> bytes:
    from maps.circle.picture import circle_picture  # noqa: PLC0415 - Pillow and shapely: 0.5 s

    return circle_picture(scene)


def _geojson(scene: Scene) -> bytes:
    from maps.circle.circle_geojson import circle_geojson  # noqa: PLC0415 - shapely: 0.2 s

    return circle_geojson(scene).encode()


_WRITERS: dict[str, Callable[[Scene], bytes]] = {
    ".html": _page,
    ".png": _picture,
    ".geojson": _geojson,
}
