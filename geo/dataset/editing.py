"""Changes facilities through the log: checked as a whole first, then appended at once or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.change_log.changeset import GEOMETRY, ID, FieldChange
from geo.change_log.overlay import id_of, overlaid
from geo.dataset.dataset import FACILITIES, reread
from geo.dataset.provenance import future_days
from geo.dataset.published_file import read_document
from geo.errors import DatasetError, SettingsError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from geo.change_log.changeset import Reason
    from geo.change_log.history import History, Values
    from geo.change_log.log_file import ChangeLog, LogWriter
    from geo.dataset.dataset import Dataset
    from geo.errors import Fault


def facility_values(dataset: Dataset, changed: Values | None = None) -> Values:
    """Give the fields of every facility as file and log have them now, its geometry among them.

    Raises:
        SettingsError: the log cannot be read.
    """
    if changed is None:
        changed = _unpublished(dataset)
    features = read_document(dataset.folder / FACILITIES)["features"]
    return {id_of(feature): fields_of(feature) for feature in overlaid(features, changed)}


def edit(dataset: Dataset, wanted: Values, reason: Reason, today: date | None = None) -> int | None:
    """Append one changeset with new values by facility and field; None when nothing changes.

    An id that nobody has yet makes a new facility. Nothing was verified after `today`, the day of
    the reason where none is given.

    Returns:
        the number of the changeset; of the earlier one when the event was recorded before.

    Raises:
        DatasetError: the facilities would have faults; nothing is changed then.
        SettingsError: there is no log, or it cannot be written.
    """
    log = _log(dataset)
    with log.writing(dataset.id) as writer:
        known = writer.by_event(reason.event)
        if known is not None:
            return known
        changes = differences(facility_values(dataset, writer.unpublished().overlay()), wanted)
        if not changes:
            return None
        _check(dataset, writer, changes, today or reason.at.date())
        return writer.append(changes, reason)


def undo(dataset: Dataset, number: int, reason: Reason) -> tuple[FieldChange, ...]:
    """Undo a changeset by one that takes it back; nothing more happens when it is undone already.

    Fields that were changed again since keep what they have now.

    Raises:
        UnknownNameError: there is no such changeset, or it is an undo itself.
        DatasetError: the facilities would have faults; nothing is changed then.
        SettingsError: there is no log, or it cannot be written.
    """
    log = _log(dataset)
    if not log.path.exists():
        raise UnknownNameError(f"no change {number}: nothing was changed yet")
    with log.writing(dataset.id) as writer:
        history = writer.history()
        changes = undoing(dataset, history, number)
        if number in history.undone():
            return ()
        _check(dataset, writer, changes)
        writer.append(changes, reason, undoes=number)
    return changes


def undoing(dataset: Dataset, history: History, number: int) -> tuple[FieldChange, ...]:
    """Give the fields that undoing a changeset changes; nothing is changed yet.

    Raises:
        UnknownNameError: there is no such changeset, or it is an undo itself.
    """
    wanted = history.without(number)
    return tuple(differences(facility_values(dataset, history.overlay()), wanted))


def differences(before: Values, wanted: Values) -> list[FieldChange]:
    """Give the fields whose wanted value is another one than before."""
    changes = []
    for facility_id, fields in wanted.items():
        old: Mapping[str, object] = before.get(facility_id, {})
        new = fields if facility_id in before else {ID: facility_id, **fields}
        changes += [
            FieldChange(facility_id, name, old.get(name), value)
            for name, value in new.items()
            if old.get(name) != value
        ]
    return changes


def find_faults(dataset: Dataset, wanted: Values, today: date | None = None) -> tuple[Fault, ...]:
    """Tell the faults that facilities would have with new values; nothing is changed.

    A day of verification after today is one, where that day is told.

    Raises:
        SettingsError: the log cannot be read.
    """
    changed = _unpublished(dataset)
    changes = differences(facility_values(dataset, changed), wanted)
    return _faults(dataset, changed, changes, today)


def faults_of(dataset: Dataset, changes: Sequence[FieldChange]) -> tuple[Fault, ...]:
    """Tell the faults that facilities would have with fields changed; nothing is changed.

    Raises:
        SettingsError: the log cannot be read.
    """
    return _faults(dataset, _unpublished(dataset), changes, None)


def _unpublished(dataset: Dataset) -> Values:
    return dataset.log.unpublished(dataset.id).overlay() if dataset.log else {}


def _check(
    dataset: Dataset,
    writer: LogWriter,
    changes: Sequence[FieldChange],
    today: date | None = None,
) -> None:
    """Refuse changes that would leave a fault, though the dataset has none now."""
    faults = _faults(dataset, writer.unpublished().overlay(), changes, today)
    if faults:
        raise DatasetError(dataset.folder, faults)


def _faults(
    dataset: Dataset, changed: Values, changes: Sequence[FieldChange], today: date | None
) -> tuple[Fault, ...]:
    """Find the faults of changed facilities; without a day no day is too late for an undo."""
    for change in changes:
        changed.setdefault(change.facility_id, {})[change.field] = change.after
    ours = {change.facility_id for change in changes}
    try:
        facilities = reread(dataset, changed).facilities
    except DatasetError as error:
        wrong = [fault for fault in error.faults if not fault.is_warning]
        faults = [fault for fault in wrong if fault.feature.partition(":")[0] in ours]
        return tuple(faults or wrong)
    mine = (one for one in facilities if one.id in ours)
    return tuple(future_days(FACILITIES, mine, today)) if today else ()


def fields_of(feature: object) -> dict[str, object]:
    """Give the fields of a GeoJSON feature, its geometry among them."""
    if not isinstance(feature, dict):
        return {}
    properties = feature.get("properties")
    fields = dict(properties) if isinstance(properties, dict) else {}
    return {**fields, GEOMETRY: feature.get(GEOMETRY)}


def _log(dataset: Dataset) -> ChangeLog:
    if dataset.log is None:
        raise SettingsError("no log of changes is named: give --changes FILE or YIKE_CHANGES")
    return dataset.log
