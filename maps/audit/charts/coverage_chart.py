"""The chart of coverage: for every category a bar of 100 %, parted by state."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from geo.coverage.committee_statistics import percents
from geo.coverage.coverage import CoverageState
from maps.audit.charts.chart_parts import LEFT, ROW, TOP, WIDTH, sheet, state_box
from maps.drawing.svg import svg_text

if TYPE_CHECKING:
    from geo.coverage.audit import Scenario
    from maps.audit.audit_view import AuditView

_NUMBER = Markup(
    '<rect x="{left:.1f}" y="{top:.1f}" width="{wide}" height="22" rx="4" fill="#fffdf8"/>'
    '<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" font-size="17">{text}</text>'
)


class _Row(NamedTuple):
    """One bar: its name and whole percents by state."""

    name: str
    shares: tuple[int, ...]


def coverage_chart(view: AuditView) -> Markup:
    """Draw the coverage of every category as a bar of 100 %, today above after the change."""
    rows = [
        _Row(_name(view, key, scenario), percents(scenario.statistics(key).states))
        for key in view.keys
        for scenario in view.audit.scenarios
    ]
    drawn = [_legend(view), *(_bar(row, number) for number, row in enumerate(rows))]
    return sheet(TOP + ROW * len(rows) + 8, view.say("chart_coverage"), drawn)


def _name(view: AuditView, category: str, scenario: Scenario) -> str:
    if view.audit.after is None:
        return view.category(category)
    if scenario is view.audit.after:
        return view.say("after")
    return f"{view.category(category)} · {view.say('before')}"


def _legend(view: AuditView) -> Markup:
    drawn, gap = [], (WIDTH - 20) / len(CoverageState)
    for state in CoverageState:
        x = 10 + state.value * gap
        drawn.append(state_box(x, 8, 34, 22, state))
        name = view.say(f"state_{state.value}")
        drawn.append(svg_text(x + 44, 25, name))
    return Markup("").join(drawn)


def _bar(row: _Row, number: int) -> Markup:
    y, x = TOP + ROW * number, float(LEFT)
    drawn = [svg_text(LEFT - 12, y + 25, row.name, "end")]
    for state, share in zip(CoverageState, row.shares, strict=True):
        wide = (WIDTH - LEFT - 10) * share / 100
        if share:
            drawn.append(state_box(x, y + 4, wide, ROW - 10, state))
        if wide >= 50:
            middle = x + wide / 2
            drawn.append(_NUMBER.format(
                left=middle - 25, top=y + 8, wide=50, x=middle, y=y + 25, text=f"{share} %"
            ))  # fmt: skip
        x += wide
    return Markup("").join(drawn)
