"""What to draw beside an answer: the circle around a place and the facilities in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.cli.output import write_output
from bot.conversation.guide import Question
from geo.compute.kernels import compile_kernels
from geo.errors import SettingsError
from geo.isochrones.isochrone import circle
from maps.drawing.scene import Entry, Scene

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.conversation.guide import Guide
    from bot.conversation.reply import Listed, Origin
    from geo.facility import Pace

TIERS = (5, 10, 15)
"""The living circles of GB 50180-2018, in minutes."""

_SUFFIXES = (".html", ".png", ".geojson")


def rings_up_to(minutes: int) -> tuple[int, ...]:
    """Give the rings to draw for a walk: the usual tiers below it, and itself."""
    return (*(tier for tier in TIERS if tier < minutes), minutes)


def scene_of(  # noqa: PLR0913, PLR0917 - a scene is all this
    guide: Guide,
    origin: Origin,
    listed: Sequence[Listed],
    minutes: int,
    pace: Pace,
    language: str,
    at: datetime,
) -> Scene:
    """Set the scene for a located origin: its rings and the listed facilities.

    Raises:
        OutsideAreaError: the origin is too far from any street.
    """
    if origin.point is None:
        raise SettingsError(f"{origin.name} is not located: name another place")
    compile_kernels()
    drawn = circle(guide.town(pace).walker, origin.point, rings_up_to(minutes))
    entries = tuple(Entry(one.facility, one.walk, one.opening) for one in listed)
    return Scene(guide.dataset, drawn, origin.name, origin.error_m, entries, language, at)


def whole_scene(  # noqa: PLR0913, PLR0917 - as `scene_of`
    guide: Guide, origin: Origin, minutes: int, pace: Pace, language: str, at: datetime
) -> Scene:
    """Set the scene with every facility that may be in the circle, the unlocated ones last."""
    if origin.point is None:
        raise SettingsError(f"{origin.name} is not located: name another place")
    every = tuple(guide.dataset.categories)
    found = guide.look(origin, origin.point, Question(every, minutes, pace, at))
    return scene_of(guide, origin, found.listed, minutes, pace, language, at)


def write_scene(scene: Scene, out: Path) -> None:
    """Write a scene into a file, whole or not at all, in the format its name ends in.

    Raises:
        SettingsError: the name ends in none of .html, .png, .geojson, or cannot be written.
    """
    if out.suffix not in _SUFFIXES:
        raise SettingsError(f"{out.name}: name a file that ends in {', '.join(_SUFFIXES)}")
    write_output(out, _content(scene, out.suffix))


def _content(scene: Scene, suffix: str) -> bytes:
    if suffix == ".html":
        from maps.circle.page import circle_page  # noqa: PLC0415 - Folium takes 1.6 s to import

        return circle_page(scene).encode()
    if suffix == ".png":
        from maps.circle.picture import circle_picture  # noqa: PLC0415

        return circle_picture(scene)
    return json.dumps(_features(scene), ensure_ascii=False, indent=1).encode()


def _features(scene: Scene) -> dict[str, object]:
    """Give the rings and the facilities as GeoJSON."""
    import shapely  # noqa: PLC0415

    rings = [
        {
            "type": "Feature",
            "properties": {
                "kind": "ring",
                "minutes": ring.minutes,
                "pace": scene.circle.pace.value,
                "shed_ratio": round(ring.shed_ratio, 4),
            },
            "geometry": json.loads(shapely.to_geojson(shapely.set_precision(ring.area, 1e-7))),
        }
        for ring in scene.circle.rings
    ]
    return {
        "type": "FeatureCollection",
        "features": rings + [_feature(*pair) for pair in enumerate(scene.entries, start=1)],
        "attribution": scene.dataset.attribution.zh,
    }


def _feature(number: int, entry: Entry) -> dict[str, object]:
    facility, walk = entry.facility, entry.walk
    shape = facility.geometry
    geometry: dict[str, object] | None = None
    if shape is not None:
        points = [list(point) for point in shape.vertices]
        nested = {"Point": points[0], "LineString": points, "Polygon": [points]}
        geometry = {"type": shape.shape.value, "coordinates": nested[shape.shape.value]}
    properties = {
        "kind": "facility",
        "number": number,
        "id": facility.id,
        "name": facility.name.zh,
        "category": facility.category,
        "walk_minutes": round(walk.minutes, 1) if walk else None,
        "walk_minutes_range": [round(walk.low, 1), round(walk.high, 1)] if walk else None,
        "position_error_m": facility.position_error_m,
        "open": entry.opening.openness.value,
    }
    return {"type": "Feature", "properties": properties, "geometry": geometry}
