"""Residents' committees: where the compounds of their name lie, and which are new since 2020."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tests.harvest import files

if TYPE_CHECKING:
    from pathlib import Path

    from tests.harvest.files import Feature

OTHER_NAME = {"兰东": "蓝东"}
"""The statistics bureau and the report write one committee in two ways."""

NEW = {
    "蓝欣": ("committee-lanxin", "Lanxin"),
    "浦阳": ("committee-puyang", "Puyang"),
    "浦明华城": ("committee-pumingcheng", "Puming Huacheng"),
}
"""Committees of 2023 that the report of 2020 does not have."""


class Belongs(NamedTuple):
    """That a compound belongs to a committee, as a source says."""

    compound: str
    committee: str


def read(shared: Path) -> list[dict[str, Any]]:
    """Read the committees."""
    found: list[dict[str, Any]] = files.load(shared / "facts-2026" / "committees.json")[
        "committees"
    ]
    return found


def placed(old: list[Feature], shared: Path, compounds: set[str]) -> list[Feature]:
    """Move committees to better points, and add the new ones without any."""
    facts = {OTHER_NAME.get(one["name"], one["name"]): one for one in read(shared)}
    made = []
    for feature in old:
        if feature.properties["kind"] == "committee":
            fact = facts.pop(feature.properties["name"].removesuffix("居委会"), None)
            made.append(_moved(feature, fact, compounds) if fact else feature)
    added = [_new(fact) for name, fact in facts.items() if name in NEW]
    return [*made, *added]


def belonging(shared: Path) -> list[Belongs]:
    """Give the compounds that sources write down for a committee, in its own words."""
    return [
        Belongs(compound.strip(), OTHER_NAME.get(fact["name"], fact["name"]))
        for fact in read(shared)
        for compound in fact.get("compounds", "").split(",")
        if compound.strip()
    ]


def _moved(old: Feature, fact: dict[str, Any], compounds: set[str]) -> Feature:
    fields = dict(old.properties)
    # "金浦小区 502弄" names the compound first.
    named = [part.split()[0] for part in fact.get("compounds", "").split(",") if part.strip()]
    known = {*fields["aliases"], *compounds}
    fields["aliases"] += [
        name for name in named if name and name not in known and name[-1] in "区园厦座寓"
    ]
    if fact["name"] in OTHER_NAME and fact["name"] not in known:
        fields["aliases"].append(fact["name"])
    if fact["lon"] is None:
        return files.Feature(fields, old.geometry)
    fields |= {
        "position_error_m": fact["error_m"],
        "position_basis": "同名小区的中点，不是居委会的门",
        "source": "housing2026",
    }
    return files.Feature(fields, files.spot([round(fact["lon"], 4), round(fact["lat"], 4)]))


def _new(fact: dict[str, Any]) -> Feature:
    key, english = NEW[fact["name"]]
    fields: files.Properties = {
        "id": key,
        "name": f"{fact['name']}居委会",
        "name_en": f"{english} Residents' Committee",
        "aliases": [fact["name"]],
        "kind": "committee",
        "position_error_m": None,
        "position_basis": "",
        "source": "nbs2023",
    }
    return files.Feature(fields, None)
