"""HTTP/1.1 connections that cannot be held open: bounds on how many, how large and how slow."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if sys.platform != "win32":
    import resource

if TYPE_CHECKING:
    import asyncio


def _open_files() -> int:
    """Tell how many files this process may open; on Windows the C runtime takes 512."""
    if sys.platform != "win32":
        return resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return 512


MOST_CONNECTIONS = min(800, max(64, _open_files() - 200))
"""Fewer than the files that a process may have open, so that none is ever missing."""

HEAD_BYTES = 16_384
HEAD_S = 10.0
"""A head that is not there by then will never be."""


class BoundedHttp(HttpToolsProtocol):
    """uvicorn's protocol with bounds on connections and heads.

    The Guard bounds bodies, and uvicorn itself how long a connection may be idle.
    """

    _raw_bytes = 0  # of a head that is not whole yet
    _head_bytes = 0  # of the lines that are
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401 - as uvicorn has it
        """Take a connection, unless there are too many."""
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            self._refuse(b"503 Service Unavailable")
        else:
            self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._head_is_there()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what has come, as long as the head is no larger than any honest one."""
        waiting = self._deadline is not None
        self._raw_bytes = self._raw_bytes + len(data) if waiting else 0
        super().data_received(data)
        if self._deadline is not None and self._raw_bytes > HEAD_BYTES:
            self._refuse(b"431 Request Header Fields Too Large")

    def on_url(self, url: bytes) -> None:
        """Count the bytes of an address."""
        self._head_bytes += len(url)
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Count the bytes of a header."""
        self._head_bytes += len(name) + len(value)
        super().on_header(name, value)

    def on_message_begin(self) -> None:
        """Wait for the head of the next request."""
        super().on_message_begin()
        self._head_bytes = 0
        if self._deadline is None:
            self._await_head()

    def on_headers_complete(self) -> None:
        """Have the request answered."""
        self._head_is_there()
        if self._head_bytes > HEAD_BYTES:
            self._refuse(b"431 Request Header Fields Too Large")
        else:
            super().on_headers_complete()

    def _await_head(self) -> None:
        self._deadline = self.loop.call_later(HEAD_S, self._refuse, b"408 Request Timeout")

    def _head_is_there(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _refuse(self, status: bytes) -> None:
        self._head_is_there()
        if not self.transport.is_closing():
            self.transport.write(
                b"HTTP/1.1 " + status + b"\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
            )
            self.transport.close()
