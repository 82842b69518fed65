"""The coverage report for staff, made in a process of its own: it takes seconds and much memory."""

from __future__ import annotations

import asyncio
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple

from geo.errors import YikeError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from geo.change_log.log_file import ChangeLog


class CoverageReport(NamedTuple):
    """The result in a line, what it rests on in another, and the page that shows it."""

    result: str
    page: bytes


async def coverage_report(
    folder: Path, log: ChangeLog | None, today: date, language: str
) -> CoverageReport:
    """Audit a dataset folder as staff have corrected it, beside the answers to residents.

    Raises:
        YikeError: see `geo.coverage.audit.audit`.
    """
    loop = asyncio.get_running_loop()
    process = ProcessPoolExecutor(1, get_context("spawn"))
    try:
        return await loop.run_in_executor(process, _made, folder, log, today, language)
    finally:
        process.shutdown(wait=False)


def _made(folder: Path, log: ChangeLog | None, today: date, language: str) -> CoverageReport:
    """Make the report; in the other process, which loads what it needs."""
    from geo.coverage.audit import AuditOptions, audit  # noqa: PLC0415
    from geo.dataset.dataset import open_dataset  # noqa: PLC0415
    from geo.dataset.suspensions import as_of  # noqa: PLC0415
    from maps.audit.audit_view import AuditView  # noqa: PLC0415
    from maps.audit.notes import demand_basis_note, headline  # noqa: PLC0415
    from maps.audit.pages import AuditPages  # noqa: PLC0415

    try:
        dataset = as_of(open_dataset(folder, log), today)
        found = audit(dataset, AuditOptions(dataset.default_pace))
        view = AuditView.of_audit(found, language)
    except YikeError as error:  # some kinds cannot travel from one process to another
        raise YikeError(str(error)) from None
    lines = headline(view), demand_basis_note(view)
    page = AuditPages(view, alone=True).index()
    return CoverageReport("\n".join(lines), page.encode())
