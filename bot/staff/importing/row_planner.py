"""Rows of a table → what each would change: matched, completed, placed, and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeGuard

from bot.staff.arguments import even_name
from bot.staff.citation import cited
from bot.staff.former_names import with_former_names
from bot.staff.importing.addresses import address_values
from bot.staff.importing.cell_error import CellError
from bot.staff.importing.matching import NEW, Looked, Matcher, duplicates, new_id
from bot.staff.importing.outcome import PlannedRow, RejectedRow
from bot.staff.position_basis import written_basis
from geo.change_log.changeset import GEOMETRY
from geo.crs import distance_m, to_wgs84
from geo.dataset.editing import differences, facility_values, find_faults
from geo.facility import LonLat, Shape, Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.staff.importing.outcome import ImportRequest
    from bot.staff.importing.rows import SheetRow
    from geo.change_log.changeset import FieldChange
    from geo.change_log.history import Values
    from geo.crs import System
    from geo.dataset.dataset import Dataset

UNTOLD_ERROR_M = 50
"""Taken for the error of a position that comes without one, as for a pin on a phone's map."""

_SAME_M = 0.5
_DECIMALS = 6


class RowPlanner:
    """Works out what each row would change."""

    def __init__(self, dataset: Dataset, request: ImportRequest, system: System) -> None:
        """Plan for a dataset; positions are read in a coordinate system."""
        self._dataset, self._request, self._system = dataset, request, system
        self._matcher = Matcher(dataset)

    def plan(self, rows: Sequence[SheetRow]) -> tuple[list[PlannedRow], list[RejectedRow]]:
        """Plan every row; what is wrong with one is added to it."""
        before = facility_values(self._dataset)
        twice = duplicates([(row.number, self._looked(row)) for row in rows])
        taken = {*before}
        planned: dict[int, PlannedRow] = {}
        for row in rows:
            if row.number in twice:
                row.faults.append(CellError("duplicate", row=twice[row.number]))
            if row.faults:
                continue
            try:
                planned[row.number] = self._planned(row, before, taken)
            except CellError as error:
                row.faults.append(error)
        self._add_faults(rows, planned)
        rejected = [
            RejectedRow(row.number, row.cells, tuple(row.faults)) for row in rows if row.faults
        ]
        return list(planned.values()), rejected

    def _add_faults(self, rows: Sequence[SheetRow], planned: dict[int, PlannedRow]) -> None:
        """Reject the rows that the dataset would not take."""
        wanted = {
            row.facility_id: {change.field: change.after for change in row.changes}
            for row in planned.values()
            if row.changes
        }
        by_id = {row.facility_id: row.number for row in planned.values()}
        numbered = {row.number: row for row in rows}
        today = self._request.today
        for fault in find_faults(self._dataset, wanted, today) if wanted else ():
            number = by_id.get(fault.feature.partition(":")[0])
            if number is not None:
                error = CellError("fault", field=fault.field, problem=fault.problem)
                numbered[number].faults.append(error)
                planned.pop(number, None)

    def _looked(self, row: SheetRow) -> Looked:
        return Looked(
            str(row.values.get("id") or ""),
            str(row.values.get("name") or ""),
            str(row.values.get("category") or self._request.category),
            str(row.values.get("address") or ""),
            self._point(row),
        )

    def _planned(self, row: SheetRow, before: Values, taken: set[str]) -> PlannedRow:
        looked = self._looked(row)
        known = self._matcher.find(looked)
        values = {key: value for key, value in row.values.items() if key != "id"}
        if known is None:
            facility_id = looked.id if looked.id not in {"", *NEW} else ""
            facility_id = facility_id or new_id(looked.category, looked.name, taken)
            values = self._of_new(values, looked)
        else:
            facility_id = known.id
            if not looked.id and even_name(looked.name) in map(even_name, known.aliases):
                del values["name"]  # by its former name it is found, not renamed
        if facility_id in taken and known is None:
            raise CellError("id_taken", id=facility_id)
        taken.add(facility_id)
        old = before.get(facility_id, {})
        self._place(row, values, old)
        values = with_former_names(values, old) if known else values
        changes = differences({facility_id: old} if known else {}, {facility_id: values})
        if known and changes:
            changes = differences(
                {facility_id: old}, {facility_id: self._cited(values, changes, old)}
            )
        name = known.name.zh if known else looked.name
        return PlannedRow(row.number, facility_id, name, known is None, tuple(changes))

    def _of_new(self, values: dict[str, object], looked: Looked) -> dict[str, object]:
        """Complete a new facility: what it has to have and the row does not say."""
        if not looked.category:
            raise CellError("no_category_said")
        told: dict[str, object] = {"category": looked.category, "status": Status.OPEN.value}
        if not values.get("source"):
            if not self._request.source:
                raise CellError("no_source_said")
            dated = self._request.dated.isoformat()
            told |= {"source": self._request.source, "source_date": dated}
        return {**told, **values}

    def _cited(
        self, values: dict[str, object], changes: Sequence[FieldChange], old: Mapping[str, object]
    ) -> dict[str, object]:
        """Say of each changed field that it is from this table, where the table is a source."""
        changed = [one.field for one in changes]
        return cited(values, changed, old, self._request.source, self._request.dated)

    def _point(self, row: SheetRow) -> LonLat | None:
        written = row.position
        if written is None:
            return None
        return written.point if written.is_wgs84 else to_wgs84(written.point, self._system)

    def _place(self, row: SheetRow, values: dict[str, object], old: Mapping[str, object]) -> None:
        """Add the position of the row or of a new address; the same place is no change."""
        point = self._point(row)
        if row.shape is not None:
            values[GEOMETRY] = self._shape(row.shape, old)
            return
        if point is None:
            self._place_by_address(values, old)
            return
        now = old.get(GEOMETRY)
        if _is_spot(now) and distance_m(LonLat(*now["coordinates"][:2]), point) <= _SAME_M:
            return
        values[GEOMETRY] = _spot(point)
        values.setdefault("position_error_m", UNTOLD_ERROR_M)
        values.setdefault("position_basis", self._basis(row))

    def _basis(self, row: SheetRow) -> str:
        """Tell which row of which table a position is from, and the system that it was in."""
        said = {"table": self._request.file.name, "row": row.number}
        if row.position and row.position.is_wgs84:
            return written_basis("basis_row", **said)
        return written_basis("basis_row_in", **said, system=self._system.value)

    def _place_by_address(self, values: dict[str, object], old: Mapping[str, object]) -> None:
        address = str(values.get("address") or "")
        if not address or address == old.get("address") or old.get(GEOMETRY) is not None:
            return
        values |= address_values(self._dataset, address)

    def _shape(self, shape: dict[str, object], old: Mapping[str, object]) -> object:
        """Give a line or an area in WGS-84; the same shape is no change."""
        written = _converted(shape["coordinates"], self._system)
        now = old.get(GEOMETRY)
        if isinstance(now, dict) and now.get("type") == shape["type"]:  # noqa: SIM102 - narrows
            if _near(now["coordinates"], written):
                return now
        return {"type": shape["type"], "coordinates": written}


def _is_spot(shape: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(shape, dict) and shape.get("type") == Shape.POINT


def _spot(point: LonLat) -> dict[str, object]:
    at = [round(point.lon, _DECIMALS), round(point.lat, _DECIMALS)]
    return {"type": Shape.POINT.value, "coordinates": at}


def _converted(coordinates: object, system: System) -> list[object]:
    if isinstance(coordinates, list) and coordinates and isinstance(coordinates[0], (int, float)):
        point = to_wgs84(LonLat(*map(float, coordinates[:2])), system)
        return [round(point.lon, _DECIMALS), round(point.lat, _DECIMALS)]
    return [_converted(one, system) for one in coordinates] if isinstance(coordinates, list) else []


def _near(one: object, other: object) -> bool:
    """Tell whether two lists of positions are the same to a few centimetres."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_near, one, other))
    numbers = isinstance(one, (int, float)) and isinstance(other, (int, float))
    return numbers and abs(one - other) < 2e-6  # type: ignore[operator] # both are numbers
