"""What bringing a table in would do, as lines to read before it is done."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from bot.staff.importing.sheet import cell_text
from bot.staff.reports.change_report import field_name, told_value
from bot.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.staff.importing.coordinate_fit import Fit
    from bot.staff.importing.outcome import ImportPlan, PlannedRow, RejectedRow
    from geo.dataset.dataset import Dataset

SHOWN = 20
"""Rows of each kind that are shown; the others are counted."""

_EXAMPLES = 3
_LETTERS = 24


def plan_lines(plan: ImportPlan, dataset: Dataset, language: str) -> Iterator[str]:
    """Tell a plan: its columns with three rows, the fit of its positions, and every kind of row."""
    yield from _column_lines(plan, language)
    yield from fit_lines(plan.fits, language)
    if plan.system is not None:
        key = "import.system_said" if plan.is_said else "import.system_asked"
        yield say(language, key, system=plan.system.value)
    yield say(
        language,
        "import.counts",
        new=len(plan.new),
        changed=len(plan.changed),
        same=len(plan.rows) - len(plan.new) - len(plan.changed),
        rejected=len(plan.rejected),
        vanished=len(plan.vanished),
    )
    yield from _row_lines("import.new_line", plan.new, dataset, language)
    yield from _row_lines("import.changed_line", plan.changed, dataset, language)
    for row in plan.rejected[:SHOWN]:
        reasons = "；".join(one.said_in(language) for one in row.reasons)
        name = named_row(plan, row)
        yield say(language, "import.rejected_line", row=row.number, name=name, reasons=reasons)
    yield from _left(len(plan.rejected), language)
    for one in plan.vanished[:SHOWN]:
        yield say(language, "import.vanished_line", name=one.name.said_in(language), id=one.id)
    yield from _left(len(plan.vanished), language)


def fit_lines(
    fits: Sequence[Fit], language: str, names: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Tell how each coordinate system fits, the best first; `names` are what they are called."""
    for n, fit in enumerate(fits):
        known = say(language, "import.fit_known", metres=f"{fit.to_known_m or 0:.0f}")
        yield say(
            language,
            "import.fit_best" if n == 0 else "import.fit_line",
            system=(names or {}).get(fit.system.value, fit.system.value),
            streets=f"{fit.to_streets_m:.0f}",
            known="" if fit.to_known_m is None else known,
        )


def _column_lines(plan: ImportPlan, language: str) -> Iterator[str]:
    yield say(language, "import.columns", sheet=plan.sheet.name, first=plan.columns.first + 1)
    for name, heading, shown in known_columns(plan, language):
        yield say(language, "import.column_line", field=name, heading=heading, examples=shown)
    spare = spare_headings(plan)
    if spare:
        yield say(language, "import.columns_left", headings="、".join(spare))


def known_columns(plan: ImportPlan, language: str) -> Iterator[tuple[str, str, str]]:
    """Give each column that is understood: its field in words, its heading, and a few cells."""
    rows = plan.sheet.rows[plan.columns.first :]
    for field, column in plan.columns.fields.items():
        cells = (cell_text(row[column]) for row in rows if column < len(row))
        examples = list(islice((text[:_LETTERS] for text in cells if text), _EXAMPLES))
        yield _heading(field, language), plan.columns.headings[column], " | ".join(examples)


def spare_headings(plan: ImportPlan) -> list[str]:
    """Give the headings of columns that hold nothing we know."""
    used = set(plan.columns.fields.values())
    return [text for n, text in enumerate(plan.columns.headings) if n not in used and text]


def _heading(field: str, language: str) -> str:
    known = {"lon": "import.lon", "lat": "import.lat", "position": "field.geometry"}
    return say(language, known[field]) if field in known else field_name(field, language)


def named_row(plan: ImportPlan, row: RejectedRow) -> str:
    """Give what a rejected row calls its facility; empty when it has no name."""
    column = plan.columns.fields.get("name", len(row.cells))
    named = cell_text(row.cells[column]) if column < len(row.cells) else ""
    return named.partition("\n")[0][:_LETTERS]


def _row_lines(
    key: str, rows: Sequence[PlannedRow], dataset: Dataset, language: str
) -> Iterator[str]:
    for row in rows[:SHOWN]:
        fields = "；".join(row_changes(row, dataset, language))
        yield say(language, key, row=row.number, name=row.name, id=row.facility_id, fields=fields)
    yield from _left(len(rows), language)


def row_changes(row: PlannedRow, dataset: Dataset, language: str) -> Iterator[str]:
    """Tell each field that a row changes: its name, its value before, its value after."""
    for one in row.changes:
        if one.field in {"provenance", "id", "name"} and (row.is_new or one.field == "provenance"):
            continue
        before, after = (
            told_value(value, one.field, dataset, language) for value in (one.before, one.after)
        )
        shown = after if row.is_new else f"{before} → {after}"
        yield f"{field_name(one.field, language)} {shown}"


def _left(count: int, language: str) -> Iterator[str]:
    if count > SHOWN:
        yield say(language, "import.more", count=count - SHOWN)
