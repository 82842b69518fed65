"""Streets as they are read, before they become a network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Streets:
    """Streets that people may walk on, as straight pieces between nodes, and what stops people.

    Attributes:
        lonlat: (nodes, 2) float64, degrees, WGS-84.
        ends: (pieces, 2) int32, rows of `lonlat`; each piece is walked both ways.
        steps: (pieces,) bool, stairs: no way for a wheelchair or a stick.
        sealed: (pieces,) bool, bridges and tunnels: walked through, joined only at their ends.
        signals: (nodes,) bool, a signalised crossing or junction: people wait there.
        barriers: lines of (points, 2) float64, degrees, WGS-84, that nobody crosses off a street
            (banks, railways, expressways, walls); a closed line ends at its first point.
    """

    lonlat: NDArray[np.float64]
    ends: NDArray[np.int32]
    steps: NDArray[np.bool_]
    sealed: NDArray[np.bool_]
    signals: NDArray[np.bool_]
    barriers: tuple[NDArray[np.float64], ...]
