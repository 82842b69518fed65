"""Residents' feedback in the working store: one ticket an event, decided by staff."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.conversation.records import Ticket, TicketStatus, ticket_number, ticket_row
from bot.storage.databases.database import storable
from geo.errors import UnknownNameError

if TYPE_CHECKING:
    from bot.storage.databases.database import Database
    from bot.storage.pseudonyms import Pseudonyms

_TICKET = "SELECT number, facility_id, words, at, status, decided_by, reason FROM feedback"

_TOLD = "told tickets"
"""The key in the table `meta` of the newest ticket that staff were told of."""


class FeedbackTable:
    """The table `feedback`."""

    def __init__(self, database: Database, pseudonyms: Pseudonyms) -> None:
        """Use a store's database; events are known by their pseudonyms."""
        self._database, self._pseudonyms = database, pseudonyms

    def file(
        self, facility_id: str | None, words: str, person: str, at: datetime, event: str
    ) -> Ticket:
        """Keep what a resident says is wrong; the same event again gives the same ticket."""
        event = self._pseudonyms.of(event)
        known = self._tickets("event = ?", event)
        if known:  # PostgreSQL would count a number up for nothing
            return known[0]
        self._database.run(
            "INSERT INTO feedback (event, facility_id, words, person, at, status, decided_by)"
            " VALUES (?, ?, ?, ?, ?, ?, '') ON CONFLICT (event) DO NOTHING",
            event,
            facility_id,
            storable(words),
            person,
            at.isoformat(),
            TicketStatus.OPEN,
        )
        return self._tickets("event = ?", event)[0]

    def ticket(self, number: str) -> Ticket | None:
        """Find a ticket by its number, as people write it."""
        found = self._tickets("number = ?", ticket_row(number))
        return found[0] if found else None

    def withdraw(self, number: str) -> bool:
        """Take a ticket back that nobody has decided yet; tell whether it is taken back."""
        self._database.run(
            "UPDATE feedback SET status = ? WHERE number = ? AND status = ?",
            TicketStatus.WITHDRAWN,
            ticket_row(number),
            TicketStatus.OPEN,
        )
        ticket = self.ticket(number)
        return ticket is not None and ticket.status is TicketStatus.WITHDRAWN

    def of_person(self, person: str) -> tuple[Ticket, ...]:
        """List what a person has filed, the oldest first; nothing once she is forgotten."""
        return self._tickets("person = ? ORDER BY number", person)

    def tickets(self, status: TicketStatus = TicketStatus.OPEN) -> tuple[Ticket, ...]:
        """List the tickets of a status, the oldest first."""
        return self._tickets("status = ? ORDER BY number", status)

    def decide(self, number: str, *, accepted: bool, by: str, reason: str = "") -> Ticket:
        """Accept or reject a ticket, with a reason for who filed it; the last decision holds.

        Raises:
            UnknownNameError: there is no such ticket.
        """
        status = TicketStatus.ACCEPTED if accepted else TicketStatus.REJECTED
        self._database.run(
            "UPDATE feedback SET status = ?, decided_by = ?, reason = ?"
            " WHERE number = ? AND status <> 'withdrawn'",
            status,
            by,
            storable(reason),
            ticket_row(number),
        )
        ticket = self.ticket(number)
        if ticket is None:
            raise UnknownNameError(f"no ticket {number!r}; list the open ones to see their numbers")
        return ticket

    def assign(self, number: str, facility_id: str) -> None:
        """Note which facility a ticket is about, as staff read it."""
        self._database.run(
            "UPDATE feedback SET facility_id = ? WHERE number = ?", facility_id, ticket_row(number)
        )

    def reopen(self, number: str) -> None:
        """Let a decided ticket wait again."""
        self._database.run(
            "UPDATE feedback SET status = ?, decided_by = '', reason = ''"
            " WHERE number = ? AND status IN (?, ?)",
            TicketStatus.OPEN,
            ticket_row(number),
            TicketStatus.ACCEPTED,
            TicketStatus.REJECTED,
        )

    def is_told(self, number: str) -> bool:
        """Tell whether staff were told of a ticket, or of a newer one."""
        rows = self._database.run("SELECT value FROM meta WHERE key = ?", _TOLD)
        return bool(rows) and int(rows[0][0]) >= (ticket_row(number) or 0)

    def note_told(self, number: str) -> None:
        """Note that staff were told of a ticket and of all before it."""
        self._database.run(
            "INSERT INTO meta (key, value) VALUES (?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            _TOLD,
            str(ticket_row(number) or 0),
        )

    def unlink(self, person: str) -> None:
        """Erase who has filed a person's feedback; the words stay."""
        self._database.erase(
            "UPDATE feedback SET person = NULL WHERE person = ? RETURNING 1", person
        )

    def _tickets(self, where: str, value: object) -> tuple[Ticket, ...]:
        return tuple(map(_ticket, self._database.run(f"{_TICKET} WHERE {where}", value)))


def _ticket(row: tuple[Any, ...]) -> Ticket:
    """Read a row of `_TICKET`."""
    number, facility_id, words, at, status, decided_by, reason = row
    return Ticket(
        ticket_number(number),
        facility_id,
        words,
        datetime.fromisoformat(at),
        TicketStatus(status),
        decided_by,
        reason or "",
    )
