"""The one junction where one more site of a category brings most demand within its circle."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.coverage.audit import streets_at
from geo.coverage.coverage import CoverageState
from geo.routing.walker import Walker
from geo.siting.candidates import junctions
from geo.siting.demand_walks import walks_to
from geo.walking_model import ticks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.coverage.audit import Audit
    from geo.siting.candidates import Candidate

_MOST_JUNCTIONS = 100
"""Junctions to choose from: few, as every audit asks; `propose` takes more."""


class BestSite(NamedTuple):
    """A site and what it brings surely within the circle, in the unit of the demand."""

    candidate: Candidate
    gain: float


def best_sites(audit: Audit, categories: Sequence[str]) -> dict[str, BestSite]:
    """Find the best site for each category, beside the last scenario of an audit, at its moment.

    A category that no junction helps is left out.
    """
    last = audit.scenarios[-1]
    if not categories:
        return {}
    walker = Walker(streets_at(audit.dataset, audit.moment), audit.pace)
    found = junctions(audit.dataset, walker.network, audit.demand.lonlat, _MOST_JUNCTIONS)
    circles = {key: last.circles[last.categories.index(key)] for key in categories}
    points = [candidate.point for candidate in found]
    walks = walks_to(walker, points, audit.demand, max(circles.values()))
    point = np.repeat(np.arange(len(walks.start) - 1), np.diff(walks.start))
    weight = np.where(last.coverage.joined, audit.demand.weight, 0.0)
    best = {}
    for key, minutes in circles.items():
        lacking = (last.states_of(key) != CoverageState.COVERED)[point]
        within = lacking & (walks.label >> 32 <= ticks(minutes))
        gains = np.bincount(walks.site[within], weight[point[within]], len(found))
        if gains.any():
            chosen = int(gains.argmax())
            best[key] = BestSite(found[chosen], float(gains[chosen]))
    return best
