"""Who is surely out of reach of what: how many people, and in which compounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.coverage.committee_statistics import percents
from geo.coverage.coverage import CoverageState
from maps.audit.findings.finding import Finding, FindingLine, names_of_most

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from maps.audit.audit_view import AuditView

_MOST_SERVICES = 2


def left_out(view: AuditView, keys: Sequence[str], area: int | None = None) -> Finding:
    """Say who cannot reach what, in the town or in an area; the most people first."""
    last = view.audit.scenarios[-1]
    found = [(last.statistics(key, area).uncovered, key) for key in keys]
    found = sorted((one for one in found if one[0] > 0), key=lambda one: -one[0])
    lines = [_line(view, key, area) for _, key in found[:_MOST_SERVICES]]
    others = [view.category(key) for _, key in found[_MOST_SERVICES:]]
    if others:
        names = view.texts.separator.join(others)
        lines.append(FindingLine(view.say("find_out_more", names=names)))
    return Finding(view.say("find_out"), lines or [FindingLine(view.say("find_out_none"))])


def _line(view: AuditView, key: str, area: int | None) -> FindingLine:
    statistics = view.audit.scenarios[-1].statistics(key, area)
    lead = view.say(
        "find_out_line",
        category=view.category(key),
        weight=view.whom(statistics.uncovered),
        share=percents(statistics.states)[CoverageState.UNCOVERED],
        minutes=view.circle(key),
    )
    return FindingLine(lead, names_of_most(view, _where(view, key, area)))


def _where(view: AuditView, key: str, area: int | None) -> list[str]:
    """Name the compounds out of reach, those with most people first; else the committees."""
    audit = view.audit
    out = audit.scenarios[-1].states_of(key) == CoverageState.UNCOVERED
    named = compounds(view, out & audit.committees.members(area))
    return named or ([] if area is not None else list(_committees_out(view, key)))


def compounds(view: AuditView, chosen: NDArray[np.bool_]) -> list[str]:
    """Name the compounds among the chosen points, with their people, the most first."""
    demand = view.audit.demand
    rows = np.flatnonzero(chosen & view.audit.before.coverage.joined).tolist()
    return [
        view.say("find_place", name=view.of(demand.name[row]), weight=view.home_amount(row))
        for row in sorted(rows, key=lambda row: -demand.weight[row])
        if demand.name[row].zh
    ]


def _committees_out(view: AuditView, key: str) -> Iterator[str]:
    last = view.audit.scenarios[-1]
    areas = range(len(view.audit.committees.places))
    found = [(last.statistics(key, area).uncovered, area) for area in areas]
    for weight, area in sorted(found, key=lambda one: -one[0]):
        if weight > 0:
            yield view.say("find_place", name=view.area(area), weight=view.amount(weight))
