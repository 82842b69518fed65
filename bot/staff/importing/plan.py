"""Reads a table and says what bringing it in would do; nothing is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.staff.importing.cell_error import CellError
from bot.staff.importing.columns import column_names, find_columns
from bot.staff.importing.coordinate_fit import fit_systems
from bot.staff.importing.files import read_sheets
from bot.staff.importing.outcome import ImportPlan
from bot.staff.importing.row_planner import RowPlanner
from bot.staff.importing.rows import read_rows
from geo.crs import System
from geo.dataset.editing import edit
from geo.facility import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.staff.importing.columns import Columns
    from bot.staff.importing.outcome import ImportRequest, PlannedRow, RejectedRow
    from bot.staff.importing.rows import SheetRow
    from bot.staff.importing.sheet import Sheet
    from geo.change_log.changeset import Reason
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility, LonLat


def make_plan(dataset: Dataset, request: ImportRequest) -> ImportPlan:
    """Read a file and say what bringing it in would do.

    Raises:
        TableError: the file cannot be read, or it is not clear which sheet or column is meant.
    """
    sheet, columns = _chosen(dataset, request)
    rows = list(read_rows(sheet, columns, dataset))
    said = request.system or columns.system or (System.WGS84 if sheet.is_wgs84 else None)
    points = [row.position.point for row in rows if row.position and not row.position.is_wgs84]
    fits = fit_systems(dataset, points, _known(rows, dataset)) if points else ()
    system = said or (fits[0].system if fits else None)
    planner = RowPlanner(dataset, request, system or System.WGS84)
    planned, rejected = planner.plan(rows)
    return ImportPlan(
        sheet,
        columns,
        system if fits else None,
        said is not None or not fits,
        fits,
        tuple(planned),
        tuple(rejected),
        _vanished(dataset, planned, rejected),
    )


def take(
    dataset: Dataset, plan: ImportPlan, reason: Reason, *, close_missing: bool = False
) -> int | None:
    """Append what a plan changes as one changeset; None when it changes nothing.

    Raises:
        DatasetError: something was changed since, so that it does not fit any more.
        SettingsError: the log cannot be written.
    """
    values = plan.values()
    if close_missing:
        values |= {one.id: {"status": Status.CLOSED.value} for one in plan.vanished}
    return edit(dataset, values, reason) if values else None


def _chosen(dataset: Dataset, request: ImportRequest) -> tuple[Sheet, Columns]:
    """Find the one sheet that has a heading."""
    names, sheets = column_names(dataset.folder), read_sheets(request.file)
    if request.sheet:
        sheets = tuple(one for one in sheets if one.name == request.sheet)
    found = [
        (one, columns) for one in sheets if (columns := find_columns(one, names, request.said))
    ]
    filled = [(one, columns) for one, columns in found if len(one.rows) > columns.first]
    if not filled and not found:
        raise CellError("no_heading", file=request.file.name)
    if not filled:
        raise CellError("no_rows", file=request.file.name)
    if len(filled) > 1:
        listed = "、".join(one.name for one, _ in filled)
        raise CellError("which_sheet", file=request.file.name, names=listed)
    return filled[0]


def _known(rows: Iterable[SheetRow], dataset: Dataset) -> dict[str, LonLat]:
    """Give the written positions of facilities that are known by id or by their very name."""
    by_name = {one.name.zh: one.id for one in dataset.facilities}
    ids = {one.id for one in dataset.facilities}
    found = {}
    for row in rows:
        written = str(row.values.get("id") or "")
        key = written if written in ids else by_name.get(str(row.values.get("name")))
        if key and row.position and not row.position.is_wgs84:
            found[key] = row.position.point
    return found


def _vanished(
    dataset: Dataset, planned: Sequence[PlannedRow], rejected: Sequence[RejectedRow]
) -> tuple[Facility, ...]:
    listed = {row.facility_id for row in planned}
    known = {one.id: one.category for one in dataset.facilities}
    categories = {known[key] for key in listed if key in known}
    if rejected:  # one of these may be the row that seems to be missing
        return ()
    return tuple(
        one
        for one in dataset.facilities
        if one.category in categories and one.id not in listed and one.status is not Status.CLOSED
    )
