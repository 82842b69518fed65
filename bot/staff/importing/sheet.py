"""A table as it stands in a file: rows of cells, whichever format the file has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

Cell: TypeAlias = object
"""A text, a number, a day, true or false, None, or a GeoJSON geometry."""

GEOMETRY_COLUMN = "geometry"
"""The heading that geographic files get for their shapes."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of cells with the number of each row as people count them, from 1."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    is_wgs84: bool = False


def cell_text(cell: Cell) -> str:
    """Write a cell as somebody would read it: 58311234.0 is 58311234."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time().isoformat() == "00:00:00" else str(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).replace("\u00a0", " ").replace("\u3000", " ").strip()
