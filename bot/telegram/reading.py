"""What an update says: words, positions, who wrote in which language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from telegram import MessageEntity

from bot.maplinks import read_link
from geo.crs import lonlat
from geo.errors import CoordinateError

if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from telegram import Location, Message, Update
    from telegram.ext import CallbackContext

    from geo.facility import LonLat

    Context: TypeAlias = CallbackContext[Any, Any, Any, Any]

_DEGREES = re.compile(r"\d{1,3}\.\d{3}")
"""A number in words that may be a position, to about 100 m or better."""


def language_of(update: Update) -> str:
    """Give "en" for a telephone in any language but Chinese; somebody unknown reads Chinese."""
    code = (update.effective_user.language_code if update.effective_user else None) or "zh"
    return "zh" if code.lower().startswith("zh") else "en"


def event_id(update: Update) -> str:
    """Name an update for good: the numbers of updates begin anew after a quiet week."""
    message = update.effective_message
    return f"telegram:{update.update_id}:{message.message_id if message else 0}"


def words_of(message: Message) -> str:
    """Give the text of a message, or the caption of its picture."""
    return message.text or message.caption or ""


def links_of(message: Message) -> str:
    """Give the words of a message with the addresses that lie behind some of them."""
    entities = message.entities or message.caption_entities
    behind = [one.url for one in entities if one.type == MessageEntity.TEXT_LINK and one.url]
    return "\n".join([words_of(message), *behind])


def argument_of(message: Message) -> str:
    """Give what stands behind a command."""
    _, _, rest = words_of(message).strip().partition(" ")
    return rest.strip()


def position_of(message: Message) -> tuple[LonLat, float] | None:
    """Give the position (WGS-84) that was sent and how far it may be wrong, in metres."""
    place = message.venue.location if message.venue else message.location
    if place is None:
        return None
    point = point_of(place)
    return (point, place.horizontal_accuracy or 0.0) if point else None


def tells_position(update: Update) -> bool:
    """Tell whether an update holds a position: sent as one, behind a map link, or in digits."""
    message, query = update.effective_message, update.inline_query
    if message is None:
        return query is not None and query.location is not None
    if message.location or message.venue:
        return True
    words = links_of(message)
    return bool(_DEGREES.search(words)) or read_link(words) is not None


def point_of(place: Location) -> LonLat | None:
    """Give a position as a point, WGS-84."""
    try:
        return lonlat(place.longitude, place.latitude)
    except CoordinateError:
        return None
