"""XML that editors save, histories and files in disorder are read as what they mean, or refused."""

from __future__ import annotations

import bz2
import gzip
import os
import random
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

import osmium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.crs import LocalMetres
from geo.errors import ExtractError
from geo.osm.streets import read_streets
from tests.support.networks import CENTRE

if TYPE_CHECKING:
    from pathlib import Path

SQUARE = {1: (0, 0), 2: (1000, 0), 3: (0, 500), 4: (1000, 500)}
STREETS = {1: (1, 2), 2: (3, 4), 3: (1, 3), 4: (2, 4)}


def node(number: int, more: str = "", lat: str | None = None) -> str:
    """A corner of the square, or with a latitude of its own."""
    lon, north = LocalMetres(CENTRE).to_lonlat([SQUARE[abs(number)]])[0]
    return f'<node id="{number}" version="1" lat="{lat or north}" lon="{lon}" {more}/>'


def way(number: int, more: str = 'version="1"', tag: str = "highway", sign: int = 1) -> str:
    """A side of the square."""
    refs = "".join(f'<nd ref="{sign * end}"/>' for end in STREETS[abs(number)])
    return f'<way id="{number}" {more}>{refs}<tag k="{tag}" v="residential"/></way>'


NODES = [node(number) for number in SQUARE]
WAYS = [way(number) for number in STREETS]


def write(path: Path, *things: str) -> Path:
    """Write an extract, packed as its name says."""
    text = "\n".join(['<?xml version="1.0"?>', '<osm version="0.6">', *things, "</osm>"]).encode()
    if path.suffix == ".gz":
        text = gzip.compress(text)
    elif path.suffix == ".bz2":
        text = bz2.compress(text)
    path.write_bytes(text)
    return path


def km(path: Path) -> float:
    """The kilometres of street in an extract."""
    return round(read_streets(path).counts.km, 1)


@pytest.mark.parametrize("name", ["a.osm", "a.osm.gz", "a.osm.bz2", "A.OSM"])
def test_a_whole_square(tmp_path: Path, name: str) -> None:
    """In order and packed in any way, all four sides are there."""
    assert km(write(tmp_path / name, *NODES, *WAYS)) == 3.0


@pytest.mark.parametrize(
    "gone",
    [
        'version="1" action="delete"',
        "version='1' action = 'delete'",
        'version="2" visible="false"',
        'version="2" visible="false" timestamp="2026-01-01T00:00:00Z"',
    ],
)
@pytest.mark.parametrize("name", ["a.osm", "a.osm.gz", "a.osm.bz2"])
def test_what_is_deleted_is_not_there(tmp_path: Path, name: str, gone: str) -> None:
    """JOSM's mark, and a last version that cannot be seen, take a street away."""
    path = write(tmp_path / name, *NODES, WAYS[0], way(2, gone), *WAYS[2:])
    assert km(path) == 2.0


@pytest.mark.parametrize("later", [False, True])
def test_the_newest_version_counts(tmp_path: Path, later: bool) -> None:  # noqa: FBT001 - a table
    """Of several versions the highest number counts, wherever in the file it stands."""
    versions = [way(2, 'version="3"', "note"), way(2, 'version="2"')]
    path = write(tmp_path / "a.osm", *NODES, *versions[:: 1 if later else -1], *WAYS[2:], WAYS[0])
    assert km(path) == 2.0


def test_a_street_comes_back(tmp_path: Path) -> None:
    """A street that was deleted once and is there again is there."""
    gone = way(2, 'version="2" visible="false"')
    assert km(write(tmp_path / "a.osm", *NODES, *WAYS, gone, way(2, 'version="3"'))) == 3.0


def test_new_things_have_negative_ids(tmp_path: Path) -> None:
    """What JOSM has not uploaded yet is as good as the rest, also mixed with it."""
    new = [node(-number) for number in (3, 4)]
    side = '<way id="-9"><nd ref="-3"/><nd ref="-4"/><tag k="highway" v="path"/></way>'
    arm = '<way id="-8"><nd ref="1"/><nd ref="-3"/><tag k="highway" v="path"/></way>'
    assert km(write(tmp_path / "a.osm", *NODES[:2], *new, WAYS[0], arm, side)) == 2.5
    only = [node(-number) for number in SQUARE], [way(-n, sign=-1) for n in STREETS]
    assert km(write(tmp_path / "b.osm", *only[0], *only[1])) == 3.0


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_order_does_not_matter(tmp_path: Path, seed: int) -> None:
    """Deleted, new and old things in any order give the same streets."""
    things = [*NODES, *WAYS[:3], way(4, 'version="2" action="delete"')]
    random.Random(seed).shuffle(things)  # noqa: S311 - no secret
    assert km(write(tmp_path / "a.osm", *things)) == 2.5


def test_texts_survive(tmp_path: Path) -> None:
    """What is written anew keeps its words, however they are spelt."""
    name = quoteattr('<a> & "b" 塘桥')
    tag = f'<tag k="name" v={name}/><tag k="highway" v="path"/>'
    odd = f'<way id="-1" version="1"><nd ref="1"/><nd ref="2"/>{tag}</way>'
    assert km(write(tmp_path / "a.osm", *NODES, odd)) == 1.0


@pytest.mark.parametrize(
    ("things", "reason"),
    [
        ([node(1, lat="131.2"), *NODES[1:], *WAYS], "lat=131.2"),
        ([node(1, lat="-90.5"), *NODES[1:], *WAYS], "lat=-90.5"),
        (['<node id="1" version="1" lon="121.5"/>', *NODES[1:], *WAYS], "node 1 has no lat"),
        (['<node id="1" version="1" lat="31.2"/>', *NODES[1:], *WAYS], "node 1 has no lon"),
        ([node(1, lat="NaN"), *NODES[1:], *WAYS], "damaged"),
        ([node(1, lat="1e999"), *NODES[1:], *WAYS], "damaged"),
        ([node(1, lat="north"), *NODES[1:], *WAYS], "damaged"),
        ([*NODES, *WAYS[:3], way(4, 'version="new"')], "damaged"),
        ([node(1, 'timestamp="yesterday"'), *NODES[1:], *WAYS], "damaged"),
        ([*NODES, *WAYS, "<remark>runtime error: Query timed\nout</remark>"], "Query timed out"),
        ([*NODES, *WAYS, "<way id='x'><nd ref='1'/></way>"], "damaged"),
        ([*NODES, *WAYS, "<way id='-5'><nd ref='y'/></way>"], "damaged"),
        ([*NODES, *WAYS, "<way id='-5'><nd/></way>"], "damaged"),
        ([*NODES, *WAYS, "<node lat='1' lon='1' visible='false'/>"], "damaged"),
    ],
)
def test_damage_is_told_in_one_line(tmp_path: Path, things: list[str], reason: str) -> None:
    """A value that cannot be is told with its file, in one line."""
    path = write(tmp_path / "a.osm", *things)
    with pytest.raises(ExtractError) as caught:
        read_streets(path)
    line = str(caught.value)
    assert line.startswith("a.osm is ")
    assert reason in line
    assert "\n" not in line


def test_a_file_of_changes_is_no_extract(tmp_path: Path) -> None:
    """A change file with the name of an extract is called what it is."""
    path = tmp_path / "a.osm"
    things = "".join([*NODES, *WAYS])
    path.write_text(f'<osmChange version="0.6"><create>{things}</create></osmChange>')
    with pytest.raises(ExtractError, match="a file of changes"):
        read_streets(path)


def test_a_packed_history_is_refused(tmp_path: Path) -> None:
    """A PBF that says that it holds several versions is refused, with what to do."""
    path = tmp_path / "a.osm.pbf"
    with osmium.SimpleWriter(osmium.io.File(str(path), "osh.pbf")) as writer:
        for thing in osmium.FileProcessor(write(tmp_path / "a.osm", *NODES, *WAYS)):
            writer.add(thing)
    with pytest.raises(ExtractError, match="history of its streets: take an extract"):
        read_streets(path)


def test_a_plain_pbf(tmp_path: Path) -> None:
    """`.pbf` alone is an ending, too."""
    path = tmp_path / "a.pbf"
    with osmium.SimpleWriter(osmium.io.File(str(path), "pbf")) as writer:
        for thing in osmium.FileProcessor(write(tmp_path / "a.osm", *NODES, *WAYS)):
            writer.add(thing)
    assert km(path) == 3.0


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    """A named pipe that nobody writes to is refused at once."""
    path = tmp_path / "a.osm"
    os.mkfifo(path)
    with pytest.raises(ExtractError, match="is no plain file"):
        read_streets(path)


@pytest.mark.parametrize("place", [(0.0, 0.0), (126.0, 36.0), (-58.5, -31.2), (121.5, 89.9)])
def test_strays_are_left_out(tmp_path: Path, place: tuple[float, float]) -> None:
    """A node at null island, far away or on the other side of the earth takes its edge with it."""
    stray = f'<node id="9" version="1" lon="{place[0]}" lat="{place[1]}"/>'
    refs = "".join(f'<nd ref="{n}"/>' for n in (4, 9))
    arm = f'<way id="9" version="1">{refs}<tag k="highway" v="path"/></way>'
    counts = read_streets(write(tmp_path / "a.osm", *NODES, stray, *WAYS, arm)).counts
    assert (counts.strays, round(counts.km, 1)) == (1, 3.0)


def test_another_town_is_left_out(tmp_path: Path) -> None:
    """A kilometre of street in another country is no part of the town."""
    far = [f'<node id="{8 + n}" version="1" lon="{30 + n / 50}" lat="10"/>' for n in (0, 1)]
    refs = "".join(f'<nd ref="{8 + n}"/>' for n in (0, 1))
    arm = f'<way id="9" version="1">{refs}<tag k="highway" v="path"/></way>'
    counts = read_streets(write(tmp_path / "a.osm", *NODES, *far, *WAYS, arm)).counts
    assert (counts.strays, round(counts.km, 1)) == (1, 3.0)
