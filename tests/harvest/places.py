"""Names that residents use → places: what is kept by hand, moved, and what is made anew."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from tests.harvest import addresses, committees, files, named_streets
from tests.harvest.placing import among, place

if TYPE_CHECKING:
    from pathlib import Path

    from tests.harvest.east import Junction
    from tests.harvest.extract import Drawn
    from tests.harvest.files import Feature, Point, Properties

MADE = ("compound-", "address-", "bus-", "school-", "road-")
"""Ids of places that are made anew each time; all others are kept."""

OSM_PLACES = {
    "metro-childrens-hospital": ("station", "上海儿童医学中心", 100),
    "hospital-childrens": ("hospital", "上海儿童医学中心", 220),
    "hospital-renji": ("hospital", "仁济医院东院", 340),
}
"""Places that OpenStreetMap knows better: kind, name there, and how far somebody "at" it may be."""

PLATFORM_M = 15.0
"""Error of a mapped platform."""


def made(
    old: list[Feature],
    shared: Path,
    ways: list[Drawn],
    known: dict[frozenset[str], Junction],
    town: Properties,
) -> list[Feature]:
    """Make the places again."""
    kept = [one for one in old if not one.properties["id"].startswith(MADE)]
    homes = compounds(shared)
    names = {name for one in homes for name in (one.properties["name"], *one.properties["aliases"])}
    english = {
        one.properties["name"]: one.properties["name_en"]
        for one in kept
        if one.properties["kind"] == "street"
    }
    in_order = [
        *(_outlined(one, town) for one in kept if one.properties["kind"] == "subdistrict"),
        *committees.placed(kept, shared, names),
        *_landmarks(kept, shared),
        *_streets(kept, ways),
        *addresses.roads(shared, set(english)),
        *_junctions(kept, ways, known),
        *schools(shared),
        *homes,
        *addresses.numbered(shared, english),
        *bus_stops(shared, english),
    ]
    ids = [one.properties["id"] for one in in_order]
    if len(ids) != len(set(ids)):
        raise ValueError(sorted(one for one in ids if ids.count(one) > 1))
    return in_order


def _outlined(old: Feature, town: Properties) -> Feature:
    basis = "OpenStreetMap 的边界，简化过，不是官方边界"
    return files.Feature(old.properties | {"position_basis": basis}, town)


def compounds(shared: Path) -> list[Feature]:
    """Place the residential compounds of the town, and those that only the addresses have."""
    table = files.rows(shared / "facts-2026" / "compounds.csv")
    found = {
        row["name"]: ("housing2026", files.point(row))
        for row in table
        if row["in_tangqiao"] == "yes"
    }
    for row in files.rows(shared / "facts-2026" / "addresses.csv"):
        if not row["street"]:
            found.setdefault(row["address"], ("addresses2022", files.point(row)))
    basis = "小区的中点，不是大门"
    return [
        place("compound", _plain(name), at, source=source, basis=basis, aliases=_short(name))
        for name, (source, at) in found.items()
    ]


def _plain(name: str) -> str:
    return name.replace("(", "（").replace(")", "）").replace(",", "、")


def _short(name: str) -> list[str]:
    """Give "东方城市花园" and "东方城市花园一期" for "东方城市花园(一期)"."""
    base, bracket, rest = name.partition("(")
    return [base, base + rest.rstrip(")")] if bracket else []


def schools(shared: Path) -> list[Feature]:
    """Place schools and kindergartens; one name at two sites is one place between them."""
    by_name: dict[str, list[Point]] = defaultdict(list)
    for row in files.rows(shared / "facts-2026" / "places_osm.csv"):
        inside = float(row["share_in_tangqiao"]) > 0.5
        if row["kind"] in {"school", "kindergarten"} and row["name"] and inside:
            by_name[row["name"]].append(files.point({**row, "error_m": row["half_size_m"]}))
    basis = "OpenStreetMap 的范围，取中点"
    return [
        place("school", name, among(at), source="osm2026", basis=basis, aliases=_school(name))
        for name, at in by_name.items()
    ]


def _school(name: str) -> list[str]:
    bare = re.sub("[（）]", "", name)
    short = re.sub("^上海交通大学附属|^上海市", "", bare)
    return [alias for alias in dict.fromkeys((bare, short)) if alias != name]


def bus_stops(shared: Path, english: dict[str, str]) -> list[Feature]:
    """Place the bus stops of the town: the platforms of one name are one place."""
    by_name: dict[str, list[Point]] = defaultdict(list)
    for row in files.rows(shared / "facts-2026" / "bus_stops.csv"):
        if row["in_tangqiao"] == "yes":
            by_name[row["name"]].append(files.point({**row, "error_m": str(PLATFORM_M)}))
    made_of = []
    for name, at in by_name.items():
        pair = re.fullmatch("(.+?[路道])(.+[路道])", name)
        streets = [english.get(part, "") for part in pair.groups()] if pair else []
        given = " / ".join(streets) + " bus stop" if all(streets) and streets else ""
        full = f"{name}公交站" if pair else name
        short = [f"{name}{end}" for end in ("站", "车站", "公交车站")] if pair else []
        basis = "OpenStreetMap 的站台" + ("，取中点" if len(at) > 1 else "")
        made_of.append(
            place(
                "bus",
                full,
                among(at),
                source="osm2026",
                basis=basis,
                name_en=given,
                aliases=[*short, name] if pair else [],
            )
        )
    return made_of


def _landmarks(kept: list[Feature], shared: Path) -> list[Feature]:
    """Give stations, hospitals and parks the position and size that OpenStreetMap has."""
    rows = files.rows(shared / "facts-2026" / "places_osm.csv")
    found = []
    for one in kept:
        fields = one.properties
        if fields["kind"] in {"subdistrict", "committee", "street", "junction"}:
            continue
        if fields["id"] in OSM_PLACES:
            kind, name, error = OSM_PLACES[fields["id"]]
            row = next(r for r in rows if (r["kind"], r["name"]) == (kind, name))
            at = files.point({**row, "error_m": str(error)})
            changed = {
                "position_error_m": error,
                "position_basis": "OpenStreetMap 的位置，误差是它的大小",
                "source": "osm2026",
            }
            one = files.Feature(fields | changed, files.spot(at.rounded(5)))  # noqa: PLW2901
        elif fields["id"] == "park-tangqiao":
            one = _park(one, shared)  # noqa: PLW2901
        found.append(one)
    return found


def _park(old: Feature, shared: Path) -> Feature:
    osm = files.features(shared / "data" / "osm" / "osm-tangqiao-features.geojson")
    ring = next(
        one.geometry["coordinates"][0]
        for one in osm
        if one.properties.get("name") == "塘桥公园" and one.geometry
    )
    changed = {
        "position_error_m": 270,
        "position_basis": "OpenStreetMap 的范围，误差是它的大小",
        "source": "osm2026",
    }
    return files.Feature(old.properties | changed, files.area(ring))


def _streets(kept: list[Feature], ways: list[Drawn]) -> list[Feature]:
    by_name: dict[str, list[Drawn]] = defaultdict(list)
    for way in ways:
        by_name[way.name].append(way)
    return [
        named_streets.street(one.properties, by_name[one.properties["name"]])
        if by_name[one.properties["name"]]
        else one
        for one in kept
        if one.properties["kind"] == "street"
    ]


def _junctions(
    kept: list[Feature], ways: list[Drawn], known: dict[frozenset[str], Junction]
) -> list[Feature]:
    found = []
    for old in kept:
        if old.properties["kind"] != "junction":
            continue
        names = {old.properties["name"].removesuffix("口"), *old.properties["aliases"]}
        pairs = [one for pair, one in known.items() if _spelt(pair) & names]
        found.append(named_streets.junction(old, pairs, ways) if pairs else old)
    return found


def _spelt(pair: frozenset[str]) -> set[str]:
    one, other = sorted(pair)
    return {one + other, other + one}
