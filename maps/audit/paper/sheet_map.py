"""The map of a service on a sheet: cells by state, numbered facilities, names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.facility import Status
from maps.drawing.markers import shape_svg
from maps.drawing.style import style_of

if TYPE_CHECKING:
    from markupsafe import Markup

    from maps.audit.audit_view import AuditView
    from maps.audit.map.map_figures import MapFigures


def sheet_map(
    view: AuditView, maps: MapFigures, key: str, size: tuple[int, int], area: int | None = None
) -> Markup:
    """Draw a service in an area, or in the town, as it is or would be after the change."""
    audit, last = view.audit, view.audit.scenarios[-1]
    drawing = maps.paper_ground(area, size).copy()
    cells = maps.data.cells
    members = audit.committees.members(area) & (cells.cell >= 0)
    shown = np.unique(cells.cell[members])
    states = cells.states(last, key, view.circle(key))[shown]
    drawing.add_boxes(cells.boxes()[shown], [f"state-{state}" for state in states.tolist()])
    drawing.add_outlines(one.shape for one in maps.outlines)
    markers = [one for one in maps.markers([key]) if len(audit.scenarios) - 1 in one.shown]
    for marker in markers:
        if marker.facility.position_error_m:
            drawing.add_circle(marker.at, marker.facility.position_error_m)
    for marker in markers:
        hollow = marker.facility.status is not Status.OPEN
        drawing.add_mark(marker.at, shape_svg(style_of(key), str(marker.number), hollow=hollow))
    drawing.add_names(maps.names(maps.bounds(area)))
    return drawing.render(view.say("map_label_audit", name=view.category(key)))
