"""The edges around a point are those within the longest leg, wherever it stands in its cell."""

from __future__ import annotations

import numpy as np
import pytest

from geo.network.edges_around import gather_edges, make_edges_around
from geo.network.snapping import CELL_M, segment_distance
from geo.network.walk_network import WalkNetwork
from geo.walking_model import MAX_SNAP_M
from tests.support.networks import streets

rng = np.random.default_rng(3)
CORNERS = rng.uniform(-700, 700, (60, 2)).tolist()
TOWN = WalkNetwork.from_streets(streets(CORNERS, [(row, row + 1) for row in range(59)]))


@pytest.mark.parametrize("aside", [0.0, 1e-9, -1e-9, 37.5, MAX_SNAP_M])
def test_each_edge_within_the_longest_leg_is_found_once(aside: float) -> None:
    """On the corner of a cell, beside it and inside, and none is written past the buffers."""
    arrays = TOWN.arrays
    around = make_edges_around(arrays)
    lines = arrays.xy[arrays.ends].astype(np.float64).reshape(-1, 4).tolist()
    for column in range(3, 12):
        x, y = (arrays.cells[2:] + column * CELL_M + aside).tolist()
        count = gather_edges(arrays, x, y, around)
        near = [
            row for row, line in enumerate(lines) if segment_distance(x, y, *line) <= MAX_SNAP_M
        ]
        assert sorted(around.edge[around.order[:count]].tolist()) == near
        legs = around.leg[around.order[:count]]
        assert (
            legs
            == [segment_distance(x, y, *lines[row]) for row in around.edge[around.order[:count]]]
        ).all()
        assert (np.diff(legs // 4) >= 0).all()
