"""The data dictionary of an audit's folder: what every column of every file means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maps.audit.files.table_files import COLUMNS, CSV_COLUMNS, HOME_COLUMNS

if TYPE_CHECKING:
    from maps.audit.audit_view import AuditView

_POINTS = (
    "area", "area_name", "demand", "home",
    "*", "*_min", "*_second_min", "*_why", "*_choice", "*_after",
)  # fmt: skip
_FACILITIES = (
    "id", "category", "address", "opening_hours", "source", "source_date", "name", "name_en",
    "status", "position_error_m", "verified_on",
)  # fmt: skip
_HEAD = (
    "dataset.id", "dataset.date", "dataset.fingerprint", "pace", "speed_m_s", "circle_minutes",
    "moment", "change.with_planned", "change.added", "change.without", "demand.basis",
    "demand.points", "demand.total", "demand.points_outside", "facilities.located",
    "facilities.roughly_located", "facilities.not_located", "facilities.closed_at_the_moment",
    "areas.approximate", "areas.not_located", "areas.pedestrian_shed", "goal", "results",
)  # fmt: skip

FILES = (
    ("coverage.csv", CSV_COLUMNS),
    ("homes.csv", HOME_COLUMNS),
    ("summary.json", _HEAD),
    ("summary.json, results", COLUMNS),
    ("coverage.geojson", _POINTS),
    ("coverage.gpkg, demand", _POINTS),
    ("coverage.gpkg, cells", ("*", "*_after")),
    ("coverage.gpkg, facilities", _FACILITIES),
    ("coverage.gpkg, committees", ("area", "area_name", "position_error_m")),
    ("coverage.gpkg, committee_areas", ("area", "area_name", "outline_from")),
    ("coverage.gpkg, streets", ("steps", "class", "name")),
    ("coverage.gpkg, boundary", ("area",)),
)
"""Each file or layer and its columns; a star stands for the key of a category."""


def columns_md(view: AuditView) -> str:
    """Write the dictionary of the columns of every table, layer and summary of the folder."""
    lines = [f"# {view.say('columns_heading')}", "", view.say("columns_note"), ""]
    for title, columns in FILES:
        lines += [f"## {title}", "", view.say("columns_table"), "| --- | --- |"]
        lines += [f"| `{column}` | {view.say(_text_key(column))} |" for column in columns]
        lines.append("")
    return "\n".join(lines)


def _text_key(column: str) -> str:
    """Name the text of a column: "about_" and the column, a star being a category's key."""
    return "about_" + column.replace("*", "each").replace(".", "_")
