"""What holds for every extract, drawn by hand or real, however it is written."""

from __future__ import annotations

import gzip
import random
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import networkx as nx
import numpy as np
import osmium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.crs import distance_m
from geo.facility import LonLat
from geo.osm.streets import ISLAND_M, read_streets
from tests.support.drawn import MAPS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from geo.osm.streets import Extract
    from geo.raw_streets import Streets

REAL = [
    "baltimore.osm.pbf",
    "helsinki.osm.pbf",
    "liechtenstein.osm.pbf",
    "porto.osm.pbf",
    "shanghai-centre.osm.gz",
]


def parts(streets: Streets) -> list[nx.Graph[int]]:
    """The parts of the streets that hang together, with lengths along the ellipsoid."""
    graph: nx.Graph[int] = nx.Graph()
    places = [LonLat(*place) for place in streets.lonlat.tolist()]
    for a, b in streets.ends.tolist():
        graph.add_edge(a, b, m=distance_m(places[a], places[b]))
    return [graph.subgraph(part) for part in nx.connected_components(graph)]


def as_bytes(extract: Extract) -> tuple[object, ...]:
    """Everything in an extract, to the last bit."""
    streets = extract.streets
    arrays: list[NDArray[Any]] = [streets.lonlat, streets.ends, *streets.barriers]
    arrays += [streets.steps, streets.grade_separated, streets.signals]
    return extract.counts, *((array.dtype, array.shape, array.tobytes()) for array in arrays)


@pytest.fixture(scope="module")
def real(shared: Path) -> Callable[[str], Extract]:
    """Read a real extract, once."""
    done: dict[str, Extract] = {}

    def read(name: str) -> Extract:
        if name not in done:
            done[name] = read_streets(shared / "data" / "osm" / name)
        return done[name]

    return read


# Laws


@pytest.mark.parametrize("name", ["town.osm", "gates.osm", "lines.osm"])
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_the_order_of_a_file_does_not_matter(name: str, seed: int, tmp_path: Path) -> None:
    """The same things in any order give the same streets, to the last bit."""
    root = ET.parse(MAPS / name).getroot()  # noqa: S314 - our own file
    things = list(root)
    random.Random(seed).shuffle(things)  # noqa: S311 - no secret
    root[:] = things
    shuffled = tmp_path / "shuffled.osm"
    ET.ElementTree(root).write(shuffled)
    assert as_bytes(read_streets(shuffled)) == as_bytes(read_streets(MAPS / name))


@pytest.mark.parametrize("name", ["town.osm", "gates.osm", "lines.osm"])
def test_the_kind_of_file_does_not_matter(name: str, tmp_path: Path) -> None:
    """XML, packed XML and PBF of the same map give the same streets."""
    expected = as_bytes(read_streets(MAPS / name))
    packed = tmp_path / "map.osm.gz"
    packed.write_bytes(gzip.compress((MAPS / name).read_bytes()))
    assert as_bytes(read_streets(packed)) == expected
    binary = tmp_path / "map.osm.pbf"
    with osmium.SimpleWriter(binary) as writer:
        for kind in (osmium.osm.NODE, osmium.osm.WAY, osmium.osm.RELATION):
            for thing in osmium.FileProcessor(MAPS / name, kind):
                writer.add(thing)
    assert as_bytes(read_streets(binary)) == expected


def test_progress_rises_to_the_end() -> None:
    """Progress begins at nothing, never falls and ends with everything done."""
    heard: list[tuple[str, float]] = []
    read_streets(MAPS / "town.osm", lambda stage, share: heard.append((stage, share)))
    shares = [share for _, share in heard]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert all(stage for stage, _ in heard)


# Real extracts


@pytest.mark.parametrize("name", REAL)
def test_real_streets_are_sound(real: Callable[[str], Extract], name: str) -> None:
    """Positions are on earth, each node is used, no edge is double, only kerbs have no length."""
    streets = real(name).streets
    low, high = streets.lonlat.min(axis=0), streets.lonlat.max(axis=0)
    assert np.isfinite(streets.lonlat).all()
    assert (low >= (-180, -90)).all()
    assert (high <= (180, 90)).all()
    assert (high - low < 2).all()
    assert np.array_equal(np.unique(streets.ends), np.arange(len(streets.lonlat)))
    assert len(np.unique(np.sort(streets.ends, axis=1), axis=0)) == len(streets.ends)
    leaps = streets.lonlat[streets.ends[:, 0]] - streets.lonlat[streets.ends[:, 1]]
    assert (leaps.any(axis=1) | streets.steps).all()
    assert all(line.shape[1:] == (2,) and len(line) > 1 for line in streets.barriers)


@pytest.mark.parametrize("name", [name for name in REAL if "porto" not in name])
def test_real_streets_hang_together(real: Callable[[str], Extract], name: str) -> None:
    """Every part but the largest has a kilometre of street; the length in the summary is true."""
    extract = real(name)
    lengths = sorted(part.size(weight="m") for part in parts(extract.streets))
    assert all(length >= ISLAND_M for length in lengths[:-1])
    assert sum(lengths) == pytest.approx(1000 * extract.counts.km, rel=1e-4)
    assert extract.counts.dropped_km < 0.05 * extract.counts.km


def test_porto_has_its_streets(real: Callable[[str], Extract]) -> None:
    """The summary of Porto is in the range that its map leads to expect."""
    counts = real("porto.osm.pbf").counts
    assert 300_000 < counts.nodes < 347_944
    assert 9_000 < counts.km < 11_000
    assert 300 < counts.signals < 391  # traffic_signals of both kinds in the file
    assert counts.steps >= 652  # ways that are steps, each with one edge or more
    assert counts.barriers > 800  # ways that are motorways, without bridges and tunnels


@pytest.mark.parametrize("name", ["helsinki.osm.pbf", "shanghai-centre.osm.gz"])
def test_reading_twice_gives_the_same(
    real: Callable[[str], Extract], shared: Path, name: str
) -> None:
    """The same file gives the same arrays, to the last bit."""
    assert as_bytes(read_streets(shared / "data" / "osm" / name)) == as_bytes(real(name))
