"""How fast the web server answers over real HTTP: `python -m bench.web [--quick]`."""

from __future__ import annotations

import argparse
import json
import shutil
from random import Random
from statistics import median
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import numpy as np

from bench.rows import Row, Section
from bench.servers import web_servers
from bench.servers.web_load import at_once, get, in_time, post

if TYPE_CHECKING:
    from collections.abc import Iterator

HOW = """\
Real HTTP on 127.0.0.1: the server is one process, 32 kept connections are another on the same two
cores. Positions are spread over the town and never asked twice. The peer is a bare Starlette
application on the same server, which only echoes what it is asked. A wait at so many a second
counts from the moment the request was due. The first view is a poster's page with its map, in
Chromium on a processor slowed down four times."""

QUESTIONS = (
    "附近有助餐点吗",
    "走十分钟能到的卫生站",
    "什么叫1+1+1签约",
    "现在开着的有哪些",
    "塘桥有几个居委会",
    "我腿脚不好，附近的家门口服务站",
)
PLACE = "metro-tangqiao"
PACKAGES = ("starlette", "uvicorn", "httptools", "jinja2", "numpy", "numba", "shapely")


def main() -> None:
    """Measure all; the whole run goes into docs/benchmarks.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=100_000, help="for the memory; 100,000")
    parser.add_argument("--quick", action="store_true", help="few requests, nothing written")
    given = parser.parse_args()
    section = Section("web", "Web", HOW, PACKAGES)
    many = 1_000 if given.quick else 10_000
    with web_servers.yike() as (url, process):
        section.take(speeds(url, many))
        section.take(first_view(url))
        total = 5_000 if given.quick else given.requests
        section.take(memory(url, process, total))
    with web_servers.echo() as url:
        section.take(peer(url, many))
    if not given.quick:
        section.write()


def nearby(count: int) -> list[bytes]:
    """Requests for what is near a position, each another one."""
    random = Random(14)  # noqa: S311 - the same ones in every run
    return [
        get(f"/api/v1/nearby?{urlencode({'at': _at(random), 'category': 'canteen'})}")
        for _ in range(count)
    ]


def asks(count: int) -> list[bytes]:
    """Questions in words at positions."""
    random = Random(15)  # noqa: S311 - likewise
    return [
        post(
            "/api/v1/ask",
            json.dumps({"text": QUESTIONS[number % len(QUESTIONS)], "at": _at(random)}).encode(),
        )
        for number in range(count)
    ]


def _at(random: Random) -> str:
    return f"{random.uniform(121.510, 121.522):.6f},{random.uniform(31.206, 31.216):.6f}"


def speeds(url: str, many: int) -> Iterator[Row]:
    """Measure how many are answered a second, and how long each waits."""
    near = nearby(many)
    at_once(url, near, many // 4)
    rate = max(at_once(url, near, many).rate for _ in range(3))
    yield Row("/api/v1/nearby a second", f"{rate:.0f}", "≥ 1,000", rate >= 1000)
    waits = in_time(url, near, many // 3, 300).waits_s
    p99 = float(np.percentile(waits, 99)) * 1000
    yield Row("wait at 300 a second, median", f"{median(waits) * 1000:.1f} ms")
    yield Row.at_most("wait at 300 a second, p99", p99, 10, "ms")
    asked = asks(many // 4)
    rate = max(at_once(url, asked, many // 4).rate for _ in range(3))
    yield Row("/api/v1/ask a second", f"{rate:.0f}", "≥ 300", rate >= 300)
    pages = [get(f"/p/{PLACE}")]
    rate = max(at_once(url, pages, many // 4).rate for _ in range(3))
    yield Row("pages with a map of a named place a second", f"{rate:.0f}")


def peer(url: str, many: int) -> Iterator[Row]:
    """Measure the application that only echoes, with the same requests."""
    near = nearby(many)
    at_once(url, near, many // 4)
    rate = max(at_once(url, near, many).rate for _ in range(3))
    yield Row("the same as /api/v1/nearby, a bare echo", f"{rate:.0f} a second")
    waits = in_time(url, near, many // 3, 300).waits_s
    p99 = float(np.percentile(waits, 99)) * 1000
    yield Row("wait at 300 a second, a bare echo, p99", f"{p99:.1f} ms")


def memory(url: str, process: object, total: int) -> Iterator[Row]:
    """Measure how the memory of the server drifts while it answers."""
    mixed = [*nearby(3000), *asks(1000), get(f"/p/{PLACE}"), get("/")]
    at_once(url, mixed, total // 10)
    held = [_megabytes(process)]
    for _ in range(9):
        at_once(url, mixed, total // 10)
        held.append(_megabytes(process))
    drift = max(abs(one - held[0]) for one in held)
    told = f"{held[0]:.0f} MB, ± {drift:.0f} MB"
    yield Row(f"memory over {total:,} requests", told, "± 20 MB", drift <= 20)


def _megabytes(process: object) -> float:
    return float(process.memory_info().rss / 1e6)  # type: ignore[attr-defined]


def first_view(url: str) -> Iterator[Row]:
    """Measure the first view of a poster's page in a slow browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        times, sizes = [], []
        for _ in range(7):
            page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
            slow = page.context.new_cdp_session(page)
            slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
            response = page.goto(f"{url}/p/{PLACE}")
            if response is None:
                continue
            sent = response.request.sizes()
            sizes.append((sent["responseHeadersSize"] + sent["responseBodySize"]) / 1000)
            times.append(
                page.evaluate(
                    "performance.timing.domContentLoadedEventEnd - "
                    "performance.timing.navigationStart"
                )
            )
            page.context.close()
        browser.close()
    yield Row.at_most("first view with its map, transferred", max(sizes), 30, "kB")
    yield Row.at_most("first view, interactive, median", median(times), 500, "ms")


if __name__ == "__main__":
    main()
