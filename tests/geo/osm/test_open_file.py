"""Files that are no use as extracts are refused in one line."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import osmium
import pytest

from geo.errors import ExtractError
from geo.osm.streets import read_streets
from tests.support.drawn import MAPS

if TYPE_CHECKING:
    from pathlib import Path


def refusal(path: Path) -> str:
    """The one line that says why a file is refused."""
    before = sorted(path.parent.iterdir())
    with pytest.raises(ExtractError) as caught:
        read_streets(path)
    assert sorted(path.parent.iterdir()) == before
    line = str(caught.value)
    assert "\n" not in line
    assert path.name in line
    return line


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9, 0.999])
def test_a_file_that_ends_early(shared: Path, tmp_path: Path, share: float) -> None:
    """A PBF that is cut short is refused, and the message says to fetch it again."""
    whole = (shared / "data" / "osm" / "porto.osm.pbf").read_bytes()
    path = tmp_path / "porto.osm.pbf"
    path.write_bytes(whole[: int(len(whole) * share)])
    assert refusal(path) == "porto.osm.pbf ends early: download it again"


def test_xml_that_ends_early(tmp_path: Path) -> None:
    """XML that is cut short is refused as well, packed or not."""
    whole = (MAPS / "town.osm").read_bytes()
    plain, packed = tmp_path / "town.osm", tmp_path / "town.osm.gz"
    plain.write_bytes(whole[: len(whole) // 2])
    packed.write_bytes(gzip.compress(whole)[:-100])
    assert refusal(plain) == "town.osm ends early: download it again"
    assert refusal(packed) == "town.osm.gz ends early: download it again"


def test_a_file_with_a_scratch(shared: Path, tmp_path: Path) -> None:
    """A PBF with bytes overwritten in the middle is refused as damaged."""
    whole = bytearray((shared / "data" / "osm" / "helsinki.osm.pbf").read_bytes())
    whole[300_000:300_200] = b"?" * 200
    path = tmp_path / "helsinki.osm.pbf"
    path.write_bytes(whole)
    assert refusal(path).startswith("helsinki.osm.pbf is damaged (")


@pytest.mark.parametrize("name", ["notes.osm.pbf", "notes.osm", "notes.osm.gz"])
@pytest.mark.parametrize("text", ["Dear all,\n" * 500, "<html>not found</html>", "x"])
def test_a_text_file(tmp_path: Path, name: str, text: str) -> None:
    """A text file with the name of an extract is refused."""
    path = tmp_path / name
    path.write_text(text)
    assert refusal(path) == f"{name} is no OpenStreetMap extract inside: download it again"


@pytest.mark.parametrize("name", ["none.osm.pbf", "none.osm", "none.osm.gz"])
def test_an_empty_file(tmp_path: Path, name: str) -> None:
    """An empty file is called empty."""
    path = tmp_path / name
    path.touch()
    assert refusal(path) == f"{name} is empty: download it again"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('encoding="UTF-8"', 'encoding="U"'),
        ('node id="1"', f'node id="{"9" * 20}"'),
        ('nd ref="1"', 'nd ref="-911"'),
        ('lon="121.5000000"', 'lon="1e999"'),
    ],
    ids=["encoding", "id", "reference", "position"],
)
def test_xml_with_a_word_changed(tmp_path: Path, old: str, new: str) -> None:
    """Whatever a word is changed into: it is read as far as it holds, or refused in one line."""
    whole = (MAPS / "lines.osm").read_text("utf-8")
    assert old in whole
    path = tmp_path / "lines.osm"
    path.write_text(whole.replace(old, new), "utf-8")
    try:
        assert read_streets(path)
    except ExtractError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017 - either is right


def test_an_extract_without_streets(tmp_path: Path) -> None:
    """One of houses, expressways and lights is refused: there is nothing to walk on."""
    path = tmp_path / "houses.osm.pbf"
    with osmium.SimpleWriter(path) as writer:
        for number in (1, 2, 3):
            light = {"highway": "traffic_signals"}
            writer.add_node(osmium.osm.mutable.Node(id=number, location=(number, 1), tags=light))
        for number, tags in ((1, {"building": "yes"}), (2, {"highway": "motorway"})):
            writer.add_way(osmium.osm.mutable.Way(id=number, nodes=[1, 2, 3], tags=tags))
    assert "has no street that people may walk on: take an extract with streets" in refusal(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A missing file, a folder and an unknown kind of file are refused with a hint."""
    hint = "give an OpenStreetMap extract that ends in .osm, .osm.gz, .osm.bz2 or .pbf"
    (tmp_path / "folder.osm").mkdir()
    (tmp_path / "town.shp").touch()
    assert refusal(tmp_path / "no.osm.pbf").endswith(f"no.osm.pbf does not exist; {hint}")
    assert refusal(tmp_path / "folder.osm") == f"folder.osm is a folder; {hint}"
    assert refusal(tmp_path / "town.shp") == f"town.shp: unknown kind of file; {hint}"


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    """What the system says about a file reaches the reader in one line."""
    (tmp_path / "town").touch()
    with pytest.raises(ExtractError, match=r"cannot be opened \(Not a directory\); check it$"):
        read_streets(tmp_path / "town" / "town.osm")
