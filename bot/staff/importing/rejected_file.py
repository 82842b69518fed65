"""Rejected rows as a workbook: the reason in front, to be mended and brought back."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.staff.importing.columns import REASON_HEADING
from bot.staff.workbook import Column, workbook_bytes, write_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.staff.importing.outcome import RejectedRow

_WIDE = 48


def write_rejected(
    path: Path, headings: Sequence[str], rows: Sequence[RejectedRow], language: str
) -> None:
    """Write the rows as they were, each with why it was rejected.

    Raises:
        SettingsError: the file cannot be written.
    """
    write_bytes(path, rejected_workbook(headings, rows, language))


def rejected_workbook(headings: Sequence[str], rows: Sequence[RejectedRow], language: str) -> bytes:
    """Make the workbook of rejected rows."""
    columns = [Column(REASON_HEADING, _WIDE), *(Column(heading, 18) for heading in headings)]
    body = [
        ["；".join(one.said_in(language) for one in row.reasons), *map(_plain, row.cells)]
        for row in rows
    ]
    return workbook_bytes(columns, body)


def _plain(cell: object) -> object:
    if isinstance(cell, (dict, list)):
        return json.dumps(cell, ensure_ascii=False)
    return cell.isoformat() if isinstance(cell, (date, datetime)) else cell
