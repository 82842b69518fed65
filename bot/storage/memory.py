"""Sessions and feedback of one run of a program: for one question, or to try a conversation out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.records import Ticket, TicketStatus, ticket_number, ticket_row
from bot.conversation.session import Session

if TYPE_CHECKING:
    from datetime import datetime


class MemorySessions:
    """Sessions of one run of a program."""

    def __init__(self) -> None:
        """Know nobody."""
        self._sessions: dict[str, Session] = {}

    def get(self, person: str, now: datetime) -> Session:
        """Recall a person; somebody new has an empty session."""
        session = self._sessions.get(person, Session())
        return Session() if session.is_over(now) else session

    def put(self, person: str, session: Session, now: datetime) -> None:
        """Keep a session, and drop everybody's that is over."""
        self._sessions[person] = session.kept(now)
        self.sweep(now)

    def sweep(self, now: datetime) -> None:
        """Drop everybody's session that is over."""
        kept = {key: each for key, each in self._sessions.items() if not each.is_over(now)}
        self._sessions = kept

    def forget(self, person: str) -> None:
        """Erase all that is known of a person at once."""
        self._sessions.pop(person, None)


class MemoryFeedback:
    """Keeps feedback for as long as the program runs."""

    def __init__(self) -> None:
        """Begin without a ticket."""
        self._tickets: list[Ticket] = []

    def file(
        self, facility_id: str | None, words: str, person: str, at: datetime, event: str
    ) -> Ticket:
        """Keep what somebody says is wrong."""
        del person, event
        number = ticket_number(len(self._tickets) + 1)
        self._tickets.append(Ticket(number, facility_id, words, at, TicketStatus.OPEN))
        return self._tickets[-1]

    def ticket(self, number: str) -> Ticket | None:
        """Find a ticket by its number."""
        row = ticket_row(number)
        return self._tickets[row - 1] if row and row <= len(self._tickets) else None

    def withdraw(self, number: str) -> bool:
        """Take a ticket back; nobody decides on one here."""
        ticket = self.ticket(number)
        if ticket is None or ticket.status is not TicketStatus.OPEN:
            return False
        self._tickets[self._tickets.index(ticket)] = replace(ticket, status=TicketStatus.WITHDRAWN)
        return True


class NoDemand:
    """Counts nothing: whoever asks here is no resident."""

    def note(self, category: str, neighbourhood: str, hour: int, *, found: bool) -> None:
        """Count nothing."""

    def note_unanswered(self, reason: str, hour: int) -> None:
        """Count nothing."""


def in_memory() -> tuple[MemorySessions, MemoryFeedback, NoDemand]:
    """Give what `Dialogue.open` needs to leave nothing behind."""
    return MemorySessions(), MemoryFeedback(), NoDemand()
