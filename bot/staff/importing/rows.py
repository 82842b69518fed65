"""Rows of a sheet → what each says, field by field; rows that cannot be read say why."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.staff.importing.cell_error import CellError
from bot.staff.importing.matching import NEW
from bot.staff.importing.positions import read_cell, read_columns
from bot.staff.importing.sheet import cell_text
from bot.staff.importing.values import read_value
from geo.facility import LonLat, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.staff.importing.columns import Columns
    from bot.staff.importing.positions import WrittenPosition
    from bot.staff.importing.sheet import Cell, Sheet
    from geo.dataset.dataset import Dataset

_NOTES = re.compile(
    r"(合计|总计|小计|注[:：]|备注[:：]|说明[:：]|填表|制表|统计|单位负责人|total)", re.IGNORECASE
)
_PLACED = ("lon", "lat", "position", "geometry")
_SHAPES = {"MultiPoint": "Point", "MultiLineString": "LineString", "MultiPolygon": "Polygon"}


@dataclass(slots=True)
class SheetRow:
    """One row: its number as people count, its cells, and what they say.

    `shape` is a line or an area as the file has it; `faults` are the reasons to reject the row.
    """

    number: int
    cells: tuple[Cell, ...]
    values: dict[str, object] = field(default_factory=dict)
    position: WrittenPosition | None = None
    shape: dict[str, Any] | None = None
    faults: list[CellError] = field(default_factory=list)


def read_rows(sheet: Sheet, columns: Columns, dataset: Dataset) -> Iterator[SheetRow]:
    """Read every row that is no note and not empty."""
    near = middle_of(dataset)
    for number, cells in enumerate(sheet.rows[columns.first :], start=columns.first + 1):
        said = [cell_text(cell) for cell in cells if cell_text(cell)]
        if not said or (len(said) <= 3 and _NOTES.match(said[0])):
            continue
        yield _read(SheetRow(number, cells), columns, dataset, near)


def middle_of(dataset: Dataset) -> LonLat:
    """Give a point in the middle of a town, to tell longitudes from latitudes by."""
    points = [one.geometry.middle for one in dataset.facilities if one.geometry]
    points += [place.point for place in dataset.places if place.point]
    points = points or [LonLat(float(x), float(y)) for x, y in dataset.streets.lonlat[:1]]
    lons, lats = zip(*sorted(points), strict=True)
    return LonLat(sorted(lons)[len(lons) // 2], sorted(lats)[len(lats) // 2])


def _read(row: SheetRow, columns: Columns, dataset: Dataset, near: LonLat) -> SheetRow:
    cells = {
        name: row.cells[column]
        for name, column in columns.fields.items()
        if column < len(row.cells) and row.cells[column] is not None
    }
    for name, cell in cells.items():
        if name in _PLACED or not cell_text(cell):
            continue
        try:
            row.values[name] = read_value(name, cell, dataset)
        except CellError as error:
            row.faults.append(error)
    _drop_serial_number(row, dataset)
    try:
        _place(row, cells, near)
    except CellError as error:
        row.faults.append(error)
    if "\n" in str(row.values.get("name") or ""):
        row.faults.append(
            CellError("name_of_lines", text=str(row.values["name"]).split("\n")[0][:40])
        )
    if not row.values.get("name") and not row.values.get("id"):
        row.faults.append(CellError("no_name"))
    return row


def _drop_serial_number(row: SheetRow, dataset: Dataset) -> None:
    """Take 1, 2, 3 under 编号 for what it is; an id that nobody has is one for a new facility."""
    written = str(row.values.get("id") or "")
    known = any(one.id == written for one in dataset.facilities)
    if written.isdigit() and not known:
        del row.values["id"]
    elif written and not known and written not in NEW and not re.fullmatch(r"[\w-]{1,40}", written):
        row.faults.append(CellError("no_facility", text=written[:40]))


def _place(row: SheetRow, cells: dict[str, Cell], near: LonLat) -> None:
    shape = cells.get("geometry")
    if isinstance(shape, dict):
        _take_shape(row, _simple(shape), near)
    if row.position is None:
        row.position = read_columns(cells.get("lon"), cells.get("lat"), near)
    if row.position is None and "position" in cells:
        try:
            row.position = read_cell(cells["position"], near)
        except CellError:
            if re.search(r"\d{2,3}\.\d{3}|https?:", cell_text(cells["position"])):
                raise
            row.values.setdefault("address", cell_text(cells["position"]))  # "位置" in words


def _take_shape(row: SheetRow, shape: dict[str, Any], near: LonLat) -> None:
    if shape.get("type") != Shape.POINT:
        row.shape = shape
        return
    lon, lat = shape["coordinates"][:2]
    row.position = read_columns(lon, lat, near)


def _simple(shape: dict[str, Any]) -> dict[str, Any]:
    """Give a shape of one part as a plain one, without heights."""
    kind, coordinates = shape.get("type"), shape.get("coordinates")
    if kind in _SHAPES and isinstance(coordinates, list) and len(coordinates) == 1:
        kind, coordinates = _SHAPES[kind], coordinates[0]
    if kind not in set(Shape):
        raise CellError("no_shape", kind=kind)
    return {"type": kind, "coordinates": _flat(coordinates)}


def _flat(coordinates: Any) -> Any:  # noqa: ANN401 - lists of lists, however deep
    if isinstance(coordinates, list) and coordinates and isinstance(coordinates[0], list):
        return [_flat(one) for one in coordinates]
    return coordinates[:2] if isinstance(coordinates, list) else coordinates
