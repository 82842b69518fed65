"""Facts that were found → the facilities that are kept by hand; what somebody verified stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import shapely

from tests.harvest import committees, files, planar

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from tests.harvest.files import Feature, Properties


class New(NamedTuple):
    """What a facility is called that the dataset did not have."""

    id: str
    name_en: str
    category: str


NEW = {
    "塘桥社区长者照护之家": New("eldercare-residence", "Tangqiao Elder Care House", "eldercare"),
    "塘桥社区老年人日间服务中心": New(
        "eldercare-daycare", "Tangqiao Day Service Centre for the Elderly", "eldercare"
    ),
    "上海海亿达护理站": New("eldercare-nursing", "Haiyida Nursing Station", "eldercare"),
    "塘桥居家养老服务中心": New("eldercare-athome", "Tangqiao Home Care Service", "eldercare"),
    "塘桥宁阳老年人日间照护中心": New(
        "eldercare-ningyang", "Ningyang Day Care Centre for the Elderly", "eldercare"
    ),
    "上海琻锦颐养院": New("eldercare-jinjin", "Jinjin Nursing Home", "eldercare"),
    "上海申养滨江望年荟养老院": New(
        "eldercare-wangnianhui", "Shenyang Binjiang Wangnianhui Nursing Home", "eldercare"
    ),
    "金浦助餐点": New("canteen-jinpu", "Jinpu Meal Point for the Elderly", "canteen"),
    "微南助餐点": New("canteen-weinan", "Weinan Meal Point for the Elderly", "canteen"),
    "茂兴助餐点": New("canteen-maoxing", "Maoxing Meal Point for the Elderly", "canteen"),
    "南泉助餐点": New("canteen-nanquan", "Nanquan Meal Point for the Elderly", "canteen"),
    "怡东助餐点": New("canteen-yidong", "Yidong Meal Point for the Elderly", "canteen"),
    "蓝村助餐点": New("canteen-lancun", "Lancun Meal Point for the Elderly", "canteen"),
    "宁阳助餐点": New("canteen-ningyang", "Ningyang Meal Point for the Elderly", "canteen"),
    "峨山路助餐点": New("canteen-eshan", "Eshan Road Meal Point for the Elderly", "canteen"),
}

CITY, PLATFORM = "care2025", "care2024"
BASIS = {
    CITY: "名单上的地址，由地图查到的坐标，不是大门",
    PLATFORM: "养老平台上的图钉，不是大门",
}
AT_COMMITTEE = "居委会同名小区的中点，门口没有定位"
COMPOUNDS = ("housing2026", "2026-05")
OLD_PAGES = ("aggregators", "2013/2015")
PATH_BASIS = {
    "osm2026": "OpenStreetMap 的东岸绿道，在街道范围内的一段",
    "outline2022": "街道北界的线沿张家浜，向南移 15 米；路在哪一岸没有查到",
}
PATH_SHIFT_M, PATH_ERROR_M = 15.0, 80.0
GREENWAY_ERROR_M, MOUTH_DEGREES = 20.0, 0.0002


def merged(old: list[Feature], shared: Path) -> list[Feature]:
    """Bring what was found into the facilities."""
    by_id = {one.properties["id"]: one for one in old}
    for fact in files.load(shared / "facts-2026" / "facilities_found.json")["facilities"]:
        key = fact["yike_id"] or NEW[fact["name"]].id
        known = by_id.get(key) or _blank(fact)
        by_id[key] = _with_fact(known, fact)
    by_id |= _at_committees(by_id, shared)
    for key, path, error, source in _paths(shared):
        by_id[key] = _drawn(by_id[key], path, error, source)
    return _in_order(list(by_id.values()))


def _blank(fact: dict[str, Any]) -> Feature:
    """Write a facility that the dataset did not have."""
    new, source = NEW[fact["name"]], _source(fact)
    fields: Properties = {
        "id": new.id,
        "name": fact["name"],
        "name_en": new.name_en,
        "category": new.category,
        "status": "open",
        "address": "",
        "phone": "",
        "opening_hours": "",
        "services": [],
        "eligibility": "",
        "accessible": "unknown",
        "capacity": None,
        "inside": fact.get("inside", ""),
        "neighbourhood": "",
        "position_error_m": None,
        "position_basis": "",
        "source": source,
        "source_date": fact["date"],
        "verified_on": None,
        "note": "",
        "note_en": "",
    }
    return files.Feature(fields, None)


def _source(fact: dict[str, Any]) -> str:
    return CITY if "sstar16" in fact["source"] else PLATFORM


def _with_fact(known: Feature, fact: dict[str, Any]) -> Feature:
    """Write a fact's fields with their source, unless somebody has stood at the door since."""
    fields, geometry = dict(known.properties), known.geometry
    if fields["verified_on"]:
        return known
    source = _source(fact)
    told = {"status": "open", "address": fact.get("address"), "phone": fact.get("phone")}
    told["capacity"] = fact.get("capacity")
    changed = {name: value for name, value in told.items() if value}
    fields |= changed
    if not fact.get("inside"):
        geometry = files.spot([round(fact["lon"], 4), round(fact["lat"], 4)])
        fields |= {"position_error_m": fact["error_m"], "position_basis": BASIS[source]}
        changed["position"] = True
    if fact.get("opened"):
        fields |= _note(fact)
    if fields["source"] != source:
        fields = _sourced(fields, changed, source, fact["date"])
    return files.Feature(fields, geometry)


def _note(fact: dict[str, Any]) -> Properties:
    english = {"公建民营": "publicly built, privately run", "民建民营": "private"}
    return {
        "note": f"{fact['opened']} 开办，{fact['capacity']} 张床位，{fact['operator']}。",
        "note_en": f"Opened on {fact['opened']}, {fact['capacity']} beds, "
        f"{english[fact['operator']]}.",
    }


def _sourced(fields: Properties, names: Any, source: str, date: str) -> Properties:  # noqa: ANN401
    """Say of some fields where they come from; the others keep the facility's own source."""
    own = dict(fields.get("provenance") or {})
    own |= {name: {"source": source, "source_date": date} for name in names}
    ordered = {name: value for name, value in fields.items() if name != "provenance"}
    at = list(ordered).index("verified_on")
    items = list(ordered.items())
    return dict([*items[:at], ("provenance", own), *items[at:]])


def _at_committees(by_id: dict[str, Feature], shared: Path) -> dict[str, Feature]:
    """Move what is at a committee to the committee's better point; take its telephone."""
    places = {
        one.properties["id"]: one
        for one in files.features(files.DATA / "places.geojson")
        if one.properties["kind"] == "committee" and one.properties["source"] == COMPOUNDS[0]
    }
    phones = {
        committees.OTHER_NAME.get(one["name"], one["name"]): one["phone"]
        for one in committees.read(shared)
        if "phone" in one
    }
    moved = {}
    for key, feature in by_id.items():
        fields = feature.properties
        place = places.get(fields["neighbourhood"])
        if place and fields["category"] != "canteen" and not fields["verified_on"]:
            feature = _at(feature, place)  # noqa: PLW2901
        name = fields["name"].removesuffix("“家门口”服务站")
        if fields["category"] == "station" and name in phones:
            told = feature.properties | {"phone": phones[name]}
            feature = files.Feature(  # noqa: PLW2901
                _sourced(told, ["phone"], *OLD_PAGES), feature.geometry
            )
        moved[key] = feature
    return moved


def _at(feature: Feature, place: Feature) -> Feature:
    fields = feature.properties | {
        "position_error_m": place.properties["position_error_m"],
        "position_basis": AT_COMMITTEE,
    }
    return files.Feature(_sourced(fields, ["position"], *COMPOUNDS), place.geometry)


def _paths(shared: Path) -> list[tuple[str, list[list[float]], float, tuple[str, str]]]:
    """Draw the paths along the river, where it is mapped, and along the canal, beside its line."""
    lines = files.features(shared / "facts-2026" / "lines.geojson")
    by_use = {one.properties["use"]: one for one in reversed(lines)}
    canal = by_use["barrier"].geometry["coordinates"]  # type: ignore[index]
    # The greenway goes on over the mouth of the canal, out of the town.
    town = shapely.Polygon(_ring()) - shapely.LineString(canal).buffer(MOUTH_DEGREES)
    green = shapely.LineString(by_use["fitness path"].geometry["coordinates"])  # type: ignore[index]
    canal = shapely.LineString(planar.metres(canal))
    beside = shapely.offset_curve(canal.simplify(3), -PATH_SHIFT_M) - _bank()
    beside = max(shapely.get_parts(beside), key=lambda part: float(part.length))  # east of the bank
    return [
        ("fitness-riverside", _inside(green, town), GREENWAY_ERROR_M, ("osm2026", "2026-05-19")),
        (
            "fitness-zhangjiabang",
            [list(planar.degrees(at)) for at in shapely.get_coordinates(beside)],
            PATH_ERROR_M,
            ("outline2022", "2022-04"),
        ),
    ]


def _bank() -> BaseGeometry:
    """Give the bank of the river, in metres and a little wide."""
    bank = files.features(files.DATA / "barriers.geojson")[0].geometry
    path = planar.metres(bank["coordinates"])  # type: ignore[index]
    return shapely.LineString(path).buffer(1)


def _ring() -> list[list[float]]:
    ring: list[list[float]] = files.features(files.DATA / "boundary.geojson")[0].geometry[  # type: ignore[index]
        "coordinates"
    ][0]
    return ring


def _inside(path: shapely.LineString, town: BaseGeometry) -> list[list[float]]:
    part = path.intersection(town)
    longest = max(shapely.get_parts(part), key=lambda one: float(one.length))
    return [[round(lon, 6), round(lat, 6)] for lon, lat in shapely.get_coordinates(longest)]


def _drawn(
    feature: Feature, path: list[list[float]], error_m: float, source: tuple[str, str]
) -> Feature:
    fields = feature.properties | {
        "position_error_m": round(error_m),
        "position_basis": PATH_BASIS[source[0]],
    }
    return files.Feature(_sourced(fields, ["position"], *source), files.line(path))


def _in_order(made: list[Feature]) -> list[Feature]:
    """Put new facilities behind the last one of their category."""
    order = list(dict.fromkeys(one.properties["category"] for one in made))
    return sorted(made, key=lambda one: order.index(one.properties["category"]))
