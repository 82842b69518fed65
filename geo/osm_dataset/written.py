"""What the files of a dataset are written with: features of GeoJSON, names in two languages."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from geo.printable import UNPRINTABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

SOURCE = "osm"
"""The key of the source that everything read from the map names."""

DIGITS = 6
"""Decimals of a degree that are written: 0.1 m."""

Feature = dict[str, Any]
_CHINESE = re.compile("[㐀-鿿]")


def feature(shape: Any, **fields: Any) -> Feature:  # noqa: ANN401 - shapely's shapes, JSON's values
    """Make a feature of a point, a line or a polygon, degrees, WGS-84; None: no position."""
    return {"type": "Feature", "properties": fields, "geometry": shape and _geometry(shape)}


def write_features(path: Path, features: Iterable[Feature]) -> None:
    """Write a FeatureCollection, a line for each feature."""
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in features)
    path.write_text(f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n', "utf-8")


def printable(text: str) -> str:
    """Give a text of the map in one line, without what cannot be printed."""
    return " ".join(UNPRINTABLE.sub("", text).split())


def is_past(tags: Mapping[str, str]) -> bool:
    """Tell whether a thing is no more: lists of names of the USA mark it in the name."""
    return tags.get("name", "").casefold().endswith("(historical)")


def names_of(tags: Mapping[str, str]) -> dict[str, str]:
    """Give `name` and `name_en`: in Chinese and English where the map has them, else its own."""
    own = printable(tags.get("name", ""))
    chinese = printable(tags.get("name:zh-Hans") or _simplified(tags.get("name:zh", ""))) or own
    english = printable(tags.get("name:en", "")) or own
    return {"name": chinese or english, "name_en": english or chinese}


def _simplified(name: str) -> str:
    """Write a Chinese name in the simplified characters of the texts around it."""
    if not name:
        return ""
    import zhconv  # noqa: PLC0415 - 0.2 s, which an answer never needs

    return str(zhconv.convert(name, "zh-hans"))


def other_names(tags: Mapping[str, str], known: Iterable[str]) -> list[str]:
    """Give every further name of two letters and more: in other languages, old, short, official."""
    keys = (key for key in sorted(tags) if _is_name(key))
    found = (printable(one) for key in keys for one in tags[key].split(";"))
    return [name for name in dict.fromkeys(found) if len(name) > 1 and name not in set(known)]


def _is_name(key: str) -> bool:
    head, _, tail = key.partition(":")
    names = {"name", "alt_name", "official_name", "short_name", "loc_name", "old_name"}
    return head in names and len(tail) <= len("zh-Hans")


def _geometry(shape: Any) -> dict[str, Any]:  # noqa: ANN401 - shapely
    if shape.geom_type == "Point":
        return {"type": "Point", "coordinates": _rounded([shape.coords[0]])[0]}
    if shape.geom_type == "Polygon":
        return {"type": "Polygon", "coordinates": [_rounded(shape.exterior.coords)]}
    return {"type": "LineString", "coordinates": _rounded(shape.coords)}


def _rounded(coordinates: Iterable[Any]) -> list[list[float]]:
    return [[round(lon, DIGITS), round(lat, DIGITS)] for lon, lat in coordinates]
