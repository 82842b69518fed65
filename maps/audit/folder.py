"""Writes an audit into a folder: pages, tables, charts; whole or not at all."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import SettingsError
from maps.audit.audit_view import AuditView
from maps.audit.charts.chart_parts import as_file
from maps.audit.charts.coverage_chart import coverage_chart
from maps.audit.charts.nearest_chart import nearest_chart
from maps.audit.files.comparison import compare, read_summary
from maps.audit.files.data_dictionary import columns_md
from maps.audit.files.gis_files import coverage_geojson, write_gpkg
from maps.audit.files.gpkg_styles import write_styles
from maps.audit.files.table_files import coverage_csv, homes_csv, summary_json
from maps.audit.pages import INDEX, AuditPages
from maps.audit.paper.brief_docx import NAME, brief_docx, can_write

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.coverage.audit import Audit
    from maps.audit.files.comparison import Comparison

_AUDIT_FILES = re.compile(
    r"index\.html|(sheets|brief|verify|handouts)\.(html|pdf)|brief\.docx"
    r"|(category|area)-.+\.html|summary\.json|columns\.md|(coverage|nearest|homes)\.\w+"
)
"""The files of an audit: a folder that holds any other is never replaced."""


def write_audit(
    audit: Audit,
    folder: Path,
    language: str,
    progress: Callable[[float], None] | None = None,
    since: Path | None = None,
) -> Path:
    """Write an audit, in place of an older one; `progress` is called with the share done.

    `since` is the folder of an older audit to compare with; it may be the very one replaced.

    Returns:
        The index page.

    Raises:
        SettingsError: the folder holds something else, or cannot be written; or `since` is no
            older audit.
    """
    folder = folder.absolute()
    view = AuditView.of_audit(audit, language)
    compared = None if since is None else compare(view, read_summary(since))
    if folder.exists() and not _holds_an_audit(folder):
        raise SettingsError(f"{folder} holds other files; name an empty folder or a new one")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as scratch:
            made = Path(scratch) / "new"
            made.mkdir()
            _write(view, made, compared, progress)
            _replace(made, folder, Path(scratch) / "old")
    except OSError as error:
        raise SettingsError(f"cannot write {folder}: {error.strerror}; name another") from error
    return folder / INDEX


def _holds_an_audit(folder: Path) -> bool:
    return folder.is_dir() and all(_AUDIT_FILES.fullmatch(file.name) for file in folder.iterdir())


def _write(
    view: AuditView,
    folder: Path,
    since: Comparison | None,
    progress: Callable[[float], None] | None,
) -> None:
    audit, pages = view.audit, AuditPages(view, since=since)
    for done, (name, page) in enumerate(pages.every(), start=1):
        (folder / name).write_text(page, "utf-8")
        if progress is not None:
            progress(done / (pages.count + 1))
    (folder / "coverage.csv").write_bytes(coverage_csv(view))
    (folder / "homes.csv").write_bytes(homes_csv(view))
    (folder / "columns.md").write_text(columns_md(view), "utf-8")
    (folder / "coverage.geojson").write_text(coverage_geojson(audit), "utf-8")
    (folder / "coverage.svg").write_text(as_file(coverage_chart(view)), "utf-8")
    (folder / "nearest.svg").write_text(as_file(nearest_chart(view)), "utf-8")
    if can_write():
        (folder / NAME).write_bytes(brief_docx(view))
    write_gpkg(audit, folder / "coverage.gpkg")
    write_styles(view, folder / "coverage.gpkg")
    (folder / "summary.json").write_text(summary_json(audit), "utf-8")
    if progress is not None:
        progress(1.0)


def _replace(made: Path, folder: Path, old: Path) -> None:
    """Move a folder into place; if that fails, the older one stays."""
    if not folder.exists():
        made.rename(folder)
        return
    folder.rename(old)
    try:
        made.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old)
