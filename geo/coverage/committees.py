"""Which committee a point of demand belongs to, as far as anybody knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.facility import Shape

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.coverage.demand import Demand
    from geo.dataset.dataset import Dataset
    from geo.dataset.gazetteer import Place
    from geo.network.walk_network import WalkNetwork

NOWHERE = -1
"""The area of points that no committee is known for."""


@dataclass(frozen=True, slots=True)
class Areas:
    """The committees of a town and their points of demand.

    Attributes:
        places: the committees, in the order of the dataset.
        of: (points,) int32, the number of each point's committee, or `NOWHERE`.
        told: for each committee whether anything is known of where it is.
        approximate: whether any point was given to a committee by distance alone.
    """

    places: tuple[Place, ...]
    of: NDArray[np.int32]
    told: tuple[bool, ...]
    approximate: bool

    @classmethod
    def among(cls, dataset: Dataset, network: WalkNetwork, demand: Demand) -> Areas:
        """Give each point to its committee.

        The demand's own word counts first, then a committee's outline. Where only a committee's
        rough middle is known, it takes the points within its error that no other middle is nearer
        to: whose area they truly are in, nobody has written down.
        """
        places = dataset.places.of_kind("committee")
        written = _written(places, demand)
        outlined = _outlined(places, demand)
        nearest = _nearest(places, network, demand)
        of = np.where(written >= 0, written, np.where(outlined >= 0, outlined, nearest))
        told = tuple(place.geometry is not None or row in of for row, place in enumerate(places))
        guessed = (written < 0) & (outlined < 0) & (nearest >= 0)
        return cls(places, of.astype(np.int32), told, bool(guessed.any()))

    def members(self, area: int | None) -> NDArray[np.bool_]:
        """Tell which points are in an area: a committee's number, `NOWHERE`, or None for all."""
        return np.ones(len(self.of), bool) if area is None else self.of == area


def _written(places: tuple[Place, ...], demand: Demand) -> NDArray[np.int64]:
    numbers = {place.id: number for number, place in enumerate(places)}
    return np.array([numbers.get(name, NOWHERE) for name in demand.neighbourhood], np.int64)


def _outlined(places: tuple[Place, ...], demand: Demand) -> NDArray[np.int64]:
    import shapely  # noqa: PLC0415 - 0.3 s, and answers load `geo` without it

    found = np.full(len(demand.weight), NOWHERE, np.int64)
    for number, place in enumerate(places):
        if place.geometry is not None and place.geometry.shape is Shape.AREA:
            area = shapely.Polygon(place.geometry.vertices)
            found[shapely.contains_xy(area, *demand.lonlat.T) & (found < 0)] = number
    return found


def _nearest(places: tuple[Place, ...], network: WalkNetwork, demand: Demand) -> NDArray[np.int64]:
    spots = network.metres.to_metres(demand.lonlat)
    found, least = np.full(len(spots), NOWHERE, np.int64), np.full(len(spots), np.inf)
    for number, place in enumerate(places):
        if place.geometry is None or place.geometry.shape is not Shape.POINT:
            continue
        middle = network.metres.to_metres(place.geometry.vertices)[0]
        gap = np.hypot(*(spots - middle).T)
        nearer = (gap <= (place.position_error_m or 0.0)) & (gap < least)
        found[nearer], least[nearer] = number, gap[nearer]
    return found
