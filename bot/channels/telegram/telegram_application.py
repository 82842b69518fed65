"""Puts the Telegram bot together."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import datetime
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeAlias

from httpx import Limits
from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import Application, Defaults
from telegram.request import HTTPXRequest

from bot.channels.short_links import follow as follow_link
from bot.channels.telegram.command_menus import set_menus
from bot.channels.telegram.error_handler import on_error
from bot.channels.telegram.handlers.inline_handler import InlineHandler
from bot.channels.telegram.handlers.resident_handlers import ResidentHandlers
from bot.channels.telegram.handlers.staff_handlers import StaffHandlers
from bot.channels.telegram.pictures import PictureRenderer
from bot.channels.telegram.rate_limit_retry import RateLimitRetry
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.staff_notices import StaffNotices
from bot.channels.telegram.telegram_worker import TelegramWorker
from bot.channels.telegram.update_routes import routes
from bot.channels.telegram.updates.update_fetching import LateConfirmingBot, UpdateRequest
from bot.channels.telegram.updates.update_processor import UpdateProcessor
from bot.channels.telegram.updates.update_queue import UnconfirmedUpdates
from bot.channels.telegram.updates.waiting_update import read_back
from bot.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from httpx import AsyncBaseTransport

    from bot.settings import Settings
    from geo.dataset.dataset import Dataset
    from geo.facility import LonLat

App: TypeAlias = Application[Any, Any, Any, Any, Any, Any]

_CONNECTIONS = 64
_KEPT_ALIVE = 4
"""Each request looks at all idle connections, so there are not to be many."""

_CONNECT_S = 10.0
_ANSWER_S = 20.0

ALLOWED = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.INLINE_QUERY)
"""The kinds of updates that anything is done with."""


def build(
    settings: Settings,
    dataset: Dataset,
    *,
    clock: Callable[[], datetime] | None = None,
    follow: Callable[[str], Awaitable[LonLat | None]] = follow_link,
    transport: AsyncBaseTransport | None = None,
) -> App:
    """Build the bot; it runs by `Application.run_polling` or `webhook.serve`.

    Args:
        settings: see there.
        dataset: the town it answers about.
        clock: gives the moment (aware, in the zone of the dataset); the real one by default.
        follow: finds where a short map link leads (WGS-84), or None.
        transport: carries calls to Telegram; the network by default.

    Raises:
        SettingsError: the store cannot be used.
    """
    _prepare_libraries()
    now = clock or (lambda: datetime.now(dataset.zone))
    worker = TelegramWorker(dataset, Store.open(settings.store, settings.pseudonym_secret), now)
    pictures = PictureRenderer(lambda: worker.dataset, now) if settings.pictures else None
    unconfirmed = UnconfirmedUpdates()
    bot = _bot(settings, unconfirmed, worker, transport)
    sender = Sender(bot, pictures)
    notices, beside = StaffNotices(worker, sender, settings.staff), list[asyncio.Task[None]]()

    async def ready(application: App) -> None:
        await worker.open()
        for number, body in await worker.deferred():
            update = read_back(body, bot)
            if update is None:
                await worker.settle(number)  # nobody can ever answer it
            else:
                application.update_queue.put_nowait(update)
        if pictures:
            await pictures.open()
        await set_menus(bot, settings.staff)
        beside.append(asyncio.create_task(notices.run()))

    async def close(_: App) -> None:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        if pictures:
            await pictures.close()
        await worker.close()

    application = (
        Application.builder()
        .bot(bot)
        .concurrent_updates(UpdateProcessor(worker, unconfirmed))
        .job_queue(None)
        .post_init(ready)
        .post_shutdown(close)
        .build()
    )
    residents = ResidentHandlers(worker, sender, follow)
    staff = StaffHandlers(worker, sender, residents, settings)
    application.add_handlers(routes(residents, staff, InlineHandler(worker), settings.staff))
    application.add_error_handler(partial(on_error, worker.dataset))
    return application


def _prepare_libraries() -> None:
    """Choose how the libraries below work."""
    # The coming way to tell durations; without it each 429 warns.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    # httpcore looks for this module nine times a request, and Python does not remember that it is
    # absent: a fifth of all the time that an answer takes.
    if find_spec("sniffio") is None:
        sys.modules["sniffio"] = None  # type: ignore[assignment]


def _bot(
    settings: Settings,
    unconfirmed: UnconfirmedUpdates,
    worker: TelegramWorker,
    transport: AsyncBaseTransport | None,
) -> LateConfirmingBot:
    request = HTTPXRequest(
        connect_timeout=_CONNECT_S,
        read_timeout=_ANSWER_S,
        write_timeout=_ANSWER_S,
        pool_timeout=_ANSWER_S,
        httpx_kwargs={
            "limits": Limits(max_connections=_CONNECTIONS, max_keepalive_connections=_KEPT_ALIVE),
            "transport": transport,
        },
    )
    update_request = UpdateRequest(
        unconfirmed,
        connect_timeout=_CONNECT_S,
        read_timeout=_ANSWER_S,
        httpx_kwargs={"transport": transport},
    )
    return LateConfirmingBot(
        settings.token,
        update_request,
        unconfirmed,
        worker,
        base_url=f"{settings.base_url}/bot",
        base_file_url=f"{settings.base_url}/file/bot",
        request=request,
        defaults=Defaults(
            parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
        rate_limiter=RateLimitRetry(settings.messages_per_s, settings.chat_interval_s),
    )
