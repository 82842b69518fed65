"""Staff are told of new feedback: one message for all of it, and by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.reply import Button

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.reply import Reply
    from bot.staff.staff_context import StaffContext
    from bot.storage.store import Store

_FIRST_HOUR, _LAST_HOUR = 8, 20
"""Nobody is woken by feedback."""


def newest_untold(store: Store, now: datetime) -> str:
    """Give the number of the newest feedback when staff are to be told of it; empty when not."""
    waiting = store.feedback.tickets()
    is_day = _FIRST_HOUR <= now.hour < _LAST_HOUR
    if not waiting or not is_day or store.feedback.is_told(waiting[-1].number):
        return ""
    return waiting[-1].number


def notice(context: StaffContext) -> Reply:
    """Tell a member of staff how much feedback waits."""
    count = len(context.store.feedback.tickets())
    button = Button(context.say("staff.notice_look"), "staff:queue:")
    return context.reply(context.say("staff.notice", count=count), button)
