"""Atomic writes: a file appears under its name whole and on the disk, or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator

_PART = re.compile(r"\.yike-[0-9a-f]{16}\.part")
"""How a file is called while it is written; nothing else is ever cleared."""

_OLD_S = 86_400.0
"""Where files have no locks, a part of that age belongs to nobody any more."""


@contextmanager
def atomic_path(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Give the path of an empty file to write, which is renamed to `path` when the block ends well.

    Missing folders are made, and what a killed writer left beside is cleared. If the block raises,
    what it wrote is deleted and an older file of that name is left as it was.

    Raises:
        OSError: the folder or the file cannot be written.
    """
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    _clear(target.parent)
    part = target.parent / f".yike-{os.urandom(8).hex()}.part"
    with _made(part):
        try:
            yield part
            _sync(part, os.O_RDWR)
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    if sys.platform != "win32":  # no folder can be opened there
        _sync(target.parent, os.O_RDONLY)


def write_text(path: str | os.PathLike[str], text: str) -> None:
    """Write a text file, UTF-8, whole or not at all.

    Raises:
        OSError: the folder or the file cannot be written.
    """
    with atomic_path(path) as part:
        part.write_text(text, "utf-8")


@contextmanager
def _made(part: Path) -> Iterator[None]:
    """Make an empty file, and hold its lock for as long as it is written: a kill lets it go.

    Windows renames and deletes no file that is open: there is no lock there.
    """
    with part.open("xb") as file:
        if sys.platform != "win32":
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
            return
    yield


def _clear(folder: Path) -> None:
    """Delete what writers that were killed have left; what cannot be deleted harms nobody."""
    for part in folder.glob(".yike-*.part"):
        if _PART.fullmatch(part.name):
            with contextlib.suppress(OSError):
                _delete_if_left(part)


def _delete_if_left(part: Path) -> None:
    """Delete a part that nobody writes.

    Raises:
        OSError: somebody does, or it cannot be deleted.
    """
    if sys.platform != "win32":
        with part.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink()
    elif time.time() - part.stat().st_mtime > _OLD_S:
        part.unlink()


def _sync(path: Path, access: int) -> None:
    """Put what a file or a folder holds on the disk."""
    descriptor = os.open(path, access)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
