"""The way street by street adds up to the walk that was promised."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.dataset.dataset import open_dataset
from geo.errors import UnknownNameError
from geo.facility import LonLat, Pace
from geo.town import Town

STATION = LonLat(121.5234, 31.2137)


@pytest.fixture(scope="module")
def town() -> Town:
    """Tangqiao at an elder's pace."""
    return Town.open(open_dataset(), Pace.ELDER)


def metres(town: Town, point: LonLat, facility: str) -> float:
    """Give the length of the walk that an answer promises."""
    found = {one.facility.id: one.walk for one in town.nearby(point, 0, 100)}
    return found[facility].metres


def test_the_streets_are_named_in_order(town: Town) -> None:
    """From 蓝村路站 people go down 东方路 to the south-west and turn into 北园路."""
    way = town.way(STATION, "canteen-beiyuan", metres(town, STATION, "canteen-beiyuan"))
    assert [part.street.zh for part in way if part.street] == ["东方路", "北园路"]
    assert way[0].north < -500
    assert way[1].east < -100


@given(lon=st.floats(121.509, 121.526), lat=st.floats(31.206, 31.215))
@settings(max_examples=40, deadline=None)
def test_the_stretches_are_no_longer_than_the_walk(town: Town, lon: float, lat: float) -> None:
    """Stretches are straight lines between crossings, so together they never exceed the walk."""
    point = LonLat(lon, lat)
    promised = metres(town, point, "canteen-beiyuan")
    way = town.way(point, "canteen-beiyuan", promised)
    assert sum(part.metres for part in way) <= promised + 1


def test_next_door_there_is_no_way_to_tell(town: Town) -> None:
    """Along one street, or within one block, there is no crossing to turn at."""
    here = LonLat(121.5172, 31.2071)
    assert town.way(here, "canteen-beiyuan", metres(town, here, "canteen-beiyuan")) == ()


def test_nobody_is_led_to_what_is_not_located(town: Town) -> None:
    """A facility without a position has no way."""
    with pytest.raises(UnknownNameError):
        town.way(STATION, "culture-centre", 100)
