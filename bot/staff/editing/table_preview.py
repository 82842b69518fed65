"""What bringing a table in would do, row by row, as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.staff.editing.doubts import doubts, point_of
from bot.staff.editing.field_edits import FieldEdit
from bot.staff.editing.older_table import taken_back
from bot.staff.reports.change_report import field_name
from bot.staff.reports.import_report import (
    known_columns,
    named_row,
    row_changes,
    spare_headings,
)
from bot.texts import say
from geo.change_log.changeset import GEOMETRY
from geo.crs import distance_m

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.staff.editing.older_table import TakenBack
    from bot.staff.importing.cell_error import CellError
    from bot.staff.importing.outcome import ImportPlan, PlannedRow
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility, LonLat


MOST_ROWS_SHOWN = 300
"""Rows of each kind on the page: nobody shall write what she has not seen."""


class ShownRow(NamedTuple):
    """A row of the table: its number, its facility, what it changes or why it cannot be taken.

    `id` is empty for a row that is rejected; `doubts` are what to look at twice.
    """

    number: int
    name: str
    id: str
    lines: tuple[str, ...]
    doubts: tuple[str, ...] = ()


class PlacedRow(NamedTuple):
    """A row that says where its facility is (WGS-84): new, not located so far, or moved so far."""

    number: int
    name: str
    is_new: bool
    after: LonLat
    before: LonLat | None

    @property
    def metres(self) -> float:
        """How far it moves; 0 where it was nowhere."""
        return distance_m(self.before, self.after) if self.before else 0.0


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A plan in words; of many rows of one kind, only the first are in it.

    Attributes:
        columns: what is understood: the field, its heading in the table, a few cells.
        spare: headings of what is not used.
        same: how many rows change nothing.
        reverting: how many rows take a later change back: the table may be older than that.
        left: how many rows are not shown, by kind.
    """

    columns: tuple[tuple[str, str, str], ...]
    spare: tuple[str, ...]
    new: tuple[ShownRow, ...]
    changed: tuple[ShownRow, ...]
    rejected: tuple[ShownRow, ...]
    vanished: tuple[Facility, ...]
    same: int
    reverting: int
    left: dict[str, int]


def preview(
    plan: ImportPlan, dataset: Dataset, language: str, told: Callable[[CellError, str], str]
) -> ImportPreview:
    """Put a plan into words, all of it but of a very long table; `told` says what is wrong."""
    rejected = tuple(
        ShownRow(
            row.number,
            named_row(plan, row),
            "",
            tuple(told(one, language) for one in row.reasons),
        )
        for row in plan.rejected[:MOST_ROWS_SHOWN]
    )
    kinds: dict[str, Sequence[object]] = {
        "new": plan.new,
        "changed": plan.changed,
        "rejected": plan.rejected,
        "vanished": plan.vanished,
    }
    reverted = taken_back(plan, dataset)
    changed = sorted(plan.changed, key=lambda one: one.facility_id not in reverted)
    return ImportPreview(
        columns=tuple(known_columns(plan, language)),
        spare=tuple(spare_headings(plan)),
        new=tuple(_row(one, dataset, language) for one in plan.new[:MOST_ROWS_SHOWN]),
        changed=tuple(
            _row(one, dataset, language, reverted.get(one.facility_id, ()))
            for one in changed[:MOST_ROWS_SHOWN]
        ),
        rejected=rejected,
        vanished=plan.vanished[:MOST_ROWS_SHOWN],
        reverting=len(reverted),
        same=len(plan.rows) - len(plan.new) - len(plan.changed),
        left={kind: max(0, len(rows) - MOST_ROWS_SHOWN) for kind, rows in kinds.items()},
    )


def placed_rows(plan: ImportPlan) -> list[PlacedRow]:
    """Give the rows that put a point somewhere else or anew, the farthest moves first."""
    placed = []
    for row in plan.rows:
        change = next((one for one in row.changes if one.field == GEOMETRY), None)
        after = point_of(change.after) if change else None
        if change and after:
            before = point_of(change.before)
            placed.append(PlacedRow(row.number, row.name, row.is_new, after, before))
    return sorted(placed, key=lambda one: -one.metres)


def _row(
    row: PlannedRow, dataset: Dataset, language: str, reverted: Sequence[TakenBack] = ()
) -> ShownRow:
    values = {one.field: one.after for one in row.changes}
    known = next((one for one in dataset.facilities if one.id == row.facility_id), None)
    error_m = known.position_error_m if known else None
    made = FieldEdit(row.facility_id, row.name, values, row.changes, row.is_new, error_m)
    told = [
        say(
            language,
            "staff_page.table_reverts",
            field=field_name(field, language),
            number=later.number,
            day=later.reason.at.date().isoformat(),
        )
        for field, later in reverted
    ]
    told += doubts(dataset, made, language)
    lines = tuple(row_changes(row, dataset, language))
    return ShownRow(row.number, row.name, row.facility_id, lines, tuple(told))
