"""The command menus: of residents in both languages, of staff in their own chats."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram import BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from bot.texts import LANGUAGES, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telegram.ext import ExtBot

RESIDENTS = ("near", "circle", "pace", "language", "feedback", "forget", "help")
STAFF = (
    *("queue", "verify", "suspend", "resume", "edit", "add", "check", "stats", "audit"),
    "weblogin",
)

_TRY_S = 20

_log = logging.getLogger(__name__)


async def set_menus(bot: ExtBot[int], staff: Iterable[int]) -> None:
    """Set the menus; without them the bot works just as well."""
    try:
        for language in LANGUAGES:
            commands = _commands(RESIDENTS, language)
            await bot.set_my_commands(commands, language_code=language, rate_limit_args=_TRY_S)
        # Whoever has another language reads English.
        await bot.set_my_commands(_commands(RESIDENTS, "en"), rate_limit_args=_TRY_S)
    except TelegramError as error:
        _log.warning("the command menu is not set: %s", type(error).__name__)
    for person in staff:
        await _set_staff_menu(bot, person)


async def _set_staff_menu(bot: ExtBot[int], person: int) -> None:
    """Set the menu of one member of staff; there is no chat to set it in before she starts."""
    scope = BotCommandScopeChat(person)
    try:
        for language in LANGUAGES:
            commands = _commands(RESIDENTS + STAFF, language)
            await bot.set_my_commands(commands, scope, language, rate_limit_args=_TRY_S)
    except TelegramError as error:
        _log.info("a menu of staff is not set yet: %s", type(error).__name__)


def _commands(names: Iterable[str], language: str) -> list[BotCommand]:
    return [BotCommand(name, say(language, _TEXTS[name])) for name in names]


_TEXTS = {
    "near": "telegram.command_near",
    "circle": "telegram.command_circle",
    "pace": "telegram.command_pace",
    "language": "telegram.command_language",
    "feedback": "telegram.command_feedback",
    "forget": "telegram.command_forget",
    "help": "telegram.command_help",
    "audit": "telegram.command_audit",
    "queue": "telegram.command_queue",
    "verify": "telegram.command_verify",
    "edit": "telegram.command_edit",
    "add": "telegram.command_add",
    "check": "telegram.command_check",
    "suspend": "telegram.command_suspend",
    "resume": "telegram.command_resume",
    "weblogin": "telegram.command_weblogin",
    "stats": "telegram.command_stats",
}
