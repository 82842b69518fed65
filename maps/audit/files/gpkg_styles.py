"""The styles of a GeoPackage for QGIS: rows of `layer_styles`, one at least for each layer."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import quoteattr

from geo.coverage.coverage import CoverageState
from maps.audit.state_style import state_style
from maps.drawing.style import BOUNDARY, COMMITTEE, PAPER, style_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from maps.audit.audit_view import AuditView

# The table and its columns are QGIS's own (QgsOgrProviderMetadata); it looks them up by name.
_TABLE = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
  owner TEXT(30), ui TEXT(30), update_time DATETIME)
"""
_CONTENTS = """
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change)
VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?)
"""
_STYLE = """
INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,
  styleName, styleQML, styleSLD, useAsDefault, description, owner, update_time)
VALUES ('', '', ?, 'geom', ?, ?, '', ?, ?, '', ?)
"""


class LayerStyle(NamedTuple):
    """A style of a layer in QGIS's own form (QML); a layer's first one is its default."""

    layer: str
    name: str
    qml: str


def write_styles(view: AuditView, path: Path) -> None:
    """Add to a package the styles of its layers; homes and cells have one for each service."""
    stamp = f"{view.audit.dataset.date.isoformat()}T00:00:00.000Z"
    with closing(sqlite3.connect(path)) as package, package:
        package.execute(_TABLE)
        package.execute(_CONTENTS, (stamp,))
        known = {name for (name,) in package.execute("SELECT table_name FROM gpkg_contents")}
        seen: set[str] = set()
        for layer, name, qml in _styles(view):
            if layer in known:
                package.execute(_STYLE, (layer, name, qml, layer not in seen, name, stamp))
                seen.add(layer)


def _styles(view: AuditView) -> Iterator[LayerStyle]:
    for key in view.keys:
        yield LayerStyle("demand", view.category(key), _by_state(view, key, "marker"))
    for key in view.keys:
        yield LayerStyle("cells", view.category(key), _by_state(view, key, "fill"))
    marks = [
        (key, view.category(key), _marker(style_of(key).colour, PAPER, "circle"))
        for key in view.keys
    ]
    yield LayerStyle("facilities", view.say("facilities_heading"), _by_value("category", marks))
    centre = _marker(COMMITTEE, PAPER, "diamond")
    yield LayerStyle("committees", view.say("col_area"), _alike(centre, label="area_name"))
    area = _fill("", COMMITTEE, "dash dot", 0.5)
    yield LayerStyle("committee_areas", view.say("col_area"), _alike(area))
    yield LayerStyle("streets", view.say("legend_street"), _alike(_line("#a79d8c", 0.5)))
    edge = _fill("", BOUNDARY, "dash", 0.6)
    yield LayerStyle("boundary", view.say("areas_town"), _alike(edge))


def _by_state(view: AuditView, key: str, kind: str) -> str:
    """Colour by the state of a service."""
    rows = []
    for state in CoverageState:
        look = state_style(state)
        square = _marker(look.ground, look.colour, "square")
        symbol = square if kind == "marker" else _fill(look.ground, look.colour, "solid", 0.2)
        rows.append((state.name.lower(), view.say(f"state_{state.value}"), symbol))
    return _by_value(key, rows)


def _by_value(column: str, rows: Sequence[tuple[str, str, str]]) -> str:
    """Write a renderer with a symbol for each value of a column: value, words, symbol."""
    categories = "".join(
        f'<category symbol="{place}" value={quoteattr(value)} label={quoteattr(words)}'
        ' render="true"/>'
        for place, (value, words, _) in enumerate(rows)
    )
    symbols = "".join(_symbol(str(place), row[2]) for place, row in enumerate(rows))
    return _document(
        f'<renderer-v2 type="categorizedSymbol" attr={quoteattr(column)}>'
        f"<categories>{categories}</categories><symbols>{symbols}</symbols></renderer-v2>"
    )


def _alike(symbol: str, label: str = "") -> str:
    """Write a renderer with one symbol for all, and perhaps a column to write beside it."""
    renderer = (
        f'<renderer-v2 type="singleSymbol"><symbols>{_symbol("0", symbol)}</symbols></renderer-v2>'
    )
    if not label:
        return _document(renderer)
    text = f'<text-style fieldName={quoteattr(label)} fontSize="9" isExpression="0"/>'
    return _document(
        f'{renderer}<labeling type="simple"><settings>{text}<placement placement="1"/>'
        "</settings></labeling>"
    )


def _document(content: str) -> str:
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
        f'<qgis version="3.28" styleCategories="Symbology|Labeling">{content}</qgis>'
    )


def _symbol(name: str, layer: str) -> str:
    kind = next(kind for mark, kind in _KINDS.items() if mark in layer)
    return f'<symbol name="{name}" type="{kind}" alpha="1">{layer}</symbol>'


_KINDS = {"SimpleMarker": "marker", "SimpleFill": "fill", "SimpleLine": "line"}


def _marker(colour: str, edge: str, shape: str) -> str:
    return _layer(
        "SimpleMarker",
        name=shape,
        color=_rgb(colour),
        outline_color=_rgb(edge),
        outline_width="0.6",
        size="4",
    )


def _fill(colour: str, edge: str, line: str, width: float) -> str:
    """Write an area with an edge; without a colour it is empty."""
    return _layer(
        "SimpleFill",
        color=_rgb(colour or "#ffffff"),
        style="solid" if colour else "no",
        outline_color=_rgb(edge),
        outline_style=line,
        outline_width=str(width),
    )


def _line(colour: str, width: float) -> str:
    return _layer("SimpleLine", line_color=_rgb(colour), line_style="solid", line_width=str(width))


def _layer(kind: str, **options: str) -> str:
    """Write a layer of a symbol; widths and sizes are in millimetres, as QGIS has them."""
    written = "".join(
        f'<Option name="{name}" type="QString" value="{value}"/>' for name, value in options.items()
    )
    return (
        f'<layer class="{kind}" enabled="1" locked="0" pass="0">'
        f'<Option type="Map">{written}</Option></layer>'
    )


def _rgb(colour: str) -> str:
    return ",".join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5)) + ",255"
