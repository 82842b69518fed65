"""What staff changed: told with a way to take it back, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.conversation.reply import Button
from bot.staff.editing.drafts import drop_draft
from bot.staff.reports.change_entries import LogInWords, changed_facilities
from bot.staff.reports.change_report import field_name, names_of
from bot.texts.faults import problem_text
from geo.change_log.changeset import ID
from geo.change_log.history import History
from geo.dataset.dataset import reread
from geo.dataset.editing import faults_of, undoing
from geo.dataset.editing import undo as undo_change
from geo.errors import DatasetError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.conversation.reply import Reply
    from bot.staff.reports.change_entries import ChangedFacility
    from bot.staff.staff_context import StaffContext
    from geo.change_log.changeset import Changeset
    from geo.change_log.history import Values
    from geo.errors import Fault

_MOST_NAMED = 5


class UndoOutlook(NamedTuple):
    """What undoing a change would do.

    Attributes:
        restored: what each facility would be again.
        kept: fields that stay as they are, since they were changed again.
        refused: why it cannot be undone now; empty where it can.
        is_whole: everything would be as it was before the change, so the change says it all.
    """

    restored: tuple[ChangedFacility, ...]
    kept: tuple[str, ...]
    refused: tuple[str, ...]
    is_whole: bool


def history(context: StaffContext) -> History:
    """Give all that was changed of the dataset."""
    return context.dataset.log.history(context.dataset.id) if context.dataset.log else History()


def log_in_words(context: StaffContext) -> LogInWords:
    """Give what puts the changes of the dataset into words."""
    return LogInWords(history(context), context.dataset, context.language)


def is_undone(context: StaffContext, change: int | None) -> bool:
    """Tell whether a change was taken back since."""
    log = context.dataset.log
    return change is not None and log is not None and log.is_undone(change)


def tell_change(
    context: StaffContext, key: str, facility_id: str, change: int | None, **values: object
) -> Reply:
    """Say what was changed, and offer to take it back."""
    known = {one.id: one for one in context.dataset.facilities}
    changed = known.get(facility_id) or reread(context.dataset).facility(facility_id)
    name = context.name(changed)
    button = Button(context.say("staff.undo"), f"staff:undo:{change}")
    return context.reply(context.say(key, name=name, **values), *([button] if change else []))


def undo_outlook(context: StaffContext, number: int) -> UndoOutlook:
    """Tell what undoing a change would do, without doing it.

    Raises:
        UnknownNameError: there is no such change, or it is an undo itself.
    """
    known, dataset = history(context), context.dataset
    changes, one = undoing(dataset, known, number), known.get(number)
    before = {(each.facility_id, each.field): each.before for each in one.changes}
    return UndoOutlook(
        changed_facilities(changes, dataset, context.language),
        _kept(context, known, one),
        _refusals(context, faults_of(dataset, changes)) if changes else (),
        before == {(each.facility_id, each.field): each.after for each in changes},
    )


def restorable(context: StaffContext, number: int) -> Values:
    """Give by facility the values that undoing a change for it alone restores.

    One that the change has made is none of them: it would have to go.

    Raises:
        UnknownNameError: there is no such change, or it is an undo itself.
    """
    wanted = history(context).without(number)
    return {key: values for key, values in wanted.items() if ID not in values}


def undo(context: StaffContext, number: str) -> Reply:
    """Take a change back."""
    try:
        known = history(context)
        changeset = known.get(int(number))
        restored = undo_change(context.dataset, changeset.number, context.reason())
    except DatasetError as error:
        told = _refusals(context, error.faults)
        return context.reply("\n".join([context.say("staff.undo_refused"), *told]))
    except (UnknownNameError, ValueError, OverflowError):
        return context.too_old()
    drop_draft(context.store, context.by)
    if not restored and changeset.number not in known.undone():
        return context.reply(context.say("data.undone_nothing", number=changeset.number))
    names = names_of(changeset.changes, context.dataset, context.language)
    ids = list(dict.fromkeys(one.facility_id for one in restored or changeset.changes))
    if len(ids) > _MOST_NAMED:
        many = context.say("staff.undone_many", number=changeset.number, count=len(ids))
        return context.reply(many)
    there = {facility.id: facility for facility in context.dataset.facilities}
    named = [context.name(there[key]) if key in there else names.get(key, key) for key in ids]
    return context.reply(context.say("staff.undone", name="、".join(named)))


def _kept(context: StaffContext, known: History, one: Changeset) -> tuple[str, ...]:
    """Tell the fields of a change that a later one has changed again."""
    later = known.changed_since(one.number)
    names = names_of(one.changes, context.dataset, context.language)
    return tuple(
        context.say(
            "staff_page.undo_kept",
            name=names.get(change.facility_id, change.facility_id),
            field=field_name(change.field, context.language),
            number=later[change.facility_id, change.field],
        )
        for change in one.changes
        if change.field not in {ID, "provenance"} and (change.facility_id, change.field) in later
    )


def _refusals(context: StaffContext, faults: Iterable[Fault]) -> tuple[str, ...]:
    known = {one.id: one for one in context.dataset.facilities}
    told = []
    for one in faults:
        key = one.feature.partition(":")[0]
        name = context.name(known[key]) if key in known else key
        field = field_name(one.field, context.language)
        told.append(f"{name} · {field}: {problem_text(one.problem, context.language)}")
    return tuple(told)
