"""What a button of staff does; its action is "staff:", a verb and what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.staff.editing.changes import undo
from bot.staff.editing.edit_dialogue import apply, leave
from bot.staff.editing.still_right import ask_about, confirm_field
from bot.staff.editing.verification import ask_position, confirm, drop
from bot.staff.feedback_queue import accept, queue, reject

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.conversation.reply import Reply
    from bot.staff.staff_context import StaffContext

PREFIX = "staff:"
"""What the actions of staff's buttons begin with."""


def press_staff_button(context: StaffContext, action: str) -> Reply:
    """Do what a button says; one that no longer holds changes nothing."""
    verb, _, about = action.removeprefix(PREFIX).partition(":")
    if verb == "verify" and any(one.id == about for one in context.dataset.facilities):
        return ask_position(context, context.dataset.facility(about))
    return _VERBS[verb](context, about) if verb in _VERBS else context.too_old()


_VERBS: Mapping[str, Callable[[StaffContext, str], Reply]] = {
    "queue": lambda context, _: queue(context),
    "accept": accept,
    "reject": reject,
    "keep": confirm,
    "drop": drop,
    "undo": undo,
    "apply": apply,
    "leave": leave,
    "check": ask_about,
    "right": confirm_field,
}
