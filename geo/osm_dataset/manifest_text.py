"""Writes `dataset.toml` of a town that comes from the map."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.hours.timetable import is_known_country
from geo.hours.world_calendar import NOT_KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.facility import BilingualText, Category
    from geo.osm_dataset.country import Country

_HEAD = """\
# {name}: made by `yike init` from OpenStreetMap. Correct it by hand; every field is explained in
# docs/any_town.md. Numbers to call come from a table of the country: call each once.
"""
_ATTRIBUTION = "© OpenStreetMap 贡献者，ODbL 1.0"
_ATTRIBUTION_EN = "© OpenStreetMap contributors, ODbL 1.0"
_BOUNDARY = "OpenStreetMap 的边界，简化过，不是官方边界"
_BOUNDARY_EN = "OpenStreetMap's boundary, simplified, not an official one"


@dataclass(frozen=True, slots=True)
class About:
    """What a dataset says of itself; `day` is that of the map, ISO."""

    id: str
    name: BilingualText
    country: Country
    categories: Mapping[str, Category]
    day: str
    has_boundary: bool


def id_of(name: str) -> str:
    """Make an id of a name: Latin letters, digits and hyphens, 40 at most; "town" when none."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:40] or "town"


def manifest_text(about: About) -> str:
    """Give the text of `dataset.toml`."""
    return "\n".join([_HEAD.format(name=about.name.zh), *_lines(about)]) + "\n"


def _lines(about: About) -> Iterator[str]:
    fields = {
        "id": about.id,
        "name": about.name.zh,
        "name_en": about.name.en,
        "country": about.country.code,
        **({} if is_known_country(about.country.code) else {"calendar": NOT_KNOWN}),
        "zone": about.country.zone,
        "default_pace": "elder",
        "attribution": _ATTRIBUTION,
        "attribution_en": _ATTRIBUTION_EN,
    }
    if about.has_boundary:
        fields |= {"boundary_note": _BOUNDARY, "boundary_note_en": _BOUNDARY_EN}
    yield from _pairs(fields)
    yield f"date = {about.day}"
    for key, one in about.categories.items():
        names = {"name": one.name.zh, "name_en": one.name.en}
        plain = {"plain": one.plain.zh, "plain_en": one.plain.en}
        yield from _table(f"categories.{key}", names | plain)
    for key, line in about.country.hotlines.items():
        yield from _table(f"hotlines.{key}", line)
    osm = {"title": "OpenStreetMap", "date": about.day}
    yield from _table("sources.osm", osm | {"url": "https://www.openstreetmap.org/copyright"})
    for key, source in about.country.sources.items():
        yield from _table(f"sources.numbers-{key}", source)


def _table(name: str, fields: Mapping[str, str]) -> Iterator[str]:
    yield f"\n[{name}]"
    yield from _pairs(fields)


def _pairs(fields: Mapping[str, str]) -> Iterator[str]:
    """Write texts as TOML: its basic strings are those of JSON."""
    return (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items())
