"""Grounds of the map become areas of a dataset, so that whoever is in one is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geo
from geo.osm_dataset.new_dataset import Wanted, write_dataset
from tests.support.networks import at
from tests.support.town_map import write_map

if TYPE_CHECKING:
    from pathlib import Path

NODES = {"a": (-600.0, -60.0), "b": (600.0, -60.0), "g": (0.0, -50.0), "m": (0.0, -60.0)}
NODES |= {"p": (-200.0, -50.0), "q": (200.0, -50.0), "r": (200.0, 50.0), "s": (-200.0, 50.0)}
NODES |= {"i": (0.0, 0.0), "t": (400.0, 0.0), "u": (410.0, 0.0), "v": (410.0, 10.0)}
WAYS = [("a m b", {"highway": "residential"}), ("m g i", {"highway": "path"})]
GROUND = {"leisure": "sports_centre", "barrier": "fence", "name": "体育场"}
SMALL = {"leisure": "pitch", "name": "球场"}


def test_a_ground_is_an_area_and_entered_at_its_gate(tmp_path: Path) -> None:
    """Inside it takes no time; from the street beside it people walk to the gate."""
    ways = [*WAYS, ("p g q r s p", GROUND), ("t u v t", SMALL)]
    extract = write_map(tmp_path / "a.osm", NODES, ways, {"g": {"barrier": "gate"}})
    (tmp_path / "data").mkdir()
    write_dataset(Wanted(extract, country="CN"), tmp_path / "data", lambda _, __: None)
    dataset = geo.open_dataset(tmp_path / "data")
    shapes = {one.name.zh: one.geometry for one in dataset.facilities}
    ground, small = shapes["体育场"], shapes["球场"]
    assert ground is not None
    assert small is not None
    assert (ground.shape, small.shape) == (geo.Shape.AREA, geo.Shape.POINT)
    town = geo.Town.open(dataset, geo.Pace.STANDARD)
    told = {}
    for x, y in ((100, 0), (200, -60), (0, -60)):
        found = town.nearby(at(x, y), 0, 15, ["fitness"])
        told[x] = next(one.walk.minutes for one in found if one.facility.name.zh == "体育场")
    assert told[100] == 0
    assert told[200] - told[0] > 2
