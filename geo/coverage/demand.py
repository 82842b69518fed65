"""Demand: where residents live and how many; counted people, or a proxy for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from geo.dataset.dataset_files import read_features
from geo.dataset.geojson import read_shape
from geo.errors import DatasetError, SettingsError
from geo.facility import NO_TEXT, Shape

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from geo.dataset.dataset import Dataset
    from geo.errors import Fault
    from geo.facility import BilingualText
    from geo.network.walk_network import WalkNetwork

FILE = "demand.geojson"
OLDER = (60, 80)
"""Years of age whose people demand.geojson may count: `people_60`, `people_80`."""

GRID_CELL_M = 50.0
"""Side of the grid cells that are used where neither people nor their homes are known."""


class DemandBasis(StrEnum):
    """What the demand rests on, and so the unit of its weights."""

    PEOPLE = "people"  # demand.geojson: people
    HOMES = "homes"  # residential buildings of a map: square metres of floor
    SQUARES = "squares"  # an even grid on land: squares of `GRID_CELL_M`


@dataclass(frozen=True, slots=True)
class Demand:
    """Points where residents are.

    Attributes:
        basis: what the weights count.
        lonlat: (points, 2) float64, degrees, WGS-84.
        weight: (points,) float64, see `DemandBasis`.
        neighbourhood: the id of each point's committee, empty where it is not stated.
        name: what each point is called, empty where it has no name.
        estimated: (points,) bool, where no source counts the people, so that they are estimated.
        older: (points,) float64, the people of at least so many years; only of `OLDER` that every
            point tells.
    """

    basis: DemandBasis
    lonlat: NDArray[np.float64]
    weight: NDArray[np.float64]
    neighbourhood: tuple[str, ...]
    name: tuple[BilingualText, ...]
    estimated: NDArray[np.bool_]
    older: Mapping[int, NDArray[np.float64]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        dataset: Dataset,
        network: WalkNetwork,
        homes: str | os.PathLike[str] | None = None,
    ) -> Demand:
        """Take the homes that are asked for, else people where they are known, else an even grid.

        Raises:
            DatasetError: demand.geojson has faults.
            ExtractError: `homes` cannot be read.
            SettingsError: there is nothing to go by.
        """
        if homes is not None:
            return _from_homes(dataset, Path(homes))
        if (dataset.folder / FILE).exists():
            return _from_census(dataset)
        return _grid(dataset, network)


def _from_census(dataset: Dataset) -> Demand:
    """Read demand.geojson: points with `people`, and perhaps `neighbourhood` and `name`.

    `estimated` is true where the people were estimated for want of any count. Where nobody has
    counted, every point has `floor_m2` instead, the square metres of the homes there.
    """
    faults: list[Fault] = []
    basis, unit = DemandBasis.PEOPLE, "people"
    committees = [place.id for place in dataset.places.of_kind("committee")]
    points, people, areas, names, estimated = [], [], [], [], []
    older: list[list[float | None]] = []
    rows = read_features(dataset.folder / FILE, faults, named=False) or []
    if rows and all("floor_m2" in row.fields and "people" not in row.fields for row in rows):
        basis, unit = DemandBasis.HOMES, "floor_m2"
    for row in rows:
        count, shape = row.number(unit), read_shape(row, [Shape.POINT])
        if row.fields.get(unit) is None:
            row.fault(unit, "is missing; write how many people live there")
        if row.geometry is None:
            row.fault("geometry", "is null; write the Point where the people live")
        area, name, guess = (
            row.key_of("neighbourhood", committees),
            row.bilingual("name"),
            row.flag("estimated"),
        )
        if count and shape is not None:
            points.append(shape.vertices[0])
            people.append(count)
            areas.append(area)
            names.append(name)
            estimated.append(guess)
            older.append([row.number(f"people_{years}") for years in OLDER])
    if faults:
        raise DatasetError(dataset.folder, faults)
    if not points:
        raise SettingsError(f"{FILE} holds nobody: write people into it, or take it away")
    return Demand(
        basis,
        np.array(points),
        np.array(people),
        tuple(areas),
        tuple(names),
        np.array(estimated, np.bool_),
        _known_by_all(older),
    )


def _known_by_all(older: list[list[float | None]]) -> dict[int, NDArray[np.float64]]:
    """Keep the ages that every point tells: a missing count is unknown, not none."""
    columns = zip(OLDER, zip(*older, strict=True), strict=True)
    return {years: np.array(column) for years, column in columns if None not in column}


def _from_homes(dataset: Dataset, extract: Path) -> Demand:
    from geo.osm.tagged_places import read_homes  # noqa: PLC0415 - the reader of extracts is heavy

    homes = read_homes(extract)
    inside = _inside(dataset, homes.lonlat)
    if not inside.any():
        raise SettingsError(f"{extract.name} has no residential building inside the boundary")
    return _nameless(DemandBasis.HOMES, homes.lonlat[inside], homes.weight[inside])


def _grid(dataset: Dataset, network: WalkNetwork) -> Demand:
    """Lay an even grid over the boundary; what no street reaches, like water, drops out later."""
    if dataset.boundary is None:
        raise SettingsError(
            f"nothing tells where people live: add {FILE} or boundary.geojson to {dataset.folder}, "
            "or name an extract with homes"
        )
    outline = network.metres.to_metres(dataset.boundary)
    low = np.floor(outline.min(axis=0) / GRID_CELL_M) * GRID_CELL_M + GRID_CELL_M / 2
    east, north = (np.arange(low[axis], outline[:, axis].max(), GRID_CELL_M) for axis in (0, 1))
    middles = np.column_stack([axis.ravel() for axis in np.meshgrid(east, north)])
    lonlat = network.metres.to_lonlat(middles)
    lonlat = lonlat[_inside(dataset, lonlat)]
    return _nameless(DemandBasis.SQUARES, lonlat, np.ones(len(lonlat)))


def _nameless(
    basis: DemandBasis, lonlat: NDArray[np.float64], weight: NDArray[np.float64]
) -> Demand:
    count = len(lonlat)
    nothing = np.zeros(count, np.bool_)
    return Demand(basis, lonlat, weight, ("",) * count, (NO_TEXT,) * count, nothing)


def _inside(dataset: Dataset, lonlat: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Say which points lie inside the boundary; all where there is none."""
    import shapely  # noqa: PLC0415 - 0.3 s, and answers load `geo` without it

    if dataset.boundary is None:
        return np.ones(len(lonlat), bool)
    area = shapely.Polygon(dataset.boundary)
    return np.asarray(shapely.contains_xy(area, lonlat[:, 0], lonlat[:, 1]))
