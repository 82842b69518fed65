"""A round trip walks least: no other order is shorter, and every leg is a walk on the streets."""

from __future__ import annotations

from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.dataset.dataset import open_dataset
from geo.facility import LonLat, Pace
from geo.network.walk_network import WalkNetwork
from geo.routing.round_trip import MOST_STOPS, round_trip, shortest_order
from geo.routing.walker import Walker

START = LonLat(121.5143, 31.2117)
STOPS = (LonLat(121.5172, 31.2071), LonLat(121.522, 31.2165), LonLat(121.5117, 31.2145))


@pytest.fixture(scope="module")
def walker() -> Walker:
    """Tangqiao at the standard pace."""
    return Walker(WalkNetwork.from_streets(open_dataset().streets), Pace.STANDARD)


@given(st.integers(1, 6), st.integers(0, 2**32 - 1))
@settings(max_examples=40)
def test_no_other_order_costs_less(count: int, seed: int) -> None:
    """Compared with every order there is."""
    costs = np.random.default_rng(seed).integers(0, 1000, (count + 1, count + 1))

    def total(order: tuple[int, ...]) -> int:
        return sum(int(costs[one, other]) for one, other in pairwise([0, *order, 0]))

    order = shortest_order(costs)
    assert sorted(order) == list(range(1, count + 1))
    assert total(order) == min(map(total, permutations(range(1, count + 1))))


def test_legs_join_up_and_lead_back(walker: Walker) -> None:
    """Each begins where the one before ends, near the stops, and takes its time at the pace."""
    trip = round_trip(walker, START, STOPS)
    assert sorted(trip.order) == [0, 1, 2]
    assert len(trip.legs) == 4
    points = [START, *(STOPS[n] for n in trip.order), START]
    for leg, (one, other) in zip(trip.legs, pairwise(points), strict=True):
        assert np.hypot(*(np.array(leg.path[0]) - one)) < 1e-6
        assert np.hypot(*(np.array(leg.path[-1]) - other)) < 1e-6
        assert leg.minutes >= leg.metres / 60 - 0.01  # 1 m/s, and waits at lights


def test_what_no_street_reaches_is_left_out(walker: Walker) -> None:
    """A stop across the river is in no order, and the others are walked to."""
    trip = round_trip(walker, START, [STOPS[0], LonLat(121.49, 31.21)])
    assert trip.order == (0,)
    alone = round_trip(walker, START, [LonLat(121.49, 31.21)])
    assert (alone.order, alone.legs) == ((), ())


def test_too_many_stops_are_refused(walker: Walker) -> None:
    """The order is exact, so their number has a limit."""
    with pytest.raises(ValueError, match="at most"):
        round_trip(walker, START, [STOPS[0]] * (MOST_STOPS + 1))
