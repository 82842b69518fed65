"""A scene: the circle that a map shows, the facilities listed beside it, the language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maps.drawing.markers import NumberedFacility

if TYPE_CHECKING:
    from datetime import datetime

    from geo.dataset.dataset import Dataset
    from geo.facility import Facility
    from geo.hours.opening import OpenState
    from geo.isochrones.isochrone import Isochrones
    from geo.uncertainty import Walk


@dataclass(frozen=True, slots=True)
class ListedFacility:
    """A facility beside the map. `walk` is None when it is not known how long it takes."""

    facility: Facility
    walk: Walk | None
    opening: OpenState


@dataclass(frozen=True, slots=True)
class Scene:
    """What to draw; the number of an entry is its place in `entries`, counted from 1.

    `origin_error_m` is the radius in metres within which the walk truly starts, `language` "zh" or
    "en", `at` the moment (aware) for which the openings of the entries hold.
    """

    dataset: Dataset
    circle: Isochrones
    origin_name: str
    origin_error_m: float
    entries: tuple[ListedFacility, ...]
    language: str = "zh"
    at: datetime | None = None

    @property
    def located(self) -> tuple[NumberedFacility, ...]:
        """The entries that have a place, with their numbers."""
        return tuple(
            NumberedFacility(number, entry.facility, entry.facility.geometry)
            for number, entry in enumerate(self.entries, start=1)
            if entry.facility.geometry is not None
        )
