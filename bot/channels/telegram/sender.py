"""What residents see: a reply as messages, with its picture, buttons and pin."""

from __future__ import annotations

import contextlib
import html
import logging
from typing import TYPE_CHECKING

from telegram import InputMediaPhoto, Message, ReplyKeyboardMarkup
from telegram.constants import MessageLimit
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.channels.telegram.buttons import inline_keyboard, reply_keyboard
from bot.texts import say
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from telegram import InlineKeyboardMarkup
    from telegram.ext import ExtBot

    from bot.channels.telegram.outgoing_reply import OutgoingReply
    from bot.channels.telegram.pictures import PictureRenderer, RenderedPicture
    from bot.channels.telegram.updates.update_content import Destination
    from bot.conversation.reply import Reply
    from geo.facility import Facility

_ACKNOWLEDGE_S = 5
_PICTURE_S = 10
"""How long a picture is tried to be sent, before the words go without it."""

_VENUE_TITLE = 100
_SURE_M = 50.0

_log = logging.getLogger(__name__)


class Sender:
    """Sends replies. Every name is escaped on its way out."""

    def __init__(self, bot: ExtBot[int], pictures: PictureRenderer | None) -> None:
        """Send by a bot; without a renderer there are no pictures."""
        self._bot, self._pictures = bot, pictures

    async def send(
        self, to: Destination, outgoing: OutgoingReply, instead_of: Message | None = None
    ) -> None:
        """Send a reply as new messages, or in place of the message whose page was turned."""
        reply, keyboard = outgoing.reply, _keyboard(outgoing)
        picture = await self._pictures.draw(reply) if self._pictures else None
        if instead_of and await self._replace(instead_of, reply.text, picture, keyboard):
            return
        fits = utf16_length(reply.text) <= MessageLimit.CAPTION_LENGTH
        sent = picture and await self._photo(to, picture, reply.text if fits else "", keyboard)
        if not (sent and fits):
            await self.text(to, reply.text, keyboard)
        await self._pin(to, reply)

    async def acknowledge(self, query: str) -> None:
        """Stop the waiting sign on a button; an old query cannot be answered any more."""
        with contextlib.suppress(TelegramError):
            await self._bot.answer_callback_query(query, rate_limit_args=_ACKNOWLEDGE_S)

    async def text(
        self,
        to: Destination,
        text: str,
        keyboard: InlineKeyboardMarkup | ReplyKeyboardMarkup | None = None,
    ) -> None:
        """Send words, in several messages when they are too many; buttons go with the last."""
        *first, last = parts_of(text)
        for part in first:
            await self._message(to, part)
        await self._message(to, last, keyboard)

    async def document(self, to: Destination, content: bytes, name: str, caption: str) -> None:
        """Send a file."""
        text = html.escape(caption, quote=False)
        await self._bot.send_document(
            to.chat, content, text, filename=name, message_thread_id=to.topic
        )

    async def _message(
        self,
        to: Destination,
        text: str,
        keyboard: InlineKeyboardMarkup | ReplyKeyboardMarkup | None = None,
    ) -> None:
        escaped = html.escape(text, quote=False)
        await self._bot.send_message(
            to.chat, escaped, reply_markup=keyboard, message_thread_id=to.topic
        )

    async def _photo(
        self,
        to: Destination,
        picture: RenderedPicture,
        caption: str,
        keyboard: InlineKeyboardMarkup | ReplyKeyboardMarkup | None,
    ) -> bool:
        """Send a picture; False when the words have to go without it."""
        try:
            message = await self._bot.send_photo(
                to.chat,
                picture.media,
                html.escape(caption, quote=False),
                reply_markup=keyboard if caption else None,
                message_thread_id=to.topic,
                rate_limit_args=_PICTURE_S,
            )
        except Forbidden:
            raise
        except TelegramError as error:
            self._refused(picture, error)
            return False
        self._keep(picture, message)
        return True

    async def _replace(
        self,
        message: Message,
        text: str,
        picture: RenderedPicture | None,
        keyboard: InlineKeyboardMarkup | ReplyKeyboardMarkup | None,
    ) -> bool:
        """Change a message; False when it cannot become this one."""
        if isinstance(keyboard, ReplyKeyboardMarkup):
            return False
        caption = html.escape(text, quote=False)
        try:
            if picture and message.photo and utf16_length(text) <= MessageLimit.CAPTION_LENGTH:
                media = InputMediaPhoto(picture.media, caption)
                changed = await message.edit_media(media, reply_markup=keyboard)
                self._keep(picture, changed)
            elif message.text and not picture:
                await message.edit_text(caption, reply_markup=keyboard)
            else:
                return False
        except BadRequest as error:
            if "not modified" in error.message.lower():
                return True
            if picture:
                self._refused(picture, error)
            return False
        return True

    async def _pin(self, to: Destination, reply: Reply) -> None:
        """Send the facility that was asked about as a pin, when it is known where that is."""
        if reply.intent is not Intent.DETAIL:
            return
        for one in reply.listed[:1]:
            if one.facility.geometry:
                lon, lat = one.facility.geometry.middle
                title = one.facility.name.said_in(reply.language)[:_VENUE_TITLE]
                address = _address(one.facility, reply.language)
                await self._bot.send_venue(
                    to.chat, lat, lon, title, address, message_thread_id=to.topic
                )

    def _keep(self, picture: RenderedPicture, message: object) -> None:
        if self._pictures and isinstance(message, Message) and message.photo:
            self._pictures.sent(picture, message.photo[-1].file_id)

    def _refused(self, picture: RenderedPicture, error: TelegramError) -> None:
        _log.warning("a picture was not taken: %s", type(error).__name__)
        if self._pictures:
            self._pictures.refused(picture)


def _keyboard(outgoing: OutgoingReply) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
    """Choose the keyboard: a greeting and the help bring the one below the text field."""
    if outgoing.reply.intent in {Intent.GREET, Intent.HELP}:
        return reply_keyboard(outgoing.reply)
    return inline_keyboard(outgoing)


def _address(facility: Facility, language: str) -> str:
    """Say beside a pin how far it may be off."""
    error_m = facility.position_error_m or 0.0
    doubt = say(language, "list.place_check", error=round(error_m)) if error_m > _SURE_M else ""
    return " ".join(filter(None, [facility.address, doubt])) or facility.name.said_in(language)


def utf16_length(text: str) -> int:
    """Count as Telegram does: in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def parts_of(text: str) -> Iterator[str]:
    """Cut a text into messages, at the ends of lines where it has some."""
    while utf16_length(text) > MessageLimit.MAX_TEXT_LENGTH:
        room = text.encode("utf-16-le")[: 2 * MessageLimit.MAX_TEXT_LENGTH]
        fits = room.decode("utf-16-le", "ignore")  # a character may take two units
        end = fits.rfind("\n") + 1 or len(fits)
        yield text[:end]
        text = text[end:]
    yield text
