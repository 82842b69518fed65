"""A page opens from disk without any network, says what is known, and runs no name as code."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
import shapely
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.isochrones.isochrone import Isochrones
from maps.circle.page import circle_page
from tests.support.scenes import entry, facility, scene, tangqiao, town_scene

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page

    from maps.drawing.scene import Scene

Open = Callable[..., "Opened"]

PHONE = (390, 844)
DESKTOP = (1400, 900)
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(2)>",
    "</template></style></title><b id=injected>粗</b>",
    "`${alert(3)}` {{ 7 * 7 }} {% raw %} {# #}",
    '" onmouseover="alert(4)" \'',
    "javascript:alert(5) & &lt;i&gt; \\u003cimg\\u003e",
)


class Opened:
    """A page in Chromium, and what happened while it was open."""

    def __init__(self, page: Page) -> None:
        """Listen to everything that must not happen."""
        self.page = page
        self.requests: list[str] = []
        self.faults: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.faults.append(message.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", self._refuse)

    def _refuse(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog {dialog.message}")
        dialog.dismiss()


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a scene's page from disk, with the network off, in a window of some size."""
    contexts = []

    def open_scene(shown: Scene, size: tuple[int, int]) -> Opened:
        file = tmp_path / "circle.html"
        file.write_text(circle_page(shown), "utf-8")
        touch = size[0] < 600
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, is_mobile=touch, has_touch=touch
        )
        contexts.append(context)
        context.set_offline(offline=True)
        result = Opened(context.new_page())
        result.page.goto(file.as_uri())
        return result

    yield open_scene
    for context in contexts:
        context.close()


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_opens_without_any_request(opened: Open, size: tuple[int, int]) -> None:
    """Nothing is loaded but the file, nothing complains, and map and list are there."""
    shown = town_scene()
    result = opened(shown, size)
    page = result.page
    for button in page.locator("h3 button").all()[:3]:
        button.click()
    page.mouse.wheel(0, 400)
    assert result.requests == [page.url]
    assert result.faults == []
    assert page.locator("path.ring").count() == 3
    assert page.locator(".marker.facility").count() == len(shown.located)
    assert page.locator(".leaflet-streets-pane path").count() >= 1
    assert page.locator("canvas").count() == 0  # it would be printed as a white sheet
    assert page.locator(".label").filter(visible=True).count() >= 3
    assert page.title() == "北园路70号：15 分钟生活圈"
    assert page.get_by_text("街道、车站和边界 © OpenStreetMap").first.is_visible()
    assert page.get_by_text("数据日期：2025-12-31").is_visible()


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_numbers_of_map_and_list_match(opened: Open, size: tuple[int, int]) -> None:
    """The marker with a number is announced with the name that has this number in the list."""
    shown = town_scene()
    page = opened(shown, size).page
    told = {
        marker.text_content(): marker.get_attribute("aria-label")
        for marker in page.locator(".marker.facility").all()
    }
    for number, place, _ in shown.located:
        card = page.locator(f"#card-{number}")
        assert card.locator(".badge").text_content() == str(number)
        assert place.name.zh in (card.locator("h3").text_content() or "")
        assert f"{number} {place.name.zh}" in (told[str(number)] or "")
    assert len(told) == len(shown.located)


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_markers_do_not_hide_each_other(opened: Open, size: tuple[int, int]) -> None:
    """Facilities at one place move apart, and none leaves the map."""
    crowd = [entry(facility(f"第{n}处", 100, 100)) for n in range(9)]
    page = opened(scene(*crowd), size).page
    stage = page.locator(".map").bounding_box()
    boxes = [marker.bounding_box() for marker in page.locator(".marker.facility").all()]
    assert stage
    middles = [(b["x"] + b["width"] / 2, b["y"] + b["height"] / 2) for b in boxes if b]
    for place, (x, y) in enumerate(middles):
        assert stage["x"] < x < stage["x"] + stage["width"]
        assert stage["y"] < y < stage["y"] + stage["height"]
        for other_x, other_y in middles[:place]:
            assert abs(complex(x - other_x, y - other_y)) > 36


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_pressing_a_name_shows_it_on_the_map(opened: Open, size: tuple[int, int]) -> None:
    """The list leads to the map and the map back to the list, by keyboard too."""
    page = opened(town_scene(), size).page
    button = page.locator("#card-4 h3 button")
    button.focus()
    page.keyboard.press("Enter")
    page.locator(".leaflet-popup").wait_for()
    name = button.text_content() or ""
    assert name in (page.locator(".popup-name").text_content() or "")
    assert "chosen" in (page.locator("#card-4").get_attribute("class") or "")
    assert page.locator(".marker.chosen").text_content() == "4"
    assert page.locator(".leaflet-popup-close-button").get_attribute("aria-label") == "关闭"
    page.locator(".leaflet-popup button").click()
    page.wait_for_function("name => document.activeElement.textContent === name", arg=name)


@pytest.mark.browser
def test_hostile_names_stay_names(opened: Open) -> None:
    """Whatever a name holds is read as text on every part of the page."""
    entries = [
        entry(replace(facility(name, 40 * n - 100, 60), phone=name, address=name))
        for n, name in enumerate(HOSTILE)
    ]
    nowhere = [entry(facility(name, None, category=name)) for name in HOSTILE]
    result = opened(scene(*entries, *nowhere, origin=" ".join(HOSTILE)), DESKTOP)
    page = result.page
    for number, name in enumerate(HOSTILE, start=1):
        page.locator(f"#card-{number} h3 button").click()
        assert (page.locator(".popup-name").text_content() or "").endswith(name)
    assert result.faults == []
    assert result.requests == [page.url]
    assert page.locator("img, b, iframe, #injected").count() == 0
    assert page.locator("script").count() == 3


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_people_with_aids_can_use_it(opened: Open, size: tuple[int, int], language: str) -> None:
    """axe-core finds no violation, with a window open on the map as well."""
    page = opened(town_scene(language), size).page
    first = Axe().run(page)
    page.locator("h3 button").first.click()
    second = Axe().run(page)
    assert first.violations_count == 0, first.generate_report()
    assert second.violations_count == 0, second.generate_report()


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh", "en"])
def test_type_is_large_and_fits_a_small_phone(opened: Open, language: str) -> None:
    """No word is smaller than 18 pixels, and 320 pixels need no scrolling sideways."""
    page = opened(town_scene(language), (320, 700)).page
    sizes = page.locator("header p, header li, h3, .words p, .legend li, footer p").evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert len(sizes) > 50
    assert min(sizes) >= 18
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.browser
def test_a_thumb_hits_and_the_legend_is_at_hand(opened: Open) -> None:
    """On a phone the legend stands below the map, before the list; what is pressed is 44 pixels."""
    page = opened(town_scene("zh"), (360, 740)).page
    tops = [page.locator(one).bounding_box() for one in (".stage", ".legend", ".list")]
    assert [box["y"] for box in tops if box] == sorted(box["y"] for box in tops if box)
    pressed = page.locator("h3 button:visible, .card a:visible, footer a").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert len(pressed) > 10
    assert min(pressed) >= 44


@pytest.mark.browser
def test_prints_on_a4_with_its_start(opened: Open) -> None:
    """Map and legend are the first sheet; where it starts is printed without backgrounds too."""
    page = opened(town_scene("zh"), DESKTOP).page
    pdf = page.pdf(prefer_css_page_size=True)
    assert re.search(rb"/MediaBox \[0 0 59\d\S* 84\d", pdf)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 703, "height": 1031})  # of A4, within its margins
    adjust = "one => getComputedStyle(one).printColorAdjust"
    assert page.locator(".stage .origin").evaluate(adjust) == "exact"
    legend = page.locator(".legend").bounding_box()
    assert legend
    assert legend["y"] + legend["height"] < 1031


@pytest.mark.browser
def test_opens_with_nothing_known(opened: Open) -> None:
    """Without streets, boundary, rings or facilities there is still a page that says so."""
    streets = tangqiao().streets
    bare = replace(streets, ends=streets.ends[:0], steps=streets.steps[:0], barriers=())
    empty = scene()
    rings = tuple(replace(ring, area=shapely.MultiPolygon()) for ring in empty.circle.rings)
    result = opened(
        replace(
            empty,
            dataset=replace(tangqiao(), streets=bare, boundary=None),
            circle=Isochrones(empty.circle.origin, empty.circle.pace, rings),
        ),
        PHONE,
    )
    assert result.faults == []
    assert result.page.get_by_text("这个圈里没有找到设施").is_visible()
    assert result.page.locator(".origin-marker").count() == 1


def test_the_same_scene_gives_the_same_bytes() -> None:
    """Pages can be compared and cached: nothing in them is random."""
    assert circle_page(town_scene()) == circle_page(town_scene())


def test_a_page_of_tangqiao_is_small() -> None:
    """It travels over a chat and a slow phone: at most 400 kB."""
    assert len(circle_page(town_scene()).encode()) <= 400_000


def test_the_policy_names_every_script() -> None:
    """No source of anything is allowed but the scripts inside, by their digests."""
    page = circle_page(town_scene())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert "default-src &#39;none&#39;" in policy[1]
    assert policy[1].count("sha256-") == page.count("<script>") == 3
    assert not re.search(r"script-src[^;]*unsafe", policy[1])


class _Headings(HTMLParser):
    """Collects the text of every h3."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        if tag == "h3":
            self._inside = True
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "h3"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[-1] += data


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1)))
@settings(max_examples=40, deadline=None)
def test_every_name_reads_back(names: list[str]) -> None:
    """What a parser of HTML reads as the headings is what the facilities are called."""
    parser = _Headings()
    parser.feed(circle_page(scene(*(entry(facility(name, None)) for name in names))))
    assert parser.texts == names


def test_doubts_go_to_the_hotline_of_the_town_and_to_no_other() -> None:
    """A town with emergency numbers alone sends nobody to the ambulance with a question."""
    lines = tangqiao().hotlines
    urgent = tuple(one for one in lines if one.key != "city")
    assert urgent
    assert len(urgent) < len(lines)
    assert "去之前先打电话问：12345" in circle_page(scene())
    bare = replace(scene(), dataset=replace(tangqiao(), hotlines=urgent))
    assert "去之前先打电话问" not in circle_page(bare)


@pytest.mark.browser
def test_a_crowd_is_folded_and_thinned(opened: Open) -> None:
    """Of 60 places the list opens 20; a phone numbers 8, and a press on a dot finds its card."""
    crowd = [entry(facility(f"第{n}处", 90 + n % 8, 90 + n // 8)) for n in range(60)]
    page = opened(scene(*crowd), PHONE).page
    assert page.locator(".card").filter(visible=True).count() == 20
    assert page.locator(".marker.facility").count() == 60
    assert page.locator(".marker.facility.small").count() == 52
    assert page.evaluate("document.documentElement.scrollHeight") <= 13 * 844
    page.locator(".marker.small").last.dispatch_event("click")
    page.get_by_role("button", name="看列表里的说明").dispatch_event("click")
    assert page.locator("#card-60").is_visible()
