"""Tables as offices send them, in every way that a list of places goes wrong."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from html import escape
from typing import TYPE_CHECKING

import xlsxwriter

from bot.staff.importing.outcome import ImportRequest
from bot.staff.importing.plan import make_plan
from geo.change_log.changeset import Reason
from geo.facility import LonLat

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from bot.staff.importing.outcome import ImportPlan
    from geo.dataset.dataset import Dataset

HEADINGS = ("序号", "助餐点名称", "地址", "联系电话", "营业时间", "经度", "纬度")

DAY = date(2026, 3, 10)
REASON = Reason("import", datetime(2026, 3, 10, 10, tzinfo=UTC), "list.xlsx", "staff")
NEW = ("文兰小区食堂", "南泉路1000弄5号", LonLat(121.5171, 31.2101))

Rows = "Sequence[Sequence[object]]"


def write_csv(path: Path, rows: Sequence[Sequence[object]], encoding: str = "utf-8") -> Path:
    """Write CSV in an encoding, as Excel does: lines end in CR LF."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    """Write a workbook with sheets of rows."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, ["" if cell is None else cell for cell in row])
    return path


def write_ods(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Write a sheet of texts as OpenDocument 1.3 (a zip of a media type and the content)."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = ("".join(cell.format(escape(str(one or ""))) for one in row) for row in rows)
    sheet = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" office:version="1.3"'
        f' xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="list">{sheet}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"><manifest:file-entry'
        f' manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", kind)
        file.writestr("META-INF/manifest.xml", manifest)
        file.writestr("content.xml", content)
    return path


def merged_headings(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """A title over all columns, a note, and a heading of two lines with cells merged both ways."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("助餐点")
        sheet.merge_range("A1:G1", "塘桥街道社区助餐点一览表")
        sheet.write("A2", "填报单位：塘桥街道")
        for column, heading in enumerate(HEADINGS[:5]):
            sheet.merge_range(2, column, 3, column, heading)
        sheet.merge_range("F3:G3", "坐标（WGS-84）")
        sheet.write_row("F4", ["经度", "纬度"])
        for number, row in enumerate(rows, start=4):
            sheet.write_row(number, 0, list(row))
        sheet.write(len(rows) + 4, 0, "合计")
        sheet.write(len(rows) + 4, 1, len(rows))
    return path


def with_formulas(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Names and numbers that are computed; Excel keeps what they came to beside the formula."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, list(row))
            sheet.write_formula(number, 1, '=CONCATENATE("塘","桥")', value=str(row[1]))
            sheet.write_formula(number, 5, "=121+0.5", value=float(str(row[5])))
        sheet.write_formula(len(rows) + 1, 1, "=1/0", value="#DIV/0!")
    return path


def zip_bomb(path: Path) -> Path:
    """A workbook of a few hundred kB that unpacks to 300 MB."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as sheet,
    ):
        for _ in range(300):
            sheet.write(b" " * 1_000_000)
    return path


def huge(path: Path) -> Path:
    """A file of 200 MB, which takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(200_000_000)
    return path


def dms(point: LonLat) -> tuple[str, str]:
    """Write a position in degrees, minutes and seconds."""

    def written(degrees: float, side: str) -> str:
        minutes, seconds = divmod(round(degrees * 3600, 2), 60)
        whole, minutes = divmod(int(minutes), 60)
        return f"{side}{whole}°{minutes}′{seconds:.2f}″"

    return written(point.lon, "东经"), written(point.lat, "北纬")


def plain(point: LonLat) -> tuple[object, object]:
    """Write longitude and latitude as numbers."""
    return point.lon, point.lat


def listed(
    places: Sequence[tuple[str, str, LonLat]],
    write: Callable[[LonLat], tuple[object, object]] = plain,
) -> list[list[object]]:
    """Make rows of (name, address, position), each position written in a way."""
    return [
        [number, name, address, "58311234", "早上8点到晚上8点", *write(point)]
        for number, (name, address, point) in enumerate(places, start=1)
    ]


def planned(town: Dataset, file: Path, **said: object) -> ImportPlan:
    """Plan to bring a file of canteens in."""
    request = ImportRequest(file, DAY, category="canteen", source="staff")
    return make_plan(town, replace(request, **said))  # type: ignore[arg-type] # fields of it
