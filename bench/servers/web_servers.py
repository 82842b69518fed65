"""The servers that are measured: Yike's own, and a bare Starlette application that echoes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
import psutil

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ECHO = """\
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

async def echo(request):
    return JSONResponse({"query": str(request.url.query), "body": len(await request.body())})

routes = [Route("/{path:path}", echo, methods=["GET", "POST"])]
uvicorn.run(Starlette(routes=routes), port=int(sys.argv[1]), http="httptools", loop="asyncio",
            log_level="error")
"""


@contextmanager
def yike() -> Iterator[tuple[str, psutil.Process]]:
    """Run `yike serve` without limits of rate; give its address and its process."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as state:
        settings = {"YIKE_STATE": state, "YIKE_WEB_RATE": "0"}
        command = [sys.executable, "-m", "bot.cli.main", "serve", "--port", str(port)]
        with _running(command, port, settings) as process:
            yield f"http://127.0.0.1:{port}", process


@contextmanager
def echo() -> Iterator[str]:
    """Run the application that only echoes; give its address."""
    port = _free_port()
    with _running([sys.executable, "-c", ECHO, str(port)], port, {}):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _running(
    command: Sequence[str], port: int, settings: dict[str, str]
) -> Iterator[psutil.Process]:
    process = subprocess.Popen(  # noqa: S603 - commands of this file
        command, env=os.environ | settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _await(f"http://127.0.0.1:{port}/healthz", process)
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait()


def _await(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        if process.poll() is not None:
            raise RuntimeError("the server did not start")
        try:
            httpx.get(url)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server never answered")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])
