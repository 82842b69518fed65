"""The changesets of one dataset in order: what holds, what is not published, what undoing gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from geo.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.change_log.changeset import Changeset, FieldChange

Values: TypeAlias = dict[str, dict[str, object]]
"""New values by facility id and field, as in JSON."""


@dataclass(frozen=True, slots=True)
class History:
    """All changesets of a dataset, the oldest first; those up to `published` are in its file."""

    changesets: tuple[Changeset, ...] = ()
    published: int = 0

    @property
    def last(self) -> int:
        """The number of the newest changeset; 0 without one."""
        return self.changesets[-1].number if self.changesets else 0

    def pending(self) -> tuple[Changeset, ...]:
        """Give the changesets that are not published."""
        return tuple(one for one in self.changesets if one.number > self.published)

    def overlay(self) -> Values:
        """Give what is to be laid over the published file: the newest value of each field."""
        values: Values = {}
        for changeset in self.pending():
            for change in changeset.changes:
                values.setdefault(change.facility_id, {})[change.field] = change.after
        return values

    def undone(self) -> frozenset[int]:
        """Give the numbers of the changesets that were undone."""
        return frozenset(one.undoes for one in self.changesets if one.undoes is not None)

    def get(self, number: int) -> Changeset:
        """Give a changeset by its number.

        Raises:
            UnknownNameError: there is none.
        """
        for one in self.changesets:
            if one.number == number:
                return one
        raise UnknownNameError(f"no change {number}; list them to see their numbers")

    def by_event(self, event: str) -> Changeset | None:
        """Find the changeset that an event led to."""
        return next((one for one in self.changesets if event and one.reason.event == event), None)

    def without(self, number: int) -> Values:
        """Give the values that hold once a changeset is undone.

        A field that a later changeset has changed keeps the later value.

        Raises:
            UnknownNameError: there is no such changeset, or it undoes another one.
        """
        changeset = self.get(number)
        if changeset.undoes is not None:
            raise UnknownNameError(f"change {number} is an undo itself; make the change again")
        values: Values = {}
        for change in changeset.changes if number not in self.undone() else ():
            if not self._is_superseded(change, number):
                value = self._before(change, number)
                values.setdefault(change.facility_id, {})[change.field] = value
        return values

    def _is_superseded(self, change: FieldChange, number: int) -> bool:
        undone = self.undone()
        return any(later > number and later not in undone for later, _ in self._of_field(change))

    def _before(self, change: FieldChange, number: int) -> object:
        """Give the value before a change; what was undone since then is looked through."""
        undone, value = self.undone(), change.before
        for earlier, other in reversed(list(self._of_field(change))):
            if earlier >= number:
                continue
            if earlier not in undone or other.after != value:
                break
            value = other.before
        return value

    def _of_field(self, change: FieldChange) -> Iterator[tuple[int, FieldChange]]:
        for one in self.changesets:
            for other in one.changes if one.undoes is None else ():
                if (other.facility_id, other.field) == (change.facility_id, change.field):
                    yield one.number, other
