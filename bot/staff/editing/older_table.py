"""A table that was downloaded before later changes, and would take them back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bot.staff.citation import PROVEN_FIELDS
from bot.staff.editing.doubts import point_of
from geo.change_log.changeset import GEOMETRY, ORIGINS
from geo.change_log.history import History
from geo.crs import distance_m

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from bot.staff.importing.outcome import ImportPlan, PlannedRow
    from geo.change_log.changeset import Changeset, FieldChange
    from geo.dataset.dataset import Dataset

_WITH = {
    GEOMETRY: {"position_error_m", "position_basis"},
    "name": {"aliases"},
    "name_en": {"aliases"},
}
"""What only goes with a field, and is brought back with it."""

_BESIDE = {ORIGINS, "source", "source_date"}.union(*_WITH.values())
_SAME_M = 1.0


class TakenBack(NamedTuple):
    """A field of a facility that would be again what it was before a later change."""

    field: str
    later: Changeset


def taken_back(plan: ImportPlan, dataset: Dataset) -> dict[str, list[TakenBack]]:
    """Find by facility the fields that a table brings back to what they were before a change."""
    known = _changes_of(dataset)
    found: dict[str, list[TakenBack]] = {}
    for row in plan.changed:
        for change in row.changes:
            past = known.get((row.facility_id, change.field), ())
            later = (one for one, each in past if _is_same(each.before, change.after))
            first = next(later, None)
            if first and change.field not in _BESIDE:
                found.setdefault(row.facility_id, []).append(TakenBack(change.field, first))
    return found


def keeping_later(plan: ImportPlan, dataset: Dataset) -> ImportPlan:
    """Give a plan that leaves alone what a table would take back."""
    found = taken_back(plan, dataset)
    gone = {key: {one.field for one in fields} for key, fields in found.items()}
    rows = (_without(row, gone.get(row.facility_id, ())) for row in plan.rows)
    return replace(plan, rows=tuple(rows))


def _changes_of(
    dataset: Dataset,
) -> Mapping[tuple[str, str], list[tuple[Changeset, FieldChange]]]:
    """Give what changed each field of each facility and holds, the oldest first."""
    history = dataset.log.history(dataset.id) if dataset.log else History()
    undone = history.undone()
    found: dict[tuple[str, str], list[tuple[Changeset, FieldChange]]] = {}
    for one in history.changesets:
        if one.undoes is None and one.number not in undone:
            for each in one.changes:
                found.setdefault((each.facility_id, each.field), []).append((one, each))
    return found


def _is_same(one: object, other: object) -> bool:
    spots = point_of(one), point_of(other)
    if spots[0] and spots[1]:
        return distance_m(spots[0], spots[1]) < _SAME_M
    return one == other


def _without(row: PlannedRow, fields: Collection[str]) -> PlannedRow:
    """Leave fields of a row as they are, and what goes with them."""
    if not fields:
        return row
    gone = set(fields).union(*(_WITH.get(field, ()) for field in fields))
    left = [one for one in row.changes if one.field not in gone]
    return replace(row, changes=tuple(_with_origins(left, gone)))


def _with_origins(changes: list[FieldChange], gone: Collection[str]) -> Iterator[FieldChange]:
    """Cite the table for what it still changes alone."""
    kept = {PROVEN_FIELDS[field] for field in gone if field in PROVEN_FIELDS}
    for one in changes:
        if one.field != ORIGINS or not isinstance(one.after, dict):
            yield one
            continue
        before = one.before if isinstance(one.before, dict) else {}
        after = {key: value for key, value in one.after.items() if key not in kept}
        after |= {key: before[key] for key in kept if key in before}
        if after != before:
            yield replace(one, after=after)
