"""A network at a moment: without what is shut then."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from geo.compute import csr, grid
from geo.hours.day_states import Openness
from geo.hours.opening import opening
from geo.network.snapping import CELL_M

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from numpy.typing import NDArray

    from geo.network.walk_network import WalkNetwork
    from geo.raw_streets import AccessHours


def shut_rows(
    network: WalkNetwork, moment: datetime, zone: ZoneInfo, country: str = "CN"
) -> tuple[int, ...]:
    """Give the rows of a network's timetable that are shut at a moment.

    Args:
        network: see `open_at`.
        moment: aware; a naive one is local time in `zone`.
        zone: where the network is.
        country: ISO code of the country whose holidays count.
    """
    return tuple(
        row
        for row, hours in enumerate(network.timetable)
        if not _is_open(hours, moment, zone, country)
    )


def open_at(
    network: WalkNetwork, moment: datetime, zone: ZoneInfo, country: str = "CN"
) -> WalkNetwork:
    """Leave out the edges that are shut at a moment; the network itself where none is.

    A network by itself has everything that is open at some time. Nodes keep their numbers, and the
    arrays that nothing changes in are shared.
    """
    return without_rows(network, shut_rows(network, moment, zone, country))


def without_rows(network: WalkNetwork, rows: tuple[int, ...]) -> WalkNetwork:
    """Leave out the edges with some rows of the timetable."""
    shut = np.isin(network.hours, rows)
    return _without(network, shut) if shut.any() else network


def _is_open(hours: AccessHours, moment: datetime, zone: ZoneInfo, country: str) -> bool:
    opens = hours.usual
    for text, passes in hours.clauses:
        if _holds(text, moment, zone, country):
            opens = passes
    return opens


def _holds(text: str, moment: datetime, zone: ZoneInfo, country: str) -> bool:
    """Say whether it is a time that a text names; on a day in doubt, as on an ordinary one."""
    state = opening(text, moment, zone, country)
    return Openness.OPEN in {state.openness, state.usual}


def _without(network: WalkNetwork, shut: NDArray[np.bool_]) -> WalkNetwork:
    ends = np.ascontiguousarray(network.ends[~shut])
    indptr, neighbour, edge = csr.adjacency(ends, network.nodes)
    edges = np.hstack([network.xy[ends[:, 0]], network.xy[ends[:, 1]]])
    edge_start, edge_item = grid.index_segments(network.cells, CELL_M, edges)
    return replace(
        network,
        ends=ends,
        length=network.length[~shut],
        flags=network.flags[~shut],
        hours=network.hours[~shut],
        slope_factor=network.slope_factor[~shut if len(network.slope_factor) else slice(0)],
        indptr=indptr,
        neighbour=neighbour,
        edge=edge,
        edge_start=edge_start,
        edge_item=edge_item,
    )
