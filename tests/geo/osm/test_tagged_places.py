"""Homes and places with given tags in an extract."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from geo.crs import distance_m
from geo.errors import ExtractError
from geo.facility import LonLat
from geo.osm.tagged_places import RESIDENTIAL, read_homes, read_tagged
from tests.support.drawn import MAPS

if TYPE_CHECKING:
    from pathlib import Path

MAP = MAPS / "places.osm"

KINDS = {
    "canteen": [("amenity", "restaurant"), ("amenity", "fast_food")],
    "health": [("amenity", "clinic"), ("amenity", "doctors"), ("amenity", "pharmacy")],
    "fitness": [("leisure", "fitness_centre"), ("leisure", "sports_centre")],
    "culture": [("amenity", "library"), ("tourism", "museum")],
}

# A plain box of the map, square metres.
BOX_M2 = distance_m(LonLat(121.5, 31.2), LonLat(121.5002, 31.2)) * distance_m(
    LonLat(121.5, 31.2), LonLat(121.5, 31.2001)
)


def test_a_home_weighs_its_floor_times_its_storeys() -> None:
    """Storeys count; a missing, unreadable or absurd number of them is one; a court is no floor."""
    homes = read_homes(MAP)
    boxes = [1, 1, 1, 1.5, 6, (4 * 2 - 1) * 2]
    assert np.sort(homes.weight) / BOX_M2 == pytest.approx(boxes, rel=1e-3)


def test_a_home_lies_at_its_centroid() -> None:
    """The first house is found in its middle, longitude first."""
    assert read_homes(MAP).lonlat[0] == pytest.approx([121.5001, 31.20005], abs=1e-9)


def test_a_building_of_unknown_use_is_no_home() -> None:
    """`building=yes`, a point and an open line are left out."""
    homes = read_homes(MAP)
    assert homes.lonlat.shape == (6, 2)
    away = np.abs(homes.lonlat - [121.5041, 31.20005]).max(axis=1)
    assert away.min() > 0.0009


def test_places_have_a_kind_and_a_name() -> None:
    """Points come first; what serves twice is given twice; a name is kept as it is written."""
    found = read_tagged(MAP, KINDS)
    assert list(zip(found.kind, found.name, strict=True)) == [
        ("culture", "Reading room"),
        ("canteen", ""),
        ("canteen", "Sweat & <Sweet>"),
        ("fitness", "Sweat & <Sweet>"),
        ("health", "塘桥"),
    ]
    assert found.lonlat[0] == pytest.approx([121.501, 31.201], abs=1e-9)
    assert found.lonlat[-1] == pytest.approx([121.5001, 31.20205], abs=1e-9)


def test_another_table_finds_other_places() -> None:
    """The table of tags is the caller's choice."""
    found = read_tagged(MAP, {"rest": [("amenity", "bench")], "none": [("shop", "kiosk")]})
    assert (found.kind, found.lonlat.shape) == (("rest",), (1, 2))


def test_nothing_found_is_no_fault(tmp_path: Path) -> None:
    """An extract without homes and places gives empty arrays of the right shape."""
    path = tmp_path / "bare.osm"
    path.write_text('<osm version="0.6"><node id="1" version="1" lon="1" lat="1"/></osm>')
    assert read_homes(path).lonlat.shape == (0, 2)
    assert read_homes(path).weight.shape == (0,)
    assert read_tagged(path, KINDS).lonlat.shape == (0, 2)


def test_a_file_that_is_no_use(tmp_path: Path) -> None:
    """A text file and one that ends early are refused like any extract."""
    path = tmp_path / "map.osm"
    path.write_text("Dear all,")
    with pytest.raises(ExtractError, match=r"map\.osm is no OpenStreetMap extract inside"):
        read_homes(path)
    path.write_bytes(MAP.read_bytes()[:1500])
    with pytest.raises(ExtractError, match=r"map\.osm ends early"):
        read_tagged(path, KINDS)


@pytest.mark.parametrize("name", ["helsinki.osm.pbf", "liechtenstein.osm.pbf"])
def test_real_places_lie_in_their_town(shared: Path, name: str) -> None:
    """Homes and places are on one spot of the earth, weigh something and have known kinds."""
    path = shared / "data" / "osm" / name
    homes, found = read_homes(path), read_tagged(path, KINDS)
    assert len(homes.weight) == len(homes.lonlat) > 10
    assert (homes.weight > 5).all()
    assert len(found.kind) == len(found.name) == len(found.lonlat) > 50
    assert set(found.kind) <= set(KINDS)
    everywhere = np.vstack([homes.lonlat, found.lonlat])
    assert (np.ptp(everywhere, axis=0) < 0.5).all()


def test_a_kind_of_building_is_a_home_or_it_is_not() -> None:
    """Buildings where nobody lives, and those of unknown use, are not in the list of homes."""
    assert not RESIDENTIAL & {"yes", "school", "garage", "hotel", "construction", "commercial"}
