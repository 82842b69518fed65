"""What an extract holds is read whatever its name and its letters, and is as old as it says."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import osmium
import pytest

from geo.osm_dataset.mapped import read_content

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 1, 2)
SAVED = datetime(2026, 3, 4, tzinfo=UTC)
TAGS = {"amenity": "cafe", "name": "Café"}


def xml(path: Path, encoding: str = "utf-8", changed: str = "") -> Path:
    """Write an extract of one café, saved on the day of `SAVED`."""
    tags = "".join(f'<tag k="{key}" v="{value}"/>' for key, value in TAGS.items())
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><osm version="0.6">'
        f'<node id="1" version="1" {changed} lat="48.1" lon="11.5">{tags}</node></osm>'
    )
    path.write_bytes(text.encode(encoding))
    os.utime(path, (SAVED.timestamp(), SAVED.timestamp()))
    return path


@pytest.mark.parametrize("name", ["town.osm.pbf", "TOWN.OSM.PBF"])
def test_the_head_tells_the_day(tmp_path: Path, name: str) -> None:
    """However the name of the file is written."""
    header = osmium.io.Header()
    header.set("osmosis_replication_timestamp", "2026-01-02T03:04:05Z")
    with osmium.SimpleWriter(str(tmp_path / "town.pbf"), header=header) as writer:
        writer.add_node(osmium.osm.mutable.Node(id=1, version=1, location=(11.5, 48.1), tags=TAGS))
    path = (tmp_path / "town.pbf").rename(tmp_path / name)
    assert read_content(path, ()).day == DAY


@pytest.mark.parametrize("name", ["town.osm", "TOWN.OSM"])
def test_without_a_head_the_newest_change_tells_the_day(tmp_path: Path, name: str) -> None:
    """And without any the day on which the file was written."""
    path = xml(tmp_path / name, changed='timestamp="2026-01-02T03:04:05Z"')
    assert read_content(path, ()).day == DAY
    assert read_content(xml(path), ()).day == SAVED.date()


def test_letters_in_another_encoding_are_read(tmp_path: Path) -> None:
    """Where libosmium does not know an encoding, Python may."""
    content = read_content(xml(tmp_path / "town.osm", "cp1252"), ())
    assert [one.tags for one in content.objects] == [TAGS]
    assert content.day == SAVED.date()
