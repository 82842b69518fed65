"""One wait for one crossing: groups the signals of a crossing or a junction.

A walk waits once for a group, however many of its signals it passes: half as it goes in, half as it
comes out. Two signals are of one group where people walk from one to the other within
`TOGETHER_M`: the carriageways of a road, a cycle track beside it, the arms of a junction. What lies
between them belongs to the group, too, but not a corner at which people pass by: of what lies
between, each part that has two ways out or more stays outside.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from heapq import heappop, heappush
from typing import TYPE_CHECKING

import numpy as np

from geo.crs import LocalMetres, middle_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from geo.raw_streets import Streets

    Beside = Mapping[int, list[tuple[int, float]]]

TOGETHER_M = 40.0
"""Metres between signals that change together: across two carriageways of three lanes each and what
is between (GB 51038-2015 asks for a refuge, and so for a second wait, from 16 m of carriageway)."""

WHOLE_WAIT = 2
"""Half waits at a signal that stands alone; at the gates of a group there is one."""


def with_gates(streets: Streets) -> tuple[Streets, NDArray[np.uint8]]:
    """Give groups of signals gates, so that who passes a group waits once.

    Every edge into a group ends at a gate: a node of its own in the same place, joined to the group
    by an edge without length, stairs or a bridge as that edge is. A gate costs half a wait, and
    inside a group there is none.

    Returns:
        The streets, and (nodes,) uint8 half waits at each node.
    """
    if len(streets.half_waits):
        return streets, streets.half_waits
    halves = streets.signals.astype(np.uint8) * np.uint8(WHOLE_WAIT)
    group = _groups(streets) if np.count_nonzero(halves) > 1 else np.full(len(halves), -1)
    if not (group >= 0).any():
        return streets, halves
    halves[group >= 0] = 0
    of_end = group[streets.ends]
    goes_in = (of_end >= 0) & (of_end != of_end[:, ::-1])
    inner = streets.ends[goes_in]
    gates = len(halves) + np.arange(len(inner), dtype=np.int32)
    ends = streets.ends.copy()
    ends[goes_in] = gates
    of = np.flatnonzero(goes_in) // 2
    level = np.ones((len(gates) if len(streets.slope_factor) else 0, 2), np.float32)
    gated = replace(
        streets,
        lonlat=np.concatenate((streets.lonlat, streets.lonlat[inner])),
        ends=np.concatenate((ends, np.column_stack((inner, gates)).astype(np.int32))),
        steps=np.concatenate((streets.steps, streets.steps[of])),
        stairs=np.concatenate((streets.stairs, streets.stairs[of])),
        grade_separated=np.concatenate((streets.grade_separated, streets.grade_separated[of])),
        in_water=np.concatenate((streets.in_water, streets.in_water[of])),
        hours=np.concatenate((streets.hours, streets.hours[of])),
        links=np.concatenate((streets.links, np.ones(len(gates), np.bool_))),
        signals=np.concatenate((streets.signals, np.zeros(len(gates), np.bool_))),
        slope_factor=np.concatenate((streets.slope_factor, level)),
    )
    return gated, np.concatenate((halves, np.ones(len(gates), np.uint8)))


def _groups(streets: Streets) -> NDArray[np.int64]:
    """Number the groups of two signals or more: (nodes,) the group of each node, -1 for none."""
    signals = np.flatnonzero(streets.signals).tolist()
    beside = _near_signals(streets)
    near = {signal: _within(beside, signal) for signal in signals}
    group = np.full(len(streets.lonlat), -1, np.int64)
    for number, members in enumerate(_joined(near, set(signals))):
        if len(members) > 1:
            group[list(members | _between(beside, members, near))] = number
    return group


def _near_signals(streets: Streets) -> Beside:
    """Give the neighbours, and metres to them, of all nodes that may be between two signals."""
    metres = LocalMetres(middle_of(streets.lonlat)).to_metres(streets.lonlat)
    low, high = metres[streets.ends[:, 0]], metres[streets.ends[:, 1]]
    length = np.hypot(*(high - low).T)
    cells = np.floor(metres / TOGETHER_M).astype(np.int64)
    around = np.array([(east, north) for east in (-1, 0, 1) for north in (-1, 0, 1)])
    lit = (cells[streets.signals][:, None] + around).reshape(-1, 2)
    cell, lit_cell = (cells << (32, 0)).sum(axis=1), np.sort((lit << (32, 0)).sum(axis=1))
    at = np.searchsorted(lit_cell, cell)  # as np.isin, which loads masked arrays: 10 ms
    wanted = lit_cell[np.minimum(at, len(lit_cell) - 1)] == cell
    beside: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for row in np.flatnonzero(wanted[streets.ends].any(axis=1)).tolist():
        one, other = streets.ends[row].tolist()
        beside[one].append((other, float(length[row])))
        beside[other].append((one, float(length[row])))
    return beside


def _within(beside: Beside, signal: int) -> dict[int, float]:
    """Give the nodes within `TOGETHER_M` of a signal on foot, and the metres to them."""
    metres: dict[int, float] = {}
    queue = [(0.0, signal)]
    while queue:
        so_far, node = heappop(queue)
        if node in metres:
            continue
        metres[node] = so_far
        for other, length in beside.get(node, ()):
            if so_far + length <= TOGETHER_M and other not in metres:
                heappush(queue, (so_far + length, other))
    return metres


def _joined(near: Mapping[int, Mapping[int, float]], signals: set[int]) -> Iterable[set[int]]:
    """Give the sets of signals that hang together, each in order of its first."""
    left = dict.fromkeys(sorted(signals))
    while left:
        first = next(iter(left))
        members, edge = {first}, [first]
        del left[first]
        while edge:
            for other in near[edge.pop()].keys() & left.keys():
                members.add(other)
                edge.append(other)
                del left[other]
        yield members


def _between(
    beside: Beside, members: set[int], near: Mapping[int, Mapping[int, float]]
) -> set[int]:
    """Give the nodes between the signals of a group that nobody passes without passing a signal."""
    two: dict[int, list[float]] = defaultdict(list)
    for signal in members:
        for node, metres in near[signal].items():
            two[node].append(metres)
    inner = {
        node
        for node, metres in two.items()
        if node not in members and len(metres) > 1 and sum(sorted(metres)[:2]) <= TOGETHER_M
    }
    kept: set[int] = set()
    while inner:
        part, edge, exits = set[int](), [inner.pop()], 0
        while edge:
            node = edge.pop()
            part.add(node)
            for other, _ in beside.get(node, ()):
                if other in inner:
                    inner.remove(other)
                    edge.append(other)
                elif other not in part and other not in edge and other not in members:
                    exits += 1
        if exits < 2:
            kept |= part
    return kept
