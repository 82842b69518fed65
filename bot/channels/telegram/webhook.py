"""Updates that Telegram posts: each is taken only when it has been answered.

Whatever was not taken is posted again, so a kill loses nothing here either.
"""

from __future__ import annotations

import hmac
import json
import logging
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from telegram import Update
from tornado.httpserver import HTTPServer
from tornado.web import Application as Site
from tornado.web import HTTPError, RequestHandler

from bot.channels.listener import LIMITS, Listener
from bot.channels.listening_socket import listen
from bot.channels.telegram.application import ALLOWED

if TYPE_CHECKING:
    import asyncio

    from bot.channels.telegram.application import App
    from bot.settings import Settings

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
_CONNECTIONS = 40

_log = logging.getLogger(__name__)


class Hook(RequestHandler):
    """Takes one update."""

    def initialize(self, app: App, secret: str) -> None:
        """Hand updates to an application; only who knows the secret may."""
        self.app, self.secret = app, secret

    async def post(self) -> None:
        """Handle an update, and say so only then."""
        shown = self.request.headers.get(_SECRET_HEADER, "")
        if not hmac.compare_digest(shown.encode(), self.secret.encode()):
            raise HTTPError(403)
        try:
            update = Update.de_json(json.loads(self.request.body), self.app.bot)
        except Exception:  # noqa: BLE001 - one update stops nobody, whatever the library raises
            update = None
        if not isinstance(update, Update):
            _log.warning("an update could not be read")
            return  # posted again, it would be no better
        handling = self.app.update_processor.process_update(update, self.app.process_update(update))
        await self.app.create_task(handling, update)

    def log_exception(self, *_: object) -> None:
        """Log nothing: a request may hold a position or words."""


async def serve(application: App, settings: Settings, stop: asyncio.Event) -> None:
    """Serve the webhook until `stop`; updates in hand are finished first.

    Raises:
        SettingsError: the address to listen on cannot be used.
    """
    path = urlsplit(settings.webhook_url).path or "/"
    site = Site(
        [(re.escape(path), Hook, {"app": application, "secret": settings.webhook_secret})],
        log_function=lambda _: None,
    )
    server = HTTPServer(site, **LIMITS)
    listener = Listener(server, listen(*settings.listen))
    async with application:
        if application.post_init:
            await application.post_init(application)
        await application.start()
        listener.start()
        await application.bot.set_webhook(
            settings.webhook_url,
            secret_token=settings.webhook_secret,
            allowed_updates=ALLOWED,
            max_connections=_CONNECTIONS,
        )
        await stop.wait()
        listener.stop()
        await application.stop()
        await server.close_all_connections()
    if application.post_shutdown:
        await application.post_shutdown(application)
