"""The brief as a Word document, to be edited and passed on; needs the extra `docx`."""

from __future__ import annotations

import io
import zipfile
from importlib.util import find_spec
from typing import TYPE_CHECKING

from maps.audit.coverage_table import rows_by_category
from maps.audit.findings.audit_findings import town_findings
from maps.audit.notes import method

if TYPE_CHECKING:
    from docx.document import Document

    from maps.audit.audit_view import AuditView

NAME = "brief.docx"

_FONT = "Microsoft YaHei"  # what Word has on every Chinese machine; others put theirs in its place
_EPOCH = (1980, 1, 1, 0, 0, 0)


def can_write() -> bool:
    """Say whether python-docx is installed."""
    return find_spec("docx") is not None


def brief_docx(view: AuditView) -> bytes:
    """Write the three sentences and the town's table; the same audit gives the same bytes."""
    import docx  # noqa: PLC0415 - an extra

    document = docx.Document()
    _set_font(document)
    document.core_properties.title = title = f"{view.town} · {view.say('audit_heading')}"
    document.core_properties.author = ""
    document.add_heading(title, level=1)
    for one in town_findings(view):
        document.add_heading(one.heading, level=2)
        for line in one.lines:
            document.add_paragraph(line.said(view), style="List Bullet")
    _add_table(document, view)
    dataset = view.audit.dataset
    said = [view.say("data_date", date=dataset.date), method(view), view.of(dataset.attribution)]
    document.add_paragraph(" · ".join(said))
    file = io.BytesIO()
    document.save(file)
    return _without_times(file.getvalue())


def _set_font(document: Document) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415 - an extra

    for name in ("Normal", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name = _FONT
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)


def _add_table(document: Document, view: AuditView) -> None:
    """Write a row for each service: its verdict, its circle and the shares of the four states."""
    states = [view.say(f"col_{state.name.lower()}") for state in view.states]
    heads = [view.say("col_category"), view.say("col_verdict"), view.say("col_standard"), *states]
    rows = [
        [row.name, row.verdict, row.standard, *row.states] for row in rows_by_category(view, None)
    ]
    table = document.add_table(rows=0, cols=len(heads), style="Table Grid")
    for texts in (heads, *rows):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text


def _without_times(document: bytes) -> bytes:
    """Pack a document anew, without the moment at which each part was written."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(packed, "w") as new:
        for part in old.infolist():
            plain = zipfile.ZipInfo(part.filename, _EPOCH)
            new.writestr(plain, old.read(part), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
