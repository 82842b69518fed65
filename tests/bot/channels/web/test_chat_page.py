"""The chat page in a real browser: on a phone, on a desk, by keyboard, without JavaScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.support.web_site import STATION, ask, until

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from axe_playwright_python.base import AxeResults
    from playwright.sync_api import Browser, Page

    from tests.support.web_site import Site

    Open = Callable[..., Page]

pytestmark = pytest.mark.browser

SMALL, PHONE, DESK = (360, 640), (390, 844), (1280, 900)
SIZES = (SMALL, PHONE, DESK)
ASKED = "附近有助餐点吗"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_resident_gets_along(opened: Open, size: tuple[int, int], script: bool) -> None:  # noqa: FBT001
    """Ask, say where, read the list, ask on, be forgotten: with and without JavaScript."""
    page = opened("/", size, java_script_enabled=script)
    ask(page, ASKED)
    page.select_option("#place", STATION)
    with page.expect_navigation():
        page.click(".where button.main")
    assert "塘桥站附近的老年助餐" in page.inner_text("h1")
    assert page.locator(".result").count() > 1
    assert page.locator("svg.map").is_visible()
    first = page.inner_text(".result h2 >> nth=0").splitlines()[-1]
    ask(page, "第一个几点开门")
    assert first in page.inner_text("h1")
    assert "开门时间" in page.inner_text("#answer")
    with page.expect_navigation():
        page.click("button[value=forget]")
    assert "都删掉了" in page.inner_text("#answer")
    ask(page, ASKED)
    assert "您在哪里" in page.inner_text("h1")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_keyboard_alone_is_enough(opened: Open, script: bool) -> None:  # noqa: FBT001
    """Every control is reached with Tab, shows that it is, and works with Enter."""
    page = opened("/", DESK, java_script_enabled=script)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "text":
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.type(ASKED)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "place":
            break
    page.keyboard.press("ArrowDown")
    chosen = page.inner_text("option:checked")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert chosen in page.inner_text("h1")


PAGES = ("/", f"/p/{STATION}")


def axe(page: Page) -> AxeResults:
    """Look for violations of WCAG, contrast of 7 to 1 and targets included."""
    rules = {name: {"enabled": True} for name in ("color-contrast-enhanced", "target-size")}
    return Axe().run(page, options={"rules": rules})


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(opened: Open, path: str, dark: bool) -> None:  # noqa: FBT001
    """No violation on the first page and on that of a poster, on light and dark paper."""
    page = opened(path)
    if dark:
        page.click("label[for=contrast]")
    found = axe(page)
    assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing_where_nothing_is(chromium: Browser, site: Site) -> None:
    """The page that there is no such place has no violation either."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(site.at("/p/no-such-place"))
    found = axe(page)
    context.close()
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", PAGES)
def test_measures_for_elders(opened: Open, size: tuple[int, int], path: str) -> None:
    """Letters of 20 px and more, 30 when large; lines 1.5 apart; targets of 60 px; one column."""
    page = opened(path, size)
    assert _sizes_of_paragraphs(page, size[0]) != {30}
    page.click("label[for=large]")
    assert _sizes_of_paragraphs(page, size[0]) == {30}


def _sizes_of_paragraphs(page: Page, width: int) -> set[float]:
    """Measure all that is seen, and give how large the letters of paragraphs are."""
    texts = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(el =>
            !el.closest('svg, script, style, .unseen, option, optgroup') && el.checkVisibility() &&
            [...el.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
        .map(el => { const s = getComputedStyle(el);
            return [el.tagName, parseFloat(s.fontSize), parseFloat(s.lineHeight)]; })"""
    )
    assert texts
    assert [one for one in texts if not 20 <= one[1] <= 30] == []
    assert [one for one in texts if one[2] < 1.5 * one[1] - 0.01] == []
    targets = page.evaluate(
        """() => [...document.querySelectorAll(
            'a:not(.skip), button, select, input:not([type=hidden]):not(.switch), label.tool')]
        .filter(el => el.checkVisibility()).map(el => { const b = el.getBoundingClientRect();
            return [el.tagName, el.textContent.trim(), b.width, b.height]; })"""
    )
    assert [one for one in targets if one[2] < 60 or one[3] < 60] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    return {one[1] for one in texts if one[0] == "P"}


@pytest.mark.parametrize("size", SIZES)
def test_letters_of_the_map_are_as_large(opened: Open, size: tuple[int, int]) -> None:
    """Numbers and names on the map are 20 px at least, however large it is shown and zoomed."""
    page = opened(f"/p/{STATION}", size)
    for _ in range(2):
        heights = page.evaluate(
            """() => [...document.querySelectorAll('.map text')].map(el => {
                const m = el.getScreenCTM(); return 20 * Math.hypot(m.a, m.b); })"""
        )
        assert min(heights) >= 19.9
        assert max(heights) <= 30
        page.click("[data-zoom='1']")


def test_letters_of_the_map_need_no_script(opened: Open) -> None:
    """The style sheet alone makes them large enough on any phone."""
    for width in (320, 360, 390, 430, 600, 800):
        page = opened(f"/p/{STATION}", (width, 800), java_script_enabled=False)
        box = page.locator("svg.map").bounding_box()
        assert box
        scale = page.eval_on_selector(
            "svg.map", "map => getComputedStyle(map).getPropertyValue('--k')"
        )
        assert 20 <= 20 * float(scale) * box["width"] / 1000 <= 30


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("words", ["我老伴胸口疼喘不上气", "我不想活了"])
def test_an_emergency_number_is_the_largest_thing(
    opened: Open, size: tuple[int, int], words: str
) -> None:
    """The number to call is in sight at once, larger than all else, and calls when pressed."""
    page = opened("/", size)
    ask(page, words)
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(el => el.checkVisibility() &&
            [...el.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
        .map(el => [parseFloat(getComputedStyle(el).fontSize), el.getAttribute('href')])"""
    )
    assert max(sizes, key=lambda one: one[0])[1] == "tel:120"
    assert [one[0] for one in sizes].count(max(one[0] for one in sizes)) == 1
    box = page.locator("#answer a[href='tel:120']").bounding_box()
    assert box
    assert box["y"] + box["height"] < size[1]
    lines = page.evaluate(
        """() => [...document.querySelectorAll('.emergency a')].map(el => {
            const number = document.createRange(); number.selectNodeContents(el.firstChild);
            return number.getClientRects().length; })"""
    )
    assert set(lines) == {1}  # no number is broken
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    found = axe(page)
    assert found.violations_count == 0, found.generate_report()


def test_the_first_view_is_one_small_request(opened: Open, chromium: Browser, site: Site) -> None:
    """A poster's page with its map is one request of 30 kB at most."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    response = page.goto(site.at(f"/p/{STATION}"))
    assert response
    page.wait_for_load_state("load")
    assert requests == [site.at(f"/p/{STATION}")]
    sent = response.request.sizes()
    assert sent["responseHeadersSize"] + sent["responseBodySize"] <= 30_000
    assert page.locator("svg.map").is_visible()
    context.close()
    del opened


@pytest.mark.parametrize("path", ["/", f"/p/{STATION}"])
def test_the_last_answer_opens_without_a_network(opened: Open, path: str) -> None:
    """After the first visit, with the network cut, the last answer and its map are still there."""
    page = opened(path)
    until(page, "navigator.serviceWorker.controller !== null")
    if path == "/":
        page.select_option("#place", STATION)
        with page.expect_navigation():
            page.click(".where button.main")
        ask(page, ASKED)
    else:
        until(page, f"caches.match('{path}').then(kept => Boolean(kept))")
    heading = page.inner_text("h1")
    page.context.set_offline(offline=True)
    page.goto(page.url.partition("/p/")[0].rstrip("/") + "/")
    assert page.inner_text("h1") == heading
    assert page.locator("svg.map").is_visible()
    assert page.inner_text("#offline").startswith("现在没有网络")


def test_the_saved_map_opens_from_disk(opened: Open, chromium: Browser, tmp_path: Path) -> None:
    """What "keep this map" gives is a file that shows its map without server or network."""
    page = opened(f"/p/{STATION}")
    with page.expect_download() as download:
        page.click("form[action='/map.html'] button")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    context = chromium.new_context(viewport={"width": 390, "height": 844}, offline=True)
    saved = context.new_page()
    asked: list[str] = []
    saved.on("request", lambda request: asked.append(request.url))
    saved.goto(file.as_uri())
    saved.wait_for_selector(".leaflet-container path")
    assert "塘桥站" in saved.inner_text("h1")
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    context.close()


def test_who_is_forgotten_is_forgotten_by_the_browser_too(opened: Open) -> None:
    """No kept page is left in the browser."""
    page = opened(f"/p/{STATION}")
    until(page, "navigator.serviceWorker.controller !== null")
    ask(page, ASKED)
    with page.expect_navigation():
        page.click("button[value=forget]")
    until(page, "caches.match('/last-answer').then(kept => !kept)")


def test_the_script_is_small_and_old_enough(opened: Open) -> None:
    """At most 8 kB of script, without a module."""
    page = opened("/")
    scripts = page.evaluate("[...document.scripts].map(s => [s.src, s.type, s.text.length])")
    assert [one[:2] for one in scripts] == [["", ""]]
    worker = page.evaluate("fetch('/sw.js').then(answer => answer.text())")
    assert sum(one[2] for one in scripts) + len(worker) <= 8_192


def test_a_position_is_asked_for_only_when_wanted(opened: Open) -> None:
    """Nothing is asked on opening; pressed, the position goes off with its error."""
    page = opened(
        "/",
        permissions=["geolocation"],
        geolocation={"longitude": 121.5143, "latitude": 31.2117, "accuracy": 25},
    )
    page.click("#locate button")
    page.wait_for_selector("text=收到您的位置")


def test_a_refused_position_is_no_dead_end(opened: Open) -> None:
    """Who says no is led to the list of places."""
    page = opened("/")
    page.click("#locate button")
    page.wait_for_selector("text=没有拿到位置，不要紧")
    assert page.evaluate("document.activeElement.id") == "place"


def test_the_map_zooms_by_buttons_keys_and_fingers(opened: Open) -> None:
    """Each way shows less of the map, and "看全图" shows all of it again."""
    page = opened(f"/p/{STATION}")

    def side() -> float:
        return float((page.get_attribute("svg.map", "viewBox") or "").split()[2])

    assert side() == 1000
    page.click("[data-zoom='1']")
    assert side() == 625
    page.focus("svg.map")
    page.keyboard.press("+")
    assert side() < 400
    page.click("[data-zoom='0']")
    assert side() == 1000
    page.locator("svg.map").scroll_into_view_if_needed()
    box = page.locator("svg.map").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    fingers = page.context.new_cdp_session(page)
    for kind, gap in (("touchStart", 20), ("touchMove", 40), ("touchMove", 80)):
        points = [{"x": x - gap, "y": y, "id": 1}, {"x": x + gap, "y": y, "id": 2}]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert side() < 600


def test_the_switches_stay(opened: Open) -> None:
    """Who chose large letters and dark paper finds them on the next page."""
    page = opened("/")
    page.click("label[for=large]")
    page.click("label[for=contrast]")
    ask(page, ASKED)
    assert page.is_checked("#large")
    assert page.is_checked("#contrast")
    assert page.evaluate("getComputedStyle(document.querySelector('.page')).fontSize") == "30px"


def test_an_answer_prints_on_one_sheet(opened: Open) -> None:
    """The answer and its map fit on one A4 page."""
    page = opened(f"/p/{STATION}")
    for path in ("", ASKED):
        if path:
            ask(page, path)
        pdf = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


def test_map_apps_open_the_pin(opened: Open) -> None:
    """The details of a located facility lead to the apps, each in its own coordinates."""
    page = opened(f"/p/{STATION}")
    with page.expect_navigation():
        page.click(".result button[value^='detail:'] >> nth=0")
    links = page.eval_on_selector_all("#answer a[rel=noreferrer]", "all => all.map(a => a.href)")
    assert [link.split("/")[2] for link in links] == [
        "uri.amap.com",
        "api.map.baidu.com",
        "maps.apple.com",
        "www.google.com",
    ]


def test_the_answer_can_be_read_aloud(opened: Open) -> None:
    """The button hands the words of the answer to the browser's voice, in their language."""
    page = opened(f"/p/{STATION}")
    page.evaluate(
        """() => { window.said = []; speechSynthesis.speak = words => {
            window.said.push([words.text, words.lang]); }; }"""
    )
    page.click("[data-read]")
    ((text, language),) = page.evaluate("window.said")
    assert "塘桥站附近" in text
    assert language == "zh-CN"
