"""The rows of a table of compounds: people, minutes to the nearest, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from maps.audit.audit_view import AuditView


class HomeRow(NamedTuple):
    """One compound in words."""

    name: str
    weight: str
    area: str
    near: str
    state: str


def home_rows(view: AuditView, key: str) -> list[HomeRow]:
    """Give a row for each named point of demand, those with most people first."""
    audit = view.audit
    last, demand = audit.scenarios[-1], audit.demand
    column, unlocated = last.categories.index(key), last.supply.unlocated_count(key)
    minutes, states = last.coverage.measures.minutes[:, column], last.states_of(key)
    rows = [row for row, name in enumerate(demand.name) if name.zh and last.coverage.joined[row]]
    rows.sort(key=lambda row: -demand.weight[row])
    return [
        HomeRow(
            name=view.of(demand.name[row]),
            weight=view.amount(float(demand.weight[row])),
            area=view.area(int(audit.committees.number[row])) if audit.committees.places else "",
            near=view.minutes(float(minutes[row]), unlocated),
            state=view.say(f"state_{states[row]}"),
        )
        for row in rows
    ]
