"""A crossing of two wide streets has a light at each of its four corners; people wait once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from tests.harvest.planar import gap_m

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.harvest.extract import Drawn, LonLat

CORNER_M = 60.0
"""The carriageways of one crossing lie no further apart."""


def thinned(ways: list[Drawn]) -> list[Drawn]:
    """Keep the lights of two opposite corners: whoever passes along a street meets one of them."""
    dark: set[LonLat] = set()
    for square in _squares(ways):
        if not dark & set(square):
            dark |= {square[1], square[3]}
    return [replace(way, lights=way.lights - dark) for way in ways]


def _squares(ways: list[Drawn]) -> Iterator[tuple[LonLat, LonLat, LonLat, LonLat]]:
    """Give the corners of each block between four lights, one after another around it."""
    lit = {at for way in ways for at in way.lights}
    beside: dict[LonLat, set[LonLat]] = defaultdict(set)
    for way in ways:
        run = [at for at in way.path if at in lit]
        for one, other in pairwise(run):
            if gap_m(one, other) <= CORNER_M:
                beside[one].add(other)
                beside[other].add(one)
    for one, opposite in combinations(sorted(beside), 2):
        between = sorted(beside[one] & beside[opposite])
        if len(between) >= 2 and opposite not in beside[one]:
            yield one, between[0], opposite, between[1]
