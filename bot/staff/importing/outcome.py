"""What bringing a table in would do: what is asked, rows to take, rows rejected."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from bot.staff.importing.cell_error import CellError
    from bot.staff.importing.columns import Columns
    from bot.staff.importing.coordinate_fit import Fit
    from bot.staff.importing.sheet import Sheet
    from geo.change_log.changeset import FieldChange
    from geo.change_log.history import Values
    from geo.crs import System
    from geo.facility import Facility


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What to bring in, and what somebody says about it.

    Attributes:
        system: of the coordinates; None: not said.
        category: of rows that name none.
        source: key of the source of what is new; empty: what a row says.
        dated: when the table says that things are so.
        sheet: the name of the sheet; empty when there is one alone.
        said: headings by the field that they hold.
        today: no row was verified after it; None: not looked at before it is taken.
    """

    file: Path
    dated: date
    system: System | None = None
    category: str = ""
    source: str = ""
    sheet: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    today: date | None = None


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row that can be taken, and the fields that it changes."""

    number: int
    facility_id: str
    name: str
    is_new: bool
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One row that cannot be taken, and why."""

    number: int
    cells: tuple[object, ...]
    reasons: tuple[CellError, ...]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What would be done; nothing is done yet.

    Attributes:
        system: the coordinate system that the plan reads positions in; None without positions.
        is_said: whether somebody or the file itself says that system; a guess is never taken.
        fits: how well each system fits, the best first; empty without positions.
        vanished: facilities of the table's categories that it does not list.
    """

    sheet: Sheet
    columns: Columns
    system: System | None
    is_said: bool
    fits: tuple[Fit, ...]
    rows: tuple[PlannedRow, ...]
    rejected: tuple[RejectedRow, ...]
    vanished: tuple[Facility, ...]

    @property
    def new(self) -> tuple[PlannedRow, ...]:
        """Rows of facilities that nobody knew."""
        return tuple(row for row in self.rows if row.is_new)

    @property
    def changed(self) -> tuple[PlannedRow, ...]:
        """Rows that change a known facility."""
        return tuple(row for row in self.rows if row.changes and not row.is_new)

    def values(self) -> Values:
        """Give the new values by facility and field."""
        return {
            row.facility_id: {change.field: change.after for change in row.changes}
            for row in self.rows
            if row.changes
        }
