"""Candidate sites: junctions, public buildings, or the points of a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from geo.crs import distance_m
from geo.dataset.dataset_files import read_features
from geo.dataset.geojson import read_shape
from geo.errors import DatasetError, SettingsError
from geo.facility import BilingualText, LonLat, Shape

if TYPE_CHECKING:
    import os

    from numpy.typing import NDArray

    from geo.dataset.dataset import Dataset
    from geo.errors import Fault
    from geo.network.walk_network import WalkNetwork

MAX_JUNCTIONS = 500
"""Junctions to choose from: as many as an exact solution takes seconds for."""

_NEAR_M = 250.0
"""How far off a place may lie that a junction is named after."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible location of a site: a name, and degrees, WGS-84.

    `cost` is in the unit of a budget, `capacity` in that of the demand; None where not told.
    """

    name: BilingualText
    point: LonLat
    cost: float | None = None
    capacity: float | None = None


def junctions(
    dataset: Dataset, network: WalkNetwork, demand: NDArray[np.float64], most: int = MAX_JUNCTIONS
) -> list[Candidate]:
    """Take street junctions among points of demand, (points, 2) degrees, evenly spread."""
    xy = network.xy[np.diff(network.indptr) >= 3].astype(np.float64)
    residents = network.metres.to_metres(demand)
    inside = (xy >= residents.min(axis=0)) & (xy <= residents.max(axis=0))
    chosen = thin_out(xy[inside.all(axis=1)], most)
    points = [LonLat(*spot) for spot in network.metres.to_lonlat(chosen).tolist()]
    return [Candidate(named_after(dataset, point), point) for point in points]


def buildings(dataset: Dataset) -> list[Candidate]:
    """Take the located facilities, as a new service may move into a public building; each once."""
    found = {
        facility.geometry.middle: Candidate(facility.name, facility.geometry.middle)
        for facility in reversed(dataset.located())
        if facility.geometry is not None and facility.geometry.shape is not Shape.LINE
    }
    return list(reversed(found.values()))


def from_file(path: str | os.PathLike[str]) -> list[Candidate]:
    """Read the points of a GeoJSON file; `name`, `name_en`, `cost`, `capacity` are optional.

    Raises:
        DatasetError: the file is not GeoJSON, or some of its features are no points.
        SettingsError: it is not there.
    """
    path = Path(path)
    if not path.is_file():
        raise SettingsError(f"no candidates in {path}: name a GeoJSON file, junctions or buildings")
    faults: list[Fault] = []
    found = []
    for row in read_features(path, faults, named=False) or []:
        shape = read_shape(row, [Shape.POINT])
        if row.geometry is None:
            row.fault("geometry", "is null; write the Point of the candidate")
        cost, capacity = row.number("cost"), row.number("capacity")
        if shape is not None:
            name = row.bilingual("name")
            called = name if name.zh else BilingualText(row.label, row.label)
            found.append(Candidate(called, shape.middle, cost, capacity))
    if faults:
        raise DatasetError(path, faults)
    return found


def thin_out(xy: NDArray[np.float64], most: int) -> NDArray[np.float64]:
    """Keep at most so many points, (n, 2) metres: in each grid cell the one nearest its middle."""
    cell_m = 50.0
    while True:
        cells = np.floor(xy / cell_m)
        off = np.hypot(*(xy - (cells + 0.5) * cell_m).T)
        order = np.lexsort((off, cells[:, 0], cells[:, 1]))
        first = np.append(True, (np.diff(cells[order], axis=0) != 0).any(axis=1))[: len(order)]
        if first.sum() <= most:
            return np.asarray(xy[order[first]])
        cell_m *= 1.1


def named_after(dataset: Dataset, point: LonLat) -> BilingualText:
    """Name a junction after the nearest place that has a name, if one is near."""
    kinds = ("junction", "metro", "hospital", "landmark")
    places = [place for kind in kinds for place in dataset.places.of_kind(kind)]
    known = [(distance_m(point, at), place.name) for place in places if (at := place.point)]
    metres, name = min(known, key=lambda one: one[0], default=(np.inf, BilingualText("", "")))
    if metres > _NEAR_M:
        return BilingualText(f"{point.lon:.5f},{point.lat:.5f}", f"{point.lon:.5f},{point.lat:.5f}")
    if metres < 30:
        return name
    return BilingualText(f"{name.zh}附近", f"near {name.en}")
