"""Addresses without coordinates → places, as far as the town's names go, with an honest error."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.staff.position_basis import written_basis
from geo.change_log.changeset import GEOMETRY
from geo.facility import Shape

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset
    from geo.dataset.place import Place
    from geo.facility import LonLat

_DECIMALS = 6
_MOST_ERROR_M = 500.0
"""A place that is known worse than this tells nobody where to go."""


@dataclass(frozen=True, slots=True)
class AddressPlace:
    """Where an address is: WGS-84, the true place within so many metres, and what was found."""

    point: LonLat
    error_m: float
    name: str


def locate(dataset: Dataset, address: str) -> AddressPlace | None:
    """Find the most exact place that an address names; None when none is known well enough."""
    found = [place for mention in dataset.places.mentions(address) for place in mention.places]
    best = min(found, key=_error_m, default=None)
    if best is None or best.point is None or _error_m(best) > _MOST_ERROR_M:
        return None
    return AddressPlace(best.point, _error_m(best), best.name.zh)


def address_values(dataset: Dataset, address: str) -> dict[str, object]:
    """Give the fields of the position that an address tells; none when it tells no place."""
    found = locate(dataset, address) if address else None
    if found is None:
        return {}
    at = [round(found.point.lon, _DECIMALS), round(found.point.lat, _DECIMALS)]
    return {
        GEOMETRY: {"type": Shape.POINT.value, "coordinates": at},
        "position_error_m": round(found.error_m),
        "position_basis": written_basis("basis_address", place=found.name),
    }


def _error_m(place: Place) -> float:
    is_known = place.point is not None and place.position_error_m is not None
    return place.position_error_m or 0.0 if is_known else math.inf
