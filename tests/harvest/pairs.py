"""What two sources locate, each for itself: the errors of both must reach each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.harvest import committees, files
from tests.harvest.files import Feature, Point

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STATIONS = {"塘桥站": "塘桥", "蓝村路站": "蓝村路", "上海儿童医学中心站": "上海儿童医学中心"}
HOSPITALS = {"上海儿童医学中心": "东方路1678号", "仁济医院东院": "浦建路160号"}


def made(shared: Path) -> list[Feature]:
    """Write each pair as a line from the first point to the second, with both errors."""
    return [
        Feature(
            {"name": name, "error_m": [round(one.error_m), round(other.error_m)]},
            files.line([one.rounded(files.GEOCODED), other.rounded(files.GEOCODED)]),
        )
        for name, one, other in (
            *_compounds(shared),
            *_landmarks(shared),
            *_committees(shared),
            *_meal_point(shared),
        )
    ]


def _compounds(shared: Path) -> Iterator[tuple[str, Point, Point]]:
    """Compounds (from one geocoder) that are also addresses (from another)."""
    addresses = {
        row["address"]: files.point(row)
        for row in files.rows(shared / "facts-2026" / "addresses.csv")
    }
    for row in files.rows(shared / "facts-2026" / "compounds.csv"):
        name = row["name"]
        lane = re.sub(r",\d+号小区$", "号", name).removesuffix("小区")
        for spelling in (name, lane, f"{name}420弄"):
            if spelling in addresses:
                yield name, files.point(row), addresses[spelling]
                break


def _landmarks(shared: Path) -> Iterator[tuple[str, Point, Point]]:
    rows = files.rows(shared / "facts-2026" / "places_osm.csv")
    points = {
        one["name"]: _first(one)
        for one in files.load(shared / "facts" / "places.json")["landmarks"]
        if one["point"]
    }
    for kind, names in (("station", STATIONS), ("hospital", {one: one for one in HOSPITALS})):
        for name, mapped in names.items():
            row = next(r for r in rows if (r["kind"], r["name"]) == (kind, mapped))
            size = max(100.0, float(row["half_size_m"]))
            yield name, points[name], files.point({**row, "error_m": str(size)})
    for row in files.rows(shared / "facts-2026" / "addresses.csv"):
        for hospital, address in HOSPITALS.items():
            if row["address"] == address:
                yield hospital, points[hospital], files.point(row)


def _committees(shared: Path) -> Iterator[tuple[str, Point, Point]]:
    """Committees by what their names and old pages tell, and by compounds of their name."""
    better = {one["name"]: one for one in committees.read(shared) if one["lon"]}
    for one in files.load(shared / "facts" / "places.json")["committees"]:
        if one["point"] and one["name"] in better:
            fact = better[one["name"]]
            other = Point(fact["lon"], fact["lat"], fact["error_m"])
            yield f"{one['name']}居委会", _first(one), other


def _first(fact: dict[str, Any]) -> Point:
    """Read a point of the first facts."""
    lon, lat = fact["point"]
    return Point(lon, lat, fact["error_m"])


def _meal_point(shared: Path) -> Iterator[tuple[str, Point, Point]]:
    first = next(
        one
        for one in files.load(shared / "facts" / "places.json")["committees"]
        if one["name"] == "蓝高"
    )
    found = files.load(shared / "facts-2026" / "facilities_found.json")["facilities"]
    fact = next(one for one in found if one["name"] == "蓝高助餐点")
    yield (
        fact["name"],
        _first(first),
        Point(fact["lon"], fact["lat"], fact["error_m"]),
    )
