"""The styles of a GeoPackage for QGIS: a row of `layer_styles` for each service and layer."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from geo.coverage.coverage import CoverageState
from maps.audit.state_style import state_style

if TYPE_CHECKING:
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


def write_styles(view: AuditView, path: Path) -> None:
    """Add to a package the styles of its homes by the state of each service, first as default."""
    stamp = f"{view.audit.dataset.date.isoformat()}T00:00:00.000Z"
    with closing(sqlite3.connect(path)) as package, package:
        package.execute(_TABLE)
        package.execute(_CONTENTS, (stamp,))
        for number, key in enumerate(view.keys):
            name = view.category(key)
            package.execute(_STYLE, ("demand", name, _qml(view, key), not number, name, stamp))


def _qml(view: AuditView, key: str) -> str:
    """Write a categorised renderer: a square in the colour of each state, with its word."""
    categories, symbols = [], []
    for state in CoverageState:
        look = state_style(state)
        label = quoteattr(view.say(f"state_{state.value}"))
        categories.append(
            f'<category symbol="{state.value}" value="{state.name.lower()}" label={label}'
            ' render="true"/>'
        )
        symbols.append(
            f'<symbol name="{state.value}" type="marker" alpha="1"><layer class="SimpleMarker"'
            ' enabled="1" locked="0" pass="0"><Option type="Map">'
            + "".join(
                f'<Option name="{name}" type="QString" value="{value}"/>'
                for name, value in (
                    ("name", "square"),
                    ("color", _rgb(look.ground)),
                    ("outline_color", _rgb(look.colour)),
                    ("outline_width", "0.6"),
                    ("size", "4"),
                )
            )
            + "</Option></layer></symbol>"
        )
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
        '<qgis version="3.28" styleCategories="Symbology">'
        f'<renderer-v2 type="categorizedSymbol" attr={quoteattr(key)}>'
        f"<categories>{''.join(categories)}</categories><symbols>{''.join(symbols)}</symbols>"
        "</renderer-v2></qgis>"
    )


def _rgb(colour: str) -> str:
    return ",".join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5)) + ",255"
