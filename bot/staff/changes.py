"""What staff changed: told with a way to take it back, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.reply import Button
from bot.staff.drafts import drop_draft
from geo.errors import UnknownNameError

if TYPE_CHECKING:
    from bot.conversation.reply import Reply
    from bot.staff.staff_context import StaffContext


def tell_change(
    context: StaffContext, key: str, facility_id: str, change: int, **values: object
) -> Reply:
    """Say what was changed, and offer to take it back."""
    name = context.name(context.dataset.facility(facility_id))
    button = Button(context.say("staff.undo"), f"staff:undo:{change}")
    return context.reply(context.say(key, name=name, **values), button)


def undo(context: StaffContext, number: str) -> Reply:
    """Take a change back."""
    try:
        change = context.store.changes.undo(int(number), context.by)
    except (UnknownNameError, ValueError, OverflowError):
        return context.too_old()
    drop_draft(context.store, context.by)
    facility = context.dataset.facility(change.facility_id)
    return context.reply(context.say("staff.undone", name=context.name(facility)))
