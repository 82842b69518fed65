"""Ranges hold the truth: tested on everything that two sources locate, each for itself."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.crs import distance_m
from geo.facility import LonLat, Pace
from geo.network.walk_network import WalkNetwork
from geo.routing.walker import Walker
from geo.uncertainty import Walk
from geo.walking_model import UNITS_PER_M, ticks
from tests.support.tangqiao import TANGQIAO

Pair = tuple[str, LonLat, float, LonLat, float]

FEATURES = json.loads((Path(__file__).parent / "located_twice.geojson").read_text("utf-8"))[
    "features"
]
PAIRS: list[Pair] = [
    (
        one["properties"]["name"],
        LonLat(*one["geometry"]["coordinates"][0]),
        one["properties"]["error_m"][0],
        LonLat(*one["geometry"]["coordinates"][1]),
        one["properties"]["error_m"][1],
    )
    for one in FEATURES
]
WALKER = Walker(WalkNetwork.from_streets(TANGQIAO.streets), Pace.ELDER)


def test_there_are_enough_pairs() -> None:
    """Compounds, stations, hospitals, committees and a meal point."""
    assert len(PAIRS) >= 11


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
def test_two_sources_reach_each_other(pair: Pair) -> None:
    """Where both errors are honest the two circles around the points meet."""
    _, one, error_m, other, other_error_m = pair
    assert distance_m(one, other) <= error_m + other_error_m


@given(
    pair=st.sampled_from(PAIRS),
    lon=st.floats(121.508, 121.526),
    lat=st.floats(31.2055, 31.2165),
    swapped=st.booleans(),
)
@settings(max_examples=300)
def test_a_range_holds_the_walk_to_where_the_other_source_has_it(
    pair: Pair, lon: float, lat: float, *, swapped: bool
) -> None:
    """From anywhere: what one source promises holds the walk to the point of the other."""
    _, one, error_m, other, other_error_m = pair
    if swapped:
        one, other = other, one
    reached = WALKER.reach(LonLat(lon, lat), 120)
    known, true = WALKER.minutes_to(reached, [one, other])
    straight_m = distance_m(LonLat(lon, lat), one)
    label = ticks(known) << 32 | round(straight_m * UNITS_PER_M)
    doubt_m = error_m + other_error_m
    walk = Walk.of(label, doubt_m, straight_m, WALKER.speed_m_s)
    assert math.isfinite(true)
    assert walk.low <= true + 1e-3
    assert true <= walk.high + 1e-3
