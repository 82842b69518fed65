"""What is writable: the folders of the state, of what can be rebuilt, and of what is made."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.checkup.diagnosis import Diagnosis, Topic, Urgency

if TYPE_CHECKING:
    from collections.abc import Iterator

ENOUGH_MB = 200
"""The tables, the machine code and a year of the store take less."""


def writable(state: Path, tables: Path) -> Iterator[Diagnosis]:
    """Try each folder that Yike writes to; nothing is left in it, and none is made."""
    yield _tried("state_folder", state, Urgency.FAULT, "YIKE_STATE")
    yield _tried("cache_folder", tables, Urgency.ADVICE, "YIKE_WORK")
    yield _tried("out_folder", Path.cwd() / "out", Urgency.ADVICE, "--out")


def _tried(name: str, folder: Path, unless: Urgency, setting: str) -> Diagnosis:
    nearest = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    values: dict[str, object] = {"folder": folder, "setting": setting}
    try:
        with tempfile.TemporaryFile(dir=nearest) as file:
            file.write(b"\0")
        free = shutil.disk_usage(nearest).free >> 20
    except OSError as error:
        values["reason"] = error.strerror or type(error).__name__
        return Diagnosis(Topic.WRITABLE, f"{name}_refused", unless, "name_folder", values)
    values["free"] = free
    state, step = (Urgency.ADVICE, "make_room") if free < ENOUGH_MB else (Urgency.GOOD, "")
    return Diagnosis(Topic.WRITABLE, name, state, step, values)
