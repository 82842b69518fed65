"""A file that staff bring in → its sheets; what it is, is told by its content, not by its name."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

from bot.staff.importing.cell_error import CellError
from bot.staff.importing.encoding import decoded
from bot.staff.importing.geographic_files import read_features, read_geojson
from bot.staff.importing.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MOST_BYTES = 50_000_000
"""No list of facilities is near it."""

MOST_UNPACKED = 200_000_000
MOST_ROWS = 20_000

_ZIP, _OLE, _SQLITE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"SQLite format 3\x00"
_DELIMITERS = (",", "\t", ";", "，", "|")


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Read CSV, XLSX, XLS, ODS, GeoJSON, GPKG, Shapefile or KML.

    Raises:
        CellError: it is missing, too large, damaged, or none of these.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(512)
    except OSError as error:
        raise CellError("unreadable", file=path, reason=error.strerror) from error
    if size > MOST_BYTES:
        raise CellError("too_large", file=path.name, size=f"{size / 1e6:.0f}")
    if not head.strip():
        raise CellError("nothing_in_it", file=path.name)
    sheets = _sheets(path, head)
    for sheet in sheets:
        if len(sheet.rows) > MOST_ROWS:
            count = f"{len(sheet.rows):,}"
            raise CellError("too_many_rows", file=path.name, count=count, most=f"{MOST_ROWS:,}")
    return sheets


def _sheets(path: Path, head: bytes) -> tuple[Sheet, ...]:
    if head.startswith(_ZIP):
        names = _unpacked_names(path)
        if any(name.lower().endswith((".shp", ".kml")) for name in names):
            return read_features(path, zipped=True)
        return _workbook(path)
    if head.startswith(_OLE):
        return _workbook(path)
    suffix = path.suffix.lower()
    if head.startswith(_SQLITE) or suffix == ".shp" or _is_kml(head):
        return read_features(path)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return read_geojson(path)
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        kinds = "CSV, XLSX, ODS, GeoJSON, GPKG, Shapefile, KML"
        raise CellError("no_known_table", file=path.name, kinds=kinds)
    return (_csv(path),)


def _is_kml(head: bytes) -> bool:
    return b"<kml" in head or (head.lstrip().startswith(b"<?xml") and b"kml" in head)


def _unpacked_names(path: Path) -> list[str]:
    """List what a ZIP file holds, and refuse one that unpacks to no end."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise CellError("damaged", file=path.name) from error
    if sum(member.file_size for member in members) > MOST_UNPACKED or len(members) > 5000:
        raise CellError("zip_bomb", file=path.name)
    return [member.filename for member in members]


def _workbook(path: Path) -> tuple[Sheet, ...]:
    import python_calamine as calamine  # noqa: PLC0415 - only who brings a workbook needs it

    try:
        with calamine.CalamineWorkbook.from_path(str(path)) as workbook:
            names = [
                one.name
                for one in workbook.sheets_metadata
                if one.typ == calamine.SheetTypeEnum.WorkSheet
            ]
            return tuple(_filled(workbook.get_sheet_by_name(name)) for name in names)
    except calamine.PasswordError as error:
        raise CellError("password", file=path.name) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise CellError("damaged", file=path.name) from error


def _filled(sheet: object) -> Sheet:
    """Give the rows of a worksheet; every cell of a merged one has its value."""
    found = sheet.to_python(skip_empty_area=False)  # type: ignore[attr-defined] # ships no class for types
    rows = [list(row) for row in found]
    ranges = sheet.merged_cell_ranges or []  # type: ignore[attr-defined] # likewise
    for (top, left), (bottom, right) in ranges:
        if right > left:  # a title across: only columns of one kind are filled down
            continue
        for row in range(top + 1, min(bottom + 1, len(rows))):
            rows[row][left] = rows[top][left]
    return Sheet(sheet.name, _plain(rows))  # type: ignore[attr-defined] # likewise


def _plain(rows: Sequence[Sequence[object]]) -> tuple[tuple[object, ...], ...]:
    return tuple(tuple(None if cell == "" else cell for cell in row) for row in rows)


def _csv(path: Path) -> Sheet:
    text = decoded(path.read_bytes())
    first = "\n".join(text.splitlines()[:20])
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise CellError("no_csv", file=path.name) from error
    return Sheet(path.stem, _plain([[cell.strip() for cell in row] for row in rows]))
