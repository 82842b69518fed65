"""What is missing: settings, prepared tables and machine code, and what only some commands need."""

from __future__ import annotations

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import data
from bot.cli.checkup.diagnosis import Diagnosis, Topic, Urgency
from bot.settings import read_settings
from geo.compute.kernels import has_machine_code
from geo.errors import SettingsError
from maps.audit.paper.paper_pdf import BROWSERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_EXTRAS = {
    "cluster": ("distributed", "dask[distributed]"),
    "docx": ("docx", "python-docx"),
    "parquet": ("pyarrow", "pyarrow"),
    "postgres": ("psycopg", "psycopg[binary]"),
}
"""The module of each extra, and what pip calls it."""
_FONTS = ("*CJK*", "msyh*", "simsun*", "simhei*", "*PingFang*", "*wqy*", "*DroidSansFallback*")


def absences(values: Mapping[str, str], tables: Path) -> Iterator[Diagnosis]:
    """Look for what may be missing; no value of a setting is told."""
    yield from _settings(values)
    yield _prepared(tables)
    yield from _for_people()
    yield from map(_extra, _EXTRAS)


def _settings(values: Mapping[str, str]) -> Iterator[Diagnosis]:
    try:
        settings = read_settings(values, for_telegram=False)
    except SettingsError as error:
        told = {"reason": str(error)}
        yield Diagnosis(Topic.MISSING, "settings_wrong", Urgency.FAULT, "settings_step", told)
        return
    if settings.token:
        yield Diagnosis(Topic.MISSING, "token")
    else:
        yield Diagnosis(Topic.MISSING, "token_none", Urgency.ADVICE, "token_step")


def _prepared(tables: Path) -> Diagnosis:
    code = has_machine_code("geo.routing.dijkstra")
    if code and any(tables.glob("*.tables")):
        return Diagnosis(Topic.MISSING, "prepared")
    return Diagnosis(Topic.MISSING, "prepared_none", Urgency.ADVICE, "prepare")


def _for_people() -> Iterator[Diagnosis]:
    """Look for what pages need that are opened on this machine, and their tests."""
    yield _there("font", has_chinese_font(), "font_step")
    if not data.IS_INSTALLED:
        yield _there("browser", any(map(shutil.which, BROWSERS)), "browser_step")


def has_chinese_font() -> bool:
    """Tell whether a font with Chinese characters lies where the system keeps fonts."""
    return any(
        next(folder.rglob(name), None)
        for folder in _font_folders()
        if folder.is_dir()
        for name in _FONTS
    )


def _font_folders() -> tuple[Path, ...]:
    if sys.platform == "win32":
        return (Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts"),)
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"))
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")


def _extra(extra: str) -> Diagnosis:
    module, package = _EXTRAS[extra]
    is_there = find_spec(module) is not None
    return _there("extra", is_there, "extra_step", extra=extra, package=package)


def _there(name: str, is_there: object, step: str, **values: str) -> Diagnosis:
    if is_there:
        return Diagnosis(Topic.MISSING, name, values=values)
    return Diagnosis(Topic.MISSING, f"{name}_none", Urgency.ADVICE, step, values)
