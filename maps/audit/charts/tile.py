"""A tile of the committee by service grid: the shares of the states as patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from geo.coverage.committee_statistics import percents
from geo.coverage.coverage import CoverageState

if TYPE_CHECKING:
    from geo.coverage.committee_statistics import CoverageStatistics

_SVG = Markup('<svg class="tile" aria-hidden="true">{}</svg>')
_PART = Markup('<rect x="{x}%" width="{share}%" height="100%" class="state-{state}"/>')


def tile(statistics: CoverageStatistics) -> Markup:
    """Draw a tile parted by the shares of the states; empty where nobody lives."""
    if not statistics.demand:
        return _SVG.format("")
    drawn, x = [], 0
    for state, share in zip(CoverageState, percents(statistics.states), strict=True):
        if share:
            drawn.append(_PART.format(x=x, share=share, state=state.value))
        x += share
    return _SVG.format(Markup("").join(drawn))
