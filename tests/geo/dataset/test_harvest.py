"""The dataset is what the harvest makes of the facts: one command makes it again."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import data
import tests.harvest.__main__ as harvest
from tests.harvest import facilities, files

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

MADE = (
    *("streets.geojson", "barriers.geojson", "boundary.geojson"),
    *("places.geojson", "demand.geojson", "facilities.geojson"),
)


def test_the_harvest_makes_the_dataset_again(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run on the dataset itself it changes no byte: nothing was edited that it would overwrite."""
    for name in MADE:
        shutil.copy(data.FOLDER / name, tmp_path)
    twice = tmp_path / "located_twice.geojson"
    monkeypatch.setattr(files, "DATA", tmp_path)
    monkeypatch.setattr(harvest, "LOCATED_TWICE", twice)
    harvest.make(shared)
    for name in MADE:
        assert (tmp_path / name).read_bytes() == (data.FOLDER / name).read_bytes(), name
    pairs = data.FOLDER.parent / "tests" / "geo" / "located_twice.geojson"
    assert twice.read_bytes() == pairs.read_bytes()


def test_what_somebody_verified_is_left_alone(shared: Path) -> None:
    """A facility with `verified_on` keeps its position, whatever a list says."""
    known = files.features(data.FOLDER / "facilities.geojson")
    seen = next(one for one in known if one.properties["id"] == "canteen-jinpu")
    seen.properties["verified_on"] = "2026-11-01"
    seen.geometry["coordinates"] = [121.52, 31.2121]  # type: ignore[index]
    after = facilities.merged(known, shared)
    kept = next(one for one in after if one.properties["id"] == "canteen-jinpu")
    assert kept.geometry == {"type": "Point", "coordinates": [121.52, 31.2121]}
    assert kept.properties == seen.properties
