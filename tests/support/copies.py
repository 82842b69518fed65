"""Copies of the Tangqiao dataset that a test may break, and where the check finds the faults."""

from __future__ import annotations

import json
import shutil
from collections import Counter
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


def small_town(folder: Path) -> Path:
    """Copy the dataset with the first of each kind of place and of each category, and no more."""
    copied(folder)
    edit(folder / "places.geojson", lambda features: _keep_firsts(features, "kind", 2))
    edit(folder / "facilities.geojson", lambda features: _keep_firsts(features, "category", 1))
    return folder


def _keep_firsts(features: list[Any], kind: str, count: int) -> None:
    """Keep so many features of each kind that have a position."""
    kept: Counter[str] = Counter()
    for feature in list(features):
        key = feature["properties"][kind]
        if feature["geometry"] is None or kept[key] == count:
            features.remove(feature)
        kept[key] += feature["geometry"] is not None and kept[key] < count


def edit(path: Path, change: Callable[[list[Any]], object]) -> None:
    """Change the features of a file."""
    document = json.loads(path.read_text("utf-8"))
    change(document["features"])
    path.write_text(json.dumps(document), "utf-8")


def faults(folder: Path) -> list[tuple[str, str, str]]:
    """Where the faults are: file, feature, field."""
    return [(fault.file, fault.feature, fault.field) for fault in check(folder)]
