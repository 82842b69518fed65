"""Whoever connects: bounded in number, size and time, and never a busy loop."""

from __future__ import annotations

import asyncio
import resource
import socket
import time
from contextlib import asynccontextmanager, closing
from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.channels.http_server import bounded_http
from bot.channels.http_server.bounded_body import BodyTooLargeError, bounded
from bot.channels.http_server.listening_socket import listen
from bot.channels.http_server.server import server
from geo.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

HELLO = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"


async def hello(request: Request) -> Response:
    """Read a body within its bounds."""
    try:
        await Request(request.scope, bounded(request.receive, 1000, 0.3)).body()
    except (BodyTooLargeError, TimeoutError):
        return Response(status_code=400, headers={"Connection": "close"})
    return PlainTextResponse("hello")


@asynccontextmanager
async def served() -> AsyncIterator[int]:
    """Serve on a free port."""
    taken = listen("127.0.0.1", 0)
    site = Starlette(routes=[Route("/", hello, methods=["GET", "POST"])])
    running = server(site, lifespan=False)
    task = asyncio.create_task(running.serve(sockets=[taken]))
    while not running.started:  # noqa: ASYNC110 - uvicorn offers no event
        await asyncio.sleep(0.01)
    yield taken.getsockname()[1]
    running.should_exit = True
    await task


async def said(port: int, request: bytes) -> bytes:
    """Send bytes, and give all that comes back until the server closes or falls silent."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    told = b""
    try:
        writer.write(request)
        while part := await asyncio.wait_for(reader.read(1000), 3):
            told += part
            if request is HELLO:
                break
    except (TimeoutError, ConnectionError):
        pass
    writer.close()
    return told


def test_a_request_is_answered() -> None:
    """Within the limits all is as with any server."""

    async def run() -> None:
        async with served() as port:
            assert b"hello" in await said(port, HELLO)

    asyncio.run(run())


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 20_000 + b"\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc",
        b"GET / HTTP/1.1\r\nHost: a\r\n",
        b"\x00\xff\x16\x03\x01 no request\r\n\r\n",
        b"",
    ],
    ids=["headers", "body", "slow body", "slow headers", "no HTTP", "silence"],
)
def test_what_is_too_large_or_too_slow_is_closed(
    request_bytes: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection ends by itself, and others are served meanwhile."""
    monkeypatch.setattr(bounded_http, "HEAD_S", 0.3)

    async def run() -> None:
        async with served() as port:
            begun = time.monotonic()
            odd = asyncio.create_task(said(port, request_bytes))
            assert b"hello" in await said(port, HELLO)
            assert b" 200 " not in await odd
            assert time.monotonic() - begun < 2.9

    asyncio.run(run())


def test_connections_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond so many at once the next is closed; when one has gone, there is room again."""
    monkeypatch.setattr(bounded_http, "MOST_CONNECTIONS", 5)

    async def run() -> None:
        async with served() as port:
            held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(5)]
            await asyncio.sleep(0.05)
            assert b" 503 " in await said(port, HELLO)
            held[0][1].close()
            await asyncio.sleep(0.05)
            assert b"hello" in await said(port, HELLO)
            for _, writer in held[1:]:
                writer.close()

    asyncio.run(run())


def test_without_file_descriptors_it_waits(caplog: pytest.LogCaptureFixture) -> None:
    """A connection that the system has no room for is taken later, without a busy loop."""

    async def run() -> None:
        async with served() as port:
            waiting = socket.socket()
            soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
            resource.setrlimit(resource.RLIMIT_NOFILE, (waiting.fileno() + 1, hard))
            spent = time.process_time()
            try:
                waiting.connect(("127.0.0.1", port))
                await asyncio.sleep(0.5)
            finally:
                resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
            assert time.process_time() - spent < 0.2
            waiting.send(HELLO)
            waiting.setblocking(False)  # noqa: FBT003 - as the socket has it
            loop = asyncio.get_running_loop()
            assert b"hello" in await asyncio.wait_for(loop.sock_recv(waiting, 1000), 5)
            waiting.close()

    asyncio.run(run())
    assert any("out of system resource" in one.getMessage() for one in caplog.records)


def test_an_address_that_is_taken_is_told() -> None:
    """What hinders is told with the address, before anything else is started."""
    with (
        closing(socket.create_server(("127.0.0.1", 0))) as taken,
        pytest.raises(SettingsError, match="cannot listen"),
    ):
        listen("127.0.0.1", taken.getsockname()[1])


def test_no_part_of_an_answer_waits_for_the_one_before() -> None:
    """A connection sends each part at once, not when the last one has been acknowledged."""
    with listen("127.0.0.1", 0) as listening:
        with socket.create_connection(listening.getsockname()):
            accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
