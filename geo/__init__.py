"""Walking times, isochrones and coverage on OpenStreetMap streets: the public API of the engine.

Names are imported when they are first used, so that `import geo` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__all__ = [
    "CoordinateError",
    "DatasetError",
    "Entries",
    "ExtractError",
    "Geometry",
    "HeightsError",
    "Isochrone",
    "Isochrones",
    "LonLat",
    "MinutesError",
    "NearestTable",
    "NetworkError",
    "ODMatrix",
    "ODSearch",
    "OutsideAreaError",
    "Pace",
    "Shape",
    "Sites",
    "Town",
    "UnknownNameError",
    "WalkNetwork",
    "Walker",
    "YikeError",
    "compile_kernels",
    "isochrone",
    "metres_of",
    "minutes_of",
    "od_matrix",
    "open_at",
    "open_dataset",
    "ticks",
]

if TYPE_CHECKING:
    from geo.compute.kernels import compile_kernels
    from geo.dataset.dataset import open_dataset
    from geo.errors import (
        CoordinateError,
        DatasetError,
        ExtractError,
        HeightsError,
        MinutesError,
        NetworkError,
        OutsideAreaError,
        UnknownNameError,
        YikeError,
    )
    from geo.facility import Geometry, LonLat, Pace, Shape
    from geo.isochrones.isochrone import Isochrone, Isochrones, isochrone
    from geo.network.open_edges import open_at
    from geo.network.walk_network import WalkNetwork
    from geo.routing.nearest_table import NearestTable
    from geo.routing.od_matrix import ODMatrix, ODSearch, od_matrix
    from geo.routing.sites import Entries, Sites
    from geo.routing.walker import Walker
    from geo.town import Town
    from geo.walking_model import metres_of, minutes_of, ticks
else:
    _HOME = {
        name: f"geo.{module}"
        for module, names in {
            "compute.kernels": ("compile_kernels",),
            "dataset.dataset": ("open_dataset",),
            "errors": (
                *("CoordinateError", "DatasetError", "ExtractError", "HeightsError"),
                *("MinutesError", "NetworkError", "OutsideAreaError"),
                *("UnknownNameError", "YikeError"),
            ),
            "facility": ("Geometry", "LonLat", "Pace", "Shape"),
            "isochrones.isochrone": ("Isochrone", "Isochrones", "isochrone"),
            "network.open_edges": ("open_at",),
            "network.walk_network": ("WalkNetwork",),
            "routing.nearest_table": ("NearestTable",),
            "routing.od_matrix": ("ODMatrix", "ODSearch", "od_matrix"),
            "routing.sites": ("Entries", "Sites"),
            "routing.walker": ("Walker",),
            "town": ("Town",),
            "walking_model": ("metres_of", "minutes_of", "ticks"),
        }.items()
        for name in names
    }

    def __getattr__(name: str) -> object:
        """Import a public name from the module that defines it, and keep it."""
        if name not in _HOME:
            raise AttributeError(f"module 'geo' has no attribute {name!r}")
        value = getattr(import_module(_HOME[name]), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        """List the public names."""
        return list(__all__)
