"""The outline of a town: a relation of the extract, by number or name, or a GeoJSON file."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.crs import LocalMetres, middle_of
from geo.errors import ExtractError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.osm_dataset.mapped import MapContent, Mapped

SIMPLIFIED_M = 3.0
"""How far the outline that is kept may be off the one that is read, metres."""


@dataclass(frozen=True, slots=True)
class TownOutline:
    """Where a town ends.

    Attributes:
        polygon: degrees, WGS-84, without holes (`shapely.Polygon`).
        tags: those of the relation; none of a file.
    """

    polygon: Any
    tags: Mapping[str, str] = field(default_factory=dict)

    def holds(self, shape: Any) -> bool:  # noqa: ANN401 - shapely has no types here
        """Say whether the middle of a thing lies inside."""
        return bool(self.polygon.covers(shape.representative_point()))


def find_outline(content: MapContent, asked: str) -> TownOutline:
    """Find what `--boundary` names: a file, the number of a relation, or a name.

    Of several areas with the name the largest is taken, and of its parts the largest.

    Raises:
        ExtractError: there is none, or the extract holds only a part of it.
    """
    if Path(asked).is_file():
        return TownOutline(_simplified(_read_file(Path(asked))))
    number = asked.lstrip("r")
    areas = [one for one in content.objects if one.is_area]
    if number.isdigit():
        fitting = [one for one in areas if one.id == f"r{number}"]
    else:
        fitting = [one for one in areas if _is_region(one) and _is_called(one, asked)]
    if not fitting:
        raise ExtractError(
            f"no whole area {asked!r} in this extract: name another relation, give a GeoJSON file,"
            " or take an extract that holds all of it"
        )
    found = max(fitting, key=lambda one: one.shape.area)
    return TownOutline(_simplified(found.shape), found.tags)


def _is_region(one: Mapped) -> bool:
    return "boundary" in one.tags or "place" in one.tags


def _is_called(one: Mapped, name: str) -> bool:
    names = (value for key, value in one.tags.items() if key.partition(":")[0] == "name")
    return name.casefold() in map(str.casefold, names)


def _read_file(path: Path) -> Any:  # noqa: ANN401 - see `TownOutline.holds`
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    try:
        document = json.loads(path.read_text("utf-8-sig"))
        for feature in document.get("features", [document]):
            shape = shapely.geometry.shape(feature.get("geometry", feature))
            if shape.geom_type in {"Polygon", "MultiPolygon"} and shape.is_valid:
                return shape
    except (
        OSError,
        ValueError,
        AttributeError,
        KeyError,
        TypeError,
        shapely.GEOSException,
    ) as error:
        raise ExtractError(f"{path} is no GeoJSON that can be read: {error}") from error
    raise ExtractError(f"{path} holds no valid Polygon: draw the outline of the town")


def _simplified(shape: Any) -> Any:  # noqa: ANN401 - see `TownOutline.holds`
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    largest = max(getattr(shape, "geoms", [shape]), key=lambda part: part.area)
    metres = LocalMetres(middle_of(shapely.get_coordinates(largest)))
    flat = shapely.transform(shapely.Polygon(largest.exterior), metres.to_metres)
    return shapely.transform(flat.simplify(SIMPLIFIED_M), metres.to_lonlat)
