"""How the states of an audit look: told apart by eyes and printers that see no colours.

The colours are Okabe and Ito's; a pattern of its own makes each state known in grey, and the
ground of a pattern is always light, so that streets and numbers stay readable on it. No state is
blue, which is the water's.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from geo.coverage.coverage import CoverageState


@dataclass(frozen=True, slots=True)
class StateStyle:
    """`colour` is the ink of a state, `ground` what is under it, `drawing` SVG in a 12 px tile."""

    colour: str
    ground: str
    drawing: str


_TILE_PX = 12
_STYLES = {
    CoverageState.COVERED: StateStyle("#00664b", "#8fd0b8", ""),
    CoverageState.DOUBTFUL: StateStyle(
        "#a86400",
        "#fff1cf",
        '<path d="M-3 3L3 -3M0 12L12 0M9 15L15 9" stroke="#a86400" stroke-width="2.2"/>',
    ),
    CoverageState.UNLOCATED: StateStyle(
        "#555555",
        "#f7f7f4",
        '<circle cx="3" cy="3" r="1.3" fill="#555"/><circle cx="9" cy="9" r="1.3" fill="#555"/>',
    ),
    CoverageState.UNCOVERED: StateStyle(
        "#9a2a00",
        "#f6c9b5",
        '<path d="M0 0L12 12M0 12L12 0" stroke="#9a2a00" stroke-width="2"/>',
    ),
}


def state_style(state: CoverageState) -> StateStyle:
    """Look up how a state looks."""
    return _STYLES[state]


def pattern_defs() -> Markup:
    """Write the SVG patterns `state-0` to `state-3`, to fill shapes with."""
    tiles = [
        f'<pattern id="state-{state.value}" width="{_TILE_PX}" height="{_TILE_PX}" '
        f'patternUnits="userSpaceOnUse"><rect width="{_TILE_PX}" height="{_TILE_PX}" '
        f'fill="{look.ground}"/>{look.drawing}</pattern>'
        for state, look in _STYLES.items()
    ]
    return Markup("<defs>" + "".join(tiles) + "</defs>")  # noqa: S704 - drawings of ours
