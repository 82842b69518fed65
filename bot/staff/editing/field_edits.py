"""What staff write to change or to add a facility: its name, then fields and their values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.staff.arguments import find_facilities
from bot.staff.citation import cited
from bot.staff.importing.cell_error import CellError
from bot.staff.importing.columns import column_names
from bot.staff.importing.matching import new_id
from bot.staff.importing.positions import read_cell
from bot.staff.importing.row_planner import UNTOLD_ERROR_M
from bot.staff.importing.rows import middle_of
from bot.staff.importing.values import read_value
from geo.dataset.editing import differences, facility_values
from geo.facility import Shape, Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from geo.change_log.changeset import FieldChange
    from geo.dataset.dataset import Dataset

SOURCE = "staff"
"""Key of the source of what staff say, where a dataset has it."""

_NOT_BY_HAND = {"id", "geometry", "lon", "lat", "provenance", "meals", "position_basis"}


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """What would change of one facility; `name` is what people call it."""

    facility_id: str
    name: str
    values: dict[str, object]
    changes: tuple[FieldChange, ...]
    is_new: bool


def split_fields(text: str) -> tuple[str, dict[str, str]]:
    """Split "NAME 电话 58311234 开放时间 早上8点到晚上9点" into the name and the fields.

    A field's name stands between blanks, or before a colon.
    """
    words = {name.lower(): field for field, names in _names().items() for name in names}
    names = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    found = list(
        re.finditer(rf"(?:(?<=[\s,，;；])|^)({names})(?:\s*[:：]\s*|\s+|$)", text, re.IGNORECASE)
    )
    if not found:
        return text.strip(), {}
    ends = [*(one.start() for one in found[1:]), len(text)]
    fields = {
        words[one[1].lower()]: text[one.end() : end].strip(" ,，;；")
        for one, end in zip(found, ends, strict=True)
    }
    return text[: found[0].start()].strip(" ,，;；"), fields


def read_edit(dataset: Dataset, text: str, today: date) -> FieldEdit:
    """Read a change of a known facility.

    Raises:
        CellError: there is no such facility or field, or a value cannot be read.
    """
    name, fields = split_fields(text)
    found = find_facilities(dataset, name)
    if len(found) != 1:
        raise CellError("no_facility", text=name[:40])
    if not fields:
        raise CellError("no_field", known="、".join(_known_fields()))
    old = facility_values(dataset)[found[0].id]
    values = _values(dataset, fields)
    changes = differences({found[0].id: old}, {found[0].id: values})
    source = SOURCE if SOURCE in dataset.sources else ""
    values = cited(values, [one.field for one in changes], old, source, today)
    told = tuple(one for one in changes if one.field != "provenance")
    return FieldEdit(found[0].id, found[0].name.zh, values, told, is_new=False)


def read_addition(dataset: Dataset, text: str, today: date) -> FieldEdit:
    """Read a new facility: its name, and at least its category.

    Raises:
        CellError: the name is missing or known already, or a value cannot be read.
    """
    name, fields = split_fields(text)
    if not name:
        raise CellError("no_name")
    if any(one.name.zh == name for one in dataset.facilities):
        raise CellError("known_already", name=name)
    values = _values(dataset, fields)
    if "category" not in values:
        raise CellError("no_category_said")
    if SOURCE not in dataset.sources and "source" not in values:
        raise CellError("no_source_said")
    taken = {one.id for one in dataset.facilities}
    facility_id = new_id(str(values["category"]), name, taken)
    told = {"name": name, "status": Status.OPEN.value, "source": SOURCE}
    values = {**told, "source_date": today.isoformat(), **values}
    changes = differences({}, {facility_id: values})
    shown = tuple(one for one in changes if one.field not in {"id", "source_date"})
    return FieldEdit(facility_id, name, values, shown, is_new=True)


def _values(dataset: Dataset, fields: Mapping[str, str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for field, text in fields.items():
        if field == "position":
            values |= _position(dataset, text)
        elif field in _NOT_BY_HAND:
            raise CellError("no_field", known="、".join(_known_fields()))
        else:
            values[field] = read_value(field, text, dataset)
    return values


def _position(dataset: Dataset, text: str) -> dict[str, object]:
    """Read a map link; bare numbers do not say which coordinates they are."""
    written = read_cell(text, middle_of(dataset))
    if written is None or not written.is_wgs84:
        raise CellError("only_links", text=text[:40])
    at = [round(written.point.lon, 6), round(written.point.lat, 6)]
    return {
        "geometry": {"type": Shape.POINT.value, "coordinates": at},
        "position_error_m": UNTOLD_ERROR_M,
        "position_basis": "地图链接",
    }


def _names() -> Mapping[str, tuple[str, ...]]:
    names = column_names()
    return {field: known for field, known in names.items() if field not in {"id", "lon", "lat"}}


def _known_fields() -> list[str]:
    return [names[0] for field, names in _names().items() if field not in _NOT_BY_HAND]
