"""Puts the bot together; the routing table is at the bottom."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeAlias

from httpx import Limits
from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    Defaults,
    InlineQueryHandler,
    MessageHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.channels.short_links import follow as follow_link
from bot.channels.telegram.clerk import Clerk
from bot.channels.telegram.flood import Pacer
from bot.channels.telegram.inline import Inline
from bot.channels.telegram.intake import Fetching, Intake, PatientBot, Unfinished
from bot.channels.telegram.menus import set_menus
from bot.channels.telegram.pictures import Painter
from bot.channels.telegram.post import Post
from bot.channels.telegram.reading import read_back
from bot.channels.telegram.residents import Residents
from bot.channels.telegram.staff import PREFIX, Staff
from bot.channels.telegram.trouble import on_error
from bot.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

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
) -> App:
    """Build the bot; it runs by `Application.run_polling` or `webhook.serve`.

    Args:
        settings: see there.
        dataset: the town it answers about.
        clock: gives the moment (aware, in the zone of the dataset); the real one by default.
        follow: finds where a short map link leads (WGS-84), or None.

    Raises:
        SettingsError: the store cannot be used.
    """
    _prepare_libraries()
    now = clock or (lambda: datetime.now(dataset.zone))
    clerk = Clerk(dataset, Store.open(settings.store), now)
    painter = Painter(lambda: clerk.dialogue.dataset, now) if settings.pictures else None
    unfinished = Unfinished()
    bot = _bot(settings, unfinished, clerk)

    async def ready(application: App) -> None:
        await clerk.open()
        for number, body in await clerk.waiting():
            update = read_back(body, bot)
            if update is None:
                await clerk.settle(number)  # nobody can ever answer it
            else:
                application.update_queue.put_nowait(update)
        if painter:
            await painter.open()
        await set_menus(bot, settings.staff)

    async def close(_: App) -> None:
        if painter:
            await painter.close()
        await clerk.close()

    application = (
        Application.builder()
        .bot(bot)
        .concurrent_updates(Intake(clerk, unfinished))
        .job_queue(None)
        .post_init(ready)
        .post_shutdown(close)
        .build()
    )
    post = Post(bot, painter)
    residents = Residents(clerk, post, follow)
    staff = Staff(clerk, post, residents, settings.staff)
    _route(application, residents, staff, Inline(clerk), settings)
    return application


def _prepare_libraries() -> None:
    """Choose how the libraries below work."""
    # The coming way to tell durations; without it each 429 warns.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    # httpcore looks for this module nine times a request, and Python does not remember that it is
    # absent: a fifth of all the time that an answer takes.
    if find_spec("sniffio") is None:
        sys.modules["sniffio"] = None  # type: ignore[assignment]


def _bot(settings: Settings, unfinished: Unfinished, clerk: Clerk) -> PatientBot:
    request = HTTPXRequest(
        connect_timeout=_CONNECT_S,
        read_timeout=_ANSWER_S,
        write_timeout=_ANSWER_S,
        pool_timeout=_ANSWER_S,
        httpx_kwargs={
            "limits": Limits(max_connections=_CONNECTIONS, max_keepalive_connections=_KEPT_ALIVE)
        },
    )
    fetching = Fetching(unfinished, connect_timeout=_CONNECT_S, read_timeout=_ANSWER_S)
    return PatientBot(
        settings.token,
        fetching,
        unfinished,
        clerk,
        base_url=f"{settings.base_url}/bot",
        base_file_url=f"{settings.base_url}/file/bot",
        request=request,
        defaults=Defaults(
            parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
        rate_limiter=Pacer(settings.messages_per_s, settings.chat_interval_s),
    )


def _route(
    application: App, residents: Residents, staff: Staff, inline: Inline, settings: Settings
) -> None:
    """Say who handles what: the first row that fits. Groups and channels are left alone."""
    private = filters.ChatType.PRIVATE
    trusted = private & filters.User(user_id=settings.staff)
    position = filters.LOCATION | filters.VENUE
    words = (filters.TEXT | filters.CAPTION) & ~filters.COMMAND
    handlers = [
        MessageHandler(private & words, residents.said),
        CommandHandler("queue", staff.queue, trusted),
        CommandHandler("verify", staff.verify, trusted),
        CommandHandler("suspend", staff.suspend, trusted),
        CommandHandler("resume", staff.resume, trusted),
        CommandHandler("stats", staff.stats, trusted),
        CommandHandler("audit", staff.audit, trusted),
        MessageHandler(trusted & position, staff.located),
        CallbackQueryHandler(staff.pressed, rf"^\d+\|{PREFIX}"),
        CommandHandler("start", residents.start, private),
        CommandHandler("near", residents.near, private),
        CommandHandler("circle", residents.circle, private),
        CommandHandler("pace", residents.pace, private),
        CommandHandler("language", residents.language, private),
        CommandHandler("feedback", residents.feedback, private),
        CommandHandler("forget", residents.forget, private),
        CommandHandler("help", residents.help, private),
        MessageHandler(private & filters.COMMAND, residents.unknown_command),
        MessageHandler(private & position, residents.located),
        MessageHandler(private & (filters.VOICE | filters.AUDIO), residents.voice),
        MessageHandler(private & filters.Sticker.ALL, residents.sticker),
        MessageHandler(private & (filters.PHOTO | filters.VIDEO), residents.photo),
        MessageHandler(private & ~filters.StatusUpdate.ALL, residents.other),
        CallbackQueryHandler(residents.pressed),
        InlineQueryHandler(inline.typed),
    ]
    application.add_handlers(handlers)
    application.add_error_handler(on_error)
