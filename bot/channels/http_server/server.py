"""Serves an application, and stops when it is told to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import uvicorn

from bot.channels.http_server.bounded_http import BoundedHttp

if TYPE_CHECKING:
    from starlette.types import ASGIApp

IDLE_S = 20
"""How long a connection may be kept without a request."""

_STOP_S = 20
_BACKLOG = 128
"""asyncio tries as often to take a connection that the system has no room for: not too often."""


def server(application: ASGIApp, *, lifespan: bool = True) -> uvicorn.Server:
    """Give the HTTP server of an application; told to exit, it finishes what is in hand."""
    config = uvicorn.Config(
        application,
        http=BoundedHttp,
        ws="none",
        loop="asyncio",
        lifespan="on" if lifespan else "off",
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=_BACKLOG,
        timeout_keep_alive=IDLE_S,
        timeout_graceful_shutdown=_STOP_S,
    )
    return uvicorn.Server(config)
