"""Changes as staff read them: one line a field, its name and both values in words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.texts import say, words
from geo.facility import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.change_log.changeset import Changeset, FieldChange
    from geo.change_log.history import History
    from geo.dataset.dataset import Dataset
    from geo.dataset.publishing import Conflict

_MOST_LETTERS = 60


def change_lines(
    changesets: Iterable[Changeset], history: History, dataset: Dataset, language: str
) -> Iterator[str]:
    """Tell changesets, the oldest first: a line for each, and one for each of its fields."""
    undone = history.undone()
    for one in changesets:
        marks = [
            say(language, "data.is_undone") if one.number in undone else "",
            say(language, "data.is_undo", number=one.undoes) if one.undoes else "",
            say(language, "data.is_published") if one.number <= history.published else "",
        ]
        reason = one.reason
        parts = [
            f"{one.number}",
            f"{reason.at:%Y-%m-%d %H:%M}",
            reason.role,
            reason.why,
            reason.source,
            *marks,
        ]
        yield "  ".join(filter(None, parts))
        yield from field_lines(one.changes, dataset, language)


def change_objects(changesets: Iterable[Changeset], history: History) -> Iterator[dict[str, Any]]:
    """Give changesets for programs, one object each."""
    undone = history.undone()
    for one in changesets:
        yield {
            "number": one.number,
            "at": one.reason.at.isoformat(),
            "role": one.reason.role,
            "why": one.reason.why,
            "source": one.reason.source,
            "undoes": one.undoes,
            "undone": one.number in undone,
            "published": one.number <= history.published,
            "changes": [
                {
                    "facility": change.facility_id,
                    "field": change.field,
                    "before": change.before,
                    "after": change.after,
                }
                for change in one.changes
            ],
        }


def field_lines(changes: Iterable[FieldChange], dataset: Dataset, language: str) -> Iterator[str]:
    """Tell changed fields: facility, field, before → after."""
    names = {one.id: one.name.said_in(language) for one in dataset.facilities}
    for one in changes:
        name = names.get(one.facility_id, one.facility_id)
        field = field_name(one.field, language)
        before, after = (
            value_text(value, language, one.field) for value in (one.before, one.after)
        )
        yield say(language, "data.field_line", name=name, field=field, before=before, after=after)


def conflict_lines(conflicts: Iterable[Conflict], dataset: Dataset, language: str) -> Iterator[str]:
    """Tell the fields on which a newer file and the log disagree."""
    names = {one.id: one.name.said_in(language) for one in dataset.facilities}
    for one in conflicts:
        yield say(
            language,
            "data.conflict_line",
            name=names.get(one.facility_id, one.facility_id),
            field=field_name(one.field, language),
            in_log=value_text(one.in_log, language, one.field),
            in_file=value_text(one.in_file, language, one.field),
        )


def field_name(field: str, language: str) -> str:
    """Name a field of `facilities.geojson` in words; one of a dataset's own by its key."""
    return words(language).get(f"field.{field}", field)


def value_text(value: object, language: str, field: str = "") -> str:
    """Write a value of a field shortly; nothing at all is said to be so."""
    if field == "status" and value in set(Status):
        return say(language, f"data.status_{value}")
    if value is None or (isinstance(value, (str, list, dict)) and not value):
        return say(language, "data.nothing")
    if isinstance(value, dict) and value.get("type") == "Point":
        lon, lat = value["coordinates"][:2]
        return f"{lon:.6f}, {lat:.6f}"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1]}…"
