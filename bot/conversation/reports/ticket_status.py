"""What has become of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.records import TicketStatus
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome


def status(context: Context, number: str) -> Outcome:
    """Tell what has become of a ticket."""
    if context.feedback is None:
        return context.plain(Intent.FEEDBACK, "feedback.not_here")
    ticket = context.feedback.ticket(number)
    context = context.remember(told=Intent.FEEDBACK)
    if ticket is None:
        return context.plain(Intent.FEEDBACK, "feedback.unknown", number=number)
    key = f"feedback.{_KEYS.get(ticket.status, ticket.status.value)}"
    if ticket.status is TicketStatus.REJECTED and ticket.reason:
        key = "feedback.rejected_because"
    if ticket.status is TicketStatus.ACCEPTED and ticket.facility_id:
        key = "feedback.accepted_change"
    return context.plain(Intent.FEEDBACK, key, number=ticket.number, reason=ticket.reason)


_KEYS = {TicketStatus.WITHDRAWN: "withdrawn_status"}
