"""Updates that Telegram posts: each is taken only when it has been answered.

Whatever was not taken is posted again, so a kill loses nothing here either.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update

from bot.channels.http_server.bounded_body import BodyTooLargeError, bounded
from bot.channels.http_server.listening_socket import listen
from bot.channels.http_server.server import server
from bot.channels.telegram.telegram_application import ALLOWED

if TYPE_CHECKING:
    import socket
    from collections.abc import AsyncIterator

    from bot.channels.telegram.telegram_application import App
    from bot.settings import Settings

MOST_BYTES = 1 << 20
BODY_S = 15.0

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
_CONNECTIONS = 40
_RETRIES = -1

_log = logging.getLogger(__name__)


def hook_path(settings: Settings) -> str:
    """Give the path that Telegram posts to."""
    return urlsplit(settings.webhook_url).path or "/"


def hook_route(application: App, settings: Settings) -> Route:
    """Give the route that takes updates from whoever knows the secret."""
    secret = settings.webhook_secret.encode()

    async def hook(request: Request) -> Response:
        shown = request.headers.get(_SECRET_HEADER, "")
        if not hmac.compare_digest(shown.encode(), secret):
            return Response(status_code=403)
        try:
            body = await Request(request.scope, bounded(request.receive, MOST_BYTES, BODY_S)).body()
        except BodyTooLargeError:
            return Response(status_code=413)
        except TimeoutError:
            return Response(status_code=408)
        await _handle(application, body)
        return Response()

    return Route(hook_path(settings), hook, methods=["POST"])


async def _handle(application: App, body: bytes) -> None:
    """Have an update answered; an error in that is the error handler's."""
    try:
        update = Update.de_json(json.loads(body), application.bot)
    except Exception:  # noqa: BLE001 - one update stops nobody, whatever the library raises
        update = None
    if not isinstance(update, Update) or not isinstance(update.update_id, int):
        _log.warning("an update could not be read")
        return  # posted again, it would be no better
    handling = application.update_processor.process_update(
        update, application.process_update(update)
    )
    # What this raises, the application has told by then; posted again, it would be no better.
    with contextlib.suppress(Exception):
        await application.create_task(handling, update)


@asynccontextmanager
async def running(application: App, settings: Settings) -> AsyncIterator[None]:
    """Run the bot: fed by its hook where there is one, and by asking Telegram where not."""
    async with application:
        if application.post_init:
            await application.post_init(application)
        await application.start()
        try:
            await _connect(application, settings)
            yield
        finally:
            if application.updater and application.updater.running:
                await application.updater.stop()
            await application.stop()
    if application.post_shutdown:
        await application.post_shutdown(application)


async def _connect(application: App, settings: Settings) -> None:
    if settings.webhook_url:
        await application.bot.set_webhook(
            settings.webhook_url,
            secret_token=settings.webhook_secret,
            allowed_updates=ALLOWED,
            max_connections=_CONNECTIONS,
        )
    elif application.updater:
        await application.updater.start_polling(allowed_updates=ALLOWED, bootstrap_retries=_RETRIES)


async def serve(application: App, settings: Settings, stop: asyncio.Event) -> None:
    """Serve the webhook alone until `stop`; updates in hand are finished first.

    Raises:
        SettingsError: the address to listen on cannot be used.
    """
    listening: socket.socket = listen(*settings.listen)
    site = server(Starlette(routes=[hook_route(application, settings)]), lifespan=False)

    async def leave() -> None:
        await stop.wait()
        site.should_exit = True

    leaving = asyncio.create_task(leave())
    try:
        async with running(application, settings):
            await site.serve(sockets=[listening])
    finally:
        leaving.cancel()
        listening.close()
