"""Runs the server in a thread: a free port on 127.0.0.1, a quick end, the same port again."""

from __future__ import annotations

import asyncio
import socket
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

import uvicorn

from tests.botapi.server import Gateway
from tests.botapi.webhook import deliver_forever

if TYPE_CHECKING:
    from starlette.requests import Request

    from tests.botapi.state import State

# A client that is slow to read its last answer is cut off after this.
_FAREWELL_S = 1.0


class Host:
    """One server thread; may be started again after it was stopped."""

    def __init__(self, state: State) -> None:
        """Prepare to serve `state`."""
        self._state = state
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._over = asyncio.Event()
        self.port = 0

    def start(self) -> None:
        """Serve; returns when requests are taken."""
        # The protocol is named because asyncio turns Nagle's delay off for such sockets only.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        self.port = listener.getsockname()[1]
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(listener, ready), daemon=True)
        self._thread.start()
        ready.wait()

    def stop(self) -> None:
        """Answer those who wait, close all connections and end the thread."""
        if self._thread is None or self._loop is None:
            return
        self._state.on_update = lambda: None
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()
        self._thread = None

    def _run(self, listener: socket.socket, ready: threading.Event) -> None:
        try:
            asyncio.run(self._serve(listener, ready))
        finally:
            ready.set()

    async def _serve(self, listener: socket.socket, ready: threading.Event) -> None:
        loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        self._loop = loop
        gateway = Gateway(self._state, lambda request: _hang_up(server, request))
        server = uvicorn.Server(_config(gateway))
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started and not serving.done():  # noqa: ASYNC110 - uvicorn has no event
            await asyncio.sleep(0.001)
        self._state.on_update = lambda: _ring(loop, gateway)
        delivering = asyncio.create_task(deliver_forever(self._state, lambda: gateway.bell))
        ready.set()
        await self._over.wait()
        gateway.close()
        await _close(server)
        for task in (serving, delivering):
            task.cancel()
        await asyncio.gather(serving, delivering, return_exceptions=True)


def _config(gateway: Gateway) -> uvicorn.Config:
    return uvicorn.Config(
        gateway.app(),
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        timeout_keep_alive=60,
    )


def _ring(loop: asyncio.AbstractEventLoop, gateway: Gateway) -> None:
    """Wake the waiting polls from any thread; too late is no error while a server stops."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(gateway.ring)


async def _close(server: uvicorn.Server) -> None:
    """End the connections; quicker than uvicorn's own way, which sleeps between its steps."""
    for listening in server.servers:
        listening.close()
    connections = server.server_state.connections
    for connection in list(connections):
        connection.shutdown()
    loop = asyncio.get_running_loop()
    deadline = loop.time() + _FAREWELL_S
    while connections and loop.time() < deadline:  # noqa: ASYNC110 - uvicorn has no event
        await asyncio.sleep(0.002)


def _hang_up(server: uvicorn.Server, request: Request) -> None:
    """Cut the connection that this request came by."""
    for connection in list(server.server_state.connections):
        if connection.client == tuple(request.client or ()):  # type: ignore[union-attr]
            connection.transport.abort()
