"""What staff changed: told with a way to take it back, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.reply import Button
from bot.staff.editing.drafts import drop_draft
from geo.change_log.history import History
from geo.dataset.dataset import reread
from geo.dataset.editing import undo as undo_change
from geo.errors import UnknownNameError

if TYPE_CHECKING:
    from bot.conversation.reply import Reply
    from bot.staff.staff_context import StaffContext


def history(context: StaffContext) -> History:
    """Give all that was changed of the dataset."""
    return context.dataset.log.history(context.dataset.id) if context.dataset.log else History()


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


def undo(context: StaffContext, number: str) -> Reply:
    """Take a change back."""
    try:
        changeset = history(context).get(int(number))
        undo_change(context.dataset, changeset.number, context.reason())
    except (UnknownNameError, ValueError, OverflowError):
        return context.too_old()
    drop_draft(context.store, context.by)
    known = {facility.id: facility for facility in context.dataset.facilities}
    names = [context.name(known[key]) if key in known else key for key in changeset.facility_ids]
    return context.reply(context.say("staff.undone", name="、".join(names)))
