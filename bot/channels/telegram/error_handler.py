"""What went wrong: into the log under a number that a resident can quote, without her data."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from bot.channels.error_summary import describe_error
from bot.channels.telegram.updates.update_content import destination_of, language_of
from bot.texts.local_words import say_in

if TYPE_CHECKING:
    from bot.channels.telegram.updates.update_content import HandlerContext
    from geo.dataset.dataset import Dataset

_log = logging.getLogger(__name__)


async def on_error(dataset: Dataset, update: object, context: HandlerContext) -> None:
    """Log an error, and tell the resident its number and what to do."""
    error = context.error
    if error is None or isinstance(error, Forbidden):
        return  # she has blocked the bot: nobody is there to be told
    if update is None and isinstance(error, TelegramError):
        _log.warning("Telegram cannot be reached: %s", type(error).__name__)
        return
    number = secrets.token_hex(3)
    _log.error("error %s: %s", number, describe_error(error))
    if not isinstance(update, Update) or update.effective_chat is None:
        return
    if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        return  # what was tried for so long will not work now
    text = say_in(dataset, language_of(update), "unknown.trouble", id=number)
    chat, topic = destination_of(update)
    await context.bot.send_message(chat, text, message_thread_id=topic)
