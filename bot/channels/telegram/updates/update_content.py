"""What an update says: words, positions, who wrote in which language."""

from __future__ import annotations

import json
import logging
import re
from typing import TYPE_CHECKING

from telegram import MessageEntity, Update

from bot.channels.map_links import read_link
from geo.crs import lonlat
from geo.errors import CoordinateError

if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from telegram import Bot, Location, Message
    from telegram.ext import CallbackContext

    from geo.facility import LonLat

    HandlerContext: TypeAlias = CallbackContext[Any, Any, Any, Any]

UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)
"""What the library raises over an update that it does not understand."""

_log = logging.getLogger(__name__)

_DEGREES = re.compile(r"\d{1,3}[.．]\d{3}|\d{1,3}\s*[°º˚度]")
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
    """Tell whether an update holds a position: sent as one, behind a map link, or in digits.

    What a press is under, and what a message answers, is not looked at: see `written`.
    """
    if update.callback_query:
        return False
    message, query = update.effective_message, update.inline_query
    if message is None:
        return query is not None and query.location is not None
    if message.location or message.venue:
        return True
    words = links_of(message)
    return bool(_DEGREES.search(words)) or read_link(words) is not None


def written(update: Update) -> str:
    """Write an update down, without the message that it answers: that may be her position."""
    data = update.to_dict()
    for kind in ("message", "edited_message"):
        for answered in ("reply_to_message", "external_reply", "quote"):
            data.get(kind, {}).pop(answered, None)
    return json.dumps(data)


def read_back(body: str, bot: Bot) -> Update | None:
    """Read an update that was written down; None when it cannot be read."""
    try:
        return Update.de_json(json.loads(body), bot)
    except UNREADABLE:
        _log.warning("an update that was set aside could not be read")
        return None


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
