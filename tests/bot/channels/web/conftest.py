"""A running web server, one for each file of tests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.bot.channels.web.staff_browser import link
from tests.support.web_site import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.bot.channels.web.staff_browser import Post
    from tests.support.web_site import Site

    Open = Callable[..., Page]

PHONE = (390, 844)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real server without limits of rate, on the real dataset."""
    with serving(tmp_path_factory.mktemp("state")) as running:
        yield running


@pytest.fixture
def browser(site: Site) -> Iterator[httpx.Client]:
    """Somebody's browser: it keeps cookies and says where a form was sent from."""
    with httpx.Client(base_url=site.url, headers={"Origin": site.url.rstrip("/")}) as client:
        yield client


@pytest.fixture
def staff(site: Site, browser: httpx.Client) -> httpx.Client:
    """The browser of a member of staff."""
    assert browser.post("/staff/login", data={"link": link(site)}).status_code == 303
    return browser


@pytest.fixture
def post(staff: httpx.Client) -> Iterator[Post]:
    """Send a form of her pages; what she changed is taken back at the end."""
    proof = re.findall(r'name="proof" value="(\w+)"', staff.get("/staff").text)[0]

    def send(path: str, **fields: str) -> httpx.Response:
        return staff.post(path, data={"proof": proof, **fields}, follow_redirects=True)

    yield send
    for number in re.findall(r'href="/staff/log/(\d+)"', staff.get("/staff/log").text):
        send("/staff", press=f"staff:undo:{number}")


@pytest.fixture
def opened(chromium: Browser, site: Site) -> Iterator[Open]:
    """Open an address of the site in a fresh browser; nothing may complain."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(path: str, size: tuple[int, int] = PHONE, **options: Any) -> Page:  # noqa: ANN401 - of Playwright
        touch = size[0] < 600
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            is_mobile=touch,
            has_touch=touch,
            locale="zh-CN",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda said: complaints.append(said.text) if said.type != "info" else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(site.at(path))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
