"""The smallest bot there is, as an example and for the server's own tests.

Run it with `python -m tests.botapi.echo_bot http://127.0.0.1:PORT TOKEN`.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, MessageHandler, filters

if TYPE_CHECKING:
    from typing import TypeAlias

    from telegram import Update
    from telegram.ext import ContextTypes

    App: TypeAlias = Application[Any, Any, Any, Any, Any, Any]


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Greet, with what a deep link carried."""
    if update.message:
        await update.message.reply_text(f"welcome {' '.join(context.args or [])}".strip())


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say it again, with a button to make it louder."""
    if update.message and update.message.text:
        louder = InlineKeyboardMarkup([[InlineKeyboardButton("louder", callback_data="louder")]])
        await update.message.reply_text(update.message.text, reply_markup=louder)


async def louder(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Shout, and take the button away."""
    query = update.callback_query
    if query and query.message and query.message.is_accessible:
        await query.answer("louder!")
        await query.edit_message_text(str(getattr(query.message, "text", "")).upper())


def build(url: str, token: str) -> App:
    """The bot, for a server at `url`."""
    application = (
        Application.builder()
        .token(token)
        .base_url(f"{url}/bot")
        .base_file_url(f"{url}/file/bot")
        .build()
    )
    application.add_handler(CommandHandler("start", start))
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.add_handler(CallbackQueryHandler(louder))
    return application


if __name__ == "__main__":
    build(*sys.argv[1:3]).run_polling(timeout=5)
