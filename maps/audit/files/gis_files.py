"""The results of an audit at each point of demand for GIS: GeoJSON and GeoPackage."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo.base_map import FILE, BaseMap, Ground
from geo.coverage.coverage import CoverageState
from geo.crs import WGS84_CRS
from maps.audit.files.table_files import area_key, why_no_minutes
from maps.audit.map.committee_outlines import committee_outlines
from maps.audit.map.demand_cells import DemandCells

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.coverage.audit import Audit, Scenario
    from geo.dataset.dataset import Dataset

    Table = dict[str, NDArray[Any]]

_TYPES = {
    "demand": "Point",
    "cells": "Polygon",
    "committees": "Point",
    "committee_areas": "MultiPolygon",
    "streets": "MultiLineString",
    "boundary": "Polygon",
}
"""A style of QGIS holds for a layer of one type; facilities may be of any."""

_STREETS = frozenset({Ground.PATH, Ground.MINOR, Ground.MEDIUM, Ground.MAJOR})
_DECIMALS = 6  # of a degree: 0.1 m


def point_table(audit: Audit) -> tuple[NDArray[np.float64], Table]:
    """Give the points that are joined to a street, degrees, WGS-84, and a column for each result.

    The columns of a category are its state, the minutes to the nearest and to the second nearest
    (NaN past the horizon) and how many are surely within the circle.
    """
    joined = audit.before.coverage.joined
    keys = np.array(
        [area_key(audit, area) for area in audit.committees.number[joined].tolist()], object
    )
    table: Table = {"area": keys, "area_name": _area_names(audit, joined)}
    table["demand"] = audit.demand.weight[joined]
    names = [audit.demand.name[row].zh for row in np.flatnonzero(joined)]
    if any(names):
        table["home"] = np.array(names, object)
    for scenario in audit.scenarios:
        suffix = "_after" if scenario is audit.after else ""
        table |= _columns(scenario, joined, suffix)
    return np.round(audit.demand.lonlat[joined], _DECIMALS), table


def _area_names(audit: Audit, joined: NDArray[np.bool_]) -> NDArray[np.object_]:
    names = [place.name.zh for place in audit.committees.places]
    return np.array([names[n] if n >= 0 else "" for n in audit.committees.number[joined]], object)


def _columns(scenario: Scenario, joined: NDArray[np.bool_], suffix: str) -> Table:
    names = np.array([state.name.lower() for state in CoverageState], object)
    found, table = scenario.coverage.measures, {}
    for column, key in enumerate(scenario.categories):
        table[f"{key}{suffix}"] = names[scenario.states_of(key)[joined]]
        for name, minutes in (("min", found.minutes), ("second_min", found.second)):
            known = minutes[joined, column]
            table[f"{key}_{name}{suffix}"] = np.where(np.isfinite(known), known.round(2), np.nan)
        table[f"{key}_why{suffix}"] = _whys(scenario, key, found.minutes[joined, column])
        table[f"{key}_choice{suffix}"] = found.choice[joined, column]
    return table


def _whys(scenario: Scenario, key: str, minutes: NDArray[np.float64]) -> NDArray[np.object_]:
    """Say where there are no minutes why: `over_30`, `unknown` or `none`."""
    unlocated = scenario.supply.unlocated_count(key)
    known = any(one.category == key for one in scenario.supply.located)
    whys = [why_no_minutes(one, unlocated, known=known) for one in minutes.tolist()]
    return np.array(whys, object)


def coverage_geojson(audit: Audit) -> str:
    """Write the points, one a line."""
    lonlat, table = point_table(audit)
    columns = [[_plain(value) for value in column.tolist()] for column in table.values()]
    lines = [
        json.dumps(
            {
                "type": "Feature",
                "properties": dict(zip(table, row, strict=True)),
                "geometry": {"type": "Point", "coordinates": spot},
            },
            ensure_ascii=False,
        )
        for spot, row in zip(lonlat.tolist(), zip(*columns, strict=True), strict=True)
    ]
    return '{"type": "FeatureCollection", "features": [\n' + ",\n".join(lines) + "\n]}\n"


def write_gpkg(audit: Audit, path: Path) -> None:
    """Write homes, cells, facilities and ground as layers; the same audit gives the same bytes."""
    import pyogrio  # noqa: PLC0415 - 0.6 s, and it brings GDAL

    stamp = f"{audit.dataset.date.isoformat()}T00:00:00Z"
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": stamp})
    try:
        lonlat, table = point_table(audit)
        _write_layer(path, "demand", np.asarray(shapely.points(lonlat)), table)
        _write_layer(path, "facilities", *_facilities(audit), append=True)
        for name, (shapes, columns) in _ground(audit).items():
            if len(shapes):
                _write_layer(path, name, shapes, columns, append=True)
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _write_layer(
    path: Path, layer: str, shapes: NDArray[np.object_], table: Table, *, append: bool = False
) -> None:
    from pyogrio import raw  # noqa: PLC0415 - see above

    raw.write(
        path,
        shapely.to_wkb(shapes),
        list(table.values()),
        list(table),
        layer=layer,
        driver="GPKG",
        geometry_type=_TYPES.get(layer, "Unknown"),
        crs=WGS84_CRS,
        append=append,
    )


def _ground(audit: Audit) -> dict[str, tuple[NDArray[np.object_], Table]]:
    """Give the cells, the committees' middles and outlines, the streets and the boundary."""
    boundary, cells = audit.dataset.boundary, DemandCells.of_audit(audit)
    outline = [] if boundary is None else [shapely.Polygon(boundary)]
    return {
        "cells": _cells(audit, cells),
        "committees": _committees(audit),
        "committee_areas": _committee_areas(audit, cells),
        "streets": _streets(audit.dataset),
        "boundary": (
            _shapes(outline),
            {"area": _texts([audit.dataset.id] * len(outline))},
        ),
    }


def _committees(audit: Audit) -> tuple[NDArray[np.object_], Table]:
    places = [place for place in audit.committees.places if place.point is not None]
    middles = [shapely.Point(point) for place in places if (point := place.point) is not None]
    return _shapes(middles), {
        "area": _texts([place.id for place in places]),
        "area_name": _texts([place.name.zh for place in places]),
        "position_error_m": np.array([_number(place.position_error_m) for place in places]),
    }


def _committee_areas(audit: Audit, cells: DemandCells) -> tuple[NDArray[np.object_], Table]:
    """Give outlines with where they are from: the dataset, or the homes of each committee."""
    found = committee_outlines(audit, cells)
    places = [audit.committees.places[one.area] for one in found]
    shapes = [shapely.MultiPolygon(shapely.get_parts(one.shape).tolist()) for one in found]
    return _shapes(shapes), {
        "area": _texts([place.id for place in places]),
        "area_name": _texts([place.name.zh for place in places]),
        "outline_from": _texts(["dataset" if one.is_given else "homes" for one in found]),
    }


def _streets(dataset: Dataset) -> tuple[NDArray[np.object_], Table]:
    """Give the drawn streets; of a town of an extract, those of its base map, by class and name."""
    streets, base_map = dataset.streets, dataset.folder / FILE
    if len(streets.ends) or not base_map.exists():
        edges = np.asarray(shapely.linestrings(streets.lonlat[streets.ends]))
        lines = [shapely.MultiLineString([edge]) for edge in edges]
        return _shapes(lines), {"steps": streets.steps.astype(np.int32)}
    base = BaseMap.open(base_map)
    rows = [row for row in range(len(base.kind)) if base.ground(row) in _STREETS]
    ways = [shapely.MultiLineString(base.parts(row)) for row in rows]
    return _shapes(ways), {
        "class": _texts([base.ground(row).value for row in rows]),
        "name": _texts([base.called(row) for row in rows]),
    }


def _cells(audit: Audit, cells: DemandCells) -> tuple[NDArray[np.object_], Table]:
    """Give the cells of the maps with the state of each service, as the pages colour them."""
    names = [state.name.lower() for state in CoverageState]
    table: Table = {}
    for scenario in audit.scenarios:
        suffix = "_after" if scenario is audit.after else ""
        for key, minutes in zip(scenario.categories, scenario.circles, strict=True):
            states = cells.states(scenario, key, minutes).tolist()
            table[f"{key}{suffix}"] = _texts([names[state] for state in states])
    return np.asarray(shapely.box(*cells.boxes().T), object), table


def _shapes(shapes: Sequence[BaseGeometry]) -> NDArray[np.object_]:
    found = np.empty(len(shapes), object)
    found[:] = shapes
    return found


def _facilities(audit: Audit) -> tuple[NDArray[np.object_], Table]:
    """Give all facilities, those without a position with an empty point."""
    rows = audit.dataset.facilities
    shapes = [
        shapely.Point()
        if row.geometry is None
        else shapely.from_geojson(
            json.dumps({"type": row.geometry.shape, "coordinates": _coordinates(row.geometry)})
        )
        for row in rows
    ]
    texts = ("id", "category", "address", "opening_hours", "source", "source_date")
    table: Table = {name: _texts([getattr(row, name) for row in rows]) for name in texts}
    table |= {
        "name": _texts([row.name.zh for row in rows]),
        "name_en": _texts([row.name.en for row in rows]),
        "status": _texts([row.status.value for row in rows]),
        "position_error_m": np.array([_number(row.position_error_m) for row in rows]),
        "verified_on": _texts([_day(row.verified_on) for row in rows]),
    }
    return np.array(shapes, object), table


def _coordinates(geometry: Any) -> Any:  # noqa: ANN401 - as deep as the shape
    vertices = [list(vertex) for vertex in geometry.vertices]
    return {"Point": vertices[0], "Polygon": [vertices]}.get(geometry.shape.value, vertices)


def _texts(values: list[str]) -> NDArray[np.object_]:
    return np.array(values, object)


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _plain(value: Any) -> Any:  # noqa: ANN401 - a value of any column
    return None if isinstance(value, float) and np.isnan(value) else value
