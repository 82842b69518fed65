"""Networks and oracles that several tests of the engine share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from geo.crs import LocalMetres
from geo.facility import LonLat
from geo.network.snapping import STEPS
from geo.raw_streets import Streets
from geo.walking_model import SPEED_M_S, WAIT_S

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facility import Pace
    from geo.network.walk_network import WalkNetwork

CENTRE = LonLat(121.5, 31.2)


def streets(  # noqa: PLR0913 - one argument a kind of street
    metres: Sequence[tuple[float, float]],
    edges: Sequence[tuple[int, int]],
    *,
    steps: Sequence[int] = (),
    grade_separated: Sequence[int] = (),
    signals: Sequence[int] = (),
    barriers: Sequence[Sequence[tuple[float, float]]] = (),
) -> Streets:
    """Lay out a small map: nodes in metres around a centre, edges by node, flags by number."""
    local = LocalMetres(CENTRE)
    return Streets(
        lonlat=local.to_lonlat(metres),
        ends=np.array(edges, np.int32).reshape(-1, 2),
        steps=np.isin(np.arange(len(edges)), steps),
        grade_separated=np.isin(np.arange(len(edges)), grade_separated),
        in_water=np.zeros(len(edges), np.bool_),
        signals=np.isin(np.arange(len(metres)), signals),
        barriers=tuple(local.to_lonlat(line) for line in barriers),
    )


def at(x: float, y: float) -> LonLat:
    """Give the position so many metres east and north of the small maps' centre."""
    return LonLat(*map(float, LocalMetres(CENTRE).to_lonlat([(x, y)])[0]))


def graph(network: WalkNetwork, pace: Pace) -> nx.Graph[int]:
    """Build the same network for NetworkX: `seconds` and `metres` on every edge."""
    speed = SPEED_M_S[pace]
    answer: nx.Graph[int] = nx.Graph()
    answer.add_nodes_from(range(network.nodes))
    waits = network.half_waits * (WAIT_S / 2)
    xy = network.xy.astype(np.float64)
    takes_stairs = pace != "slow"
    for (u, v), flags in zip(network.ends.tolist(), network.flags.tolist(), strict=True):
        if takes_stairs or not flags & STEPS:
            metres = float(np.hypot(*(xy[v] - xy[u])))
            seconds = metres / speed + (waits[u] + waits[v]) / 2
            answer.add_edge(u, v, seconds=seconds, metres=metres)
    return answer
