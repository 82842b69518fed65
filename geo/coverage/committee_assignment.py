"""Assigns points of demand to committees, as far as their outlines and middles are known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.facility import Shape

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.coverage.demand import Demand
    from geo.dataset.dataset import Dataset
    from geo.dataset.place import Place
    from geo.network.walk_network import WalkNetwork

UNASSIGNED = -1
"""The number of points that no committee is known for."""


@dataclass(frozen=True, slots=True)
class Committees:
    """The committees of a town and their points of demand.

    Attributes:
        places: the committees, in the order of the dataset.
        number: (points,) int32, the number of each point's committee, or `UNASSIGNED`.
        located: for each committee whether anything is known of where it is.
        approximate: whether any point was assigned by distance alone.
    """

    places: tuple[Place, ...]
    number: NDArray[np.int32]
    located: tuple[bool, ...]
    approximate: bool

    @classmethod
    def assign(cls, dataset: Dataset, network: WalkNetwork, demand: Demand) -> Committees:
        """Assign each point to a committee.

        What the demand states counts first, then a committee's outline. Where only a committee's
        rough middle is known, it takes the points within its error that no other middle is nearer
        to: whose area they truly are in, no source says.
        """
        places = dataset.places.of_kind("committee")
        stated = _stated(places, demand)
        outlined = _outlined(places, demand)
        nearest = _nearest(places, network, demand)
        number = np.where(stated >= 0, stated, np.where(outlined >= 0, outlined, nearest))
        located = tuple(
            place.geometry is not None or row in number for row, place in enumerate(places)
        )
        guessed = (stated < 0) & (outlined < 0) & (nearest >= 0)
        return cls(places, number.astype(np.int32), located, bool(guessed.any()))

    def members(self, area: int | None) -> NDArray[np.bool_]:
        """Say which points are in an area: a committee's number, `UNASSIGNED`, or None for all."""
        return np.ones(len(self.number), bool) if area is None else self.number == area


def _stated(places: tuple[Place, ...], demand: Demand) -> NDArray[np.int64]:
    numbers = {place.id: number for number, place in enumerate(places)}
    return np.array([numbers.get(name, UNASSIGNED) for name in demand.neighbourhood], np.int64)


def _outlined(places: tuple[Place, ...], demand: Demand) -> NDArray[np.int64]:
    import shapely  # noqa: PLC0415 - 0.3 s, and answers load `geo` without it

    found = np.full(len(demand.weight), UNASSIGNED, np.int64)
    for number, place in enumerate(places):
        if place.geometry is not None and place.geometry.shape is Shape.AREA:
            area = shapely.Polygon(place.geometry.vertices)
            found[shapely.contains_xy(area, *demand.lonlat.T) & (found < 0)] = number
    return found


def _nearest(places: tuple[Place, ...], network: WalkNetwork, demand: Demand) -> NDArray[np.int64]:
    xy = network.metres.to_metres(demand.lonlat)
    found, least = np.full(len(xy), UNASSIGNED, np.int64), np.full(len(xy), np.inf)
    for number, place in enumerate(places):
        if place.geometry is None or place.geometry.shape is not Shape.POINT:
            continue
        middle = network.metres.to_metres(place.geometry.vertices)[0]
        distance = np.hypot(*(xy - middle).T)
        nearer = (distance <= (place.position_error_m or 0.0)) & (distance < least)
        found[nearer], least[nearer] = number, distance[nearer]
    return found
