"""The country of a town → its time zone and the numbers to call there."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.crs import distance_m
from geo.facility import LonLat

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.osm_dataset.mapped import Mapped

_COUNTRY_TAGS = ("addr:country", "is_in:country_code", "ISO3166-1:alpha2", "ISO3166-1")
_CODE = re.compile(r"[A-Z]{2}")
_SIGNED = re.compile(r"([+-]\d+)([+-]\d+)")
EVERYWHERE = "112"
"""A mobile telephone takes 112 for an emergency in every network: 3GPP TS 22.101, section 10.1."""


class TimeZone(NamedTuple):
    """A time zone of the IANA database: its countries by ISO code, its name, its main city."""

    country: str
    name: str
    city: LonLat


@dataclass(frozen=True, slots=True)
class Country:
    """What a dataset takes from its country.

    Attributes:
        code: ISO 3166-1 alpha-2.
        zone: the name of the time zone of the nearest city.
        hotlines: tables for dataset.toml, by key.
        sources: tables for dataset.toml, by key: where the numbers stand.
        is_guess: whether nothing on the map told the country.
    """

    code: str
    zone: str
    hotlines: Mapping[str, Mapping[str, str]]
    sources: Mapping[str, Mapping[str, str]]
    is_guess: bool = False


def country_of(middle: LonLat, mapped: Iterable[Mapped], code: str = "") -> Country:
    """Take the country that is given, or else that most things say, or else the nearest zone's."""
    told = code or _told(mapped)
    zones = [zone for zone in _zones() if zone.country == told] or list(_zones())
    nearest = min(zones, key=lambda zone: distance_m(middle, zone.city))
    found = told or nearest.country
    tables = _tables()
    own = tables["countries"].get(found, {})
    numbers = {key: line for key, line in own.items() if isinstance(line, dict)}
    used = {key: tables["sources"][key] for key in own.get("sources", ())}
    return Country(found, nearest.name, _emergency(own) | numbers, used, is_guess=not told)


def _told(mapped: Iterable[Mapped]) -> str:
    """Give the country that most things of the map say they are in; empty when none does."""
    codes = Counter(
        one.tags[key].upper() for one in mapped for key in _COUNTRY_TAGS if key in one.tags
    )
    return next((code for code, _ in codes.most_common() if _CODE.fullmatch(code)), "")


def _emergency(own: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Give the lines for ambulance, fire and police; in a country we do not know, 112."""
    names = {
        "ambulance": ("急救", "Ambulance"),
        "fire": ("火警", "Fire"),
        "police": ("报警", "Police"),
    }
    every = own.get("emergency", EVERYWHERE)
    return {
        key: {"name": zh, "name_en": en, "tel": own.get(f"{key}_tel", every)}
        for key, (zh, en) in names.items()
    }


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((files("geo.osm_dataset") / "countries.toml").read_text("utf-8"))


@cache
def _zones() -> tuple[TimeZone, ...]:
    """Read zone.tab of the IANA time zone database: country, position of the main city, name."""
    text = (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return tuple(TimeZone(row[0], row[2], _city(row[1])) for row in rows)


def _city(written: str) -> LonLat:
    """Read ISO 6709: +DDMM+DDDMM or +DDMMSS+DDDMMSS, latitude first."""
    signed = _SIGNED.fullmatch(written)
    lat, lon = signed.groups() if signed else ("+0000", "+00000")
    return LonLat(_degrees(lon, 3), _degrees(lat, 2))


def _degrees(written: str, digits: int) -> float:
    sign, number = (-1 if written[0] == "-" else 1), written[1:]
    minutes = int(number[digits : digits + 2]) + int(number[digits + 2 :] or 0) / 60
    return sign * (int(number[:digits]) + minutes / 60)
