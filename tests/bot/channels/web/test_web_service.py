"""The server as a program: what the terminal shows, how it stops, and Telegram beside it."""

from __future__ import annotations

import os
import pty
import re
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import httpx
import numpy as np
import zxingcpp
from PIL import Image

from bot.channels.telegram.telegram_application import build as build_bot
from bot.channels.telegram.webhook import hook_route, running
from bot.channels.web.web_application import Beside
from bot.settings import Settings
from geo.dataset.dataset import open_dataset
from tests.botapi import BotApi
from tests.conftest import ROOT
from tests.support.telegram_bot import STAFF_ID, work_folder
from tests.support.web_site import STATION, UNLIMITED, serving

if TYPE_CHECKING:
    from pathlib import Path

BLOCKS = {" ": (0, 0), "█": (1, 1), "▀": (1, 0), "▄": (0, 1)}


def code_in(text: str) -> str:
    """Read the QR code that stands in half blocks in a terminal, dark on light letters."""
    rows = [line for line in text.splitlines() if len(line) > 20 and set(line) <= set(BLOCKS)]
    halves = [[BLOCKS[sign] for sign in row] for row in rows]
    light = np.array([[half[side] for half in row] for row in halves for side in (0, 1)])
    picture = Image.fromarray((light * 255).astype(np.uint8)).resize(
        (light.shape[1] * 8, light.shape[0] * 8), Image.Resampling.NEAREST
    )
    (code,) = zxingcpp.read_barcodes(picture)
    return str(code.text)


class Terminal:
    """A command at a terminal of its own."""

    def __init__(self, state: Path, *arguments: str) -> None:
        """Start it."""
        self._end, inner = pty.openpty()
        given = {"YIKE_STATE": str(state), "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(  # noqa: S603 - ours
            [sys.executable, "-m", "bot.cli.main", *arguments],
            stdin=inner,
            stdout=inner,
            stderr=subprocess.DEVNULL,
            env=os.environ | given,
            cwd=state,
        )
        os.close(inner)

    def until(self, pattern: str) -> str:
        """Read what it shows until that is there."""
        shown = b""
        while not re.search(pattern, text := shown.decode("utf-8", "ignore")):
            shown += os.read(self._end, 4096)
        return text

    def interrupted(self) -> int:
        """Send what Ctrl-C sends; give how it ended."""
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(timeout=60)
        finally:
            self.process.kill()
            self.process.wait()
            os.close(self._end)


def answers(url: str) -> httpx.Response:
    """Ask once the server is up."""
    for _ in range(600):
        try:
            return httpx.get(url)
        except httpx.TransportError:
            time.sleep(0.1)
    raise TimeoutError(url)


def test_make_run_ends_with_the_page(tmp_path: Path) -> None:
    """At a terminal the demonstration serves, and shows the address and a code that leads there."""
    terminal = Terminal(tmp_path, "demo", "--out", str(tmp_path / "out"))
    shown = terminal.until(r"http://127\.0\.0\.1:\d+/")
    address = re.findall(r"http://127\.0\.0\.1:\d+/", shown)[-1]
    assert code_in(shown) == address
    assert "一刻" in answers(address).text
    assert terminal.interrupted() == 0


def test_without_a_terminal_it_ends_by_itself(tmp_path: Path) -> None:
    """In a script the demonstration shows its answers and exits."""
    done = subprocess.run(  # noqa: S603 - ours
        [sys.executable, "-m", "bot.cli.main", "demo", "--out", str(tmp_path / "out")],
        env=os.environ | {"YIKE_STATE": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "http://" not in done.stdout


def until_refused(port: int) -> None:
    """Wait until nobody is let in any more."""
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except ConnectionRefusedError:
            return
        time.sleep(0.05)
    raise TimeoutError


def test_stopping_finishes_what_is_in_hand(tmp_path: Path) -> None:
    """SIGTERM takes no more requests, answers those in hand, closes the store and ends well."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli.main", "serve", "--port", "0"],
        env=os.environ | {"YIKE_STATE": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout
    address = next(line.strip() for line in process.stdout if line.startswith("http://"))
    assert answers(address).status_code == 200
    port = int(address.rstrip("/").rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=30) as half:
        body = urlencode({"text": "你好"}).encode()
        head = f"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        half.sendall(head + body[:4])
        process.send_signal(signal.SIGTERM)
        until_refused(port)
        half.sendall(body[4:])
        assert half.recv(4096).startswith(b"HTTP/1.1 200")
    assert process.wait(timeout=30) == 0
    process.stdout.close()
    assert not (tmp_path / "store.sqlite3-wal").exists()


def test_telegram_lives_on_the_same_server(tmp_path: Path) -> None:
    """One process and one store: updates are answered at their hook, pages at theirs."""
    dataset = open_dataset()

    def telegram(address: str) -> tuple[Beside, ...]:
        settings = Settings(
            api.token,
            tmp_path,
            frozenset({STAFF_ID}),
            base_url=api.url,
            webhook_url=f"{address}hook",
            pictures=False,
            chat_interval_s=0,
        )
        bot = build_bot(settings, dataset)
        return (Beside((hook_route(bot, settings),), lambda: running(bot, settings)),)

    with (
        BotApi() as api,
        work_folder(tmp_path),
        serving(tmp_path, UNLIMITED, beside=telegram) as site,
    ):
        api.wait_for(lambda: api.webhook.url, 120)
        user = api.user()
        assert "T-7000" in user.asks("查 T-7000").text
        assert httpx.post(site.at("/hook"), json={}).status_code == 403
        assert "塘桥站" in httpx.get(site.at(f"/p/{STATION}")).text
