"""What staff write to change or to add a facility: its name, then fields and their values."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.map_links import read_link
from bot.staff.arguments import find_facilities
from bot.staff.citation import cited
from bot.staff.former_names import with_former_names
from bot.staff.importing.addresses import address_values
from bot.staff.importing.cell_error import CellError
from bot.staff.importing.columns import column_names, named_system, without_system
from bot.staff.importing.matching import new_id
from bot.staff.importing.positions import read_cell
from bot.staff.importing.row_planner import UNTOLD_ERROR_M
from bot.staff.importing.rows import middle_of
from bot.staff.importing.values import read_value
from bot.staff.position_basis import written_basis
from geo.crs import to_wgs84
from geo.dataset.editing import differences, facility_values
from geo.facility import Shape, Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import TypeAlias

    from geo.change_log.changeset import FieldChange
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility, LonLat

    Fields: TypeAlias = Mapping[str, str]

SOURCE = "staff"
"""Key of the source of what staff say, where a dataset has it."""

_NOT_BY_HAND = {"id", "geometry", "lon", "lat", "provenance", "meals", "position_basis"}
_DECIMALS = 6
"""Of a degree: 0.1 m."""


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """What would change of one facility; `name` is what people call it.

    `old_error_m` is how wrong its position may have been; `is_swapped` tells that a latitude was
    written before the longitude, and turned round.
    """

    facility_id: str
    name: str
    values: dict[str, object]
    changes: tuple[FieldChange, ...]
    is_new: bool
    old_error_m: float | None = None
    is_swapped: bool = False


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
        begun = find_facilities(dataset, name.partition(" ")[0])
        if len(begun) == 1:  # the facility is known, the field behind it is not
            text = name.partition(" ")[2][:40]
            raise CellError("no_such_field", text=text, known="、".join(_known_fields()))
        raise CellError("no_facility", text=name[:40])
    if not fields:
        raise CellError("no_field", known="、".join(_known_fields()))
    return read_fields(dataset, found[0], fields, today)


def wants_pin(dataset: Dataset, text: str) -> Facility | None:
    """Give the facility of "NAME 位置", whose position comes as a pin; None for all else.

    Raises:
        CellError: there is no such facility.
    """
    name, fields = split_fields(text)
    if fields != {"position": ""}:
        return None
    found = find_facilities(dataset, name)
    if len(found) != 1:
        raise CellError("no_facility", text=name[:40])
    return found[0]


def read_fields(dataset: Dataset, facility: Facility, fields: Fields, today: date) -> FieldEdit:
    """Read new values of a known facility, by field, as people write them.

    Raises:
        CellError: a value cannot be read.
    """
    values = _with_suspension(facility, _values(dataset, fields), today)
    if any(one.name.zh == values.get("name") for one in dataset.facilities if one is not facility):
        raise CellError("name_taken", name=values["name"])
    made = edit_of(dataset, facility, values, today)
    return replace(made, is_swapped=_is_swapped(dataset, fields))


def edit_of(
    dataset: Dataset, facility: Facility, values: dict[str, object], today: date
) -> FieldEdit:
    """Tell what new values would change of a known facility, and say where they are from."""
    key = facility.id
    old = facility_values(dataset)[key]
    values = with_former_names(values, old)
    changes = differences({key: old}, {key: values})
    source = SOURCE if SOURCE in dataset.sources else ""
    values = cited(values, [one.field for one in changes], old, source, today)
    told = tuple(one for one in changes if one.field != "provenance")
    error_m = facility.position_error_m
    return FieldEdit(key, facility.name.zh, values, told, is_new=False, old_error_m=error_m)


def read_addition(dataset: Dataset, text: str, today: date) -> FieldEdit:
    """Read a new facility: its name, and at least its category.

    Raises:
        CellError: the name is missing or known already, or a value cannot be read.
    """
    return read_new(dataset, *split_fields(text), today)


def read_new(dataset: Dataset, name: str, fields: Fields, today: date) -> FieldEdit:
    """Read a new facility by its name and fields, a category among them.

    Raises:
        CellError: the name is missing or known already, or a value cannot be read.
    """
    if not name:
        raise CellError("no_name")
    if any(one.name.zh == name for one in dataset.facilities):
        raise CellError("known_already", name=name)
    values = _values(dataset, fields)
    if "geometry" not in values:
        values |= address_values(dataset, str(values.get("address") or ""))
    if "category" not in values:
        raise CellError("no_category_said")
    if SOURCE not in dataset.sources and "source" not in values:
        raise CellError("no_source_said")
    taken = {one.id for one in dataset.facilities}
    facility_id = new_id(str(values["category"]), name, taken)
    told = {"name": name, "status": Status.OPEN.value, "source": SOURCE}
    values = {**told, "source_date": today.isoformat(), **values}
    made = addition_of(facility_id, name, values)
    return replace(made, is_swapped=_is_swapped(dataset, fields))


def addition_of(facility_id: str, name: str, values: dict[str, object]) -> FieldEdit:
    """Tell what a new facility would be."""
    changes = differences({}, {facility_id: values})
    shown = tuple(one for one in changes if one.field not in {"id", "source_date"})
    return FieldEdit(facility_id, name, values, shown, is_new=True)


def position_values(point: LonLat, error_m: float, basis: str) -> dict[str, object]:
    """Give the fields of a position (WGS-84) that is wrong by `error_m` metres at most."""
    at = [round(point.lon, _DECIMALS), round(point.lat, _DECIMALS)]
    return {
        "geometry": {"type": Shape.POINT.value, "coordinates": at},
        "position_error_m": error_m or UNTOLD_ERROR_M,
        "position_basis": written_basis(basis),
    }


def _values(dataset: Dataset, fields: Fields) -> dict[str, object]:
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
    """Read a map link, or numbers behind the name of their system: bare ones do not say which."""
    system, middle = named_system(text), middle_of(dataset)
    written = read_cell(text if read_link(text) else without_system(text), middle)
    if written is not None and written.is_wgs84:
        return position_values(written.point, UNTOLD_ERROR_M, "basis_link")
    if written is None or system is None:
        raise CellError("only_links", text=text.strip()[:40])
    return position_values(to_wgs84(written.point, system), UNTOLD_ERROR_M, "basis_numbers")


def _with_suspension(
    facility: Facility, values: dict[str, object], today: date
) -> dict[str, object]:
    """Let a last day suspend what is open, and let what is suspended no more have none.

    Raises:
        CellError: the last day is over.
    """
    until, status = values.get("suspended_until"), values.get("status")
    if until and str(until) < today.isoformat():
        raise CellError("past_day", text=until)
    if until and status is None and facility.status is Status.OPEN:
        return {**values, "status": Status.SUSPENDED.value}
    is_over = status not in {None, Status.SUSPENDED.value} and "suspended_until" not in values
    if is_over and facility.suspended_until:
        return {**values, "suspended_until": None}
    return values


def _is_swapped(dataset: Dataset, fields: Fields) -> bool:
    text = fields.get("position", "")
    written = read_cell(text if read_link(text) else without_system(text), middle_of(dataset))
    return written is not None and written.is_swapped


def _names() -> Mapping[str, tuple[str, ...]]:
    names = column_names()
    return {field: known for field, known in names.items() if field not in {"id", "lon", "lat"}}


def _known_fields() -> list[str]:
    return [names[0] for field, names in _names().items() if field not in _NOT_BY_HAND]
