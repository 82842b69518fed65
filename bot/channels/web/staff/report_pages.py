"""Staff have the audit made, who reaches what on foot, and take it as one file."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from starlette.responses import Response

from bot.texts.catalogue import translated
from geo.coverage.audit import AuditOptions
from geo.coverage.audit import audit as audit_dataset
from geo.coverage.supply import SupplyChange
from geo.errors import YikeError

if TYPE_CHECKING:
    from bot.channels.web.staff.staff_desk import StaffDesk
    from bot.channels.web.staff.staff_visit import StaffVisit
    from bot.channels.web.web_worker import WebWorker
    from geo.dataset.dataset import Dataset

_UNMADE = 422
_FOLDER = "report"
"""What the file unpacks to."""


class _Wanted(NamedTuple):
    """What an audit is made of: facilities as they are, or with those that are planned."""

    dataset: Dataset
    language: str
    with_planned: bool


class ReportPages:
    """The page that tells of the audit, and the audit."""

    def __init__(self, worker: WebWorker, desk: StaffDesk) -> None:
        """Work in a worker's thread of paper; the last audit is kept until something changes."""
        self._worker, self._desk = worker, desk
        self._made: tuple[tuple[object, str, bool], bytes] | None = None

    async def form(self, visit: StaffVisit) -> Response:
        """Tell what the audit holds, and offer it."""
        return self._desk.page(visit, "report.html", {"error": ""})

    async def made(self, visit: StaffVisit) -> Response:
        """Give the folder of an audit, packed."""
        dataset = await self._desk.act(visit, lambda context: context.dataset)
        wanted = _Wanted(dataset, visit.session.language, "planned" in visit.fields)
        try:
            content = await self._worker.paper.run(self._packed, wanted)
        except YikeError as error:
            told = str(error)
            reason = told if wanted.language == "en" else translated(told, "errors.toml")
            return self._desk.page(visit, "report.html", {"error": reason}, _UNMADE)
        name = f"{_FOLDER}-{self._worker.clock().date().isoformat()}.zip"
        headers = {
            "Content-Type": "application/zip",
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        }
        return Response(content, headers=headers)

    # In the thread of paper

    def _packed(self, wanted: _Wanted) -> bytes:
        key = (wanted.dataset.facilities, wanted.language, wanted.with_planned)
        if self._made is None or self._made[0] != key:
            self._made = (key, _pack(wanted))
        return self._made[1]


def _pack(wanted: _Wanted) -> bytes:
    from maps.audit.folder import write_audit  # noqa: PLC0415 - charts take 0.5 s to import

    dataset, packed = wanted.dataset, io.BytesIO()
    change = SupplyChange(with_planned=wanted.with_planned)
    found = audit_dataset(dataset, AuditOptions(dataset.default_pace, None, change))
    with tempfile.TemporaryDirectory(prefix="yike-report-") as scratch:
        folder = Path(scratch, _FOLDER)
        write_audit(found, folder, wanted.language)
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for file in sorted(folder.iterdir()):
                archive.write(file, f"{_FOLDER}/{file.name}")
    return packed.getvalue()
