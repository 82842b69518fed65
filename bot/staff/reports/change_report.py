"""Changes as staff read them: one line a field, its name and both values in words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.conversation.composing.hours_in_words import hours_in_words
from bot.staff.position_basis import told_basis
from bot.texts import say, words
from geo.change_log.changeset import FieldChange
from geo.facility import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.change_log.changeset import Changeset
    from geo.change_log.history import History
    from geo.dataset.dataset import Dataset
    from geo.dataset.publishing import Conflict

_MOST_LETTERS = 60
ORIGIN = "provenance."
"""What the origin of one field is called, before the field's own name."""


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
            role_text(reason.role, language),
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
    changes = tuple(changes)
    names = names_of(changes, dataset, language)
    for one in by_field(changes):
        name = names.get(one.facility_id, one.facility_id)
        field = field_name(one.field, language)
        before, after = (
            told_value(value, one.field, dataset, language) for value in (one.before, one.after)
        )
        yield say(language, "data.field_line", name=name, field=field, before=before, after=after)


def names_of(changes: Iterable[FieldChange], dataset: Dataset, language: str) -> dict[str, str]:
    """Name facilities by id; one that is there no more as the changes themselves do."""
    named = (one for one in changes if one.field == "name")
    names = {one.facility_id: str(one.after or one.before) for one in named}
    return names | {one.id: one.name.said_in(language) for one in dataset.facilities}


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


def role_text(role: str, language: str) -> str:
    """Name what somebody is who changed something."""
    return words(language).get(f"data.role_{role}", role)


def field_name(field: str, language: str) -> str:
    """Name a field of `facilities.geojson` in words; one of a dataset's own by its key."""
    if field.startswith(ORIGIN):
        what = field.removeprefix(ORIGIN)
        named = field_name("geometry" if what == "position" else what, language)
        return say(language, "data.origin_of", field=named)
    return words(language).get(f"field.{field}", field)


def by_field(changes: Iterable[FieldChange]) -> Iterator[FieldChange]:
    """Part the table of origins into the fields that it is about."""
    for one in changes:
        if one.field != "provenance":
            yield one
            continue
        before, after = (part if isinstance(part, dict) else {} for part in (one.before, one.after))
        for what in {**before, **after}:
            if before.get(what) != after.get(what):
                key = f"{ORIGIN}{what}"
                yield FieldChange(one.facility_id, key, before.get(what), after.get(what))


def told_value(value: object, field: str, dataset: Dataset, language: str) -> str:
    """Write a value; the key of a category or a source by its name in the dataset."""
    if field == "category" and value in dataset.categories:
        return dataset.categories[str(value)].name.said_in(language)
    if field == "source" and value in dataset.sources:
        return dataset.sources[str(value)].title
    if field.startswith(ORIGIN) and isinstance(value, dict):
        source = told_value(value.get("source"), "source", dataset, language)
        day = value.get("verified_on")
        dated = say(language, "data.verified", day=day) if day else value.get("source_date", "")
        return f"{source} {dated}".strip()
    if field == "position_basis" and isinstance(value, str):
        value = told_basis(value, dataset, language)
    return value_text(value, language, field)


def value_text(value: object, language: str, field: str = "") -> str:
    """Write a value of a field shortly; nothing at all is said to be so."""
    if field == "status" and value in set(Status):
        return say(language, f"data.status_{value}")
    if field == "accessible" and isinstance(value, str):
        return words(language).get(f"data.accessible_{value}", value)
    if value is None or (isinstance(value, (str, list, dict)) and not value):
        return say(language, "data.nothing")
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = "；".join(value)
    if isinstance(value, dict) and value.get("type") == "Point":
        lon, lat = value["coordinates"][:2]
        return f"{lon:.6f}, {lat:.6f}"
    if field == "opening_hours" and isinstance(value, str):
        words_of_it = hours_in_words(value, language)
        return say(language, "data.hours", words=words_of_it, written=value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1]}…"
