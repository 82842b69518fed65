"""One wait for one crossing, and one for a junction that is walked through."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geo
from geo.network.signal_groups import TOGETHER_M
from geo.walking_model import WAIT_S
from tests.support.networks import streets
from tests.support.town_map import minutes

if TYPE_CHECKING:
    from collections.abc import Sequence

Spot = tuple[float, float]


def waits(
    spots: Sequence[Spot],
    edges: Sequence[tuple[int, int]],
    signals: Sequence[int],
    walk: tuple[int, int],
) -> float:
    """How often people wait on the walk between two nodes."""
    start, end = (spots[node] for node in walk)
    lit = geo.WalkNetwork.from_streets(streets(spots, edges, signals=signals))
    dark = geo.WalkNetwork.from_streets(streets(spots, edges))
    more = minutes(lit, start, end) - minutes(dark, start, end)
    assert minutes(lit, end, start) == minutes(lit, start, end)
    return round(more * 60 / WAIT_S, 3)


def row(*metres: float) -> tuple[list[Spot], list[tuple[int, int]]]:
    """A straight footway with nodes at some metres."""
    return [(x, 0.0) for x in metres], [(n, n + 1) for n in range(len(metres) - 1)]


@pytest.mark.parametrize(
    ("metres", "signals", "often"),
    [
        ((0, 300, 600), (), 0),
        ((0, 300, 600), (1,), 1),
        ((0, 292, 308, 600), (1, 2), 1),
        ((0, 292, 300, 308, 600), (1, 3), 1),
        ((0, 290, 294, 300, 310, 600), (1, 2, 3, 4), 1),
        ((0, 280, 318, 600), (1, 2), 1),
        ((0, 270, 312, 600), (1, 2), 2),
        ((0, 200, 260, 320, 600), (1, 2, 3), 3),
    ],
)
def test_a_crossing_in_stages_is_one_wait(
    metres: tuple[float, ...], signals: tuple[int, ...], often: float
) -> None:
    """Carriageways, islands and cycle tracks within 40 m are one wait; further off is another."""
    assert TOGETHER_M == 40
    spots, edges = row(*metres)
    assert waits(spots, edges, signals, (0, len(metres) - 1)) == often


# A junction of two streets: its middle, a light on each arm, and the arms' far ends.
JUNCTION = [(0, 0), (-12, 0), (12, 0), (0, -12), (0, 12), (-200, 0), (200, 0), (0, -200), (0, 200)]
ARMS = [(0, 1), (0, 2), (0, 3), (0, 4), (1, 5), (2, 6), (3, 7), (4, 8)]


@pytest.mark.parametrize("signals", [(1, 2, 3, 4), (0, 1, 2, 3, 4), (0,)])
@pytest.mark.parametrize("walk", [(5, 6), (5, 8), (7, 8), (8, 6)])
def test_a_junction_is_one_wait(signals: tuple[int, ...], walk: tuple[int, int]) -> None:
    """Straight on or round the corner, with lights on the arms, in the middle, or both."""
    assert waits([(float(x), float(y)) for x, y in JUNCTION], ARMS, signals, walk) == 1


# A street with pavements: corners of a junction, and signalled crossings between them.
CORNERS = [(-10, -10), (10, -10), (10, 10), (-10, 10)]
LIGHTS = [(0, -10), (10, 0), (0, 10), (-10, 0)]
PAVEMENTS = [(-200, -10), (-10, -200), (200, -10), (10, -200)]
AROUND = [(0, 4), (4, 1), (1, 5), (5, 2), (2, 6), (6, 3), (3, 7), (7, 0)]
OUT = [(0, 8), (0, 9), (1, 10), (1, 11)]


@pytest.mark.parametrize(("walk", "often"), [((8, 9), 0), ((8, 10), 1)])
def test_who_goes_round_a_corner_does_not_wait(walk: tuple[int, int], often: float) -> None:
    """Passing by on the pavement costs nothing, crossing one arm one wait."""
    spots = [(float(x), float(y)) for x, y in (*CORNERS, *LIGHTS, *PAVEMENTS)]
    assert waits(spots, [*AROUND, *OUT], (4, 5, 6, 7), walk) == often


@settings(max_examples=60)
@given(
    st.lists(st.integers(1, 59), min_size=2, max_size=8, unique=True).map(sorted),
    st.sets(st.integers(0, 7)),
)
def test_waits_on_a_row_are_its_groups(metres: list[int], lit: set[int]) -> None:
    """On a straight way a wait begins wherever the light before is more than 40 m back."""
    spots, edges = row(-100, *(11.0 * at for at in metres), 800)
    signals = [n + 1 for n in range(len(metres)) if n in lit]
    gaps = [spots[b][0] - spots[a][0] for a, b in pairwise(signals)]
    expected = (len(signals) > 0) + sum(gap > TOGETHER_M for gap in gaps)
    assert waits(spots, edges, signals, (0, len(spots) - 1)) == pytest.approx(expected, abs=0.02)
