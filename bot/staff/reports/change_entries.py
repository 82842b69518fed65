"""The log of changes as pages show it: an entry a change, in it a list a facility."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from bot.staff.arguments import even_name
from bot.staff.reports.change_report import (
    ORIGIN,
    by_field,
    field_name,
    names_of,
    role_text,
    told_value,
)
from bot.texts import say
from geo.change_log.changeset import GEOMETRY, ID

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.change_log.changeset import Changeset, FieldChange
    from geo.change_log.history import History
    from geo.dataset.dataset import Dataset

_TABLES = frozenset(
    (".xlsx", ".xls", ".ods", ".csv", ".txt", ".geojson", ".json", ".gpkg", ".kml", ".kmz", ".zip")
)
"""How the name of a table ends; the log keeps that name as the reason of an import."""

_IMPORT = "import"
_OF_MAKING = frozenset({ID, "name", "provenance"})
"""Fields of a new facility that its heading says already."""


class ChangedFacility(NamedTuple):
    """What happens to one facility; `id` is empty where there is none to look at now."""

    id: str
    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """One change in words.

    Attributes:
        number: what the log calls it.
        title: when, by whom, and why.
        counts: how many facilities are new and changed; empty where one alone is.
        facilities: what happened to each that is shown.
        left: how many are not shown.
        undone_by: the number of the change that took it back; 0 where none did.
        undoes: the number of the change that it took back; 0 where it is none.
    """

    number: int
    title: str
    counts: str
    facilities: tuple[ChangedFacility, ...]
    left: int
    undone_by: int
    undoes: int

    @property
    def may_undo(self) -> bool:
        """Whether it can be taken back."""
        return not self.undone_by and not self.undoes


def is_table(one: Changeset) -> bool:
    """Tell whether a change brought a table in."""
    reason = one.reason
    named = PurePath(reason.why).suffix.lower() in _TABLES
    return one.undoes is None and (named or reason.role == _IMPORT)


@dataclass(frozen=True, slots=True)
class LogInWords:
    """Puts the changes of a log into words."""

    history: History
    dataset: Dataset
    language: str

    def entry(self, one: Changeset, most: int | None = None, about: str = "") -> ChangeEntry:
        """Tell a change; of many facilities the first `most`, or the one it is `about`."""
        every = one.facility_ids
        ids = (about,) if about else every[:most]
        changes = [change for change in one.changes if change.facility_id in set(ids)]
        later = self.history.changesets
        return ChangeEntry(
            one.number,
            self._title(one),
            _counts(one, self.language) if len(every) > 1 else "",
            changed_facilities(changes, self.dataset, self.language),
            len(every) - len(ids),
            next((other.number for other in later if other.undoes == one.number), 0),
            one.undoes or 0,
        )

    def mentions(self, one: Changeset, text: str) -> bool:
        """Tell whether a change has words in it: of its reason, its day, or a facility's name."""
        names = names_of(one.changes, self.dataset, self.language)
        named = (change for change in one.changes if change.field == "name")
        spoken = [str(value) for change in named for value in (change.before, change.after)]
        spoken += [names.get(key, "") for key in one.facility_ids]
        wanted = even_name(text)
        return any(wanted in even_name(said) for said in (self._title(one), *spoken))

    def _title(self, one: Changeset) -> str:
        reason, language = one.reason, self.language
        why = reason.why
        if is_table(one) and why:
            why = say(language, "staff_page.log_table", name=why)
        number = say(language, "staff_page.log_number", number=one.number)
        parts = [number, f"{reason.at:%Y-%m-%d %H:%M}", role_text(reason.role, language), why]
        if one.number <= self.history.published:
            parts.append(say(language, "data.is_published"))
        return " · ".join(filter(None, parts))


def changed_facilities(
    changes: Sequence[FieldChange], dataset: Dataset, language: str
) -> tuple[ChangedFacility, ...]:
    """Tell changed fields, a facility at a time."""
    names, known = names_of(changes, dataset, language), {one.id for one in dataset.facilities}
    grouped: dict[str, list[FieldChange]] = {}
    for one in changes:
        grouped.setdefault(one.facility_id, []).append(one)
    return tuple(
        ChangedFacility(
            key if key in known else "",
            _heading(own, names.get(key, key), language),
            tuple(_lines(own, dataset, language)),
        )
        for key, own in grouped.items()
    )


def _heading(own: Sequence[FieldChange], name: str, language: str) -> str:
    if _makes(own):
        return say(language, "staff_page.log_new", name=name)
    return say(language, "staff_page.log_gone", name=name) if _removes(own) else name


def _lines(own: Sequence[FieldChange], dataset: Dataset, language: str) -> Iterator[str]:
    """Tell fields; the origin of one that is changed itself goes without saying."""
    if _removes(own):
        return
    is_new = _makes(own)
    changed = {"position" if one.field == GEOMETRY else one.field for one in own}
    for one in by_field(own):
        if is_new and one.field in _OF_MAKING:
            continue
        if one.field.startswith(ORIGIN) and (is_new or one.field.removeprefix(ORIGIN) in changed):
            continue
        before, after = (
            told_value(value, one.field, dataset, language) for value in (one.before, one.after)
        )
        field = field_name(one.field, language)
        key = "staff_page.log_value" if is_new else "staff_page.log_line"
        yield say(language, key, field=field, before=before, after=after)


def _makes(own: Sequence[FieldChange]) -> bool:
    return any(one.field == ID and one.after for one in own)


def _removes(own: Sequence[FieldChange]) -> bool:
    return any(one.field == ID and not one.after for one in own)


def _counts(one: Changeset, language: str) -> str:
    made = {change.facility_id for change in one.changes if change.field == ID and change.after}
    gone = {change.facility_id for change in one.changes if change.field == ID and not change.after}
    counted = (
        ("staff_page.log_count_new", len(made)),
        ("staff_page.log_count_changed", len(one.facility_ids) - len(made) - len(gone)),
        ("staff_page.log_count_gone", len(gone)),
    )
    told = [say(language, key, count=count) for key, count in counted if count]
    return say(language, "staff_page.log_joint").join(told)
