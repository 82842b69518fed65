"""House numbers and lanes as places, and streets that are known by their numbers alone."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tests.harvest import files
from tests.harvest.placing import among, place

if TYPE_CHECKING:
    from pathlib import Path

    from tests.harvest.files import Feature, Point

LANE = "弄"


def numbered(shared: Path, english: dict[str, str]) -> list[Feature]:
    """Place each number that the lists have, and the addresses of facilities among them."""
    rows = files.rows(shared / "facts-2026" / "addresses.csv")
    made = [_number(row, "addresses2022", english) for row in rows if row["street"]]
    listed = {one.properties["name"] for one in made}
    for fact in files.load(shared / "facts-2026" / "facilities_found.json")["facilities"]:
        street, _, rest = fact.get("address", "").partition("路")
        if street and rest.endswith("号") and fact["address"] not in listed:
            row = {
                "address": fact["address"],
                "street": f"{street}路",
                "number": rest.removesuffix("号"),
                "kind": "号",
                "lon_wgs84": str(fact["lon"]),
                "lat_wgs84": str(fact["lat"]),
                "error_m": str(fact["error_m"]),
            }
            made.append(_number(row, "care2025", english))
    return made


def _number(row: dict[str, str], source: str, english: dict[str, str]) -> Feature:
    street = english.get(row["street"], "")
    kind = "Lane {}, {}" if row["kind"] == LANE else "No. {}, {}"
    plain = f"{row['street']}{row['number']}{row['kind']}"
    last = row["address"].partition("-")[2]
    others = [plain, f"{row['street']}{last}"] if last else [plain]
    return place(
        "address",
        row["address"],
        files.point(row),
        source=source,
        basis="弄的中点，不是大门" if row["kind"] == LANE else "门牌的地理编码",
        name_en=kind.format(row["number"], street) if street else "",
        aliases=[one for one in others if one != row["address"]],
    )


def roads(shared: Path, known: set[str]) -> list[Feature]:
    """Place the streets that no map of ours draws at the middle of their numbers."""
    by_street: dict[str, list[Point]] = defaultdict(list)
    for row in files.rows(shared / "facts-2026" / "addresses.csv"):
        if row["street"] and row["street"] not in known:
            by_street[row["street"]].append(files.point(row))
    made = []
    for street, numbers in by_street.items():
        feature = place("road", street, among(numbers), source="addresses2022", basis="门牌的中点")
        made.append(files.Feature(feature.properties | {"kind": "street"}, feature.geometry))
    return made
