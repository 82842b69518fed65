"""Copies of the Tangqiao dataset that a test may break, and where the check finds the faults."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import data
from geo.dataset.dataset import check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = (
    "dataset.toml",
    *(f"{n}.geojson" for n in ["facilities", "places", "streets", "barriers", "boundary"]),
)


def copied(folder: Path) -> Path:
    """Copy the dataset into a folder."""
    for name in FILES:
        shutil.copy(data.FOLDER / name, folder)
    return folder


def edit(path: Path, change: Callable[[list[Any]], object]) -> None:
    """Change the features of a file."""
    document = json.loads(path.read_text("utf-8"))
    change(document["features"])
    path.write_text(json.dumps(document), "utf-8")


def faults(folder: Path) -> list[tuple[str, str, str]]:
    """Where the faults are: file, feature, field."""
    return [(fault.file, fault.feature, fault.field) for fault in check(folder)]
