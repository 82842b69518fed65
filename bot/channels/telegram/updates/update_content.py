"""What an update says: words, positions, who wrote in which language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from telegram import Message, MessageEntity

from bot.channels.plain_text import whole
from geo.crs import lonlat
from geo.errors import CoordinateError

if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from telegram import Location, Update
    from telegram.ext import CallbackContext

    from geo.facility import LonLat

    HandlerContext: TypeAlias = CallbackContext[Any, Any, Any, Any]


class Destination(NamedTuple):
    """Where a reply goes: a chat, and a topic in it where the chat has topics."""

    chat: int
    topic: int | None = None


def destination_of(update: Update) -> Destination:
    """Give where an update came from; the routing table lets nothing through that has no chat."""
    if update.effective_chat is None:
        raise ValueError("an update without a chat")
    message = update.effective_message
    topic = message.message_thread_id if isinstance(message, Message) else None
    return Destination(update.effective_chat.id, topic)


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
    return whole(message.text or message.caption or "")


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


def point_of(place: Location) -> LonLat | None:
    """Give a position as a point, WGS-84."""
    try:
        return lonlat(place.longitude, place.latitude)
    except CoordinateError:
        return None


def chat_of(update: Update) -> int:
    """Give the chat of an update, or who typed it in another chat; 0 for what has neither."""
    if update.effective_chat:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user else 0
