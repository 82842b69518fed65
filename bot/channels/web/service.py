"""The running web server: where it listens, what it prints, how it stops."""

from __future__ import annotations

import io
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

import uvicorn

from bot.channels.discreet_log import log_discreetly
from bot.channels.web.application import VISITOR_RATE, WebOptions, build
from bot.channels.web.limits.bounded_http import BoundedHttp
from bot.channels.web.limits.rate_limits import Rate
from bot.storage.store import Store

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from starlette.types import ASGIApp

    from bot.settings import Settings
    from geo.dataset.dataset import Dataset

IDLE_S = 20
_STOP_S = 20


def run(dataset: Dataset, settings: Settings, listening: socket.socket) -> None:
    """Serve until SIGINT or SIGTERM; what is in hand is finished first.

    Raises:
        SettingsError: the store cannot be used.
    """
    log_discreetly(structured=True)
    rate = Rate(settings.web_rate, 10 * settings.web_rate) if settings.web_rate else None
    options = WebOptions(address_rate=rate, visitor_rate=VISITOR_RATE if rate else None)
    with Store.open(settings.store) as store:
        application = build(dataset, store, lambda: datetime.now(dataset.zone), options)
        with suppress(KeyboardInterrupt):
            server(application).run(sockets=[listening])


def server(application: ASGIApp) -> uvicorn.Server:
    """Give the HTTP server of an application."""
    config = uvicorn.Config(
        application,
        http=BoundedHttp,
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=IDLE_S,
        timeout_graceful_shutdown=_STOP_S,
    )
    return uvicorn.Server(config)


def address_of(listening: socket.socket) -> str:
    """Give the address to open in a browser."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def announce(address: str, echo: Callable[[str], None]) -> None:
    """Print an address, and a QR code of it for a phone's camera."""
    import segno  # noqa: PLC0415 - only who starts a server needs it

    drawn = io.StringIO()
    segno.make(address, error="m").terminal(drawn, compact=True)
    echo(drawn.getvalue().rstrip("\n"))
    echo(address)
