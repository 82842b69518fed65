"""Extracts of OpenStreetMap become streets."""

from __future__ import annotations

import gzip
import itertools
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import networkx as nx
import numpy as np
import osmium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo import walkable
from geo.crs import distance_m
from geo.errors import ExtractError
from geo.facility import LonLat
from geo.osm import ISLAND_M, read_streets

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from geo.osm import Extract
    from geo.streets import Streets

MAPS = Path(__file__).parent / "maps"
REAL = [
    "baltimore.osm.pbf",
    "helsinki.osm.pbf",
    "liechtenstein.osm.pbf",
    "porto.osm.pbf",
    "shanghai-centre.osm.gz",
]


class Drawn:
    """A hand-made map, read: its nodes are called by the numbers in the file."""

    def __init__(self, name: str) -> None:
        """Read the streets, and the numbers and places of the nodes; the lowest number counts."""
        path = MAPS / name
        self.extract = read_streets(path)
        self.number: dict[tuple[float, ...], int] = {}
        for node in ET.parse(path).iter("node"):  # noqa: S314 - our own file
            place, number = (
                (float(node.attrib["lon"]), float(node.attrib["lat"])),
                node.attrib["id"],
            )
            self.number[place] = min(int(number), self.number.get(place, int(number)))

    @property
    def nodes(self) -> list[int]:
        """The number of each node of the streets; a copy has the number of its original."""
        return [self.number[tuple(place)] for place in self.extract.streets.lonlat.tolist()]

    def pieces(self, flag: str | None = None) -> set[tuple[int, int]]:
        """The pieces, or those with a flag, lower number first."""
        streets, nodes = self.extract.streets, self.nodes
        chosen = streets.ends if flag is None else streets.ends[getattr(streets, flag)]
        return {(min(nodes[a], nodes[b]), max(nodes[a], nodes[b])) for a, b in chosen.tolist()}

    def graph(self, *, stairs: bool = True) -> nx.Graph[tuple[int, int]]:
        """The streets as a graph of (row, number), with or without stairs."""
        streets, nodes = self.extract.streets, self.nodes
        ends = streets.ends if stairs else streets.ends[~streets.steps]
        return nx.Graph([((a, nodes[a]), (b, nodes[b])) for a, b in ends.tolist()])

    def steps_between(self, start: int, end: int, *, stairs: bool = True) -> int | None:
        """How many pieces the shortest walk has, None if there is no walk."""
        graph = self.graph(stairs=stairs)
        walks = [nx.single_source_shortest_path_length(graph, n) for n in graph if n[1] == start]
        found = [count for walk in walks for node, count in walk.items() if node[1] == end]
        return min(found, default=None)

    def barriers(self) -> list[list[int]]:
        """The lines that nobody crosses."""
        return [
            [self.number[tuple(place)] for place in line.tolist()]
            for line in self.extract.streets.barriers
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
    arrays += [streets.steps, streets.sealed, streets.signals]
    return extract.counts, *((array.dtype, array.shape, array.tobytes()) for array in arrays)


@pytest.fixture(scope="module")
def town() -> Drawn:
    """The made-up town."""
    return Drawn("town.osm")


@pytest.fixture(scope="module")
def real(shared: Path) -> Callable[[str], Extract]:
    """Read a real extract, once."""
    done: dict[str, Extract] = {}

    def read(name: str) -> Extract:
        if name not in done:
            done[name] = read_streets(shared / "data" / "osm" / name)
        return done[name]

    return read


# A town drawn by hand


def test_a_one_way_street_is_walked_both_ways(town: Drawn) -> None:
    """Cars go east only; people go back, too."""
    assert town.steps_between(14, 11) == town.steps_between(11, 14) == 3


def test_a_river_is_crossed_by_bridge_and_tunnel(town: Drawn) -> None:
    """Bridge and tunnel join the banks, and are sealed; without them there is no way across."""
    assert town.pieces("sealed") == {(22, 32), (15, 45)}
    assert town.steps_between(12, 42) == 3
    graph = town.graph()
    graph.remove_edges_from(
        [(a, b) for a, b in graph.edges if {a[1], b[1]} in ({22, 32}, {15, 45})]
    )
    assert nx.number_connected_components(graph) == 2


def test_a_bridge_joins_nothing_that_it_passes_over(town: Drawn) -> None:
    """From the path under the bridge people go back to the street to get onto it."""
    assert town.steps_between(21, 22) == 4


def test_stairs_are_flagged(town: Drawn) -> None:
    """The path along the bank is reached by stairs alone."""
    assert town.pieces("steps") == {(13, 23), (14, 24)}
    assert town.steps_between(13, 21) == 2
    assert town.steps_between(13, 21, stairs=False) is None


def test_two_carriageways_are_joined_by_the_crossing(town: Drawn) -> None:
    """People cross where a crossing is mapped, and there is a light."""
    assert town.steps_between(42, 52) == 4
    streets = town.extract.streets
    assert [town.nodes[row] for row in np.flatnonzero(streets.signals)] == [60]


def test_private_roads_are_left_out(town: Drawn) -> None:
    """A private road is no way, unless people on foot are welcome."""
    assert (51, 61) in town.pieces()
    assert not {64, 65} & set(town.nodes)


def test_what_is_not_built_and_expressways_are_left_out(town: Drawn) -> None:
    """Construction, plans and motorways are no way for people."""
    assert not {26, 81, 84, 85, 86} & set(town.nodes)


def test_a_square_is_walked_along_its_outline(town: Drawn) -> None:
    """All four sides of the square are streets."""
    assert {(16, 17), (17, 18), (18, 19), (16, 19)} <= town.pieces()


def test_rivers_and_expressways_on_the_ground_are_crossed_by_nobody(town: Drawn) -> None:
    """The river and the expressway stop people; the part on a bridge does not."""
    assert town.barriers() == [[70, 71, 72, 73, 74, 75, 76, 77], [81, 82, 83, 84], [85, 86]]


def test_small_islands_are_dropped_and_counted(town: Drawn) -> None:
    """The footpath far away goes, and the numbers say so."""
    counts = town.extract.counts
    assert not {91, 92} & set(town.nodes)
    assert (counts.dropped_islands, round(1000 * counts.dropped_km)) == (1, 48)


def test_the_summary_counts_what_is_there(town: Drawn) -> None:
    """Each number of the summary is the number of things in the arrays."""
    counts, streets = town.extract.counts, town.extract.streets
    assert (counts.nodes, counts.pieces) == (len(streets.lonlat), len(streets.ends)) == (26, 27)
    assert (counts.signals, counts.steps) == (streets.signals.sum(), streets.steps.sum())
    assert counts.barriers == len(streets.barriers)


# Gates, gaps and lines


def test_gates_let_people_pass_or_stop_them() -> None:
    """Open gates and bollards join both sides; private and locked gates and walls do not."""
    gates = Drawn("gates.osm")
    assert gates.steps_between(1, 3) == 2
    assert gates.steps_between(1, 7) == 2
    assert gates.steps_between(3, 7) == 4


def test_people_come_up_to_a_closed_gate_from_both_sides() -> None:
    """A closed gate ends the street on each side; the two ends lie in one place, unjoined."""
    gates = Drawn("gates.osm")
    assert {(3, 9), (7, 9)} <= gates.pieces()
    assert gates.nodes.count(9) == 2


def test_what_lies_behind_closed_gates_is_an_island() -> None:
    """Between a private gate and a wall nobody can walk in from outside."""
    gates = Drawn("gates.osm")
    assert 5 not in gates.nodes
    assert gates.extract.counts.dropped_islands == 1


def test_missing_nodes_leave_a_gap() -> None:
    """A street that leaves the extract and comes back is not joined across the gap."""
    torn = Drawn("torn.osm")
    assert (2, 3) not in torn.pieces()
    assert torn.barriers() == [[7, 8], [9, 10]]


def test_nodes_in_one_place_are_one_node() -> None:
    """A piece without length joins its two nodes into one, and the light there stays."""
    torn = Drawn("torn.osm")
    assert torn.pieces() == {(1, 2), (2, 5), (3, 5), (3, 4)}
    assert [torn.nodes[row] for row in np.flatnonzero(torn.extract.streets.signals)] == [5]


def test_a_ramp_beside_stairs_is_a_way_for_wheels() -> None:
    """Of two pieces between the same nodes one stays, and it is the easier one."""
    torn = Drawn("torn.osm")
    assert torn.pieces("steps") == set()


def test_lines_that_nobody_crosses() -> None:
    """Water, rails, long walls and the rings of lakes stop people; a path on the bank does not."""
    lines = Drawn("lines.osm")
    assert lines.barriers() == [
        [11, 12, 13, 14, 11],
        [21, 22],
        [31, 32],
        [41, 42],
        [51, 52],
        [61, 62, 63],
        [111, 112, 113],
    ]


def test_a_square_mapped_as_a_relation_is_walked_along_its_rings() -> None:
    """The tags of the area count for its rings."""
    lines = Drawn("lines.osm")
    assert {(121, 122), (122, 123), (121, 123)} <= lines.pieces()


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
    """Positions are on earth, each node is used, no piece is double or without length."""
    streets = real(name).streets
    low, high = streets.lonlat.min(axis=0), streets.lonlat.max(axis=0)
    assert np.isfinite(streets.lonlat).all()
    assert (low >= (-180, -90)).all()
    assert (high <= (180, 90)).all()
    assert (high - low < 2).all()
    assert np.array_equal(np.unique(streets.ends), np.arange(len(streets.lonlat)))
    assert len(np.unique(np.sort(streets.ends, axis=1), axis=0)) == len(streets.ends)
    leaps = streets.lonlat[streets.ends[:, 0]] - streets.lonlat[streets.ends[:, 1]]
    assert leaps.any(axis=1).all()
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
    assert counts.steps >= 652  # ways that are steps, each with one piece or more
    assert counts.barriers > 800  # ways that are motorways, without bridges and tunnels


@pytest.mark.parametrize("name", ["helsinki.osm.pbf", "shanghai-centre.osm.gz"])
def test_reading_twice_gives_the_same(
    real: Callable[[str], Extract], shared: Path, name: str
) -> None:
    """The same file gives the same arrays, to the last bit."""
    assert as_bytes(read_streets(shared / "data" / "osm" / name)) == as_bytes(real(name))


def plain_reading(path: Path) -> set[frozenset[LonLat]]:
    """Read streets in the plainest way there is: one node and one piece at a time."""
    nodes = osmium.FileProcessor(path, osmium.osm.NODE)
    stops = {node.id for node in nodes if walkable.stops(node.tags)}
    graph: nx.Graph[object] = nx.Graph()
    for way in osmium.FileProcessor(path).with_locations():
        if isinstance(way, osmium.osm.Way) and walkable.may_walk(way.tags):
            row = [(node.ref, node.location) for node in way.nodes]
            for (a, here), (b, there) in itertools.pairwise(row):
                if here.valid() and there.valid() and a != b:
                    ends = [LonLat(place.lon, place.lat) for place in (here, there)]
                    names = [(n, frozenset((a, b))) if n in stops else n for n in (a, b)]
                    graph.add_edge(*names, m=distance_m(*ends), line=frozenset(ends))
    found = [graph.subgraph(part) for part in nx.connected_components(graph)]
    large = max(part.size(weight="m") for part in found)
    kept = [part for part in found if part.size(weight="m") >= min(ISLAND_M, large)]
    return {data["line"] for part in kept for *_, data in part.edges(data=True)}


@pytest.mark.parametrize("name", ["baltimore.osm.pbf", "liechtenstein.osm.pbf"])
def test_a_plain_reading_finds_the_same_streets(
    real: Callable[[str], Extract], shared: Path, name: str
) -> None:
    """A slow reader that follows the same signs piece by piece keeps the same pieces."""
    streets = real(name).streets
    places = [LonLat(*place) for place in streets.lonlat.tolist()]
    lines = {frozenset((places[a], places[b])) for a, b in streets.ends.tolist()}
    assert lines == plain_reading(shared / "data" / "osm" / name)


# Files that are no use


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


def test_an_extract_without_streets(tmp_path: Path) -> None:
    """An extract of houses and expressways is refused: there is nothing to walk on."""
    path = tmp_path / "houses.osm.pbf"
    with osmium.SimpleWriter(path) as writer:
        for number in (1, 2, 3):
            writer.add_node(osmium.osm.mutable.Node(id=number, location=(number, number)))
        for number, tags in ((1, {"building": "yes"}), (2, {"highway": "motorway"})):
            writer.add_way(osmium.osm.mutable.Way(id=number, nodes=[1, 2, 3], tags=tags))
    assert "has no street that people may walk on: take an extract with streets" in refusal(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A missing file, a folder and an unknown kind of file are refused with a hint."""
    hint = "give an OpenStreetMap extract that ends in .osm, .osm.gz or .osm.pbf"
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
