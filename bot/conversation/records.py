"""What a conversation leaves behind: feedback under a number, and counts without a person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from bot.lazy_regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

_TICKET = regex(r"(?<![A-Za-z0-9])[Tt]\s?[-－—]?\s?\d{1,6}(?!\d)")
_NUMBER = regex(r"[Tt]?[\s\-－—]*(\d{1,9})")


class TicketStatus(StrEnum):
    """What has become of a resident's feedback."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Ticket:
    """One piece of feedback. It knows no person: `number` ("T-0042") is all a resident keeps."""

    number: str
    facility_id: str | None
    words: str
    at: datetime
    status: TicketStatus
    decided_by: str = ""
    reason: str = ""


def ticket_number(row: int) -> str:
    """Write a ticket's number, short enough to say on the phone."""
    return f"T-{row:04d}"


def ticket_in(text: str) -> str:
    """Give the number of a ticket that a text names, as it is written there; "" where none is."""
    found = _TICKET.search(text)
    return found[0] if found else ""


def ticket_row(number: str) -> int | None:
    """Read a number as people write it ("T-0042", "t42", "42"), or None."""
    match = _NUMBER.fullmatch(number.strip())
    return int(match[1]) if match else None


class FeedbackLog(Protocol):
    """Where feedback is kept."""

    def file(
        self, facility_id: str | None, words: str, person: str, at: datetime, event: str
    ) -> Ticket:
        """Keep what a resident says is wrong; the same event again gives the same ticket."""

    def ticket(self, number: str) -> Ticket | None:
        """Find a ticket by its number, as people write it."""

    def withdraw(self, number: str) -> bool:
        """Take a ticket back that nobody has decided yet; tell whether it is taken back."""


class DemandLog(Protocol):
    """Where it is counted what people ask for; no row speaks of a person or a day."""

    def note(self, category: str, neighbourhood: str, hour: int, *, found: bool) -> None:
        """Count one wish; `hour` is the hour of the day, 0 to 23."""

    def note_unanswered(self, reason: str, hour: int) -> None:
        """Count one question without an answer; `reason` is a key of ours, never her words."""


class HeldDemand:
    """Holds what is to be counted until its answer has arrived: a repeated one counts once."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.counts: list[Callable[[DemandLog], None]] = []

    def note(self, category: str, neighbourhood: str, hour: int, *, found: bool) -> None:
        """Hold one wish."""
        self.counts.append(lambda log: log.note(category, neighbourhood, hour, found=found))

    def note_unanswered(self, reason: str, hour: int) -> None:
        """Hold one question without an answer."""
        self.counts.append(lambda log: log.note_unanswered(reason, hour))
