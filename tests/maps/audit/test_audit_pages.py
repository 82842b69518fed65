"""The pages of an audit open from disk, load nothing, and can be used by everybody."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from geo.coverage.audit import AuditOptions, audit
from geo.coverage.supply import SupplyChange
from geo.dataset.dataset import open_dataset
from geo.facility import BilingualText, LonLat, Pace
from maps.audit.audit_texts import audit_texts
from maps.audit.audit_view import AuditView
from maps.audit.findings.audit_findings import finding_lines
from maps.audit.folder import write_audit

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from geo.coverage.audit import Audit

PHONE, DESKTOP = (390, 844), (1400, 900)
SHEET = (1496, 1031)
"""A3 across within its margins of 12 mm, in pixels of CSS."""

KINDS = ("index", "category-health", "area-committee-weinan", "area-committee-yidong")
HOSTILE = "</script><img src=x onerror=alert(1)>{{ 7 * 7 }}`${alert(2)}`"


@pytest.fixture(scope="module")
def changed() -> Audit:
    """Tangqiao with what is planned: both scenarios are on the pages."""
    return audit(open_dataset(), AuditOptions(Pace.ELDER, change=SupplyChange(with_planned=True)))


@pytest.fixture(scope="module")
def folder(changed: Audit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of that audit."""
    return write_audit(changed, tmp_path_factory.mktemp("audit") / "out", "zh").parent


def test_who_is_surely_out_after_a_facility_goes_is_told() -> None:
    """Fewer of whom nothing is known is no good news where they are surely out of reach now."""
    added = (("canteen", LonLat(121.5225, 31.2138)),)
    change = SupplyChange(added=added, without=("canteen-beiyuan",))
    found = audit(open_dataset(), AuditOptions(Pace.ELDER, change=change))
    told = "\n".join(finding_lines(AuditView.of_audit(found, "zh")))
    assert "确实走不到的 0 人 → 4,841 人（6 %）；还不知道的" in told
    assert "现在确实走不到：东方城市花园（一期）" in told
    assert "多 0 人" not in told
    assert "合在一起，老年助餐：多 10,756 人有把握走得到" in told
    assert "只新增：老年助餐：多 10,756 人" in told  # the loss is none of the new site's
    assert "只去掉：老年助餐：有把握走得到的没有变（57 %）；确实走不到的 0 人 → 4,841 人" in told


class Seen:
    """A page in Chromium without a network, and what happened on it."""

    def __init__(self, chromium: Browser, file: Path, size: tuple[int, int]) -> None:
        """Open the file."""
        touch = size[0] < 600
        self.context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, is_mobile=touch, has_touch=touch
        )
        self.context.set_offline(offline=True)
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.faults: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.faults.append(message.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.goto(file.as_uri())


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
@pytest.mark.parametrize("kind", KINDS)
def test_everybody_can_use_it(
    chromium: Browser, folder: Path, kind: str, size: tuple[int, int]
) -> None:
    """Axe finds nothing serious, the page is no wider than the window, and it asks for nothing."""
    seen = Seen(chromium, folder / f"{kind}.html", size)
    violations = Axe().run(seen.page).response["violations"]
    serious = [one["id"] for one in violations if one["impact"] in {"serious", "critical"}]
    assert serious == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert seen.requests == [seen.page.url]
    assert seen.faults == []
    seen.context.close()


@pytest.mark.browser
def test_a_choice_switches_the_layer(chromium: Browser, folder: Path) -> None:
    """One category is on the map at a time, and each marker is named for those who cannot see."""
    seen = Seen(chromium, folder / "index.html", DESKTOP)
    page = seen.page
    counts = {}
    for key in ("canteen", "station"):
        page.locator(f'input[value="{key}"]').check(force=True)
        markers = page.locator(".stage").first.locator(".marker.facility")
        counts[key] = markers.count()
        assert all(one.get_attribute("aria-label") for one in markers.all())
    assert counts == {"canteen": 11, "station": 19}
    page.locator('input[value="states"]').check(force=True)
    fill = page.locator("path.state").first.evaluate("one => getComputedStyle(one).fill")
    assert "state-" in fill  # a pattern, which a printer without colours keeps
    seen.context.close()


@pytest.mark.browser
def test_a_resident_is_answered_on_the_page(chromium: Browser, folder: Path) -> None:
    """A compound that is looked up has its minutes, how sure they are and why, for both cases."""
    seen = Seen(chromium, folder / "index.html", DESKTOP)
    page = seen.page
    page.locator('input[value="eldercare"]').check(force=True)
    page.locator("#home").fill("浦建小区")
    page.locator(".home-search button").click()
    lines = page.locator(".home-answer p").all_inner_texts()
    assert len(lines) == 6
    assert re.search(r"浦建小区：到最近的养老约 \d+ 分钟，在 \d+–\d+ 分钟之间", lines[0])
    assert lines[1].startswith("说不准")
    assert lines[2].startswith("约 3,200 人")
    assert page.locator(".leaflet-popup").count() == 2
    page.locator("#home").fill("没有这里")
    page.locator(".home-search button").click()
    assert "没有叫" in page.locator(".home-answer").inner_text()
    assert seen.faults == []
    seen.context.close()


@pytest.mark.browser
def test_circles_choice_and_change_are_switches(chromium: Browser, folder: Path) -> None:
    """A smaller circle reaches fewer, choice has a legend, and a change draws what differs."""
    seen = Seen(chromium, folder / "index.html", DESKTOP)
    page = seen.page
    page.locator('input[value="health"]').check(force=True)
    assert "假设" in page.locator("input:checked + span").last.inner_text()  # a what-if opens so
    assert page.locator(".map").first.is_hidden()
    page.locator('input[value="states"]').check(force=True)
    assert page.locator(".map").first.is_visible()
    covered = page.locator(".stage").last.locator("path.state-0")
    whole = len(covered.get_attribute("d") or "")
    page.locator('input[name="circle"][value="10"]').check(force=True)
    assert "10 分钟圈" in page.locator(".map-shows").inner_text()
    assert len(covered.get_attribute("d") or "") < whole
    page.locator('input[name="circle"][value=""]').check(force=True)
    page.locator('input[value="change"]').check(force=True)
    assert 0 < len(covered.get_attribute("d") or "") < whole
    page.locator('input[value="choice"]').check(force=True)
    assert page.locator(".legend-choice").is_visible()
    assert page.locator("path.choice-1").count() > 0
    seen.context.close()


@pytest.mark.browser
def test_a_phone_reads_it_in_five_screens(chromium: Browser, folder: Path) -> None:
    """The index is at most five screens long, and each table row of a page is a card."""
    seen = Seen(chromium, folder / "index.html", PHONE)
    assert seen.page.evaluate("document.documentElement.scrollHeight") <= 5 * PHONE[1]
    seen.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    row = seen.page.locator(".as-cards tbody tr").first
    boxes = [cell.bounding_box() for cell in row.locator("td:not(.zero)").all()]
    assert all(box and box["width"] > 0.8 * (PHONE[0] - 40) for box in boxes)
    seen.context.close()


def test_two_unknowns_share_no_word(folder: Path) -> None:
    """What is uncertain and what is to be located are called by words of their own."""
    page = (folder / "index.html").read_text("utf-8")
    assert "说不准 " in page
    for language in ("zh", "en"):
        texts = audit_texts(language, open_dataset().wording)
        names = [texts.say(f"state_{state}") for state in (1, 2)] + [
            texts.say("verdict_cannot_be_told")
        ]
        words = [set(name.lower().split()) if language == "en" else set(name) for name in names]
        assert not words[0] & words[1]
        assert not words[0] & words[2]
        assert not words[1] & words[2]


def test_the_first_screen_names_names(folder: Path) -> None:
    """Who is out of reach of what and where, what to verify first, and what is proven."""
    page = (folder / "index.html").read_text("utf-8")
    said = re.search(r'<dl class="findings">(.*?)</dl>', page, re.DOTALL)
    assert said
    text = re.sub(r"<[^>]+>", "", said[1])
    for words in ("多 9,140 人", "其余 9 类不变", "15 分钟走不到：浦建小区（约 3,200 人）",
                  "社区事务受理服务中心", "4 类就有答案", "养老：浦东南路塘桥新路口",
                  "家门口服务站 15 分钟内 99 %"):  # fmt: skip
        assert words in text
    assert page.index("findings") < page.index('class="map-section"') < page.index('class="tiles"')


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("brief", 1),
        pytest.param("sheets", 10, marks=pytest.mark.storm),
        ("handouts", 17),
    ],
)
def test_paper_has_its_pages(chromium: Browser, folder: Path, name: str, pages: int) -> None:
    """The brief is one page, each service has one A3 sheet, each committee with homes one A4."""
    seen = Seen(chromium, folder / f"{name}.html", DESKTOP)
    printed = seen.page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == pages
    violations = Axe().run(seen.page).response["violations"]
    assert [one["id"] for one in violations if one["impact"] in {"serious", "critical"}] == []
    assert seen.requests == [seen.page.url]
    seen.context.close()


def test_numbers_of_a_handout_have_their_names(folder: Path) -> None:
    """Every number that a map of a handout shows stands below it, with the facility's name."""
    for page in (
        (folder / "handouts.html").read_text("utf-8").split('<section class="page a4">')[1:]
    ):
        drawn = set(re.findall(r'<g class="mark".*?<text[^>]*>(\d+)</text>', page))
        told = set(re.findall(r"<span><strong>(\d+)</strong> \S", page))
        assert drawn == told


def test_the_index_is_light(folder: Path) -> None:
    """At most 800 kB, as a phone has to read all of it; how soon it is drawn is in the bench."""
    assert (folder / "index.html").stat().st_size <= 800_000


@pytest.mark.browser
def test_a_sheet_to_hang_up(chromium: Browser, folder: Path) -> None:
    """Maps, title and legend fill an A3 sheet together; what can only be pressed is gone."""
    seen = Seen(chromium, folder / "index.html", SHEET)
    page = seen.page
    page.locator('input[value="states"]').check(force=True)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    sheet = page.locator(".map-section").bounding_box()
    maps = [one.bounding_box() for one in page.locator(".map").all()]
    cells = [one.bounding_box() for one in page.locator("path.state").all()]
    assert sheet is not None
    assert sheet["height"] < SHEET[1]
    assert sum(one["width"] for one in maps if one) > 0.95 * SHEET[0]
    tallest = max(one["height"] for one in maps if one)
    assert tallest > 0.6 * SHEET[1]
    assert max(one["height"] for one in cells if one) > 0.4 * tallest
    assert page.locator(".sheet-title").inner_text().startswith("塘桥街道")
    assert page.locator("canvas").count() == 0  # printed, it hides all that is below it
    assert page.locator(".files").is_hidden()
    assert page.locator("#summary").is_visible()  # what was folded is open
    seen.context.close()


def test_every_link_leads_somewhere(folder: Path) -> None:
    """Every page is reached from the index, and no link is broken."""
    linked = set()
    for file in folder.glob("*.html"):
        links = set(re.findall(r'href="([^"#:]+)"', file.read_text("utf-8"))) - {"data:,"}
        assert all((folder / link).exists() for link in links), file.name
        if file.name == "index.html":
            linked = links
    assert {file.name for file in folder.glob("*.html")} - {"index.html"} <= linked


def test_a_map_says_no_more_than_its_tables(folder: Path) -> None:
    """Today and what if stand side by side, and the table has both figures."""
    page = (folder / "category-health.html").read_text("utf-8")
    assert page.count('class="map"') == 2
    assert "→" in page
    assert "怡东片区社区卫生服务站" in page


@pytest.mark.browser
def test_no_name_is_run(chromium: Browser, changed: Audit, tmp_path: Path) -> None:
    """A hostile name is shown as it is written, on every kind of page."""
    dataset = changed.dataset
    first = replace(dataset.facilities[0], name=BilingualText(HOSTILE, HOSTILE))
    hostile = replace(dataset, facilities=(first, *dataset.facilities[1:]))
    write_audit(replace(changed, dataset=hostile), tmp_path / "out", "zh")
    seen = Seen(chromium, tmp_path / "out" / "category-canteen.html", DESKTOP)
    assert seen.faults == []
    names = seen.page.locator("tbody th").all_text_contents()
    assert any(name.startswith(HOSTILE) for name in names)
    assert seen.page.locator("img").count() == 0
    seen.context.close()
    shutil.rmtree(tmp_path / "out")
