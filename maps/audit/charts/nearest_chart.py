"""The chart of the nearest: how far half and nine tenths of the demand walk, by category."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from markupsafe import Markup

from geo.coverage.coverage import CoverageState
from maps.audit.charts.chart_parts import LEFT, LINE, ROW, TOP, WIDTH, rule, sheet
from maps.audit.state_style import state_style
from maps.drawing.svg import svg_text

if TYPE_CHECKING:
    from maps.audit.audit_view import AuditView

_LAST_MIN = 30

_LINK = Markup(
    '<line x1="{first:.1f}" x2="{last:.1f}" y1="{y}" y2="{y}" stroke="{ink}" stroke-width="4"/>'
    '<circle cx="{first:.1f}" cy="{y}" r="8" fill="{ink}"/>'
    '<circle cx="{last:.1f}" cy="{y}" r="7" fill="#fffdf8" stroke="{ink}" stroke-width="3"/>'
)
_END = Markup('<circle cx="{x:.1f}" cy="{y}" r="8" fill="{ink}"/>')


def nearest_chart(view: AuditView) -> Markup:
    """Draw, for every category, how far half and nine tenths of the demand walk to the nearest."""
    low = TOP + ROW * len(view.keys)
    drawn = [part for minute in range(0, _LAST_MIN + 1, 5) for part in _grid_line(minute, low)]
    for number, key in enumerate(view.keys):
        y = TOP + ROW * number + 20
        drawn.append(svg_text(LEFT - 14, y + 6, view.category(key), "end"))
        drawn += _range(view, key, y)
    drawn.append(svg_text(LEFT, low + 20, _key(view)))
    return sheet(low + 32, view.say("minutes_heading"), drawn)


def _across(minutes: float) -> float:
    return LEFT + (WIDTH - LEFT - 60) * minutes / _LAST_MIN


def _grid_line(minute: int, low: int) -> list[Markup]:
    x = _across(minute)
    style = "" if not minute else ' stroke-opacity=".35"'
    return [
        rule(x, TOP - 8, low, LINE, style=style),
        svg_text(x, TOP - 16, minute, "middle"),
    ]


def _range(view: AuditView, category: str, y: int) -> list[Markup]:
    """Draw the two ends of a category; a word for an end that is not known."""
    scenario, ink = view.audit.scenarios[-1], state_style(CoverageState.COVERED).colour
    statistics = scenario.statistics(category)
    ends = [statistics.median, statistics.ninetieth]
    if scenario.supply.unlocated_count(category):
        ends = [minutes for minutes in ends if math.isfinite(minutes)]
    unknown = view.say("minutes_unknown")
    if not ends:
        return [svg_text(LEFT + 10, y + 6, unknown)]
    x = [_across(min(minutes, _LAST_MIN + 1.5)) for minutes in ends]
    if len(x) == 1:
        return [_END.format(x=x[0], y=y, ink=ink), svg_text(x[0] + 16, y + 6, f"○ {unknown}")]
    return [_LINK.format(first=x[0], last=x[1], y=y, ink=ink)]


def _key(view: AuditView) -> str:
    """Say what the marks and the numbers above mean, for a chart that stands alone."""
    marks = f"● {view.say('col_median')}　○ {view.say('col_ninetieth')}"
    return f"{marks}　{view.say('chart_unit')}"
