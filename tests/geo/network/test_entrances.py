"""Areas with a fence are entered at gates and where streets lead in; others along their outline."""

from __future__ import annotations

import math
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np
import pytest

import geo
from geo.network.clip import clip
from geo.network.entrances import entrances
from geo.walking_model import UNREACHABLE
from tests.support.networks import at
from tests.support.town_map import write_map

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.town_map import Tags

    Ways = list[tuple[str, Tags]]

ROAD, PATH = {"highway": "residential"}, {"highway": "footway"}
FENCED = {"leisure": "park", "barrier": "fence"}
GATE = {"barrier": "gate"}

# A park of 300 m by 300 m, and a road around it at 50 m from it.
NODES = {"a": (-200.0, -200.0), "b": (200.0, -200.0), "c": (200.0, 200.0), "d": (-200.0, 200.0)}
NODES |= {"p": (-150.0, -150.0), "q": (150.0, -150.0), "r": (150.0, 150.0), "s": (-150.0, 150.0)}
NODES |= {"m": (0.0, -200.0), "gate": (0.0, -150.0), "mid": (0.0, 0.0), "end": (0.0, 140.0)}
AROUND: Ways = [("a m b c d a", ROAD)]
INSIDE: Ways = [("m gate mid end", PATH)]
PARK = "p gate q r s p"

SOUTH = 50 / 60  # from below the gate
NORTH = (20 * 1.32 + 200 + 400 + 200 + 50) / 60  # around it, and in at the gate


def park(network: geo.WalkNetwork) -> geo.Sites:
    """The park as a site."""
    ring = tuple(at(*NODES[name]) for name in "pqrsp")
    return geo.Sites.of(network, [("park", "park", geo.Geometry(geo.Shape.AREA, ring))])


def read(tmp_path: Path, ways: Ways, marks: dict[str, Tags] | None = None) -> geo.WalkNetwork:
    """Read the small map, save it and open it."""
    geo.WalkNetwork.from_osm(write_map(tmp_path / "a.osm", NODES, ways, marks)).save(
        tmp_path / "a.network"
    )
    return geo.WalkNetwork.open(tmp_path / "a.network")


def minutes(network: geo.WalkNetwork, spot: tuple[float, float]) -> float:
    """Minutes to the park at the standard pace: searched, read from a table, in an OD matrix."""
    walker = geo.Walker(network, geo.Pace.STANDARD)
    sites = park(network)
    entries = geo.Entries.of(walker, sites)
    table = geo.NearestTable.of(walker, sites, entries, 1, 60)
    start = walker.start(at(*spot))
    labels = {
        int(walker.nearest(start, sites, entries, 1, 60, known).label[0, 0])
        for known in (None, table)
    }
    search = geo.ODSearch.of(walker, sites, entries, np.array([geo.ticks(60)]))
    labels.update(geo.od_matrix(search, [at(*spot)]).label.tolist() or [UNREACHABLE])
    assert len(labels) == 1
    label = labels.pop()
    return math.inf if label == UNREACHABLE else geo.minutes_of(label)


@pytest.mark.parametrize(
    ("ways", "gate"),
    [
        ([(PARK, FENCED), *INSIDE], GATE),
        ([(PARK, FENCED), *INSIDE], {}),
        ([("p s r q gate p", FENCED), *INSIDE], {"entrance": "main"}),
        ([(PARK, {"leisure": "park"}), (PARK, {"barrier": "wall"}), *INSIDE], GATE),
        ([("p gate q", {"barrier": "fence"}), ("q r s p", {"barrier": "railing"}), *INSIDE], GATE),
        ([("p gate q", {}), ("q r s p", {}), ("", {**FENCED, "type": "multipolygon"})], GATE),
        ([(PARK, {**FENCED, "barrier": "hedge"}), ("m gate", PATH)], {}),
    ],
)
def test_a_fenced_park_is_entered_at_its_gate(tmp_path: Path, ways: Ways, gate: Tags) -> None:
    """Whoever is north of the park walks around it; whoever is inside is there."""
    network = read(tmp_path, [*AROUND, *ways], {"gate": gate})
    assert minutes(network, (0, -200)) == pytest.approx(SOUTH, abs=0.3)
    assert minutes(network, (0, 180)) > 6
    assert minutes(network, (0, 100)) == 0
    if INSIDE[0] in ways and "type" not in ways[0][1]:
        assert minutes(network, (0, 180)) == pytest.approx(NORTH, abs=0.01)


@pytest.mark.parametrize(
    ("ways", "gate"),
    [
        ([(PARK, {"leisure": "park"})], {}),
        ([(PARK, {"leisure": "park"}), *INSIDE], GATE),
        ([(PARK, FENCED)], {}),
        ([(PARK, FENCED), ("m gate", PATH)], {**GATE, "access": "private"}),
        ([(PARK, FENCED), ("m gate mid", {**PATH, "bridge": "yes"})], {}),
        ([("p gate q", {"barrier": "fence"}), (PARK, {"leisure": "park"})], {}),
    ],
)
def test_a_park_is_entered_along_its_outline(tmp_path: Path, ways: Ways, gate: Tags) -> None:
    """Without a fence, or with one that nobody has mapped a way through, from the nearest side."""
    network = read(tmp_path, [*AROUND, *ways], {"gate": gate})
    assert minutes(network, (0, 180)) == pytest.approx(30 * 1.32 / 60, abs=0.05)


TIMED = {"opening_hours": "06:00-22:00"}
ZONE = ZoneInfo("Asia/Shanghai")
NOON, NIGHT = (datetime(2026, 6, 10, hour, tzinfo=ZONE) for hour in (12, 23))


@pytest.mark.parametrize(
    ("ways", "marks"),
    [
        ([(PARK, FENCED), *INSIDE], {"gate": GATE | TIMED}),
        ([(PARK, FENCED), ("m gate", PATH)], {"gate": GATE | TIMED}),
        ([(PARK, FENCED), *INSIDE], {"gate": {"entrance": "yes", **TIMED}}),
        ([(PARK, FENCED)], {"gate": GATE | TIMED}),
        ([(PARK, FENCED), ("m gate", PATH), ("gate mid end", PATH | TIMED)], {}),
        ([("p q r s p", FENCED), ("m mid end", PATH | TIMED)], {}),
        ([(PARK, {**FENCED, **TIMED}), *INSIDE], {"gate": GATE}),
    ],
)
def test_a_gate_that_is_shut_is_no_entrance_then(
    tmp_path: Path, ways: Ways, marks: dict[str, Tags]
) -> None:
    """By day people come in there; at night nobody does who is not there already."""
    network = read(tmp_path, [*AROUND, *ways], marks)
    noon, night = (geo.open_at(network, moment, ZONE) for moment in (NOON, NIGHT))
    for spot in ((0.0, -180.0), (0.0, 180.0)):
        assert minutes(noon, spot) == minutes(network, spot) < 20
        assert math.isinf(minutes(night, spot))
    if ways[0][1] == FENCED and "gate" in marks:
        assert minutes(night, (0, 100)) == 0


def test_another_gate_is_walked_to_at_night(tmp_path: Path) -> None:
    """Of two gates the one that is open at any time remains."""
    ways: Ways = [*AROUND, (PARK, FENCED), *INSIDE]
    network = read(tmp_path, ways, {"gate": GATE | TIMED, "r": GATE})
    night = geo.open_at(network, NIGHT, ZONE)
    assert minutes(night, (0, -200)) > minutes(network, (0, -200)) + 6
    assert minutes(night, (200, 200)) == minutes(network, (200, 200))


def test_a_road_along_the_fence_leads_in_nowhere(tmp_path: Path) -> None:
    """A road that shares the nodes of the outline is no way in, nor is one that ends at it."""
    ways: Ways = [(PARK, ROAD), ("m gate", ROAD), (PARK, FENCED), ("a m b c d a", ROAD)]
    network = read(tmp_path, ways, {"q": GATE})
    ring = tuple(at(*NODES[name]) for name in "pqrsp")
    points, fenced = entrances(network, geo.Geometry(geo.Shape.AREA, ring))
    assert fenced
    np.testing.assert_allclose(points, network.metres.to_metres([at(150, -150)]), atol=0.01)


def test_a_part_of_a_network_keeps_its_fences(tmp_path: Path) -> None:
    """Clipped to the surroundings of a park, its gate is still where people come in."""
    network = read(tmp_path, [*AROUND, (PARK, FENCED), *INSIDE], {"gate": GATE})
    low, high = network.xy.min(axis=0).astype(float), network.xy.max(axis=0).astype(float)
    part = clip(network, low, high)
    assert part is not None
    assert minutes(part, (0, 180)) == minutes(network, (0, 180))


def test_a_fence_never_shortens_a_walk(tmp_path: Path) -> None:
    """From anywhere around, a fence makes the walk to the park no shorter, and a gate no longer."""
    bare = read(tmp_path, [*AROUND, *INSIDE, (PARK, {"leisure": "park"})])
    fenced = read(tmp_path, [*AROUND, *INSIDE, (PARK, FENCED)], {"gate": GATE})
    gates = read(tmp_path, [*AROUND, *INSIDE, (PARK, FENCED)], {"gate": GATE, "r": GATE})
    for angle in np.linspace(0, 2 * np.pi, 12):
        spot = 240 * float(np.cos(angle)), 240 * float(np.sin(angle))
        told = [minutes(network, spot) for network in (bare, gates, fenced)]
        assert told == sorted(told)
