"""Towns drawn at random, full of fences, parks and ponds: the reference walks the same ways."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest

from geo.compute.kernels import compile_kernels
from geo.facility import Pace
from geo.network.walk_network import WalkNetwork
from tests.geo.osm.test_raw_reference import differences
from tests.support.raw.raw_town import RawTown
from tests.support.town_map import write_map

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.town_map import Spot, Tags

ROAD, PATH = {"highway": "residential"}, {"highway": "footway"}
GATES: list[Tags] = [
    {},
    {"barrier": "gate"},
    {"barrier": "gate", "opening_hours": "06:00-22:00"},
    {"barrier": "gate", "foot:conditional": "no @ (Mo-Fr 22:00-06:00)"},
    {"barrier": "gate", "access": "private", "access:conditional": "yes @ (06:00-22:00)"},
    {"barrier": "gate", "access": "private"},
    {"barrier": "kissing_gate"},
    {"entrance": "yes", "opening_hours": "07:00-19:00; Su off"},
]
PARKS: list[Tags] = [
    {"leisure": "park", "opening_hours": "06:00-18:00"},
    {"leisure": "garden", "opening_hours": "06:00-18:00", "barrier": "fence"},
    {"landuse": "cemetery", "foot:conditional": "no @ (20:00-08:00)", "barrier": "hedge"},
]
MOST_S = 0.4  # streets end 0.1 m from a gate that is shut, here at both ends
SIDE_M, BLOCKS = 150.0, 4
CORNERS = ((25, 25), (75, 25), (125, 25), (125, 125), (75, 125), (25, 125))
MOMENTS = [None, datetime(2026, 6, 10, 12), datetime(2026, 6, 10, 23)]  # noqa: DTZ001 - where it is


class Drawing:
    """Blocks between roads, each with a compound in it, which has a gate or has none."""

    def __init__(self, seed: int) -> None:
        """Draw all of them."""
        self.rng = np.random.default_rng(seed)
        self.nodes: dict[str, Spot] = {}
        self.ways: list[tuple[str, Tags]] = []
        self.marks: dict[str, Tags] = {}
        for east in range(BLOCKS):
            for north in range(BLOCKS):
                self.draw_block(east, north)
        for row in range(BLOCKS):
            along = [f"j{east}.{row} m{east}.{row}" for east in range(BLOCKS)]
            self.ways.append((" ".join(along), ROAD))
            self.ways.append((" ".join(f"j{row}.{north}" for north in range(BLOCKS)), ROAD))

    def draw_block(self, east: int, north: int) -> None:
        """Draw the corner and the middle of a road, the compound behind, and what leads there."""
        name, west, south = f"{east}.{north}", east * SIDE_M, north * SIDE_M
        self.nodes |= {f"j{name}": (west, south), f"m{name}": (west + SIDE_M / 2, south)}
        spots = [f"{letter}{name}" for letter in "pgqrns"]
        for spot, (x, y) in zip(spots, CORNERS, strict=True):
            slip = self.rng.uniform(-8, 8, 2) if spot[0] != "g" else (0, 0)
            self.nodes[spot] = (west + x + slip[0], south + y + slip[1])
        p, g, q, r, n, s = spots
        fence = {"barrier": str(self.rng.choice(["fence", "wall", "hedge"], p=[0.5, 0.4, 0.1]))}
        ring = [f"{p} {g} {q}", f"{q} {r} {n}", f"{n} {s} {p}"]
        if self.rng.random() < 0.2:
            self.ways.append((f"{p} {g} {q} {r} {n} {s} {p}", PARKS[self.rng.integers(len(PARKS))]))
        else:
            self.ways += [(refs, fence) for refs in ring if self.rng.random() < 0.93]
        self.marks[g] = GATES[self.rng.integers(len(GATES))]
        self.nodes[f"i{name}"] = west + 75, south + 90
        leads = [f"m{name} {g} i{name}", f"m{name} {g}", f"m{name} {g} i{name} {n}"]
        if self.rng.random() < 0.8:
            over = {"bridge": "yes"} if self.rng.random() < 0.1 else {}
            self.ways.append((leads[self.rng.integers(3)], PATH | over))
        if self.rng.random() < 0.25:
            self.draw_pond(name, west, south)
        if east and self.rng.random() < 0.4:  # a fence from one compound to the next
            self.ways.append((f"q{east - 1}.{north} {p}", {"barrier": "fence"}))
        if north and self.rng.random() < 0.3:  # a fence that ends freely
            self.nodes[f"t{name}"] = west + 30, south - 20
            self.ways.append((f"{p} t{name}", {"barrier": "railing"}))

    def draw_pond(self, name: str, west: float, south: float) -> None:
        """Draw a pond behind the compound's middle, and a way that ends in it or leads through."""
        for number, (x, y) in enumerate([(88, 60), (112, 60), (112, 110), (88, 110)]):
            self.nodes[f"k{number}{name}"] = west + x, south + y
        self.nodes |= {f"w{name}": (west + 100, south + 85), f"x{name}": (west + 120, south + 80)}
        corners = [f"k{number}{name}" for number in (0, 1, 2, 3, 0)]
        self.ways.append((" ".join(corners), {"natural": "water"}))
        path = PATH if self.rng.random() < 0.8 else {"man_made": "pier"}
        refs = f"i{name} w{name}" if self.rng.random() < 0.5 else f"i{name} w{name} x{name}"
        self.ways.append((refs, path))


@pytest.mark.parametrize("seed", range(6))
def test_walks_past_fences_at_all_hours(tmp_path: Path, seed: int) -> None:
    """From anywhere to anywhere at every pace, always, at noon and at night."""
    compile_kernels()
    drawn = Drawing(seed)
    path = write_map(tmp_path / "a.osm", drawn.nodes, drawn.ways, drawn.marks)
    network = WalkNetwork.from_osm(path)
    raw = RawTown(path, network.centre)
    spread = np.array(list(raw.xy.values()))
    low, high = spread.min(axis=0), spread.max(axis=0)
    points = drawn.rng.uniform(low - 20, high + 20, (30, 2))
    for moment in MOMENTS:
        for pace in Pace:
            differ = differences(network, raw, points, pace, moment)
            assert (differ < MOST_S).all(), (moment, pace, np.argwhere(differ >= MOST_S).tolist())
