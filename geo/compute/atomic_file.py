"""Atomic writes: a file appears under its name whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_READABLE = 0o644
"""Everybody may read what was written; temporary files are the owner's alone."""


@contextmanager
def atomic_path(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Give the path of an empty file to write, which is renamed to `path` when the block ends well.

    Missing folders are made. If the block raises, what it wrote is deleted and an older file of
    that name is left as it was.

    Raises:
        OSError: the folder or the file cannot be written.
    """
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(_READABLE)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
