"""Whom the server knows, what it keeps of them, and who may speak for them."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.channels.discreet_log import StructuredFormatter
from tests.support.web_site import STATION, serving

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.web_site import Site

LON, LAT = 121.514321, 31.211765
EXACT = ("121.514321", "31.211765", "121.51432", "31.21176", "121.5143", "31.2118")


def client(site: Site, **headers: str) -> httpx.Client:
    """A browser of its own."""
    own = {"Origin": site.url.rstrip("/")} | headers
    return httpx.Client(base_url=site.url, headers=own)


def stored(folder: Path) -> bytes:
    """Every byte of the state folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_two_residents_never_see_each_other(site: Site) -> None:
    """Each browser has a session of its own."""
    with client(site) as one, client(site) as other:
        one.post("/", data={"place": STATION})
        assert "塘桥站附近" not in other.post("/", data={"text": "附近有助餐点吗"}).text
        other.post("/", data={"place": "metro-lancun"})
        assert "您在：塘桥站" in one.get("/").text
        assert one.cookies["yike"] != other.cookies["yike"]


def test_the_cookie_is_for_the_server_alone(site: Site) -> None:
    """No script reads it, no other site sends it, and it ends with the session."""
    with client(site) as browser:
        assert "set-cookie" not in browser.get("/").headers  # reading needs none
        cookie = browser.post("/", data={"press": "near"}).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "max-age=86400" in cookie
    secured = httpx.post(
        site.url, data={"press": "near"}, headers={"X-Forwarded-Proto": "https"}
    ).headers["set-cookie"]
    assert "secure" in secured.lower()


def test_a_forged_cookie_gets_a_fresh_one(site: Site) -> None:
    """What we did not sign is nobody's, even when it looks like ours."""
    with client(site) as browser:
        browser.post("/", data={"place": STATION})
        name, _, signature = browser.cookies["yike"].partition(".")
    for forged in (
        f"{secrets.token_urlsafe(16)}.{signature}",
        f"{name}.{'0' * 32}",
        f"{name}.",
        "' OR 1=1 --",
        name,
    ):
        with client(site, Cookie=f"yike={forged}") as thief:
            answer = thief.post("/", data={"text": "附近有助餐点吗"})
            assert "塘桥站附近" not in answer.text
            assert answer.headers["set-cookie"].partition(";")[0] != f"yike={forged}"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "null"},
        {"Referer": "https://evil.example/page"},
    ],
)
def test_another_site_cannot_speak_for_a_resident(site: Site, headers: dict[str, str]) -> None:
    """A form that another site had the browser send is refused, and changes nothing."""
    with client(site) as browser:
        browser.post("/", data={"place": STATION})
        own = {"Cookie": f"yike={browser.cookies['yike']}"}
        for path in ("/", "/map.html"):
            refused = httpx.post(site.at(path), data={"press": "forget"}, headers=own | headers)
            assert refused.status_code == 403
        assert "您在：塘桥站" in browser.get("/").text


def test_a_form_of_unknown_origin_is_somebody_new(site: Site) -> None:
    """A post that does not show where it comes from gets no session."""
    with client(site) as browser:
        browser.post("/", data={"place": STATION})
        own = {"Cookie": f"yike={browser.cookies['yike']}"}
        answer = httpx.post(site.url, data={"text": "附近有助餐点吗"}, headers=own)
        assert "塘桥站附近" not in answer.text


def test_no_precise_position_is_stored(tmp_path: Path) -> None:
    """The state folder is searched while the server runs and after it, WAL included."""
    with serving(tmp_path) as site:
        with client(site) as browser:
            browser.post("/", data={"lon": LON, "lat": LAT, "error_m": "12"})
            browser.post("/", data={"text": "附近有助餐点吗"})
            browser.post("/", data={"text": f"{LON},{LAT} 附近的卫生站"})
            browser.post("/map.html", data={})
        httpx.get(site.at(f"/api/v1/nearby?at={LON},{LAT}"))
        running = stored(tmp_path)
    for digits in EXACT:
        assert digits.encode() not in running, digits
        assert digits.encode() not in stored(tmp_path), digits
    assert b"121.514," in running  # to a thousandth of a degree, for a day


def test_who_is_forgotten_leaves_nothing(tmp_path: Path) -> None:
    """Her session is erased, her cookie taken back, and the browser told to empty its cache."""
    with serving(tmp_path) as site, client(site) as browser:
        browser.post("/", data={"place": STATION})
        assert STATION.encode() in stored(tmp_path)
        answer = browser.post("/", data={"at": STATION, "press": "forget"})
        assert STATION.encode() not in stored(tmp_path)
        assert "yike" not in browser.cookies
        assert "storage" in answer.headers["clear-site-data"]


def test_a_session_ends_after_a_day(tmp_path: Path) -> None:
    """A day later nobody is remembered, though the cookie is still there."""
    with serving(tmp_path) as site, client(site) as browser:
        browser.post("/", data={"place": STATION})
        site.clock.passes(hours=25)
        assert "您在：塘桥站" not in browser.get("/").text


def test_the_log_holds_nothing_of_a_visitor(
    site: Site, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error is logged under a number, as one JSON object, without words or positions."""
    import json

    from bot.channels.web.web_worker import WebWorker

    def fails(*_: object) -> None:
        raise ValueError(f"secret words at {LON},{LAT}")

    monkeypatch.setattr(WebWorker, "answer", fails)
    with client(site) as browser, caplog.at_level(logging.INFO):
        answer = browser.post("/", data={"text": "秘密的话", "at": STATION})
    assert answer.status_code == 500
    lines = [json.loads(StructuredFormatter().format(record)) for record in caplog.records]
    written = json.dumps(lines, ensure_ascii=False)
    number = next(one["message"] for one in lines if "error" in one["message"]).split()[1][:6]
    assert number in answer.text
    for secret in ("秘密", "secret", STATION, *EXACT):
        assert secret not in written
