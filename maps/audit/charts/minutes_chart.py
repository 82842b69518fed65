"""The chart of minutes: demand by the minutes to the nearest facility of a category."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from geo.coverage.coverage import CoverageState
from maps.audit.charts.chart_parts import INK, rule, sheet, state_box
from maps.drawing.svg import svg_text

if TYPE_CHECKING:
    from markupsafe import Markup
    from numpy.typing import NDArray

    from geo.coverage.audit import Scenario
    from maps.audit.audit_view import AuditView

_STEP_MIN, _LAST_MIN = 5, 30
_WIDTH, _HEIGHT, _BASE = 480, 300, 250


def minutes_chart(view: AuditView, category: str) -> Markup:
    """Draw the demand by the minutes to the nearest facility, each bar parted by state.

    Of the last scenario. Minutes are those to where a facility is thought to be; the state says
    how sure that is. The last bar holds all that is farther, or not known.
    """
    shares = _by_minutes(view.audit.scenarios[-1], category)
    largest = float(shares.sum(axis=1).max(initial=0.0)) or 1.0
    step = (_WIDTH - 20) / len(shares)
    drawn = []
    for number, parts in enumerate(shares):
        x = 14 + number * step
        drawn += _bar(x, step, parts, largest)
        name = _bar_name(view, category, number, last=number == len(shares) - 1)
        drawn.append(svg_text(x + step / 2 - 4, _BASE + 24, name, "middle"))
    circle = view.circle(category)
    limit = 14 + circle / _STEP_MIN * step - 4
    drawn.append(rule(limit, 20, _BASE, INK, style=' stroke-dasharray="6 4"'))
    drawn.append(svg_text(limit + 8, 34, view.say("minutes", minutes=circle)))
    label = view.say("minutes_label_chart", name=view.category(category))
    return sheet(_HEIGHT, label, drawn, _WIDTH)


def _bar(x: float, step: float, parts: NDArray[np.float64], largest: float) -> list[Markup]:
    """Draw a bar parted by state, and its percentage above it."""
    drawn, y = [], float(_BASE)
    for state in CoverageState:
        height = 190 * float(parts[state]) / largest
        if height:
            drawn.append(state_box(x, y - height, step - 8, height, state))
        y -= height
    share = float(parts.sum())
    text = f"{100 * share:.0f} %" if share >= 0.005 else ""
    return [*drawn, svg_text(x + step / 2 - 4, y - 8, text, "middle")]


def _bar_name(view: AuditView, category: str, number: int, *, last: bool) -> str:
    """Name a bar by its minutes; the last is unknown while a facility is not located."""
    first = number * _STEP_MIN
    if not last:
        return f"{first}–{first + _STEP_MIN}"
    unlocated = view.audit.scenarios[-1].supply.unlocated_count(category)
    return view.say("minutes_unknown") if unlocated else f"> {first}"


def _by_minutes(scenario: Scenario, category: str) -> NDArray[np.float64]:
    """Share the demand out, (bars, states): by minutes to the nearest, the last bar all beyond."""
    joined = scenario.coverage.joined
    column = scenario.categories.index(category)
    minutes = scenario.coverage.measures.minutes[joined, column]
    bars = math.ceil(_LAST_MIN / _STEP_MIN) + 1
    bar = np.minimum(np.floor(minutes / _STEP_MIN), bars - 1).astype(np.int64)
    weight = scenario.demand.weight[joined]
    place = bar * len(CoverageState) + scenario.states_of(category)[joined]
    shares = np.bincount(place, weight, bars * len(CoverageState)) / (weight.sum() or 1.0)
    return shares.reshape(bars, len(CoverageState))
