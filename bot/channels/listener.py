"""Takes connections for an HTTP server: so many at once, and none while the system has no room."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from tornado.ioloop import IOLoop
from tornado.iostream import IOStream, StreamClosedError

if TYPE_CHECKING:
    import socket

    from tornado.httpserver import HTTPServer

LIMITS = {
    "max_header_size": 16 << 10,
    "max_body_size": 1 << 20,
    "max_buffer_size": 2 << 20,
    "idle_connection_timeout": 30.0,  # also how long the headers of a request may take
    "body_timeout": 15.0,
}
"""What one connection may hold, in bytes and seconds; for `HTTPServer`."""

_MOST_CONNECTIONS = 256
_ACCEPTS_AT_ONCE = 64
_PAUSE_S = 1.0
"""How long nobody is taken after the system had no room for one more."""

_log = logging.getLogger(__name__)


class Listener:
    """Listens for a server; `stop` ends that, and leaves the connections in hand to the server."""

    def __init__(self, server: HTTPServer, listening: socket.socket) -> None:
        """Listen on a socket, and take connections once `start` is called."""
        self._server, self._listening = server, listening
        self._open: set[IOStream] = set()
        self._resuming: object | None = None
        listening.setblocking(False)  # noqa: FBT003 - as the socket has it

    def start(self) -> None:
        """Take connections from now on; on the event loop."""
        self._resuming = None
        IOLoop.current().add_handler(self._listening, self._accept, IOLoop.READ)

    def stop(self) -> None:
        """Take no more connections."""
        if self._resuming is not None:
            IOLoop.current().remove_timeout(self._resuming)
        IOLoop.current().remove_handler(self._listening)
        self._listening.close()

    def _accept(self, listening: socket.socket, _: int) -> None:
        """Take those who wait; when the system has no room, look again a little later."""
        for _turn in range(_ACCEPTS_AT_ONCE):
            try:
                connection, address = listening.accept()
            except (BlockingIOError, ConnectionAbortedError):
                return
            except OSError as error:
                _log.warning("no connection can be taken (%s): a pause", error.strerror)
                self._pause()
                return
            self._take(connection, address)

    def _take(self, connection: socket.socket, address: object) -> None:
        """Hand a connection to the server, unless there are too many."""
        self._open = {stream for stream in self._open if not stream.closed()}
        if len(self._open) >= _MOST_CONNECTIONS:
            connection.close()
            return
        stream = IOStream(connection, max_buffer_size=LIMITS["max_buffer_size"])
        self._open.add(stream)
        try:
            self._server.handle_stream(stream, address)  # type: ignore[arg-type] # any family's
        except (OSError, StreamClosedError):
            stream.close()

    def _pause(self) -> None:
        loop = IOLoop.current()
        loop.remove_handler(self._listening)
        self._resuming = loop.call_later(_PAUSE_S, self.start)
