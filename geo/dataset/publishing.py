"""Folds the log of changes into the published file, and takes a newer published file in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.change_log.changeset import ID, FieldChange
from geo.change_log.overlay import id_of
from geo.dataset.dataset import FACILITIES, reread
from geo.dataset.editing import differences, facility_values, fields_of
from geo.dataset.provenance import future_days
from geo.dataset.published_file import published_text, read_document, read_text, write_published
from geo.errors import DatasetError, SettingsError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from geo.change_log.changeset import Reason
    from geo.change_log.history import History, Values
    from geo.dataset.dataset import Dataset


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that a newer file and the unpublished log both changed, each to something else."""

    facility_id: str
    field: str
    in_log: object
    in_file: object


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a newer file brings: ids of facilities, and the conflicts with the log."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    vanished: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    is_taken: bool


def publish(dataset: Dataset, at: datetime) -> tuple[FieldChange, ...]:
    """Write what holds into `facilities.geojson`, and note in the log what it holds now.

    The file comes first: a kill in between publishes the same again, which changes nothing.

    Returns:
        the fields that the file has anew.

    Raises:
        DatasetError: file and log together have faults, a day of verification after `at` among
            them; nothing is written then.
        SettingsError: the file or the log cannot be written.
    """
    log, path = dataset.log, dataset.folder / FACILITIES
    if log is None or not log.unpublished(dataset.id).changesets:
        return ()
    with log.writing(dataset.id) as writer:
        history = writer.unpublished()
        known = reread(dataset, history.overlay()).facilities
        faults = tuple(future_days(FACILITIES, known, at.date()))
        if faults:
            raise DatasetError(dataset.folder, faults)
        published = facility_values(dataset, {})
        changes = differences(published, history.overlay())
        _write(path, published_text(read_text(path), history.overlay()))
        writer.note_published(history.last, at)
    return tuple(changes)


def pull(dataset: Dataset, file: Path, reason: Reason, prefer: str = "") -> Pulled:
    """Take a newer published file in; what the log holds unpublished is laid over it from then on.

    Args:
        dataset: whose file is replaced.
        file: the newer `facilities.geojson`; the dataset's own after `git pull`.
        reason: noted where the file is preferred.
        prefer: "file" or "log" where they conflict; nothing is taken while there is a conflict
            and neither is preferred.

    Raises:
        DatasetError: the newer file, alone or with the log, has faults; nothing is changed.
        SettingsError: the file or the log cannot be written.
    """
    newer = _values_of(file)
    history = dataset.log.unpublished(dataset.id) if dataset.log else None
    conflicts = _conflicts(history, newer) if history else ()
    overlay = history.overlay() if history else {}
    if prefer == "file":
        for one in conflicts:
            overlay.setdefault(one.facility_id, {})[one.field] = one.in_file
    reread(dataset, overlay, file)
    is_taken = not conflicts or bool(prefer)
    pulled = _pulled(facility_values(dataset, {}), newer, conflicts, is_taken=is_taken)
    if not is_taken:
        return pulled
    text, own = read_text(file), dataset.folder / FACILITIES
    if conflicts and prefer == "file" and dataset.log:
        changes = [
            FieldChange(one.facility_id, one.field, one.in_log, one.in_file) for one in conflicts
        ]
        with dataset.log.writing(dataset.id) as writer:
            writer.append(changes, reason)
            _write(own, text)
    elif file.resolve() != own.resolve():
        _write(own, text)
    return pulled


def _conflicts(history: History, newer: Values) -> tuple[Conflict, ...]:
    """Find the unpublished fields of which the newer file holds what the log has never seen."""
    seen: dict[tuple[str, str], list[object]] = {}
    for changeset in history.pending():
        for change in changeset.changes:
            values = seen.setdefault((change.facility_id, change.field), [])
            values += [change.before, change.after]
    made = {facility_id for facility_id, field in seen if field == ID}
    return tuple(
        Conflict(facility_id, field, values[-1], newer.get(facility_id, {}).get(field))
        for (facility_id, field), values in seen.items()
        if newer.get(facility_id, {}).get(field) not in values
        and (facility_id in newer or facility_id not in made)
    )


def _pulled(
    older: Values, newer: Values, conflicts: tuple[Conflict, ...], *, is_taken: bool
) -> Pulled:
    changed = (key for key in newer if key in older and newer[key] != older[key])
    new = tuple(key for key in newer if key not in older)
    vanished = tuple(key for key in older if key not in newer)
    return Pulled(new, tuple(changed), vanished, conflicts, is_taken)


def _values_of(file: Path) -> Values:
    return {id_of(one): fields_of(one) for one in read_document(file)["features"]}


def _write(path: Path, text: str) -> None:
    try:
        write_published(path, text)
    except OSError as error:
        raise SettingsError(f"cannot write {path}: {error.strerror}") from error
