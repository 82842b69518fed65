"""Staff read what residents say is wrong: accepting opens the change, rejecting takes a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from starlette.responses import RedirectResponse

from bot.conversation.records import TicketStatus
from bot.staff.arguments import even_name
from bot.staff.editing.changes import history
from bot.staff.feedback_queue import about_facility
from bot.staff.web_login import ROOT
from geo.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.responses import Response

    from bot.channels.web.staff.staff_desk import StaffDesk
    from bot.channels.web.staff.staff_visit import StaffVisit
    from bot.conversation.records import Ticket
    from bot.staff.staff_context import StaffContext
    from geo.facility import Facility

_MOST_SHOWN = 30
_DECIDED = (TicketStatus.ACCEPTED, TicketStatus.REJECTED)
_NONE = "none"
"""What is chosen where a ticket is about no facility: praise, a wish, a question."""


class ToldTicket(NamedTuple):
    """A ticket, the facility that it is about, and the numbers of what was changed for it."""

    ticket: Ticket
    facility: Facility | None
    changes: tuple[int, ...]


class TicketPages:
    """The list of open tickets, and what becomes of one."""

    def __init__(self, desk: StaffDesk) -> None:
        """Act by a desk."""
        self._desk = desk

    async def listed(self, visit: StaffVisit) -> Response:
        """Show the open tickets, the oldest first."""

        def look(context: StaffContext) -> dict[str, object]:
            tickets = context.store.feedback.tickets()
            return _paged(context, visit, tickets) | {"count": len(tickets)}

        return self._desk.page(visit, "tickets.html", await self._desk.act(visit, look))

    async def handled(self, visit: StaffVisit) -> Response:
        """Show the decided tickets, the newest first or those sought, each to be opened again."""

        def look(context: StaffContext) -> dict[str, object]:
            tickets = context.store.feedback
            decided = [one for status in _DECIDED for one in tickets.tickets(status)]
            newest = sorted(decided, key=lambda one: (one.at, one.number), reverse=True)
            sought = visit.field("q")
            found = [one for one in newest if not sought or _mentions(context, one, sought)]
            return _paged(context, visit, found) | {"sought": sought}

        return self._desk.page(visit, "handled.html", await self._desk.act(visit, look))

    async def asked(self, visit: StaffVisit) -> Response:
        """Ask which facility a ticket is about that names none."""

        def look(context: StaffContext) -> dict[str, object]:
            ticket = context.store.feedback.ticket(visit.path["number"])
            if ticket is None:
                number = visit.path["number"]
                raise UnknownNameError(
                    f"no ticket {number!r}; list the open ones to see their numbers"
                )
            by_kind = {
                kind.name: [one for one in context.dataset.facilities if one.category == key]
                for key, kind in context.dataset.categories.items()
            }
            groups = {name: known for name, known in by_kind.items() if known}
            return {"one": ticket, "groups": groups, "none": _NONE}

        return self._desk.page(visit, "ticket.html", await self._desk.act(visit, look))

    async def decided(self, visit: StaffVisit) -> Response:
        """Accept a ticket and open the change, reject it with a reason, or let it wait again.

        What is about no known facility is accepted once staff have said which, or that it is none.
        """
        accepted = "accept" in visit.fields
        number = next(filter(None, map(visit.field, ("accept", "reject", "reopen"))), "")
        chosen = visit.field("facility")

        def decide(context: StaffContext) -> str:
            tickets = context.store.feedback
            if "reopen" in visit.fields:
                tickets.reopen(number)
                return "/tickets"
            if not accepted:
                reason = visit.field("reason")
                tickets.decide(number, accepted=False, by=context.role, reason=reason)
                return "/tickets"
            if chosen and chosen != _NONE:
                tickets.assign(number, context.dataset.facility(chosen).id)
            ticket = tickets.ticket(number)
            facility = about_facility(context, ticket) if ticket else None
            if not facility and not chosen:
                return f"/tickets/{quote(number, safe='')}"
            tickets.decide(number, accepted=True, by=context.role)
            return f"/f/{facility.id}/edit?ticket={number}" if facility else "/tickets"

        return RedirectResponse(ROOT + await self._desk.act(visit, decide), 303)


def _paged(
    context: StaffContext, visit: StaffVisit, tickets: Sequence[Ticket]
) -> dict[str, object]:
    """Give the tickets of one page, and the address of what follows, empty at the end."""
    written = visit.field("from")
    start = int(written) if written.isascii() and written.isdigit() else 0
    end = start + _MOST_SHOWN
    following = {"from": str(end)} | ({"q": visit.field("q")} if visit.field("q") else {})
    further = urlencode(following) if tickets[end:] else ""
    return {"tickets": _told(context, tickets[start:end]), "further": further}


def _mentions(context: StaffContext, ticket: Ticket, text: str) -> bool:
    """Tell whether a ticket has words in it: its number, its own, its reason, its facility's."""
    facility = about_facility(context, ticket)
    names = facility.names if facility else ()
    said = (ticket.number, ticket.words, ticket.reason or "", ticket.at.date().isoformat(), *names)
    return any(even_name(text) in even_name(one) for one in said)


def _told(context: StaffContext, tickets: Sequence[Ticket]) -> list[ToldTicket]:
    """Give tickets with their facilities, and with what was changed for them and still holds."""
    known, made = history(context), dict[str, list[int]]()
    undone = known.undone()
    for one in known.changesets:
        if one.number not in undone:
            made.setdefault(one.reason.why.partition(" ")[0], []).append(one.number)
    return [
        ToldTicket(one, about_facility(context, one), tuple(made.get(one.number, ())))
        for one in tickets
    ]
