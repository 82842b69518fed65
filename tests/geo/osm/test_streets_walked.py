"""From a map to a walk: on a hand-made town the engine goes where a pedestrian would."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from geo.facility import Pace
from geo.network.walk_network import WalkNetwork
from geo.routing.walker import Walker
from geo.walking_model import CIRCUITY
from tests.support.networks import at

if TYPE_CHECKING:
    from pathlib import Path

# Metres east and north. A river flows from west to east at 300; two streets lead to it.
NODES = {
    "a": (0, 0), "b": (0, 250), "c": (0, 350), "d": (0, 600),
    "e": (400, 0), "f": (400, 250), "g": (400, 600),
    "h": (800, 0), "i": (800, 200), "j": (1300, 0), "k": (1300, 200),
    "m": (1600, 0), "n": (1600, 20), "o": (1700, 0), "p": (1700, 20),
    "w": (-600, 300), "x": (1900, 300),
}  # fmt: skip
WAYS = [
    ("a b", {"highway": "residential"}),
    ("b c", {"highway": "residential", "bridge": "yes", "layer": "1"}),
    ("c d", {"highway": "residential"}),
    ("d g", {"highway": "footway"}),
    ("a e", {"highway": "secondary", "oneway": "yes"}),
    ("e f", {"highway": "service"}),
    ("e h", {"highway": "residential"}),
    ("h j", {"highway": "residential", "access": "private"}),
    ("h i", {"highway": "residential"}),
    ("i k", {"highway": "steps"}),
    ("k j", {"highway": "footway"}),
    ("j m", {"highway": "residential"}),
    ("m o", {"highway": "primary", "oneway": "yes"}),
    ("p n", {"highway": "primary", "oneway": "yes"}),
    ("o p", {"highway": "footway", "footway": "crossing"}),
    ("w x", {"waterway": "river"}),
]


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> WalkNetwork:
    """The town, written as OpenStreetMap XML and read back."""
    number = {name: row for row, name in enumerate(NODES, start=1)}
    lines = ["<?xml version='1.0'?><osm version='0.6'>"]
    for name, spot in NODES.items():
        lon, lat = at(*spot)
        lines.append(f"<node id='{number[name]}' lat='{lat:.9f}' lon='{lon:.9f}' version='1'/>")
    for row, (names, tags) in enumerate(WAYS, start=1):
        parts = "".join(f"<nd ref='{number[name]}'/>" for name in names.split())
        parts += "".join(f"<tag k='{key}' v='{value}'/>" for key, value in tags.items())
        lines.append(f"<way id='{row}' version='1'>{parts}</way>")
    path: Path = tmp_path_factory.mktemp("map") / "town.osm"
    path.write_text("\n".join([*lines, "</osm>"]), encoding="utf-8")
    return WalkNetwork.from_osm(path)


def metres(
    network: WalkNetwork, start: tuple[float, float], end: tuple[float, float], pace: Pace
) -> float:
    """Walk from one spot to another; the way's length, as the time tells it."""
    walker = Walker(network, pace)
    minutes = walker.minutes_to(walker.reach(at(*start), 120), [at(*end)])
    return float(minutes[0]) * 60 * walker.speed_m_s


def test_the_river_is_crossed_on_the_bridge(network: WalkNetwork) -> None:
    """From one bank to the other there is the bridge, from the second street too."""
    assert metres(network, (0, 200), (0, 400), Pace.STANDARD) == pytest.approx(200, abs=0.5)
    around = metres(network, (400, 250), (400, 600), Pace.STANDARD)
    assert around == pytest.approx(250 + 400 + 600 + 400, abs=0.5)


def test_nobody_joins_a_street_across_the_river(network: WalkNetwork) -> None:
    """A home on the far bank is 50 m from the near street and joins the one behind it."""
    from_bank = metres(network, (400, 320), (400, 600), Pace.STANDARD)
    assert from_bank == pytest.approx(280 * CIRCUITY, abs=1)


def test_one_way_is_for_cars(network: WalkNetwork) -> None:
    """A one-way street is walked both ways, in the same time."""
    there = metres(network, (0, 0), (400, 0), Pace.ELDER)
    back = metres(network, (400, 0), (0, 0), Pace.ELDER)
    assert there == back == pytest.approx(400, abs=0.5)


def test_a_private_road_is_no_way(network: WalkNetwork) -> None:
    """People go around a private road, over the stairs."""
    over_stairs = metres(network, (800, 0), (1300, 0), Pace.STANDARD)
    assert over_stairs == pytest.approx(200 + 500 + 200, abs=0.5)


def test_stairs_stop_the_slow(network: WalkNetwork) -> None:
    """With a stick nobody climbs: beyond the stairs there is no way by street."""
    assert math.isinf(metres(network, (800, 0), (1300, 0), Pace.SLOW))


def test_carriageways_are_crossed_where_there_is_a_crossing(network: WalkNetwork) -> None:
    """The far side of a split road is reached over the crossing at its end."""
    far = metres(network, (1600, -30), (1600, 20), Pace.STANDARD)
    assert far <= 100 + 20 + 100 + 30 * CIRCUITY + 1
