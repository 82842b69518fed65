"""Runs the build backend, which release/build.lock pins."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def built(folder: Path, out: Path, *kinds: str) -> list[Path]:
    """Build a checkout, or an unpacked sdist, with the backend that is installed here.

    Args:
        folder: where pyproject.toml is.
        out: where the files go.
        kinds: "sdist", "wheel".
    """
    before = set(out.glob("*"))
    chosen = [word for kind in kinds for word in ("-t", kind)]
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(out), *chosen]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603
    return sorted(set(out.glob("*")) - before)
