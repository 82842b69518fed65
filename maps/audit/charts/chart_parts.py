"""Parts that the charts of an audit share: the sheet, boxes of a state, vertical rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from maps.audit.state_style import pattern_defs, state_style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.coverage.coverage import CoverageState

WIDTH, LEFT, ROW, TOP = 900, 240, 40, 44
"""Width of a chart, of its names, height of a row and of what is above the first, in pixels."""

INK, LINE = "#1d2b33", "#8a8577"

_SHEET = Markup(
    '<svg class="chart{small}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}"'
    ' role="img" aria-label="{label}" font-family="PingFang SC, Noto Sans SC, Noto Sans CJK SC, '
    'Microsoft YaHei, sans-serif" font-size="18" fill="{ink}">{drawn}</svg>'
)
_BAR = Markup(
    '<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"'
    ' fill="url(#state-{state})" stroke="{edge}" stroke-width="1"/>'
)
_RULE = Markup('<line x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{low}" stroke="{ink}"{dash}/>')


def sheet(height: int, label: str, drawn: Iterable[Markup], width: int = WIDTH) -> Markup:
    """Put what is drawn on a sheet with a label for screen readers; a narrow one fits a phone."""
    shapes = Markup("").join(drawn)
    small = " small" if width < WIDTH else ""
    return _SHEET.format(small=small, wide=width, high=height, label=label, ink=INK, drawn=shapes)


def state_box(x: float, y: float, width: float, height: float, state: CoverageState) -> Markup:
    """Draw a box filled with the pattern of a state."""
    edge = state_style(state).colour
    return _BAR.format(x=x, y=y, wide=width, high=height, state=state.value, edge=edge)


def rule(x: float, top: float, low: float, ink: str, *, style: str = "") -> Markup:
    """Draw a vertical line; `style` is further attributes."""
    dash = Markup(style)  # noqa: S704 - attributes of ours
    return _RULE.format(x=x, top=top, low=low, ink=ink, dash=dash)


def as_file(chart: Markup) -> str:
    """Add the patterns that a chart finds on a page, so that it stands alone."""
    return str(chart).replace(">", f">{pattern_defs()}", 1)
