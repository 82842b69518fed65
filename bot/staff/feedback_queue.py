"""Staff work off residents' feedback: the oldest open tickets, accepted or rejected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.records import TicketStatus
from bot.conversation.reply import Button
from geo.errors import UnknownNameError

if TYPE_CHECKING:
    from bot.conversation.records import Ticket
    from bot.conversation.reply import Reply
    from bot.staff.staff_context import StaffContext
    from geo.facility import Facility

_PAGE = 5


def queue(context: StaffContext, said: str = "") -> Reply:
    """Show the oldest open feedback, each with a way to accept and to reject it."""
    tickets = context.store.feedback.tickets(TicketStatus.OPEN)
    lines, buttons = [said] if said else [], list[Button]()
    key = "staff.queue_title" if tickets else "staff.queue_empty"
    lines.append(context.say(key, count=len(tickets)))
    for ticket in tickets[:_PAGE]:
        lines += [f"{ticket.number} {_about(context, ticket)}", f"　{ticket.words}"]
        for verb in ("accept", "reject"):
            label = context.say(f"staff.{verb}", number=ticket.number)
            buttons.append(Button(label, f"staff:{verb}:{ticket.number}"))
    return context.reply("\n".join(lines), *buttons)


def accept(context: StaffContext, number: str) -> Reply:
    """Accept a ticket, and show what is left."""
    return _decide(context, number, accepted=True)


def reject(context: StaffContext, number: str) -> Reply:
    """Reject a ticket, and show what is left."""
    return _decide(context, number, accepted=False)


def about_facility(context: StaffContext, ticket: Ticket) -> Facility | None:
    """Give the facility that a ticket is about; None: about none, or one that is not known now."""
    known = {facility.id: facility for facility in context.dataset.facilities}
    return known.get(ticket.facility_id or "")


def _decide(context: StaffContext, number: str, *, accepted: bool) -> Reply:
    try:
        ticket = context.store.feedback.decide(number, accepted=accepted, by=context.by)
    except UnknownNameError:
        return context.too_old()
    key = "staff.accepted" if accepted else "staff.rejected"
    told = queue(context, context.say(key, number=ticket.number))
    if not accepted or not about_facility(context, ticket):
        return told
    change = Button(context.say("staff.change_it"), f"staff:check:{ticket.facility_id}")
    return replace(told, buttons=(change, *told.buttons))


def _about(context: StaffContext, ticket: Ticket) -> str:
    day = ticket.at.date().isoformat()
    facility = about_facility(context, ticket)
    return f"{day} {context.name(facility)}" if facility else day
