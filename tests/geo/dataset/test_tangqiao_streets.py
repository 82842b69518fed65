"""The streets of the Tangqiao dataset meet as in the facts, and only bridges cross water."""

from __future__ import annotations

import csv
from itertools import pairwise
from typing import TYPE_CHECKING

import shapely

from geo.crs import LocalMetres
from geo.facility import LonLat
from tests.support.tangqiao import TANGQIAO

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

METRES = LocalMetres(LonLat(121.516, 31.211))
WIDE_M = 30.0  # a street's name is drawn along one of its carriageways
BRIDGED = {"浦明路", "浦城路", "浦东南路", "南泉路", "东方路", "杨高南路"}


def drawn(vertices: Sequence[LonLat]) -> shapely.LineString | shapely.Point:
    """A line, or a point, in metres."""
    metres = METRES.to_metres(vertices)
    return shapely.LineString(metres) if len(metres) > 1 else shapely.Point(metres[0])


def pieces() -> list[shapely.LineString]:
    """Every piece of street, in metres."""
    ends = METRES.to_metres(TANGQIAO.streets.lonlat)[TANGQIAO.streets.ends]
    return [shapely.LineString(piece) for piece in ends]


def junctions(shared: Path) -> dict[frozenset[str], dict[str, str]]:
    """The rows of the junction tables; the better points replace the first ones."""
    found = {}
    for name in ("facts/street_junctions.csv", "facts-2026/junctions_improved.csv"):
        with (shared / name).open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                found[frozenset((row["street_a"], row["street_b"]))] = row
    return found


def test_every_junction_of_the_facts_is_on_its_streets(shared: Path) -> None:
    """A row of the junction table lies on both streets, within its error and a wide street."""
    streets = TANGQIAO.places.of_kind("street")
    lines = {s.name.zh: drawn(s.geometry.vertices) for s in streets if s.geometry is not None}
    rows = [*junctions(shared).values()]
    assert len(rows) > 80
    for row in rows:
        point = LonLat(float(row["lon_wgs84"]), float(row["lat_wgs84"]))
        one, other = (row["street_a"], row["street_b"])
        (mention,) = TANGQIAO.places.mentions(f"{one}{other}口")
        crossing, error = mention.places[0].geometry, mention.places[0].position_error_m
        assert crossing is not None
        assert error is not None
        assert error >= int(row["error_m"])
        assert drawn([point]).distance(drawn(crossing.vertices)) <= error
        if {one, other} == {"浦电路", "杨高南路"}:
            continue  # data/README.md tells why
        aside = {"浦东南路"} if "微山路" in {one, other} else set()
        for street in {one, other} & lines.keys() - aside:
            assert drawn([point]).distance(lines[street]) <= error + WIDE_M


def test_streets_are_one_network() -> None:
    """From any junction people can walk to any other."""
    ends = TANGQIAO.streets.ends
    group = list(range(len(TANGQIAO.streets.lonlat)))

    def root(node: int) -> int:
        while group[node] != node:
            node = group[node]
        return node

    for start, end in ends:
        group[root(start)] = root(end)
    assert len({root(node) for node in range(len(group))}) == 1


def test_streets_do_not_cross_without_meeting() -> None:
    """Two streets that cross share the crossing."""
    lines = pieces()
    tree = shapely.STRtree(lines)
    assert tree.query(lines, predicate="crosses").size == 0


def test_streets_do_not_zigzag() -> None:
    """No street turns back on itself: a wrong order of junctions would show here."""
    for street in TANGQIAO.places.of_kind("street"):
        if street.geometry is None:
            continue
        steps = [b - a for a, b in pairwise(METRES.to_metres(street.geometry.vertices))]
        for one, other in pairwise(steps):
            assert one @ other > 0.5 * (one @ one) ** 0.5 * (other @ other) ** 0.5


def test_only_bridges_cross_water() -> None:
    """No street crosses the Huangpu; only the streets of the facts cross 张家浜."""
    river, canal = (drawn([LonLat(*p) for p in b]) for b in TANGQIAO.streets.barriers)
    for street in TANGQIAO.places.of_kind("street"):
        if street.geometry is not None:
            line = drawn(street.geometry.vertices)
            assert not line.crosses(river)
            assert street.name.zh in BRIDGED or not line.crosses(canal)


def test_facilities_lie_on_their_side_of_the_water() -> None:
    """Each located facility can be joined to a street: within 400 m, over no barrier."""
    barriers = shapely.union_all(
        [drawn([LonLat(*p) for p in b]) for b in TANGQIAO.streets.barriers]
    )
    streets = shapely.union_all(pieces())
    for facility in TANGQIAO.located():
        assert facility.geometry is not None
        shape = drawn(facility.geometry.vertices)
        assert not shape.intersects(barriers)
        assert shapely.shortest_line(shape, streets).length < 400
        assert not shapely.shortest_line(shape, streets).crosses(barriers)


def test_people_live_within_reach_of_a_street() -> None:
    """East of the bank, every spot inside the boundary is within 400 m of a street."""
    assert TANGQIAO.boundary is not None
    town = shapely.Polygon(METRES.to_metres(TANGQIAO.boundary))
    streets = shapely.union_all(pieces())
    river = drawn([LonLat(*p) for p in TANGQIAO.streets.barriers[0]])
    west, south, east, north = map(int, town.bounds)
    grid = [shapely.Point(x, y) for x in range(west, east, 50) for y in range(south, north, 50)]
    land = [
        p for p in grid if town.contains(p) and not shapely.shortest_line(p, streets).crosses(river)
    ]
    assert len(land) > 1000
    assert max(p.distance(streets) for p in land) < 400


def test_puxi_is_outside() -> None:
    """A point on the other bank is more than 400 m from every street."""
    puxi = drawn([LonLat(121.4985, 31.2130)])
    assert puxi.distance(shapely.union_all(pieces())) > 400


def test_an_unknown_signal_is_a_wait() -> None:
    """A crossing nobody has looked at counts as signalised: the careful side."""
    nodes = [LonLat(*node) for node in TANGQIAO.streets.lonlat.tolist()]
    waits = {node for node, wait in zip(nodes, TANGQIAO.streets.signals, strict=True) if wait}
    assert TANGQIAO.places.get("junction-pujian-huanlong").point in waits  # unknown
    assert TANGQIAO.places.get("junction-pujian-dongfang").point in waits  # signalised
    assert TANGQIAO.places.get("junction-eshan-nanquan").point not in waits  # not signalised
    assert TANGQIAO.places.get("junction-eshan-nanquan").point in nodes
