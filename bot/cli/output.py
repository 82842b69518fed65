"""What a command writes where it was told to: whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.compute.atomic_file import atomic_path
from geo.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path


def write_output(out: Path, content: bytes) -> None:
    """Write a file in place of an older one.

    Raises:
        SettingsError: it cannot be written there.
    """
    try:
        with atomic_path(out) as part:
            part.write_bytes(content)
    except OSError as error:
        raise SettingsError(f"cannot write {out}: {error.strerror}; name another file") from error
