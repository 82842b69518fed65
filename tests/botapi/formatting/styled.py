"""A text with its styles, and how a fault in a markup is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.botapi.wire import bad_request

if TYPE_CHECKING:
    from tests.botapi.wire import ApiError, Json


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text as people see it, with its entities (offsets in UTF-16 code units)."""

    text: str
    entities: tuple[Json, ...] = ()


def unparsable(why: str) -> ApiError:
    """The refusal for a markup that is wrong."""
    return bad_request(f"can't parse entities: {why}")


def byte_offset(text: str, position: int) -> int:
    """Where `position` is in UTF-8, as Telegram's descriptions count."""
    return len(text[:position].encode())
