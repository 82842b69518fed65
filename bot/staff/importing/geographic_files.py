"""GeoJSON, GeoPackages, Shapefiles and KML → sheets whose last column holds the shapes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.staff.importing.cell_error import CellError
from bot.staff.importing.encoding import decoded
from bot.staff.importing.sheet import GEOMETRY_COLUMN, Sheet
from geo.crs import WGS84_CRS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path


def read_geojson(path: Path) -> tuple[Sheet, ...]:
    """Read a FeatureCollection; properties stay as they are, lists and tables among them.

    Raises:
        CellError: it is none.
    """
    try:
        document = json.loads(decoded(path.read_bytes()))
        features = document["features"]
        rows = [
            ({**(one["properties"] or {}), "id": _id_of(one)}, one.get("geometry"))
            for one in features
        ]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise CellError("no_collection", file=path.name) from error
    return (_sheet(path.stem, rows),)


def read_features(path: Path, *, zipped: bool = False) -> tuple[Sheet, ...]:
    """Read every layer of a GeoPackage, Shapefile or KML; shapes become WGS-84.

    Raises:
        CellError: it cannot be read.
    """
    import pyogrio  # noqa: PLC0415 - half a second with pandas

    source = f"/vsizip/{path}" if zipped else str(path)
    try:
        names = [str(name) for name, _ in pyogrio.list_layers(source)]
        return tuple(_layer(source, name) for name in names)
    except Exception as error:  # pyogrio and GDAL have many kinds of their own
        raise CellError("no_layer", file=path.name) from error


def _layer(source: str, name: str) -> Sheet:
    import geopandas as gpd  # noqa: PLC0415 - likewise
    import pyogrio  # noqa: PLC0415 - likewise
    import shapely  # noqa: PLC0415 - likewise

    table = pyogrio.read_dataframe(source, layer=name)
    shapes: Sequence[Any] = [None] * len(table)
    if isinstance(table, gpd.GeoDataFrame):
        if table.crs is not None and table.crs != WGS84_CRS:
            table = table.to_crs(WGS84_CRS)
        shapes = [None if one is None or one.is_empty else one for one in table.geometry]
        table = table.drop(columns=table.geometry.name)
    records = table.astype(object).where(table.notna(), None).to_dict("records")
    drawn = [None if one is None else json.loads(shapely.to_geojson(one)) for one in shapes]
    return _sheet(name, [(dict(row), shape) for row, shape in zip(records, drawn, strict=True)])


def _id_of(feature: Mapping[str, Any]) -> object:
    return (feature["properties"] or {}).get("id", feature.get("id"))


def _sheet(name: str, rows: Iterable[tuple[dict[str, Any], object]]) -> Sheet:
    rows = list(rows)
    columns = list(dict.fromkeys(key for fields, _ in rows for key in fields))
    body = [(*(fields.get(key) for key in columns), shape) for fields, shape in rows]
    return Sheet(name, ((*columns, GEOMETRY_COLUMN), *body))
