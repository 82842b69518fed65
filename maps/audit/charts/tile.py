"""A tile of the committee by service grid: the shares of the states as patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from geo.coverage.committee_statistics import percents
from geo.coverage.coverage import CoverageState

if TYPE_CHECKING:
    from geo.coverage.committee_statistics import CoverageStatistics

_WIDTH = 40
_SVG = Markup(
    '<svg class="tile" viewBox="0 0 40 24" preserveAspectRatio="none" aria-hidden="true">{}</svg>'
)
_PART = Markup('<rect x="{x:g}" width="{width:g}" height="24" class="state-{state}"/>')


def tile(statistics: CoverageStatistics) -> Markup:
    """Draw a tile parted by the shares of the states; empty where nobody lives."""
    if not statistics.demand:
        return _SVG.format("")
    drawn, x = [], 0.0
    for state, share in zip(CoverageState, percents(statistics.states), strict=True):
        width = _WIDTH * share / 100
        if share:
            drawn.append(_PART.format(x=x, width=width, state=state.value))
        x += width
    return _SVG.format(Markup("").join(drawn))
