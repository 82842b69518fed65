"""Nobody holds the server up: not by speed, size, slowness, or by the thousand."""

from __future__ import annotations

import socket
import time
from contextlib import ExitStack
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import httpx
import pytest

from bot.channels.http_server import bounded_http
from bot.channels.web.limits.rate_limits import Rate, RateLimit
from bot.channels.web.web_application import WebOptions
from tests.support.web_site import STATION, serving

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.web_site import Site


def connected(site: Site) -> socket.socket:
    """A bare connection to the server."""
    parts = urlsplit(site.url)
    return socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10)


def answer_of(raw: socket.socket) -> bytes:
    """Everything that comes until the server closes."""
    parts = []
    while part := raw.recv(65_536):
        parts.append(part)
    return b"".join(parts)


def test_an_address_may_not_ask_too_fast(tmp_path: Path) -> None:
    """Past the burst comes 429 with how long to wait, as a page or as a problem."""
    options = WebOptions(address_rate=Rate(0.01, 5), visitor_rate=None)
    with serving(tmp_path, options) as site:
        answers = [httpx.get(site.at(f"/p/{STATION}")) for _ in range(7)]
        assert [one.status_code for one in answers].count(429) >= 1
        assert int(answers[-1].headers["retry-after"]) >= 1
        assert "问得太快了" in answers[-1].text
        problem = httpx.get(site.at("/api/v1/places"))
        assert problem.headers["content-type"] == "application/problem+json"
        assert httpx.get(site.at("/healthz")).status_code == 200


def test_a_visitor_may_not_ask_too_fast(tmp_path: Path) -> None:
    """One browser is held back while another is not; nobody may try logins without end."""
    options = WebOptions(address_rate=None, visitor_rate=Rate(0.1, 3))
    with serving(tmp_path, options) as site:
        own = {"Origin": site.url.rstrip("/")}
        with httpx.Client(base_url=site.url, headers=own) as one:
            statuses = [one.post("/", data={"press": "help"}).status_code for _ in range(6)]
        assert statuses[0] == 200
        assert statuses[-1] == 429
        assert httpx.get(site.url).status_code == 200
        tries = [httpx.post(site.at("/staff/login"), data={"link": "x"}) for _ in range(12)]
        assert [tries[0].status_code, tries[-1].status_code] == [403, 429]


def test_tokens_come_back_with_time() -> None:
    """A bucket fills at its rate and never beyond its size; old keys are forgotten."""
    now = [0.0]
    limit = RateLimit(Rate(2.0, 4), lambda: now[0])
    assert [limit.wait_s("a") for _ in range(4)] == [0, 0, 0, 0]
    assert limit.wait_s("a") == pytest.approx(0.5)
    now[0] = 0.5
    assert limit.wait_s("a") == 0
    now[0] = 1000.0
    assert [limit.wait_s("a") for _ in range(5)][-1] > 0
    assert limit.wait_s("b") == 0


def test_a_large_body_is_refused(site: Site) -> None:
    """A form of more bytes than anybody types is 413, whether its length is told or not."""
    own = {"Origin": site.url.rstrip("/")}
    body = b"text=" + b"a" * 40_000
    assert httpx.post(site.url, content=body, headers=own).status_code == 413
    chunks = (body[i : i + 4096] for i in range(0, len(body), 4096))
    assert httpx.post(site.url, content=chunks, headers=own).status_code == 413
    for path in ("/", "/map.html"):
        for form in ({"text": "啊" * 1100}, dict.fromkeys("abcdefghijklmn", "x")):
            assert httpx.post(site.at(path), data=form, headers=own).status_code == 413


def test_a_large_head_is_refused(site: Site) -> None:
    """A head without end gets 431 and no more attention."""
    with connected(site) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
        try:
            for number in range(200):
                raw.sendall(b"X-%d: %s\r\n" % (number, b"a" * 500))
            told = answer_of(raw)
        except ConnectionError:  # it hung up while we were still talking
            told = b"HTTP/1.1 431"
    assert told.startswith(b"HTTP/1.1 431")


def test_a_slow_head_is_cut_off(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who does not finish the head in time gets 408."""
    monkeypatch.setattr(bounded_http, "HEAD_S", 0.2)
    with connected(site) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\nHost:")
        assert answer_of(raw).startswith(b"HTTP/1.1 408")


def test_a_slow_body_is_cut_off(tmp_path: Path) -> None:
    """Who sends a byte now and then gets 408, however often."""
    options = WebOptions(None, None, body_s=0.3)
    with serving(tmp_path, options) as site, connected(site) as raw:
        raw.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n")
        for _ in range(5):
            raw.sendall(b"a")
            time.sleep(0.1)
        assert raw.recv(65_536).startswith(b"HTTP/1.1 408")


def test_half_open_connections_keep_nobody_waiting(site: Site) -> None:
    """With 500 connections that say nothing, an honest request is answered within 2 s."""
    with ExitStack() as stack:
        for number in range(500):
            raw = stack.enter_context(connected(site))
            if number % 2:
                raw.sendall(b"GET / HTTP/1.1\r\nHost: half\r\n")
        assert httpx.get(site.url, timeout=2.0).status_code == 200


def test_there_are_never_too_many_connections(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the bound a connection is closed with 503, and the others go on."""
    monkeypatch.setattr(bounded_http, "MOST_CONNECTIONS", 3)
    with ExitStack() as stack:
        held = [stack.enter_context(connected(site)) for _ in range(3)]
        for raw in held:
            raw.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            assert raw.recv(4096).startswith(b"HTTP/1.1 200")
        with connected(site) as one_too_many:
            assert answer_of(one_too_many).startswith(b"HTTP/1.1 503")


PATHS = ("/", "/p/{}", "/map.html", "/api/v1/nearby?at={}", "/api/v1/ask", "/api/v1/facilities/{}")
METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE")
NASTY = (
    "../../etc/passwd",
    "%00%ff%c0%af",
    "' OR 1=1; DROP TABLE sessions --",
    "{{7*7}}${7*7}<script>alert(1)</script>",
    "\u202e\u0000\ud83d\ude00" + "字" * 50,
    "9" * 300,
    "-1e309,NaN",
    "place:" + "a" * 70,
    "a=b&" * 40,
    "%",
)


def hostile(random: Random) -> tuple[str, str, bytes, dict[str, str]]:
    """One request that nobody honest would send."""
    nasty = random.choice(NASTY)
    path = random.choice(PATHS).format(quote(nasty, errors="replace"))
    field = random.choice(("text", "press", "place", "at", "lon", "once", "nonsense"))
    body = random.choice(
        (
            f"{field}={nasty}".encode("utf-8", "replace"),
            random.randbytes(random.randrange(300)),
            b'{"text": ' * random.randrange(400),
            f'{{"text": "{field}", "at": "{field}"}}'.encode(),
        )
    )
    headers = random.choice(
        (
            {},
            {"Cookie": f"yike={'x' * random.randrange(200)}"},
            {"Content-Type": "application/json"},
            {"Content-Type": "multipart/form-data; boundary=x"},
            {"Accept-Language": "en;q=,,;;zh" * 20, "If-None-Match": '"' * 50},
            {"Origin": "http://[::", "Referer": "\x7f"},
            {"Sec-Fetch-Site": "same-origin", "Range": "bytes=9-1"},
        )
    )
    return random.choice(METHODS), path, body, headers


@pytest.mark.parametrize("count", [250, pytest.param(10_000, marks=pytest.mark.storm)])
def test_hostile_requests_break_nothing(site: Site, count: int) -> None:
    """Odd requests get no 5xx and nothing of the inside; honest ones are still answered."""
    random = Random(14)  # noqa: S311 - the same ones every time
    with httpx.Client(base_url=site.url, timeout=20) as attacker:
        for _ in range(count):
            method, path, body, headers = hostile(random)
            try:
                answer = attacker.request(method, path, content=body, headers=headers)
            except (httpx.RemoteProtocolError, httpx.InvalidURL):
                continue  # the server hung up on what is no HTTP
            assert answer.status_code < 500, (method, path, body, headers)
            for inside in ("Traceback", 'File "', "sqlite", "site-packages"):
                assert inside not in answer.text
    assert httpx.get(site.url).status_code == 200


def test_every_answer_carries_the_policy(site: Site) -> None:
    """Pages, problems and errors alike forbid what they do not need; nothing inline is excepted."""
    for path in ("/", f"/p/{STATION}", "/p/none", "/api/v1/places", "/api/none", "/metrics"):
        headers = httpx.get(site.at(path)).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert "server" not in headers
