"""The largest gaps in coverage, and what to verify before more can be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.coverage.committee_assignment import UNASSIGNED
from geo.coverage.committee_statistics import percents
from geo.coverage.coverage import CoverageState
from geo.facility import EXACT_POSITION_M

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maps.audit.audit_view import AuditView

_MAX_GAPS = 15
_MAX_NAMES = 8


def gaps(view: AuditView) -> list[str]:
    """List the largest gaps: area, category, and who is surely not covered."""
    audit = view.audit
    last = audit.scenarios[-1]
    areas: list[int | None] = [*range(len(audit.committees.places))]
    areas += [UNASSIGNED] if areas else [None]
    found = [
        (statistics.uncovered, area, key, statistics)
        for area in areas
        for key in audit.dataset.categories
        for statistics in [last.statistics(key, area)]
        if statistics.uncovered > 0
    ]
    found.sort(key=lambda gap: -gap[0])
    return [
        view.say(
            "gap_line",
            area=view.area(area),
            category=view.category(key),
            minutes=view.circle(key),
            weight=view.amount(weight),
            share=percents(statistics.states)[-1],
        )
        + _named(view, area, key)
        for weight, area, key, statistics in found[:_MAX_GAPS]
    ]


def _named(view: AuditView, area: int | None, key: str) -> str:
    """Name the compounds that are surely not covered, those with most people first."""
    audit, last = view.audit, view.audit.scenarios[-1]
    left_out = last.states_of(key) == CoverageState.UNCOVERED
    members = audit.committees.members(area) & audit.before.coverage.joined & left_out
    rows = sorted(np.flatnonzero(members), key=lambda row: -audit.demand.weight[row])
    names = list(filter(None, (view.of(audit.demand.name[row]) for row in rows)))
    if not names:
        return ""
    more = "…" if len(names) > _MAX_NAMES else ""
    return view.say("gap_names", names=view.texts.separator.join(names[:_MAX_NAMES]) + more)


def to_verify(view: AuditView) -> list[str]:
    """List what to look up, category by category, by how much demand depends on it."""
    found = [pair for key in view.keys for pair in _to_verify(view, key)]
    return [text for _, text in sorted(found, key=lambda pair: -pair[0])]


def _to_verify(view: AuditView, key: str) -> Iterator[tuple[float, str]]:
    """Give the demand that depends on each thing to verify of a category, and its text."""
    last = view.audit.scenarios[-1]
    statistics = last.statistics(key)
    unlocated = [view.of(one.name) for one in last.supply.unlocated if one.category == key]
    if unlocated and statistics.uncertain:
        more = "…" if len(unlocated) > _MAX_NAMES else ""
        names = view.texts.separator.join(unlocated[:_MAX_NAMES]) + more
        yield _line(view, "todo_unlocated", key, statistics.uncertain, len(unlocated), names=names)
    if not statistics.doubtful:
        return
    located = zip(last.supply.located, last.supply.sure, strict=True)
    kept = [(one, sure) for one, sure in located if one.category == key]
    unsure = sum(not sure for _, sure in kept)
    if unsure:
        yield _line(view, "todo_hours", key, statistics.doubtful, unsure)
    rough = sum((one.position_error_m or 0) > EXACT_POSITION_M for one, _ in kept)
    if rough:
        yield _line(view, "todo_rough", key, statistics.doubtful, rough)


def _line(
    view: AuditView, text: str, key: str, amount: float, count: int, **values: str
) -> tuple[float, str]:
    category, weight = view.category(key), view.amount(amount)
    return amount, view.say(text, category=category, count=count, weight=weight, **values)
