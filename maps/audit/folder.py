"""Writes an audit into a folder: pages, tables, charts; whole or not at all."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import SettingsError
from maps.audit.charts import as_file, coverage_chart, nearest_chart
from maps.audit.pages import INDEX, Pages
from maps.audit.points import as_geojson, write_gpkg
from maps.audit.records import as_csv, as_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.coverage.audit import Audit

_OURS = re.compile(r"index\.html|(category|area)-.+\.html|summary\.json|(coverage|nearest)\.\w+")
"""What an audit writes: a folder that holds anything else is left alone."""


def write_audit(
    audit: Audit, folder: Path, language: str, tell: Callable[[float], None] | None = None
) -> Path:
    """Write an audit, in place of an older one; `tell` hears the share that is done.

    Returns:
        The index page.

    Raises:
        SettingsError: the folder holds something else, or cannot be written.
    """
    folder = folder.absolute()
    if folder.exists() and not _is_ours(folder):
        raise SettingsError(f"{folder} holds other files; name an empty folder or a new one")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as room:
            made = Path(room) / "new"
            made.mkdir()
            _write(audit, made, language, tell)
            _exchange(made, folder, Path(room) / "old")
    except OSError as error:
        raise SettingsError(f"cannot write {folder}: {error.strerror}; name another") from error
    return folder / INDEX


def _is_ours(folder: Path) -> bool:
    return folder.is_dir() and all(_OURS.fullmatch(file.name) for file in folder.iterdir())


def _write(audit: Audit, folder: Path, language: str, tell: Callable[[float], None] | None) -> None:
    pages = Pages(audit, language)
    for done, (name, page) in enumerate(pages.every(), start=1):
        (folder / name).write_text(page, "utf-8")
        if tell is not None:
            tell(done / (pages.count + 1))
    (folder / "coverage.csv").write_bytes(as_csv(audit, pages.speaker))
    (folder / "coverage.geojson").write_text(as_geojson(audit), "utf-8")
    (folder / "coverage.svg").write_text(as_file(coverage_chart(audit, pages.speaker)), "utf-8")
    (folder / "nearest.svg").write_text(as_file(nearest_chart(audit, pages.speaker)), "utf-8")
    write_gpkg(audit, folder / "coverage.gpkg")
    (folder / "summary.json").write_text(as_json(audit), "utf-8")
    if tell is not None:
        tell(1.0)


def _exchange(made: Path, folder: Path, old: Path) -> None:
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
