"""A network at a moment: without what is shut then."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from geo.compute import csr, grid
from geo.hours.day_states import Openness
from geo.hours.opening import opening
from geo.network.network_layout import SHUT
from geo.network.snapping import CELL_M, LINK
from geo.raw_streets import BACK_M

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
    """Leave out the edges that are shut at a moment; the network itself where nothing is.

    A network by itself has everything that is open at some time. Nodes keep their numbers, and the
    arrays that nothing changes in are shared.
    """
    return without_rows(network, shut_rows(network, moment, zone, country))


def without_rows(network: WalkNetwork, rows: tuple[int, ...]) -> WalkNetwork:
    """Shut the edges, the gates and what is enclosed with some rows of the timetable."""
    if not rows:
        return network
    shut = np.zeros(len(network.timetable) - SHUT, dtype=bool)  # the last for what has no hours
    shut[list(rows)] = True
    edges, gates, closing = (
        shut[hours] for hours in (network.hours, network.gate_hours, network.closing_hours)
    )
    at_time = network
    if edges.any() or gates.any():
        at_time = _with_shut_gates(network, edges, gates)
    if edges.any():
        at_time = _without(_back_from_gates(at_time, edges), edges)
    return _closed(at_time, closing) if closing.any() else at_time


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


def _with_shut_gates(
    network: WalkNetwork, edges: NDArray[np.bool_], gates: NDArray[np.bool_]
) -> WalkNetwork:
    """Note which gates and ways people do not come in by then: see `geo.network.entrances`."""
    links = edges & (network.flags & LINK > 0)
    places = network.xy[np.unique(network.ends[links])]
    hours = np.where(gates, SHUT, network.gate_hours)
    ways = network.xy[network.ends[edges & ~links]].reshape(-1, 4)
    return replace(
        network,
        gates=np.concatenate((network.gates, places)),
        gate_hours=np.append(hours, np.full(len(places), SHUT)).astype(np.int16),
        shut_ways=np.concatenate((network.shut_ways, ways)),
    )


def _back_from_gates(network: WalkNetwork, edges: NDArray[np.bool_]) -> WalkNetwork:
    """Move the ends of streets at gates that are shut a little back from them, and from a barrier.

    A leg may touch a barrier with its end: a street that ends on one would be joined from beyond.
    """
    gates = np.unique(network.ends[edges & (network.flags & LINK > 0)])
    edge, side = np.nonzero(np.isin(network.ends, gates) & (~edges & (network.length > 0))[:, None])
    node, other = network.ends[edge, side], network.ends[edge, 1 - side]
    xy, length = network.xy.copy(), network.length.copy()
    share = np.minimum(BACK_M / length[edge], 0.5)[:, None]
    xy[node] += share * (xy[other] - xy[node])
    length[edge] = np.hypot(*(xy[network.ends[edge, 1]] - xy[network.ends[edge, 0]]).T)
    return replace(network, xy=xy, length=length)


def _closed(network: WalkNetwork, closing: NDArray[np.bool_]) -> WalkNetwork:
    """Make barriers of the lines around what is shut."""
    barriers = np.concatenate((network.barriers, network.closing[closing]))
    start, item = grid.index_segments(network.cells, CELL_M, barriers)
    return replace(
        network,
        barriers=barriers,
        barrier_start=start,
        barrier_item=item,
        closing=network.closing[~closing],
        closing_hours=network.closing_hours[~closing],
    )
