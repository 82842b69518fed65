"""A crossing that is drawn as a way: one wait, however it is drawn and wherever its lights are."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

import geo
from tests.support.town_map import minutes, write_map

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.support.town_map import Spot, Tags

PATH = {"highway": "path"}
STREET = {"highway": "residential"}
ZEBRA = {"highway": "footway", "footway": "crossing"}
SIGNALS = {**ZEBRA, "crossing": "traffic_signals"}
LIGHT = {"highway": "crossing", "crossing": "traffic_signals"}


def waits(
    tmp_path: Path,
    nodes: dict[str, Spot],
    ways: Sequence[tuple[str, Tags]],
    lit: str,
    walk: tuple[str, str],
) -> float:
    """How often people wait on the shortest walk between two nodes, there as back."""
    start, end = (nodes[name] for name in walk)
    extract = write_map(tmp_path / "lit.osm", nodes, ways, dict.fromkeys(lit.split(), LIGHT))
    dark = [
        (names, {key: value for key, value in tags.items() if key != "crossing"})
        for names, tags in ways
    ]
    network = geo.WalkNetwork.from_osm(extract)
    level = geo.WalkNetwork.from_osm(write_map(tmp_path / "dark.osm", nodes, dark))
    more = minutes(network, start, end) - minutes(level, start, end)
    assert minutes(network, end, start) == minutes(network, start, end)
    return round(more * 3, 2)


@pytest.mark.parametrize(
    ("way", "marks", "often"),
    [
        ({"crossing": "traffic_signals"}, {}, 1),
        ({"crossing:signals": "yes"}, {}, 1),
        ({"crossing": "traffic_signals"}, {"g": {"crossing": "traffic_signals"}}, 1),
        ({"crossing": "marked"}, {}, 0),
    ],
)
def test_a_crossing_that_is_a_way_has_one_wait(
    tmp_path: Path, way: dict[str, str], marks: dict[str, dict[str, str]], often: int
) -> None:
    """Lights may be told by the way across; who passes by at its end does not wait."""
    nodes = {"s": (0.0, -300.0), "k": (0.0, -10.0), "g": (0.0, 0.0), "l": (0.0, 10.0)}
    nodes |= {"n": (0.0, 300.0), "e": (300.0, -10.0)}
    crossing = {"highway": "footway", "footway": "crossing", **way}
    ways = [("s k e", PATH), ("k g l", crossing), ("l n", PATH)]
    network = geo.WalkNetwork.from_osm(write_map(tmp_path / "a.osm", nodes, ways, marks))
    across = minutes(network, nodes["s"], nodes["n"])
    assert across == pytest.approx(10 + often * 20 / 60, abs=0.01)
    past = minutes(network, nodes["s"], nodes["e"])
    assert past == pytest.approx(590 / 60, abs=0.01)


# Pavements on both sides of a road that is `wide` metres, and one straight way across.
def straight(wide: float) -> dict[str, Spot]:
    """Where the nodes are."""
    far = wide + 300
    nodes = {"s": (0.0, -300.0), "a": (0.0, 0.0), "b": (0.0, wide), "n": (0.0, far)}
    return nodes | {"w": (-300.0, 0.0), "e": (300.0, wide)}


@pytest.mark.parametrize("wide", [12, 60])
@pytest.mark.parametrize(
    ("lit", "tags"), [*product(("", "a", "b", "a b"), (SIGNALS,)), ("a b", ZEBRA)]
)
def test_a_straight_crossing_is_one_wait(
    tmp_path: Path, wide: float, lit: str, tags: dict[str, str]
) -> None:
    """Two nodes, lights on the way, at one end, at both: who passes by at an end does not wait."""
    ways = [("s a", PATH), ("w a", PATH), ("a b", tags), ("b n", PATH), ("b e", PATH)]
    nodes = straight(wide)
    assert waits(tmp_path, nodes, ways, lit, ("s", "n")) == 1
    assert waits(tmp_path, nodes, ways, lit, ("w", "e")) == 1
    assert waits(tmp_path, nodes, ways, lit, ("s", "w")) == 0


def test_a_crossing_without_lights_is_no_wait(tmp_path: Path) -> None:
    """A zebra costs nothing; one light at its end is that of another crossing."""
    ways = [("s a", PATH), ("w a", PATH), ("a b", ZEBRA), ("b n", PATH), ("b e", PATH)]
    assert waits(tmp_path, straight(12), ways, "", ("s", "n")) == 0
    assert waits(tmp_path, straight(12), ways, "b", ("s", "w")) == 0


@pytest.mark.parametrize("wide", [12, 60])
@pytest.mark.parametrize("lit", ["", "a", "a b"])
def test_a_crossing_between_carriageways_is_one_wait(tmp_path: Path, wide: float, lit: str) -> None:
    """Its ends are nodes of the roads that it joins."""
    nodes = straight(wide) | {"x": (300.0, 0.0), "y": (-300.0, wide)}
    ways = [("s a", PATH), ("w a x", STREET), ("a b", SIGNALS), ("b n", PATH), ("y b e", STREET)]
    assert waits(tmp_path, nodes, ways, lit, ("s", "n")) == 1


@pytest.mark.parametrize("lit", ["", "m", "a b", "a m b"])
@pytest.mark.parametrize("road", [STREET, {"highway": "trunk"}])
def test_a_crossing_in_two_parts_is_one_wait(
    tmp_path: Path, lit: str, road: dict[str, str]
) -> None:
    """Each half leads from the kerb to the road, which people may walk along or not."""
    nodes = straight(20) | {"m": (0.0, 10.0), "x": (300.0, 10.0), "y": (-300.0, 10.0)}
    halves = [("a m", SIGNALS), ("m b", SIGNALS)]
    ways = [("s a", PATH), ("w a", PATH), *halves, ("b n", PATH), ("b e", PATH), ("y m x", road)]
    assert waits(tmp_path, nodes, ways, lit, ("s", "n")) == 1
    assert waits(tmp_path, nodes, ways, lit, ("s", "w")) == 0
