"""Rings the plain way: exact unions of shapes laid along the streets that were reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from geo.network.snapping import AT_ENDS, STEPS
from geo.walking_model import CIRCUITY, MAX_SNAP_M, WAIT_S

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from bench.engines.runs import Seconds
    from geo.routing.walker import Reached, Walker

EVERY_M = 10.0
_QUARTER = 8
"""Corners of a quarter of a disc: shapely's own choice of 16 takes twice as long."""


class Spots(NamedTuple):
    """Spots on the streets: (spots, 2) metres, and the seconds walked to each."""

    xy: Seconds
    seconds: Seconds


def streets(walker: Walker, reached: Reached) -> tuple[Spots, Spots]:
    """Give the spots of the reached streets, one at each end of each straight stretch.

    A street is walked from both ends; where the two walks meet, the street is cut in two, so that
    along each stretch the walk gets longer evenly.
    """
    net, speed = walker.network, walker.speed_m_s
    seconds = np.full(net.nodes, np.inf)
    seconds[reached.node] = (reached.label >> 32) / 10_000
    seconds += net.half_waits * (WAIT_S / 4)
    closed = AT_ENDS if walker.profile.takes_stairs else AT_ENDS | STEPS
    edge = np.flatnonzero(np.isfinite(seconds[net.ends]).any(axis=1) & (net.flags & closed == 0))
    one, other = net.ends[edge].T
    time = seconds[one], seconds[other]
    length = net.length[edge].astype(np.float64)
    span = np.where(np.isinf(time[0]), np.inf, time[1] - time[0]) * speed
    meet = np.clip(np.where(np.isinf(time[1]), length, (length + span) / 2), 0, length)
    way = (net.xy[other] - net.xy[one]).astype(np.float64)
    share = np.divide(meet, length, out=np.zeros_like(meet), where=length > 0)
    at = net.xy[one] + way * share[:, None]
    reach_s = np.minimum(time[0] + meet / speed, time[1] + (length - meet) / speed)
    near = np.vstack([net.xy[one], net.xy[other]]).astype(np.float64)
    there = np.isfinite(np.concatenate(time))
    start = Spots(near[there], np.concatenate(time)[there])
    return start, Spots(np.vstack([at, at])[there], np.concatenate([reach_s, reach_s])[there])


def snapped_spots(walker: Walker, reached: Reached) -> Spots:
    """Give the spots that the origin itself snaps to."""
    net, candidates = walker.network, reached.origin.candidates
    one, other = net.xy[net.ends[candidates.edge]].astype(np.float64).transpose(1, 0, 2)
    share = candidates.along / np.maximum(net.length[candidates.edge], 1e-9)
    return Spots(one + (other - one) * share[:, None], candidates.leg * CIRCUITY / walker.speed_m_s)


def union_of_discs(walker: Walker, reached: Reached, limit_s: float) -> BaseGeometry:
    """Lay discs of what is left of the cutoff around spots every `EVERY_M` metres, and unite."""
    start, end = streets(walker, reached)
    gap = end.xy - start.xy
    count = np.ceil(np.hypot(*gap.T) / EVERY_M).astype(np.int64) + 1
    row = np.repeat(np.arange(len(count)), count)
    place = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    share = place / np.maximum(count[row] - 1, 1)
    xy = start.xy[row] + gap[row] * share[:, None]
    seconds = start.seconds[row] + (end.seconds - start.seconds)[row] * share
    own = snapped_spots(walker, reached)
    discs = _discs(walker, np.vstack([xy, own.xy]), np.append(seconds, own.seconds), limit_s)
    return shapely.union_all(discs)


def union_of_hulls(walker: Walker, reached: Reached, limit_s: float) -> BaseGeometry:
    """Unite the hulls of two discs at the ends of each stretch: fewer shapes for the same area."""
    start, end = streets(walker, reached)
    left_m = (limit_s - start.seconds) * walker.speed_m_s
    whole = end.seconds - start.seconds
    share = np.divide(limit_s - start.seconds, whole, out=np.ones_like(whole), where=whole > 0)
    share = np.clip(share, 0, 1)
    begun = left_m > 0
    tip = start.xy + (end.xy - start.xy) * share[:, None]
    tip_s = start.seconds + whole * share
    first = _buffers(walker, start.xy[begun], start.seconds[begun], limit_s)
    last = _buffers(walker, tip[begun], tip_s[begun], limit_s)
    pairs = shapely.geometrycollections(np.column_stack([first, last]))
    own = snapped_spots(walker, reached)
    discs = _discs(walker, own.xy, own.seconds, limit_s)
    hulls = np.asarray(shapely.convex_hull(pairs))
    return shapely.union_all(np.concatenate([hulls, discs]))


def _discs(walker: Walker, xy: Seconds, seconds: Seconds, limit_s: float) -> NDArray[np.object_]:
    within = seconds < limit_s
    return _buffers(walker, xy[within], seconds[within], limit_s)


def _buffers(walker: Walker, xy: Seconds, seconds: Seconds, limit_s: float) -> NDArray[np.object_]:
    radius = np.minimum((limit_s - seconds) * walker.speed_m_s / CIRCUITY, MAX_SNAP_M)
    # A disc of a millimetre stands for a point, which has no area and no hull.
    shapes: NDArray[np.object_] = shapely.buffer(
        shapely.points(xy), np.maximum(radius, 1e-3), quad_segs=_QUARTER
    )
    return shapes
