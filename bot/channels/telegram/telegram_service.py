"""The running bot: its log, its start and stop, and what to tell before it starts."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import TYPE_CHECKING

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.channels.discreet_log import log_discreetly
from bot.channels.telegram.telegram_application import ALLOWED, build
from bot.channels.telegram.webhook import serve
from bot.settings import KNOWN, read_settings
from bot.storage.store import Store
from geo.errors import SettingsError, YikeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.channels.telegram.telegram_application import App
    from bot.settings import Settings
    from geo.dataset.dataset import Dataset

_RETRIES = -1


def run(settings: Settings, dataset: Dataset) -> None:
    """Run until SIGINT or SIGTERM; updates in hand are finished first.

    Raises:
        SettingsError: the store, the token or the address to listen on cannot be used.
    """
    log_discreetly()
    application = build(settings, dataset)
    try:
        if settings.webhook_url:
            asyncio.run(_serve(application, settings))
        else:
            application.run_polling(allowed_updates=ALLOWED, bootstrap_retries=_RETRIES)
    except InvalidToken as error:
        raise SettingsError(
            "Telegram does not know this token; copy the one that BotFather gave"
        ) from error


async def _serve(application: App, settings: Settings) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    if sys.platform != "win32":  # a loop knows no signals there: Ctrl-C ends `asyncio.run`
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
    await serve(application, settings, stop)


def check(values: Mapping[str, str]) -> Iterator[tuple[bool, str]]:
    """Tell line by line what is set, what is missing, and whether Telegram knows the bot.

    Each line comes with whether it is all right. No value is told, so no secret is.
    """
    for known in KNOWN:
        is_set = bool(values.get(known.name, "").strip())
        state = "set" if is_set else "missing" if known.needed else "not set"
        yield is_set or not known.needed, f"{known.name}: {state} ({known.purpose})"
    try:
        settings = read_settings(values)
        Store.open(settings.store).close()
    except YikeError as error:
        yield False, str(error)
        return
    yield True, "the store can be used"
    try:
        name = asyncio.run(_name_of(settings))
    except TelegramError as error:
        yield False, f"Telegram does not answer for this token: {type(error).__name__}"
    else:
        yield True, f"Telegram answers: this is @{name}"


async def _name_of(settings: Settings) -> str:
    async with Bot(settings.token, base_url=f"{settings.base_url}/bot") as bot:
        return bot.username
