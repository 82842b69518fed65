"""Facilities as GeoJSON, GeoPackage, GeoParquet and KML, degrees, WGS-84."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geo.change_log.changeset import GEOMETRY
from geo.crs import WGS84_CRS
from geo.dataset.editing import facility_values
from geo.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

    from geo.dataset.dataset import Dataset


def as_geojson(dataset: Dataset) -> bytes:
    """Write every field as it is."""
    features = [
        {
            "type": "Feature",
            "properties": {key: value for key, value in fields.items() if key != GEOMETRY},
            GEOMETRY: fields.get(GEOMETRY),
        }
        for fields in facility_values(dataset).values()
    ]
    whole = {"type": "FeatureCollection", "features": features}
    return f"{json.dumps(whole, ensure_ascii=False, indent=1)}\n".encode()


def write_layer(dataset: Dataset, path: Path) -> None:
    """Write a GeoPackage, GeoParquet or KML by the name of the file; lists and tables as JSON.

    Raises:
        SettingsError: what GeoParquet needs is not installed.
    """
    import geopandas as gpd  # noqa: PLC0415 - half a second with pandas
    import shapely  # noqa: PLC0415 - likewise

    values = list(facility_values(dataset).values())
    fields = list(dict.fromkeys(key for one in values for key in one if key != GEOMETRY))
    shapes = [
        None if one.get(GEOMETRY) is None else shapely.from_geojson(json.dumps(one[GEOMETRY]))
        for one in values
    ]
    columns = {key: [_flat(one.get(key)) for one in values] for key in fields}
    table = gpd.GeoDataFrame(columns, geometry=shapes, crs=WGS84_CRS)
    _WRITERS[path.suffix.lower()](table, path)


def _write_parquet(table: Any, path: Path) -> None:  # noqa: ANN401 - geopandas ships no types
    try:
        table.to_parquet(path)
    except ImportError as error:
        raise SettingsError("GeoParquet needs pyarrow: pip install 'yike[parquet]'") from error


def _write_package(table: Any, path: Path) -> None:  # noqa: ANN401 - likewise
    table.to_file(path, layer="facilities", driver="GPKG")


def _write_kml(table: Any, path: Path) -> None:  # noqa: ANN401 - likewise
    named = table.rename(columns={"id": "facility_id", "name": "Name"})
    named.to_file(path, layer="facilities", driver="LIBKML")


_WRITERS = {".gpkg": _write_package, ".parquet": _write_parquet, ".kml": _write_kml}


def _flat(value: object) -> object:
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return value
