"""Barriers sorted by direction stop the legs that all barriers do."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.network.barriers_around import gather_barriers, is_cut_off, make_barriers_around
from geo.network.snapping import crosses_barrier
from geo.network.walk_network import WalkNetwork
from tests.support.networks import streets


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), near=st.booleans())
def test_a_leg_is_stopped_as_by_all_barriers(seed: int, near: bool) -> None:  # noqa: FBT001 - drawn
    """From any point, beside a barrier too, each leg crosses one exactly when it crosses any."""
    rng = np.random.default_rng(seed)
    corners = rng.uniform(-300, 300, (12, 2, 2)).tolist()
    town = streets([(-350, 0), (350, 0)], [(0, 1)], barriers=corners)
    network = WalkNetwork.from_streets(town)
    around, arrays = make_barriers_around(network.arrays), network.arrays
    anywhere = rng.uniform(-200, 200, (3, 2))
    on_barriers = arrays.barriers.reshape(-1, 2, 2).mean(axis=1)
    for x, y in (on_barriers if near else anywhere).astype(np.float64).tolist():
        gather_barriers(arrays, x, y, around)
        for fx, fy in rng.uniform(-390, 390, (40, 2)).tolist():
            if np.hypot(fx - x, fy - y) <= 400:
                blocked = crosses_barrier(arrays, x, y, fx, fy)
                assert is_cut_off(arrays.barriers, x, y, fx, fy, around) == blocked


def test_beside_the_grid_there_are_none() -> None:
    """A point many kilometres to either side finds no barrier, and reads none of another row."""
    town = streets([(-350, 0), (350, 0)], [(0, 1)], barriers=[[(-300, 50), (300, 60)]])
    arrays = WalkNetwork.from_streets(town).arrays
    around = make_barriers_around(arrays)
    for x in (-90_000.0, 90_000.0):
        gather_barriers(arrays, x, 0.0, around)
        assert not around.start.any()
