"""Points far from all streets change nothing: a point snaps the same alone and among others."""

from __future__ import annotations

import numpy as np
import pytest

from geo.compute.kernels import compile_kernels
from geo.facility import LonLat, Pace
from geo.network.walk_network import WalkNetwork
from geo.routing.bulk_access import access_legs
from geo.routing.od_matrix import in_parts
from geo.routing.walker import Walker
from geo.walking_model import CIRCUITY
from tests.support.cities import synthetic_city


@pytest.mark.parametrize("reach_m", [1_500.0, 6_000.0, 20_000.0])
def test_far_points_change_nothing(reach_m: float) -> None:
    """Points around a small town, up to many kilometres off, snap as each does alone."""
    compile_kernels()
    network = WalkNetwork.from_streets(synthetic_city(400))
    rng = np.random.default_rng(3)
    xy = np.vstack([rng.uniform(-900, 900, (300, 2)), rng.uniform(-reach_m, reach_m, (3000, 2))])
    lonlat = network.metres.to_lonlat(xy)
    joined = np.zeros(len(xy), bool)

    def note(rows: np.ndarray, part: object) -> None:
        joined[rows] = part.joined  # type: ignore[attr-defined]

    in_parts(network, lonlat, note)
    metres = network.metres.to_metres(lonlat)
    alone = [bool(access_legs(network, metres[row : row + 1]).joined[0]) for row in range(len(xy))]
    assert joined.tolist() == alone
    assert 300 <= joined.sum() < len(xy)


def test_many_points_have_the_access_legs_of_each() -> None:
    """The nodes that a point among others leads to are the seeds that a search from it has."""
    network = WalkNetwork.from_streets(synthetic_city(400))
    walker = Walker(network, Pace.ELDER)
    xy = np.random.default_rng(4).uniform(-500, 500, (40, 2))
    origins = [walker.start(LonLat(*one)) for one in network.metres.to_lonlat(xy).tolist()]
    legs = access_legs(network, np.array([(one.x, one.y) for one in origins]))
    per_m, half_wait = walker.profile.ticks_per_m, walker.profile.half_wait
    for row, origin in enumerate(origins):
        nodes, labels = walker.seeds(origin.candidates)
        span = slice(legs.node_start[row], legs.node_start[row + 1])
        found = np.array(legs.to_node.node[span])
        leg, along = legs.to_node.leg[span] * CIRCUITY, legs.to_node.along[span]
        ticks = (leg * per_m + 0.5).astype(int) + (along * per_m + 0.5).astype(int)
        ticks += half_wait[found] >> 32
        assert found.tolist() == nodes.tolist()
        assert (ticks == labels >> 32).all()
