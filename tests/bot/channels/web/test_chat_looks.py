"""What weak eyes, a dark room and a lost network get: the chat page in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.web_site import STATION, ask, until

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Open = Callable[..., Page]

pytestmark = pytest.mark.browser

SMALL = (360, 640)
ASKED = "附近有助餐点吗"


def test_words_that_were_not_sent_are_told_with_a_number_to_call(opened: Open) -> None:
    """Without a network the last answer is no answer to them, and an alarm has a way out."""
    page = opened(f"/p/{STATION}")
    until(page, "navigator.serviceWorker.controller !== null")
    ask(page, ASKED)
    assert not page.is_visible("#offline")
    page.context.set_offline(offline=True)
    ask(page, "我老伴摔倒了不动了")
    assert "刚才的话没有发出去" in page.inner_text("#offline")
    assert page.locator("#offline a[href='tel:120']").is_visible()


def test_the_way_is_drawn_on_a_map(opened: Open) -> None:
    """The map of a way has its line within sight, both ends, and says what its signs mean."""
    page = opened(f"/p/{STATION}")
    ask(page, "第一个怎么走")
    assert "走法" in page.inner_text("#answer")
    line, frame = (page.locator(one).bounding_box() for one in ("svg.map .way >> nth=1", ".frame"))
    assert line
    assert frame
    assert frame["x"] <= line["x"]
    assert frame["y"] <= line["y"]
    assert line["x"] + line["width"] <= frame["x"] + frame["width"]
    assert line["y"] + line["height"] <= frame["y"] + frame["height"]
    assert page.locator("svg.map .m polygon").count() == 1
    assert page.locator("svg.map .m polygon ~ text").text_content() == ""  # no list has its number
    key = page.inner_text(".key")
    assert "起点：塘桥站" in key
    assert "蓝线" in key


def test_a_layman_reads_the_map(opened: Open) -> None:
    """Below the map of a list stands what its rings and its dotted circles mean."""
    page = opened(f"/p/{STATION}")
    key = page.inner_text(".key")
    assert "走路 5、10、15 分钟以内" in key
    assert "位置不准" in key


def test_the_paper_is_dark_where_the_phone_is(opened: Open) -> None:
    """Until somebody chooses otherwise; then that stays."""
    page = opened("/", color_scheme="dark")
    assert page.is_checked("#contrast")
    page.click("label[for=contrast]")
    page.reload()
    assert not page.is_checked("#contrast")


@pytest.mark.parametrize("words", [ASKED, "我老伴摔倒了不动了"])
def test_letters_follow_the_browser(opened: Open, words: str) -> None:
    """Who has set larger letters in the browser gets them here, and nothing is pushed out."""
    page = opened(f"/p/{STATION}", SMALL)
    ask(page, words)
    size = "parseFloat(getComputedStyle(document.querySelector('#answer > p')).fontSize)"
    before = page.evaluate(size)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(size) == 2 * before
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL[0]


def test_an_alarm_is_asked_for_more_of_it(opened: Open) -> None:
    """Beside the number to call nobody is asked for a canteen."""
    page = opened("/")
    ask(page, "我老伴摔倒了不动了")
    assert page.inner_text("label[for=text]").startswith("还有什么情况")
    assert "助餐" not in str(page.get_attribute("#text", "placeholder"))
