"""`dataset.toml` → what a dataset is called, shows first, calls for help and rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from geo.dataset.dataset_files import ID, table_rows
from geo.dataset.fields import Row, parse_day, quoted
from geo.errors import Fault
from geo.facility import Category, Pace, Source
from geo.hours.timetable import is_known_country
from geo.hours.world_calendar import NOT_KNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geo.facility import BilingualText

UTC = ZoneInfo("UTC")
CODE = re.compile("[A-Za-z]{2}")
FIELDS = (
    "id",
    "name",
    "name_en",
    "country",
    "calendar",
    "zone",
    "default_pace",
    "date",
    "attribution",
    "attribution_en",
    "boundary_note",
    "boundary_note_en",
    "categories",
    "hotlines",
    "sources",
    "terms",
    "wording",
)
WORDING = (
    *("whole", "kind_of_town"),
    *("town", "area", "services", "more_services", "ask", "kind", "kinds", "other_kind"),
    *("other_kinds", "place_example", "other_place", "search_example", "question", "fact"),
    *(
        "hotline",
        "look",
        "station",
        "committee",
        "company",
        "refuge",
        "meeting",
        "search_part",
        "sit_part",
        "talk_part",
    ),
    *("health_part", "legal_line", "complaint_line", "contacts"),
)
"""What a dataset may say in its own words; each may have an English version ending in `_en`."""


@dataclass(frozen=True, slots=True)
class Hotline:
    """A number to call. `tel` is None when no source gives it."""

    key: str
    name: BilingualText
    tel: str | None
    note: BilingualText


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that `dataset.toml` says; `geo.dataset.dataset.Dataset` explains the fields."""

    id: str
    name: BilingualText
    country: str
    calendar: str
    zone: ZoneInfo
    default_pace: Pace
    categories: Mapping[str, Category]
    hotlines: tuple[Hotline, ...]
    sources: Mapping[str, Source]
    terms: Mapping[str, str]
    wording: Mapping[str, BilingualText]
    attribution: BilingualText
    boundary_note: BilingualText
    date: date


def read_manifest(path: Path, tables: dict[str, Any], faults: list[Fault]) -> Manifest:
    """Read the tables of `dataset.toml`; blanks stand where there are faults."""
    head = Row(path.name, "", tables, faults)
    head.check_spelling(FIELDS)
    sources = {row.label: _source(row) for row in table_rows(path, "sources", tables, faults)}
    country = _country(head)
    return Manifest(
        id=_id(head),
        name=head.bilingual("name", required=True),
        country=country,
        calendar=_calendar(head, country),
        zone=_zone(head),
        default_pace=head.one_of("default_pace", Pace, Pace.ELDER),
        categories=_categories(path, head, faults),
        hotlines=tuple(_hotline(row) for row in table_rows(path, "hotlines", tables, faults)),
        sources=sources,
        terms=_terms(path, tables, faults),
        wording=_wording(path, tables, faults),
        attribution=head.bilingual("attribution"),
        boundary_note=head.bilingual("boundary_note"),
        date=_date(head, sources),
    )


def _id(head: Row) -> str:
    name = head.text("id", required=True)
    if name and not ID.fullmatch(name):
        head.fault("id", f"is {quoted(name)}; use 1 to 40 letters a-z, digits, - and _")
    return name


def _country(head: Row) -> str:
    code = head.text("country", required=True)
    is_given = head.text("calendar") and CODE.fullmatch(code)
    if code and not (is_given or is_known_country(code)):
        problem = (
            f"is {quoted(code)}, whose holidays are not known; write an ISO code such as CN,"
            ' or calendar = "none"'
        )
        head.fault("country", problem)
    return code


def _calendar(head: Row, country: str) -> str:
    """Give the country whose holidays count; "none" where nobody knows them."""
    written = head.text("calendar")
    if written and written != NOT_KNOWN:
        head.fault("calendar", f'is {quoted(written)}; write "none", or leave it out')
    return written or country


def _zone(head: Row) -> ZoneInfo:
    name = head.text("zone", required=True)
    try:
        return ZoneInfo(name) if name else UTC
    except (LookupError, ValueError, OSError):
        head.fault("zone", f"is {quoted(name)}; write a time zone like Asia/Shanghai")
        return UTC


def _categories(path: Path, head: Row, faults: list[Fault]) -> dict[str, Category]:
    rows = table_rows(path, "categories", head.fields, faults)
    if not rows:
        head.fault("categories", "has none; write at least one table [categories.KEY]")
    for row in rows:
        if not ID.fullmatch(row.label):
            row.fault("categories", "use 1 to 40 letters a-z, digits, - and _ as its key")
    return {row.label: _category(row) for row in rows}


def _category(row: Row) -> Category:
    name = row.bilingual("name", required=True)
    return Category(row.label, name, row.bilingual("plain") if row.text("plain") else name)


def _hotline(row: Row) -> Hotline:
    name = row.bilingual("name", required=True)
    return Hotline(row.label, name, row.text("tel") or None, row.bilingual("note"))


def _source(row: Row) -> Source:
    title = row.text("title", required=True)
    return Source(row.label, title, row.text("index"), row.dated("date"), row.text("url"))


def _terms(path: Path, tables: dict[str, Any], faults: list[Fault]) -> dict[str, str]:
    """Read how services and eligibility are called in English."""
    table = tables.get("terms", {})
    if not isinstance(table, dict):
        faults.append(Fault(path.name, "", "terms", f"is {quoted(table)}; write a table [terms]"))
        return {}
    row = Row(path.name, "terms", table, faults)
    return {term: row.text(term, required=True) for term in table}


def _wording(path: Path, tables: dict[str, Any], faults: list[Fault]) -> dict[str, BilingualText]:
    """Read how texts speak of the town; nobody could notice a name that no text has."""
    table = tables.get("wording", {})
    if not isinstance(table, dict):
        faults.append(
            Fault(path.name, "", "wording", f"is {quoted(table)}; write a table [wording]")
        )
        return {}
    row = Row(path.name, "wording", table, faults)
    for name in table:
        if name.removesuffix("_en") not in WORDING:
            row.fault(name, f"is not known; use {', '.join(WORDING)}")
    return {name: row.bilingual(name) for name in WORDING if name in table}


def _date(head: Row, sources: Mapping[str, Source]) -> date:
    days = [day for source in sources.values() if (day := parse_day(source.date))]
    day = head.day("date") or max(days, default=None)
    if day is None:
        head.fault("date", "is missing and no source has a day; write the date of the data")
        return date.min
    return day
