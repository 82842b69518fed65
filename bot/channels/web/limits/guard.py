"""What every request passes: limits of rate, size and time, safe headers, one catch of errors."""

from __future__ import annotations

import logging
import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.requests import Request

from bot.channels.error_summary import describe_error
from bot.channels.http_server.bounded_body import BodyTooLargeError, bounded
from bot.channels.web.api.problems import problem
from bot.channels.web.chat.chat_routes import refused
from bot.channels.web.chat.rendering import content_policy
from bot.channels.web.chat.visitors import COOKIE

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from bot.channels.web.limits.rate_limits import RateLimit
    from bot.channels.web.metrics import Metrics

_log = logging.getLogger(__name__)

_HEADERS = {
    "Content-Security-Policy": content_policy(),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How large, slow and fast requests may be; no limit of rate where one is None.

    `free` paths have no limit here: they tell how the service is, or have limits of their own.
    `uploads` are paths that take files, which may be larger and slower.
    """

    body_bytes: int = 16_384
    body_s: float = 10.0
    upload_bytes: int = 2_000_000
    upload_s: float = 60.0
    uploads: frozenset[str] = frozenset()
    addresses: RateLimit | None = None
    visitors: RateLimit | None = None
    free: frozenset[str] = frozenset()

    def of_body(self, path: str) -> tuple[int, float]:
        """Give how many bytes the body of a request may have, and how many seconds it may take."""
        if path in self.uploads:
            return self.upload_bytes, self.upload_s
        return self.body_bytes, self.body_s


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, metrics: Metrics, limits: Limits) -> None:
        """Guard an application."""
        self._app, self._metrics, self._limits = app, metrics, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or say why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        reply = _GuardedSend(send)
        began = time.perf_counter()
        try:
            wait = self._wait_s(scope)
            if wait:
                await _too_fast(scope, wait)(scope, receive, reply)
            elif scope["path"] in self._limits.free:
                await self._app(scope, receive, reply)
            else:
                within = bounded(receive, *self._limits.of_body(scope["path"]))
                await self._app(scope, within, reply)
        except BodyTooLargeError:
            await _said(scope, "web.too_long", 413)(scope, receive, reply)
        except TimeoutError:
            await _said(scope, "web.busy", 408)(scope, receive, reply)
        except Exception as error:  # noqa: BLE001 - the one place where an error ends
            await self._failed(error, scope, receive, reply)
        finally:
            spent = time.perf_counter() - began
            self._metrics.note_request(scope["method"], _route(scope), reply.status, spent)

    async def _failed(
        self, error: Exception, scope: Scope, receive: Receive, reply: _GuardedSend
    ) -> None:
        number = secrets.token_hex(3)
        _log.error("error %s: %s", number, describe_error(error))
        if not reply.status:
            await _said(scope, "unknown.trouble", 500, id=number)(scope, receive, reply)

    def _wait_s(self, scope: Scope) -> float:
        """Tell how long an address or a visitor has to wait; the state of the service is free."""
        limits, client = self._limits, scope["client"]
        if scope["path"] in limits.free:
            return 0.0
        address, visitor = client[0] if client else "", Request(scope).cookies.get(COOKIE, "")
        asked = ((limits.addresses, address), (limits.visitors, visitor))
        waits = (limit.wait_s(key) for limit, key in asked if limit and key)
        return max(waits, default=0.0)


class _GuardedSend:
    """Sends a response with the protecting headers, and knows its status."""

    def __init__(self, send: Send) -> None:
        self._send, self.status = send, 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)


def _route(scope: Scope) -> str:
    """Name the route that a request took: never its path, which may name a place."""
    return str(getattr(scope.get("route"), "path", "none"))


def _too_fast(scope: Scope, wait_s: float) -> Response:
    seconds = max(1, round(wait_s + 0.5))
    response = _said(scope, "web.too_fast", 429, seconds=seconds)
    response.headers["Retry-After"] = str(seconds)
    return response


def _said(scope: Scope, key: str, status: int, **values: object) -> Response:
    """Say something to a person as a page, to a program as a problem."""
    request = Request(scope)
    if request.url.path.startswith("/api/"):
        return problem(request, key, status, **values)
    return refused(request, key, status, **values)
