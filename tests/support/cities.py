"""Seeded synthetic cities: a perturbed grid of streets with missing links and dead ends."""

from __future__ import annotations

import numpy as np

from geo.crs import LocalMetres
from geo.facility import LonLat
from geo.raw_streets import Streets

BLOCK_M = 60.0
CENTRE = LonLat(121.515, 31.21)
CATEGORIES = 6
NODES_A_SITE = 400


def synthetic_city(nodes: int, seed: int = 20200116) -> Streets:
    """Build about `nodes` crossings, one in twelve links missing, one node in ten a signal."""
    rng = np.random.default_rng(seed)
    side = round(nodes**0.5)
    row, column = np.divmod(np.arange(side * side), side)
    at = np.column_stack([column, row]) * BLOCK_M - side * BLOCK_M / 2
    at = at + rng.uniform(-0.25, 0.25, at.shape) * BLOCK_M
    number = np.arange(side * side).reshape(side, side)
    east = np.column_stack([number[:, :-1].ravel(), number[:, 1:].ravel()])
    north = np.column_stack([number[:-1].ravel(), number[1:].ravel()])
    ends = np.vstack([east, north])
    ends = ends[rng.random(len(ends)) > 1 / 12].astype(np.int32)
    used, flat = np.unique(ends, return_inverse=True)
    ends = flat.reshape(-1, 2).astype(np.int32)
    return Streets(
        lonlat=LocalMetres(CENTRE).to_lonlat(at[used]),
        ends=ends,
        steps=rng.random(len(ends)) < 0.01,
        grade_separated=np.zeros(len(ends), bool),
        in_water=np.zeros(len(ends), bool),
        signals=rng.random(len(used)) < 0.1,
        barriers=(),
    )


def scattered_sites(nodes: int, seed: int = 20200117) -> tuple[np.ndarray, np.ndarray]:
    """Scatter sites over the nodes of a network: (sites,) nodes and (sites,) categories."""
    rng = np.random.default_rng(seed)
    count = max(1, nodes // NODES_A_SITE)
    at = np.concatenate([rng.choice(nodes, count, replace=False) for _ in range(CATEGORIES)])
    return at.astype(np.int32), np.repeat(np.arange(CATEGORIES), count).astype(np.int32)
