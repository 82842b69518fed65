"""Bridges and tunnels in an isochrone: strips, since who stands on one leaves at its ends alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.compute.kernels import lean_kernel
from geo.isochrones.reached_edges import (
    ALONG,
    BACK,
    FIRST,
    FORTH,
    METRES,
    OWN,
    SECOND,
    write_edge,
)
from geo.routing.access_legs import passable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.compute.bucket_queue import SearchBuffers
    from geo.network.deck_strips import DeckStrips
    from geo.network.snap_candidates import SnapCandidates
    from geo.network.snapping import NetworkArrays
    from geo.routing.access_legs import CostProfile

_PRECISION_M = 0.001
"""Corners of strips that lie closer together become one: rounding must not make them cross."""


@lean_kernel
def write_decks(
    arrays: NetworkArrays,
    profile: CostProfile,
    numbers: NDArray[np.int64],
    origin: SnapCandidates,
    buffers: SearchBuffers,
    decks: NDArray[np.float64],
) -> None:
    """Write the bridges and tunnels, reached or not, as `reached_edges` does other edges."""
    for row in range(len(numbers)):
        edge = numbers[row]
        write_edge(arrays, profile, edge, buffers, decks, row)
        if not passable(arrays, profile, edge):
            decks[FIRST, row], decks[SECOND, row] = np.inf, np.inf
            continue
        for place in range(len(origin.edge)):
            if origin.edge[place] == edge:
                decks[ALONG, row] = origin.along[place]
                decks[OWN, row] = origin.level_m[place]


def with_decks(
    strips: DeckStrips,
    places: NDArray[np.int64],
    decks: NDArray[np.float64],
    limit: float,
    area: BaseGeometry,
) -> BaseGeometry:
    """Add the strips of bridges and tunnels within the limit to an area; leave the others out.

    Nothing is done about those that the area has, or has not, already.

    Args:
        strips: of all bridges and tunnels of the network.
        places: (decks,) rows of `strips`.
        decks: what `write_decks` wrote about these.
        limit: metres of walking.
        area: in metres, what is within the limit on the ground.
    """
    import shapely  # noqa: PLC0415 - 0.3 s, and answers without a picture need no polygon

    near, far = _divided(strips, places, decks, limit)
    shapely.prepare(area)
    taken = far[shapely.intersects(area, far)]
    if len(taken):
        area = shapely.difference(area, _united(taken))
        shapely.prepare(area)
    added = near[~shapely.covers(area, near)]
    if not len(taken) and not len(added):
        return area
    return shapely.union(area, _united(added), grid_size=_PRECISION_M)


def _united(strips: NDArray[np.object_]) -> BaseGeometry:
    """Unite strips; a buffer of nothing takes less than half as long as `union_all`."""
    import shapely  # noqa: PLC0415 - likewise

    return shapely.buffer(shapely.MultiPolygon(strips.tolist()), 0)


def _divided(
    strips: DeckStrips, places: NDArray[np.int64], decks: NDArray[np.float64], limit: float
) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
    """Divide strips into what is walked to within the limit and what is not."""
    first, second, metres = decks[FIRST], decks[SECOND], decks[METRES]
    forth, back = decks[FORTH], decks[BACK]
    # Those who come from either end meet where first + x forth = second - x back.
    whole = back * first + forth * second <= (forth + back) * limit
    none = np.minimum(np.minimum(first, second - metres * back), decks[OWN]) > limit
    near, far = list(strips.whole[places[whole]]), list(strips.whole[places[none & ~whole]])
    for row in np.flatnonzero(~whole & ~none):
        within, deck = _within(decks[:, row], limit), int(places[row])
        near += [strips.part(deck, *span) for span in within]
        far += [strips.part(deck, *span) for span in _beyond(within, float(metres[row]))]
    return np.array(near, np.object_), np.array(far, np.object_)


def _within(deck: NDArray[np.float64], limit: float) -> list[tuple[float, float]]:
    """Give the spans of a deck, metres along it, that are walked to within the limit."""
    length, forth, back = float(deck[METRES]), deck[FORTH], deck[BACK]
    left = limit - deck[OWN]
    spans = [
        (0.0, (limit - deck[FIRST]) / forth),
        ((deck[SECOND] - limit) / back, length),
        (deck[ALONG] - left / back, deck[ALONG] + left / forth),
    ]
    merged: list[tuple[float, float]] = []
    for low, high in sorted((max(low, 0.0), min(high, length)) for low, high in spans):
        if merged and low <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(high, merged[-1][1])
        elif low < high:
            merged.append((low, high))
    return merged


def _beyond(within: list[tuple[float, float]], length: float) -> Iterator[tuple[float, float]]:
    """Give what some spans leave of a length."""
    last = 0.0
    for low, high in [*within, (length, length)]:
        if low > last:
            yield last, low
        last = high
