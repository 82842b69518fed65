"""The changesets of one dataset in order: what holds, what is not published, what undoing gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from geo.change_log.changeset import ORIGINS
from geo.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.change_log.changeset import Changeset, FieldChange

    _Key: TypeAlias = tuple[str, str]
    _Undone: TypeAlias = tuple[FieldChange, bool]

Values: TypeAlias = dict[str, dict[str, object]]
"""New values by facility id and field, as in JSON."""


@dataclass(frozen=True, slots=True)
class History:
    """Changesets of a dataset, the oldest first; those up to `published` are in its file."""

    changesets: tuple[Changeset, ...] = ()
    published: int = 0

    @property
    def last(self) -> int:
        """The number of the newest changeset; 0 without one."""
        return self.changesets[-1].number if self.changesets else self.published

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

    def without(self, number: int) -> Values:
        """Give the values that hold once a changeset is undone.

        A field that a later changeset has changed keeps the later value; of the table of origins,
        which is one field, each origin does so by itself.

        Raises:
            UnknownNameError: there is no such changeset, or it undoes another one.
        """
        changeset = self.get(number)
        if changeset.undoes is not None:
            raise UnknownNameError(f"change {number} is an undo itself; make the change again")
        values: Values = {}
        if number in self.undone():
            return values
        earlier, later = self._beside(number)
        shared: list[FieldChange] = []
        for change in changeset.changes:
            key = change.facility_id, change.field
            if key not in later:
                value = _before(change, earlier.get(key, ()))
                values.setdefault(change.facility_id, {})[change.field] = value
            elif change.field == ORIGINS:
                shared.append(change)
        after = self._origins_after(number) if shared else {}
        for change in shared:
            origins = _origins_without(change, after[change.facility_id])
            values.setdefault(change.facility_id, {})[ORIGINS] = origins
        return values

    def _origins_after(self, number: int) -> dict[str, list[_Undone]]:
        """Give by facility what changed its table of origins after a changeset, oldest first.

        With each stands whether it holds no more: it was undone, or undid another one.
        """
        undone = self.undone()
        found: dict[str, list[_Undone]] = {}
        for one in self.changesets:
            is_over = one.undoes is not None or one.number in undone
            for change in one.changes if one.number > number else ():
                if change.field == ORIGINS:
                    found.setdefault(change.facility_id, []).append((change, is_over))
        return found

    def changed_since(self, number: int) -> dict[tuple[str, str], int]:
        """Give the newest later changeset of each facility and field; what was undone is none."""
        return self._beside(number)[1]

    def _beside(self, number: int) -> tuple[dict[_Key, list[_Undone]], dict[_Key, int]]:
        """Give what changed each field before a changeset, the newest first, and what after it.

        Undoings are left out, and of what came after also what was undone.
        """
        undone = self.undone()
        earlier: dict[_Key, list[_Undone]] = {}
        later: dict[_Key, int] = {}
        for one in reversed(self.changesets):
            if one.undoes is not None or one.number == number:
                continue
            for change in one.changes:
                key = change.facility_id, change.field
                if one.number < number:
                    earlier.setdefault(key, []).append((change, one.number in undone))
                elif one.number not in undone:
                    later.setdefault(key, one.number)
        return earlier, later


def _origins_without(change: FieldChange, after: Iterable[_Undone]) -> object:
    """Give the table of origins as it is, less what a change put in and nobody changed since."""
    now, kept = change.after, set[str]()
    for other, is_over in after:
        now = other.after
        kept |= set() if is_over else _changed_origins(other)
    before, origins = _origins(change.before), dict(_origins(now))
    for what in _changed_origins(change) - kept:
        origins.pop(what, None)
        origins |= {what: before[what]} if what in before else {}
    return origins or None


def _origins(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _changed_origins(change: FieldChange) -> set[str]:
    before, after = _origins(change.before), _origins(change.after)
    return {what for what in {*before, *after} if before.get(what) != after.get(what)}


def _before(change: FieldChange, earlier: Iterable[_Undone]) -> object:
    """Give the value before a change; what was undone since then is looked through."""
    value = change.before
    for other, is_undone in earlier:
        if not is_undone or other.after != value:
            break
        value = other.before
    return value
