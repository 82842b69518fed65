"""A desk that keeps nothing on disk: for one question, or a conversation to try things out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.storage.records import Ticket, TicketStatus, ticket_number, ticket_row

if TYPE_CHECKING:
    from datetime import datetime


class MemoryDesk:
    """Keeps feedback for as long as the program runs, and counts nothing."""

    def __init__(self) -> None:
        """Begin without a ticket."""
        self._tickets: list[Ticket] = []

    def file_feedback(
        self, facility_id: str | None, words: str, person: str, at: datetime, event: str
    ) -> Ticket:
        """Keep what a resident says is wrong."""
        del person, event
        number = ticket_number(len(self._tickets) + 1)
        self._tickets.append(Ticket(number, facility_id, words, at, TicketStatus.OPEN))
        return self._tickets[-1]

    def ticket(self, number: str) -> Ticket | None:
        """Find a ticket by its number."""
        row = ticket_row(number)
        return self._tickets[row - 1] if row and row <= len(self._tickets) else None

    def note_demand(self, category: str, neighbourhood: str, hour: int, *, found: bool) -> None:
        """Count nothing: this is no resident."""

    def note_unanswered(self, reason: str, hour: int) -> None:
        """Count nothing."""
