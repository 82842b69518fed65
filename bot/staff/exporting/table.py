"""Facilities as rows of a table whose headings people read, and which can be brought back as is."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from bot.staff.reports.change_report import field_name
from bot.staff.workbook import Column, workbook_bytes
from bot.texts import say
from geo.dataset.editing import facility_values
from geo.facility import Accessible, Shape, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.dataset.dataset import Dataset

FIELDS = (
    "id",
    "name",
    "name_en",
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

_OF_A_POINT = ("position_error_m", "position_basis")
_WIDTHS = {"name": 28, "address": 28, "services": 28, "position_basis": 28, "note": 40}


def headings(language: str) -> list[str]:
    """Give the headings; that of longitude and latitude names the coordinate system."""
    named = [field_name(field, language) for field in FIELDS]
    return [*named, *(f"{say(language, f'import.{key}')}(WGS-84)" for key in ("lon", "lat"))]


def rows(dataset: Dataset) -> Iterator[list[object]]:
    """Give a row for each facility, as file and log have it."""
    for fields in facility_values(dataset).values():
        lon, lat = _lonlat(fields.get("geometry"))
        # Without a point in the row, how exact it is would be said of nothing.
        left_out = _OF_A_POINT if lon is None else ()
        told = (_cell(None if one in left_out else fields.get(one)) for one in FIELDS)
        yield [*told, lon, lat]


def as_csv(dataset: Dataset, language: str) -> bytes:
    """Write CSV that Excel opens: UTF-8 with its mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings(language))
    writer.writerows(rows(dataset))
    return out.getvalue().encode("utf-8-sig")


def as_workbook(dataset: Dataset, language: str) -> bytes:
    """Write XLSX; what may be written into a column can be chosen there."""
    choices: Mapping[str, tuple[str, ...]] = {
        "category": tuple(dataset.categories),
        "status": tuple(Status),
        "accessible": tuple(Accessible),
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
    return workbook_bytes(columns, rows(dataset))


def _lonlat(shape: object) -> tuple[object, object]:
    if isinstance(shape, dict) and shape.get("type") == Shape.POINT:
        lon, lat = shape["coordinates"][:2]
        return lon, lat
    return None, None


def _cell(value: object) -> object:
    if isinstance(value, list):
        texts = [str(one) for one in value]
        ends = "；" if len(texts) == 1 and set("、，,/") & set(texts[0]) else ""
        return "；".join(texts) + ends
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
