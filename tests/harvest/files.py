"""Facts are read from tables; features are written as the files of a dataset have them."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

Properties = dict[str, Any]
"""The fields of one feature, as JSON has them."""

DATA = Path(__file__).parents[2] / "data"
"""The dataset that is made."""

GEOCODED = 4
"""Decimals of a degree kept of a geocoder's point: about 10 m, less than its error."""

SURVEYED = 6
"""Decimals kept of a point of OpenStreetMap."""


@dataclass(frozen=True, slots=True)
class Point:
    """A position in degrees, WGS-84, and how many metres it may be off."""

    lon: float
    lat: float
    error_m: float

    def rounded(self, decimals: int) -> list[float]:
        """Give [longitude, latitude] for a file."""
        return [round(self.lon, decimals), round(self.lat, decimals)]


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of a file: its fields and its geometry, None where no source locates it."""

    properties: Properties
    geometry: Properties | None


def rows(path: Path) -> list[dict[str, str]]:
    """Read a table whose first line names the columns."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def point(row: dict[str, str]) -> Point:
    """Read the position of a row."""
    return Point(float(row["lon_wgs84"]), float(row["lat_wgs84"]), float(row["error_m"]))


def load(path: Path) -> Any:  # noqa: ANN401 - JSON
    """Read JSON."""
    return json.loads(path.read_text("utf-8"))


def features(path: Path) -> list[Feature]:
    """Read the features of a file; none when there is no such file."""
    if not path.exists():
        return []
    found = load(path)["features"]
    return [Feature(one["properties"], one["geometry"]) for one in found]


def spot(lonlat: list[float]) -> Properties:
    """Write a point."""
    return {"type": "Point", "coordinates": lonlat}


def line(lonlats: list[list[float]]) -> Properties:
    """Write a line."""
    return {"type": "LineString", "coordinates": lonlats}


def area(ring: list[list[float]]) -> Properties:
    """Write an area by its closed outer ring."""
    return {"type": "Polygon", "coordinates": [ring]}


def save(path: Path, made: Iterable[Feature]) -> None:
    """Write features: one field a line, so that a change of one shows as one line."""
    text = ",\n".join(map(_written, made))
    whole = '{\n  "type": "FeatureCollection",\n  "features": [\n' + text + "\n  ]\n}\n"
    path.write_text(whole, encoding="utf-8")


def _written(feature: Feature) -> str:
    fields = ",\n".join(
        f"        {_json(name)}: {_json(value)}" for name, value in feature.properties.items()
    )
    return (
        '    {\n      "type": "Feature",\n      "properties": {\n'
        f'{fields}\n      }},\n      "geometry": {_json(feature.geometry)}\n    }}'
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
