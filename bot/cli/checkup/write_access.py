"""What is writable: the folders of the state, of what can be rebuilt, and of what is made."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.checkup.finding import Finding, Part, State

if TYPE_CHECKING:
    from collections.abc import Iterator

ENOUGH_MB = 200
"""The tables, the machine code and a year of the store take less."""


def writable(state: Path, tables: Path) -> Iterator[Finding]:
    """Try each folder that Yike writes to; nothing is left in it, and none is made."""
    yield _tried("state_folder", state, State.FAULT, "YIKE_STATE")
    yield _tried("cache_folder", tables, State.ADVICE, "YIKE_WORK")
    yield _tried("out_folder", Path.cwd() / "out", State.ADVICE, "--out")


def _tried(name: str, folder: Path, unless: State, setting: str) -> Finding:
    nearest = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    values: dict[str, object] = {"folder": folder, "setting": setting}
    try:
        with tempfile.TemporaryFile(dir=nearest) as file:
            file.write(b"\0")
        free = shutil.disk_usage(nearest).free >> 20
    except OSError as error:
        values["reason"] = error.strerror or type(error).__name__
        return Finding(Part.WRITABLE, f"{name}_refused", unless, "name_folder", values)
    values["free"] = free
    state, step = (State.ADVICE, "make_room") if free < ENOUGH_MB else (State.GOOD, "")
    return Finding(Part.WRITABLE, name, state, step, values)
