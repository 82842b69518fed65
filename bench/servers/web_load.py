"""Requests to a web server as fast as it takes them, or so many a second; over kept connections."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

CONNECTIONS = 32


class Load(NamedTuple):
    """What came of many requests: how long each waited, and how long all took, seconds."""

    waits_s: list[float]
    taken_s: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.waits_s) / self.taken_s


class Connection:
    """One kept connection, which asks one thing after the other."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Use an open connection."""
        self._reader, self._writer = reader, writer

    async def ask(self, request: bytes) -> bytes:
        """Send a request; give the status line and headers, once the whole answer is there."""
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        await self._reader.readexactly(int(length or 0))
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.split(b"\r\n", 1)[0].decode())
        return head


def get(path: str) -> bytes:
    """Write a request to read a path."""
    return f"GET {path} HTTP/1.1\r\nHost: bench\r\n\r\n".encode()


def post(path: str, body: bytes, kind: str = "application/json") -> bytes:
    """Write a request to post a body."""
    head = f"POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: {kind}\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def at_once(url: str, requests: Sequence[bytes], count: int) -> Load:
    """Send so many requests, in turn, as fast as they are answered."""
    return asyncio.run(_at_once(url, requests, count))


def in_time(url: str, requests: Sequence[bytes], count: int, per_s: float) -> Load:
    """Send so many requests a second, whether or not those before are answered."""
    return asyncio.run(_in_time(url, requests, count, per_s))


async def _at_once(url: str, requests: Sequence[bytes], count: int) -> Load:
    lines = [await _open(url) for _ in range(CONNECTIONS)]
    waits: list[float] = []
    numbers = iter(range(count))

    async def work(line: Connection) -> None:
        for number in numbers:
            began = time.perf_counter()
            await line.ask(requests[number % len(requests)])
            waits.append(time.perf_counter() - began)

    began = time.perf_counter()
    await asyncio.gather(*map(work, lines))
    return Load(waits, time.perf_counter() - began)


async def _in_time(url: str, requests: Sequence[bytes], count: int, per_s: float) -> Load:
    free: asyncio.Queue[Connection] = asyncio.Queue()
    for _ in range(CONNECTIONS):
        free.put_nowait(await _open(url))
    waits: list[float] = []

    async def one(request: bytes, due: float) -> None:
        line = await free.get()
        await line.ask(request)
        waits.append(time.perf_counter() - due)
        free.put_nowait(line)

    began = time.perf_counter()
    async with asyncio.TaskGroup() as tasks:
        for number in range(count):
            due = began + number / per_s
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            tasks.create_task(one(requests[number % len(requests)], due))
    return Load(waits, time.perf_counter() - began)


async def _open(url: str) -> Connection:
    parts = urlsplit(url)
    return Connection(*await asyncio.open_connection(parts.hostname, parts.port))
