"""Atomic writes: a file appears under its name whole and on the disk, or not at all."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PART = re.compile(r"\.yike-[0-9a-f]{16}\.part")
"""How a file is called while it is written; nothing else is ever cleared."""


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
    part, descriptor = _begin(target.parent)
    try:
        yield part
        os.fsync(descriptor)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    finally:
        os.close(descriptor)
    _sync(target.parent)


def _begin(folder: Path) -> tuple[Path, int]:
    """Make an empty file, and hold its lock for as long as it is written: a kill lets it go."""
    part = folder / f".yike-{os.urandom(8).hex()}.part"
    descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    return part, descriptor


def _clear(folder: Path) -> None:
    """Delete what writers that were killed have left; what cannot be deleted harms nobody."""
    for part in folder.glob(".yike-*.part"):
        if _PART.fullmatch(part.name):
            with contextlib.suppress(OSError), part.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                part.unlink()


def _sync(folder: Path) -> None:
    """Put the new name on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
