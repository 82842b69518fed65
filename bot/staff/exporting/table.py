"""Facilities as rows of a table whose headings people read, and which can be brought back as is."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from bot.staff.hours_words import hours_as_written
from bot.staff.importing.cell_error import CellError
from bot.staff.importing.values import read_value
from bot.staff.reports.change_report import field_name, told_value
from bot.staff.workbook import Column, workbook_bytes
from bot.texts import say
from geo.dataset.editing import facility_values
from geo.facility import Accessible, Shape, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.dataset.dataset import Dataset

FIELDS = (
    "id",
    "name",
    "name_en",
    "aliases",
    "category",
    "status",
    "address",
    "phone",
    "opening_hours",
    "services",
    "eligibility",
    "accessible",
    "capacity",
    "inside",
    "neighbourhood",
    "position_error_m",
    "position_basis",
    "source",
    "source_date",
    "verified_on",
    "suspended_until",
    "note",
    "note_en",
)
"""What a table holds beside longitude and latitude: all but what has no place in one cell."""

_KEYS = ("category", "status", "accessible", "source")
_OF_A_POINT = ("position_error_m", "position_basis")
_WIDTHS = {"name": 28, "address": 28, "services": 28, "position_basis": 28, "note": 40}


def headings(language: str) -> list[str]:
    """Give the headings; that of longitude and latitude names the coordinate system."""
    named = [field_name(field, language) for field in FIELDS]
    return [*named, *(f"{say(language, f'import.{key}')}(WGS-84)" for key in ("lon", "lat"))]


def rows(dataset: Dataset, language: str) -> Iterator[list[object]]:
    """Give a row for each facility, as file and log have it; keys stand there in words."""
    for fields in facility_values(dataset).values():
        lon, lat = _lonlat(fields.get("geometry"))
        # Without a point in the row, how exact it is would be said of nothing.
        left_out = _OF_A_POINT if lon is None else ()
        values = ((one, None if one in left_out else fields.get(one)) for one in FIELDS)
        told = (_cell(_in_words(field, value, dataset, language)) for field, value in values)
        yield [*told, lon, lat]


def as_csv(dataset: Dataset, language: str) -> bytes:
    """Write CSV that Excel opens: UTF-8 with its mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings(language))
    writer.writerows(rows(dataset, language))
    return out.getvalue().encode("utf-8-sig")


def as_workbook(dataset: Dataset, language: str) -> bytes:
    """Write XLSX; what may be written into a column can be chosen there."""
    keys: Mapping[str, Iterable[str]] = {
        "category": dataset.categories,
        "status": Status,
        "accessible": Accessible,
    }
    choices = {
        field: tuple(str(_in_words(field, str(key), dataset, language)) for key in known)
        for field, known in keys.items()
    }
    named = dict(zip(headings(language), FIELDS, strict=False))
    columns = [
        Column(
            heading,
            _WIDTHS.get(named.get(heading, ""), 14),
            choices.get(named.get(heading, ""), ()),
        )
        for heading in headings(language)
    ]
    return workbook_bytes(columns, rows(dataset, language))


def _lonlat(shape: object) -> tuple[object, object]:
    if isinstance(shape, dict) and shape.get("type") == Shape.POINT:
        lon, lat = shape["coordinates"][:2]
        return lon, lat
    return None, None


def _in_words(field: str, value: object, dataset: Dataset, language: str) -> object:
    """Give what a key is called, or hours in words, where bringing that back gives the very key."""
    words = _words(field, value, dataset, language) if isinstance(value, str) and value else ""
    try:
        return words if words and read_value(field, words, dataset) == value else value
    except CellError:
        return value


def _words(field: str, key: str, dataset: Dataset, language: str) -> str:
    if field == "opening_hours":
        return hours_as_written(key, language)
    if field in _KEYS:
        return told_value(key, field, dataset, language)
    places = dataset.places if field == "neighbourhood" else ()
    return next((one.name.said_in(language) for one in places if one.id == key), "")


def _cell(value: object) -> object:
    if isinstance(value, list):
        texts = [str(one) for one in value]
        ends = "；" if len(texts) == 1 and set("、，,/") & set(texts[0]) else ""
        return "；".join(texts) + ends
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
