"""What bringing a table in would do, row by row, as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.staff.editing.doubts import doubts
from bot.staff.editing.field_edits import FieldEdit
from bot.staff.reports.import_report import (
    SHOWN,
    known_columns,
    named_row,
    row_changes,
    spare_headings,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.staff.importing.cell_error import CellError
    from bot.staff.importing.outcome import ImportPlan, PlannedRow
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility


class ShownRow(NamedTuple):
    """A row of the table: its number, its facility, what it changes or why it cannot be taken.

    `id` is empty for a row that is rejected; `doubts` are what to look at twice.
    """

    number: int
    name: str
    id: str
    lines: tuple[str, ...]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A plan in words; of many rows of one kind, only the first are in it.

    Attributes:
        columns: what is understood: the field, its heading in the table, a few cells.
        spare: headings of what is not used.
        same: how many rows change nothing.
        left: how many rows are not shown, by kind.
    """

    columns: tuple[tuple[str, str, str], ...]
    spare: tuple[str, ...]
    new: tuple[ShownRow, ...]
    changed: tuple[ShownRow, ...]
    rejected: tuple[ShownRow, ...]
    vanished: tuple[Facility, ...]
    same: int
    left: dict[str, int]


def preview(
    plan: ImportPlan, dataset: Dataset, language: str, told: Callable[[CellError, str], str]
) -> ImportPreview:
    """Put a plan into words; `told` says what is wrong with a cell."""
    rejected = tuple(
        ShownRow(
            row.number,
            named_row(plan, row),
            "",
            tuple(told(one, language) for one in row.reasons),
        )
        for row in plan.rejected[:SHOWN]
    )
    kinds: dict[str, Sequence[object]] = {
        "new": plan.new,
        "changed": plan.changed,
        "rejected": plan.rejected,
        "vanished": plan.vanished,
    }
    return ImportPreview(
        columns=tuple(known_columns(plan, language)),
        spare=tuple(spare_headings(plan)),
        new=tuple(_row(one, dataset, language) for one in plan.new[:SHOWN]),
        changed=tuple(_row(one, dataset, language) for one in plan.changed[:SHOWN]),
        rejected=rejected,
        vanished=plan.vanished[:SHOWN],
        same=len(plan.rows) - len(plan.new) - len(plan.changed),
        left={kind: max(0, len(rows) - SHOWN) for kind, rows in kinds.items()},
    )


def _row(row: PlannedRow, dataset: Dataset, language: str) -> ShownRow:
    values = {one.field: one.after for one in row.changes}
    known = next((one for one in dataset.facilities if one.id == row.facility_id), None)
    error_m = known.position_error_m if known else None
    made = FieldEdit(row.facility_id, row.name, values, row.changes, row.is_new, error_m)
    lines = tuple(row_changes(row, dataset, language))
    return ShownRow(
        row.number, row.name, row.facility_id, lines, tuple(doubts(dataset, made, language))
    )
