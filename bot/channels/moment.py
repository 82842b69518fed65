"""Reads the moment that somebody names in ISO 8601."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def parse_moment(text: object) -> datetime:
    """Read a moment in ISO 8601; naive when it names no zone.

    Raises:
        ValueError: it is no moment between 2000 and 2100.
    """
    try:
        when = datetime.fromisoformat(text)  # type: ignore[arg-type] # what is no text is refused
    except (ValueError, TypeError):
        raise ValueError(f"{text!r} is no moment: write 2026-03-10T10:00") from None
    if not 2000 <= when.year <= 2100:
        raise ValueError(f"{text!r} is too far off: name a year from 2000 to 2100")
    return when


def in_zone(moment: datetime | None, zone: ZoneInfo) -> datetime:
    """Give a moment as an aware one, in `zone` when it names none; without one, now."""
    if moment is None:
        return datetime.now(zone)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
