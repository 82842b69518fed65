"""Streets as readers give them, before they become a network."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


BACK_M = 0.1
"""How far a street ends from the barrier that a shut gate is in: more than rounding."""


class AccessHours(NamedTuple):
    """When people may pass a gate or a way: `usual`, but for the times of the clauses.

    A clause is hours in OpenStreetMap's syntax, and whether people may pass then; of those that
    hold, the last one decides.
    """

    usual: bool
    clauses: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Streets:
    """Streets that people may walk on, as straight edges between nodes, and barriers off them.

    Attributes:
        lonlat: (nodes, 2) float64, degrees, WGS-84.
        ends: (edges, 2) int32, rows of `lonlat`; each edge is walked both ways.
        steps: (edges,) bool, stairs and whatever else is closed to a wheelchair or a stick.
        grade_separated: (edges,) bool, bridges and tunnels: entered at their ends, or by those
            who stand on them.
        in_water: (edges,) bool, drawn in the water without being a bridge: entered at their ends
            alone.
        signals: (nodes,) bool, a signalised crossing or junction: people wait there.
        half_waits: (nodes,) uint8, what passing costs, as in `geo.network.walk_network`; empty
            where it follows from `signals`.
        barriers: lines of (points, 2) float64, degrees, WGS-84, that nobody crosses off a street
            (banks, railways, expressways, walls); a closed line ends at its first point.
        hours: (edges,) int16, the row of `timetable` that each edge is open by, -1 where it is
            open at any time; empty where all are.
        timetable: when edges are open that are not at any time.
        fences: lines, likewise, that may enclose an area; most are no barriers.
        gates: (gates, 2) float64, degrees, WGS-84: where people pass through a fence.
        gate_hours: (gates,) int16, as `hours`; empty where all are open at any time.
        shut_gates: likewise, where nobody does.
        closing: lines, as `barriers`, that nobody crosses while what they enclose is shut.
        closing_hours: (lines,) int16, as `hours`, when they are crossed.
        stairs: (edges,) bool, stairs; empty where all that `steps` says is stairs.
        links: (edges,) bool, joins copies of one place, at a gate: entered at their ends alone;
            empty where none does.
        slope_factor: (edges, 2) float32, how much longer a metre takes than a level one, towards
            the first end and towards the second; (0, 2) where all ground is level.
    """

    lonlat: NDArray[np.float64]
    ends: NDArray[np.int32]
    steps: NDArray[np.bool_]
    grade_separated: NDArray[np.bool_]
    in_water: NDArray[np.bool_]
    signals: NDArray[np.bool_]
    barriers: tuple[NDArray[np.float64], ...]
    hours: NDArray[np.int16] = field(default_factory=lambda: np.empty(0, np.int16))
    timetable: tuple[AccessHours, ...] = ()
    fences: tuple[NDArray[np.float64], ...] = ()
    gates: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 2)))
    half_waits: NDArray[np.uint8] = field(default_factory=lambda: np.empty(0, np.uint8))
    gate_hours: NDArray[np.int16] = field(default_factory=lambda: np.empty(0, np.int16))
    shut_gates: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 2)))
    closing: tuple[NDArray[np.float64], ...] = ()
    closing_hours: NDArray[np.int16] = field(default_factory=lambda: np.empty(0, np.int16))
    stairs: NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, np.bool_))
    links: NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, np.bool_))
    slope_factor: NDArray[np.float32] = field(default_factory=lambda: np.empty((0, 2), np.float32))

    def filled(self) -> Streets:
        """Say of every edge, and of gates, what holds where nothing is said."""
        return replace(
            self,
            hours=self.hours if len(self.hours) else np.full(len(self.ends), -1, np.int16),
            gate_hours=self.gate_hours
            if len(self.gate_hours)
            else np.full(len(self.gates), -1, np.int16),
            links=self.links if len(self.links) else np.zeros(len(self.ends), np.bool_),
            stairs=self.stairs if len(self.stairs) else self.steps,
        )
