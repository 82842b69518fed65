"""Writes a table as an XLSX workbook that people can work on: a fixed heading, texts as texts."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from geo.compute.atomic_file import atomic_path
from geo.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


class Column(NamedTuple):
    """What a column is called, how many letters wide it is, and what may be chosen in it."""

    heading: str
    width: int
    choices: tuple[str, ...] = ()


def write_workbook(path: Path, columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> None:
    """Write a workbook, whole or not at all.

    Raises:
        SettingsError: it cannot be written.
    """
    write_bytes(path, workbook_bytes(columns, rows))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all.

    Raises:
        SettingsError: it cannot be written.
    """
    try:
        with atomic_path(path) as part:
            part.write_bytes(content)
    except OSError as error:
        raise SettingsError(f"cannot write {path}: {error.strerror}") from error


def workbook_bytes(columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> bytes:
    """Make a workbook with one sheet; texts are never taken for formulas, numbers or links."""
    import xlsxwriter  # noqa: PLC0415 - only who writes a workbook needs it

    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet()
        heading = book.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        last = 0
        for number, row in enumerate(rows, start=1):
            last = number
            for column, value in enumerate(row):
                _write(sheet, number, column, value, text)
        for column, one in enumerate(columns):
            sheet.set_column(column, column, one.width)
            sheet.write_string(0, column, one.heading, heading)
            if one.choices and last:
                rule = {"validate": "list", "source": list(one.choices), "error_type": "warning"}
                sheet.data_validation(1, column, last + 200, column, rule)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
    return out.getvalue()


def _write(sheet: object, row: int, column: int, value: object, text: object) -> None:
    if value is None or value == "":
        return
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        sheet.write_number(row, column, value)  # type: ignore[attr-defined] # it has no class for types
    else:
        sheet.write_string(row, column, str(value), text)  # type: ignore[attr-defined] # likewise
