"""Open at a moment? Until when? With Chinese holidays and make-up working days."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Openness(StrEnum):
    """Whether a facility serves at a moment; unknown is never shown as either."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class OpenState:
    """What is so at a moment, and when it next changes (aware; None: unknown or never)."""

    openness: Openness
    next_change: datetime | None = None
