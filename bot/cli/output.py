"""What a command writes where it was told to: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from geo.errors import SettingsError


def write_output(out: Path, content: bytes) -> None:
    """Write a file in place of an older one.

    Raises:
        SettingsError: it cannot be written there.
    """
    try:
        _write(out, content)
    except OSError as error:
        raise SettingsError(f"cannot write {out}: {error.strerror}; name another file") from error


def _write(out: Path, content: bytes) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=out.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
