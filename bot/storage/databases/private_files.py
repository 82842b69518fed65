"""The files of the store belong to their owner alone: modes are set at every start."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from geo.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

_FOLDER, _FILE = 0o700, 0o600
_BESIDE = ("", "-wal", "-shm")
"""SQLite's own files beside a database."""


def make_private(path: Path) -> None:
    """Make a database file and its folder if they are missing, and shut both to everybody else.

    Raises:
        OSError: the folder or a file cannot be used, or belongs to somebody else.
        SettingsError: the folder is one that many use, such as /tmp.
    """
    path.parent.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
    if path.parent.stat().st_mode & stat.S_ISVTX:
        raise SettingsError(f"{path.parent} is shared by everybody here: name a folder of its own")
    _set_mode(path.parent, _FOLDER)
    path.touch(mode=_FILE)
    for ending in _BESIDE:
        file = path.with_name(path.name + ending)
        if file.exists():
            _set_mode(file, _FILE)


def _set_mode(path: Path, mode: int) -> None:
    if stat.S_IMODE(path.stat().st_mode) != mode:
        path.chmod(mode)
