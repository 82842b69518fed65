"""The rows of a table of compounds: people, minutes to the nearest, and how sure that is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from maps.audit.audit_view import AuditView


class HomeRow(NamedTuple):
    """One compound in words."""

    name: str
    weight: str
    area: str
    near: str
    state: str


class AreaHomeRow(NamedTuple):
    """A home of a committee: its people, and the walk to the nearest of each service, in order."""

    name: str
    weight: str
    near: list[str]


def home_rows(view: AuditView, key: str) -> list[HomeRow]:
    """Give a row for each named point of demand, those with most people first."""
    audit = view.audit
    states = audit.scenarios[-1].states_of(key)
    return [
        HomeRow(
            name=view.of(audit.demand.name[row]),
            weight=view.home_amount(row),
            area=view.area(int(audit.committees.number[row])) if audit.committees.places else "",
            near=_near(view, row, key),
            state=view.say(f"state_{states[row]}"),
        )
        for row in _named_rows(view, None)
    ]


def area_home_rows(view: AuditView, area: int) -> list[AreaHomeRow]:
    """Give a row for each named point of demand of a committee, those with most people first."""
    return [
        AreaHomeRow(
            view.of(view.audit.demand.name[row]),
            view.home_amount(row),
            [_near(view, row, key) for key in view.keys],
        )
        for row in _named_rows(view, area)
    ]


def _named_rows(view: AuditView, area: int | None) -> list[int]:
    demand, members = view.audit.demand, view.audit.committees.members(area)
    shown = members & view.audit.scenarios[-1].coverage.joined
    rows = [row for row in np.flatnonzero(shown).tolist() if demand.name[row].zh]
    return sorted(rows, key=lambda row: -demand.weight[row])


def _near(view: AuditView, row: int, key: str) -> str:
    """Write the minutes of a home, as a range where they are only roughly known."""
    last = view.audit.scenarios[-1]
    place, found = (row, last.categories.index(key)), last.coverage.measures
    near, fast, slow = (float(one[place]) for one in (found.minutes, found.fast, found.slow))
    if math.isfinite(slow) and math.ceil(slow) > math.ceil(near):
        return view.say("minutes_range", fast=max(1, math.floor(fast)), slow=math.ceil(slow))
    return view.minutes(near, last, key)
