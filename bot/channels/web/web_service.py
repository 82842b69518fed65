"""The running web server, and Telegram's bot beside it where that is wanted."""

from __future__ import annotations

import io
import signal
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from bot.channels.discreet_log import log_discreetly
from bot.channels.http_server.server import server
from bot.channels.web.limits.rate_limits import Rate
from bot.channels.web.web_application import VISITOR_RATE, Beside, WebOptions, build
from bot.storage.store import Store

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from bot.settings import Settings
    from geo.dataset.dataset import Dataset


def run(
    dataset: Dataset, settings: Settings, listening: socket.socket, *, telegram: bool = False
) -> None:
    """Serve until SIGINT or SIGTERM; what is in hand is finished first.

    Raises:
        SettingsError: the store cannot be used.
    """
    log_discreetly(structured=True)
    # uvicorn stops gracefully and then raises the signal again: here it ends like Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    rate = Rate(settings.web_rate, 10 * settings.web_rate) if settings.web_rate else None
    visitors, address = VISITOR_RATE if rate else None, settings.web_address
    options = WebOptions(address_rate=rate, visitor_rate=visitors, address=address)
    beside = (_telegram(dataset, settings),) if telegram else ()
    with Store.open(settings.store) as store, suppress(KeyboardInterrupt):
        application = build(
            dataset, store, lambda: datetime.now(dataset.zone), options, beside=beside
        )
        server(application).run(sockets=[listening])


def _telegram(dataset: Dataset, settings: Settings) -> Beside:
    from bot.channels.telegram.telegram_application import build as build_bot  # noqa: PLC0415 - 0.5 s
    from bot.channels.telegram.webhook import hook_route, running  # noqa: PLC0415

    bot = build_bot(settings, dataset)
    routes = (hook_route(bot, settings),) if settings.webhook_url else ()
    return Beside(routes, lambda: running(bot, settings))


def announce(address: str, echo: Callable[[str], None]) -> None:
    """Print an address, and a QR code of it for a phone's camera."""
    import segno  # noqa: PLC0415 - only who starts a server needs it

    drawn = io.StringIO()
    segno.make(address, error="m").terminal(drawn, compact=True)
    echo(drawn.getvalue().rstrip("\n"))
    echo(address)
