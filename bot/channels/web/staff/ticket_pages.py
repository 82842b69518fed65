"""Staff read what residents say is wrong: accepting opens the change, rejecting takes a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from bot.staff.feedback_queue import about_facility
from bot.staff.web_login import ROOT

if TYPE_CHECKING:
    from starlette.responses import Response

    from bot.channels.web.staff.staff_desk import StaffDesk
    from bot.channels.web.staff.staff_visit import StaffVisit
    from bot.conversation.records import Ticket
    from bot.staff.staff_context import StaffContext
    from geo.facility import Facility

_MOST_SHOWN = 30


class TicketPages:
    """The list of open tickets, and what becomes of one."""

    def __init__(self, desk: StaffDesk) -> None:
        """Act by a desk."""
        self._desk = desk

    async def listed(self, visit: StaffVisit) -> Response:
        """Show the open tickets, the oldest first."""

        def look(context: StaffContext) -> list[tuple[Ticket, Facility | None]]:
            return [(one, about_facility(context, one)) for one in context.store.feedback.tickets()]

        tickets = await self._desk.act(visit, look)
        shown = {"tickets": tickets[:_MOST_SHOWN], "count": len(tickets)}
        return self._desk.page(visit, "tickets.html", shown)

    async def decided(self, visit: StaffVisit) -> Response:
        """Accept a ticket and open the change, or reject it with a reason."""
        accepted = "accept" in visit.fields
        number = visit.field("accept" if accepted else "reject")

        def decide(context: StaffContext) -> Facility | None:
            reason = "" if accepted else visit.field("reason")
            tickets = context.store.feedback
            ticket = tickets.decide(number, accepted=accepted, by=context.role, reason=reason)
            return about_facility(context, ticket)

        facility = await self._desk.act(visit, decide)
        if accepted and facility:
            return RedirectResponse(f"{ROOT}/f/{facility.id}/edit?ticket={number}", 303)
        return RedirectResponse(f"{ROOT}/tickets", 303)
