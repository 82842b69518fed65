"""Staff bring a table in by the web: each row is shown first, all of it is undone at once."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe

from bot.storage.store import Store
from geo.change_log.changeset import FieldChange, Reason
from geo.change_log.log_file import ChangeLog
from geo.crs import System, from_wgs84
from geo.dataset.dataset import open_dataset
from geo.facility import LonLat

if TYPE_CHECKING:
    import httpx
    from playwright.sync_api import Browser

    from tests.support.web_site import Site

HEADINGS = "名称,类别,地址,电话,营业时间,{lon},{lat}"
DOOR = LonLat(121.5171, 31.2101)
NEW = "文兰小区食堂,老年助餐,南泉路1000弄5号,58311234,早上8点到下午5点,{0},{1}"
KNOWN = "金浦助餐点,老年助餐,,58319999,,,"
MISTAKES = (
    ("蓝村助餐点,老年助餐,,abc,,,", "“abc”不是电话号码：只写号码"),
    ("微山食堂,老年助餐,,,看通知,121.5171,31.2111", "“看通知”看不懂，请写：周一至周五 8:30-17:00"),
    ("塘桥书屋,书,浦建路131号,,,,", "没有“书”这个类别，请写：老年助餐"),
)


class Desk:
    """A member of staff at her browser."""

    def __init__(self, site: Site, browser: httpx.Client) -> None:
        """Log in."""
        with Store.open(site.state / "store.sqlite3") as store:
            token = store.logins.link("committee", site.clock())
        self.site, self.browser = site, browser
        browser.post("/staff/login", data={"link": token})
        proof = re.findall(r'name="proof" value="(\w+)"', browser.get("/staff").text)
        self.proof = {"proof": proof[0]}

    def sends(self, content: str | bytes, name: str = "名单.csv") -> httpx.Response:
        """Choose a file and press the button."""
        file = content.encode() if isinstance(content, str) else content
        return self.browser.post("/staff/import", data=self.proof, files={"file": (name, file)})

    def posts(self, path: str, **fields: str) -> httpx.Response:
        """Send a form."""
        data = self.proof | fields
        return self.browser.post(f"/staff{path}", data=data, follow_redirects=True)

    def takes(self, shown: httpx.Response) -> httpx.Response:
        """Press "write" on a page that shows what a table would change."""
        key = re.findall(r'name="key" value="(\w+)"', shown.text)[0]
        return self.posts("/import/taken", key=key)

    def known(self, name: str) -> LonLat | None:
        """Where a facility of a name is; None where there is none of it."""
        log = ChangeLog(self.site.state / "changes.sqlite3")
        found = (one for one in open_dataset(log=log).facilities if one.name.zh == name)
        shape = next((one.geometry for one in found), None)
        return shape.middle if shape else None


@pytest.fixture
def desk(site: Site, browser: httpx.Client) -> Desk:
    """Somebody who is logged in."""
    return Desk(site, browser)


def table(*rows: str, lon: str = "经度", lat: str = "纬度") -> str:
    """Write a table."""
    return "\n".join([HEADINGS.format(lon=lon, lat=lat), *rows])


def test_mistakes_are_told_by_row_and_the_good_rows_are_written(desk: Desk) -> None:
    """Nothing holds before the button; the rows with mistakes come back as a workbook."""
    numbers = NEW.format(*DOOR)
    shown = desk.sends(table(numbers, *(row for row, _ in MISTAKES), KNOWN))
    assert "新增 1 处，改动 1 处，不变 0 处，有错的 3 行" in shown.text
    for number, (row, told) in enumerate(MISTAKES, start=3):
        assert f"第 {number} 行 {row.partition(',')[0]}" in shown.text
        assert told in shown.text
    assert "import/taken" not in shown.text  # which coordinates: she has to say
    shown = desk.posts("/import/said", system="wgs84")
    assert "只写入没有错的 2 处" in shown.text
    book = BytesIO(desk.browser.get("/staff/import/rejected.xlsx").content)
    assert "看通知" in " ".join(pd.read_excel(book, engine="calamine")["原因"])
    assert desk.known("文兰小区食堂") is None
    done = desk.takes(shown)
    assert "已写入：新增 1 处，改动 1 处" in done.text
    assert desk.known("文兰小区食堂") == DOOR
    desk.posts("", press=re.findall(r"staff:undo:\d+", done.text)[0])
    assert desk.known("文兰小区食堂") is None
    assert "已写入" not in desk.takes(shown).text  # what was taken is kept no more


@pytest.mark.parametrize(
    ("lon", "lat", "is_swapped"),
    [
        ("X", "Y", False),
        ("X坐标", "Y坐标", True),
        ("lon", "lat", True),
        ("lng_gcj02", "lat_gcj02", False),
        ("高德经度", "高德纬度", True),
        ("POINT_X", "POINT_Y", False),
    ],
)
def test_positions_are_known_by_many_headings_in_any_order(
    desk: Desk, lon: str, lat: str, *, is_swapped: bool
) -> None:
    """A heading may name the system, too; then nobody is asked."""
    says = "gcj02" in lon or "高德" in lon
    point = from_wgs84(DOOR, System.GCJ02) if says else DOOR
    numbers = [f"{one:.6f}" for one in point]
    row = NEW.format(*(reversed(numbers) if is_swapped else numbers))
    shown = desk.sends(table(row, lon=lon, lat=lat))
    shown = shown if says else desk.posts("/import/said", system="wgs84")
    done = desk.takes(shown)
    at = desk.known("文兰小区食堂")
    desk.posts("", press=re.findall(r"staff:undo:\d+", done.text)[0])
    assert at == pytest.approx(DOOR, abs=2e-5)


def test_geojson_and_what_is_no_table(desk: Desk) -> None:
    """GeoJSON is asked about, too: many are in 高德's; what cannot be read is told what to do."""
    point = {"type": "Point", "coordinates": list(DOOR)}
    fields = {"name": "文兰小区食堂", "category": "canteen"}
    feature = {"type": "Feature", "properties": fields, "geometry": point}
    document = json.dumps({"type": "FeatureCollection", "features": [feature]})
    assert "表里没有写经纬度是哪一种" in desk.sends(document, "place.geojson").text
    assert "写入这 1 处" in desk.posts("/import/said", system="wgs84").text
    for content, name, told in (
        (b"", "a.csv", "是空的"),
        (b"\x00\x01\x02\x03" * 100, "a.xlsx", "不是认得的表"),
        ("一,二\n三,四", "a.csv", "其中一列叫“名称”"),
        ("名称,类别\n" + "一处,老年助餐\n" * 2001, "a.csv", "有超过 2,000 行"),
    ):
        answer = desk.sends(content, name)
        assert (answer.status_code, told in answer.text) == (422, True), name
    assert desk.posts("/import").status_code == 422
    assert desk.sends(b"x" * 2_100_000).status_code == 413


def test_positions_are_shown_on_a_map_with_how_far_they_move(desk: Desk) -> None:
    """Numbered like the rows, the farthest move first; a table without positions has no map."""
    moved = ("蓝村助餐点,老年助餐,,,,121.5195,31.2163", "金浦助餐点,老年助餐,,,,121.5198,31.2121")
    desk.sends(table(NEW.format(*DOOR), *moved, KNOWN))
    shown = desk.posts("/import/said", system="wgs84").text
    drawing = re.findall(r'<svg class="map".*?</svg>', shown, re.DOTALL)[0]
    assert re.findall(r'<rect class="(\w+)".*?>(\d+)</text>', drawing) == [
        ("moved", "3"), ("moved", "4"), ("new", "2")
    ]  # fmt: skip
    assert drawing.count('class="was"') == drawing.count('class="move"') == 2
    listed = re.findall(r'<li><a href="#row-(\d+)">[^<]+</a> ([^<]+)', shown)
    assert listed == [("3", "移 100 米"), ("4", "移 10 米"), ("2", "新增")]
    assert 'id="row-3"' in shown
    assert 'class="map"' not in desk.sends(table(KNOWN)).text


def test_every_row_of_a_long_table_is_shown(desk: Desk) -> None:
    """Nobody writes what she has not seen."""
    rows = "".join(f"第{n}食堂,老年助餐\n" for n in range(2, 62))
    shown = desk.sends(f"名称,类别\n{rows}").text
    assert shown.count('<section class="result"') == shown.count("新增：60 处") * 60 == 60


def test_an_older_table_that_takes_changes_back_is_told(desk: Desk) -> None:
    """What was corrected since the table was downloaded is not lost unseen."""
    old = desk.browser.get("/staff/facilities.xlsx").content
    moved = desk.posts(
        "/f/canteen-lancun/position", position="121.5190, 31.2150", system="GPS"
    ).text
    desk.posts("", press=re.findall(r"staff:apply:\w+", moved)[0])
    number = ChangeLog(desk.site.state / "changes.sqlite3").history("tangqiao").last
    shown = desk.sends(old, "旧表.xlsx").text
    assert "有 1 行会把后来的改动改回去" in shown
    assert f"“位置”会变回 2026-03-10 第 {number} 条改动以前的样子" in shown
    kept = desk.posts("/import/said", keep="1").text
    assert "后来改过的那几项不动" in kept
    assert "新增 0 处，改动 0 处" in kept
    desk.posts("", press=f"staff:undo:{number}")
    assert "改回去" not in desk.sends(old, "旧表.xlsx").text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_table_of_all_is_in_words_and_comes_back_as_it_is(desk: Desk, language: str) -> None:
    """An office reads 开放 and 老年助餐, no keys; rows left alone change nothing."""
    desk.posts("/language", language=language)
    book = desk.browser.get("/staff/facilities.xlsx").content
    first = pd.read_excel(BytesIO(book), engine="calamine", dtype=str).iloc[0].tolist()
    in_words = {
        "zh": {"老年助餐", "开放", "不清楚", "每天 06:30 到 20:00", "文汇报"},
        "en": {"Elderly meals", "open", "not known", "文汇报"},
    }
    assert in_words[language] <= set(first)
    shown = desk.sends(book, "all.xlsx").text
    counted = {"zh": "新增 0 处，改动 0 处", "en": "New 0, changed 0"}
    assert counted[language] in shown


def test_a_category_is_said_of_the_whole_table(desk: Desk) -> None:
    """A table of one kind needs no column for it."""
    shown = desk.sends("名称,地址\n文兰小区食堂,南泉路1000弄5号\n")
    assert "没有写类别：请加一列“类别”" in shown.text
    shown = desk.posts("/import/said", category="canteen")
    assert "写入这 1 处" in shown.text


def test_a_stranger_brings_nothing_in(site: Site, browser: httpx.Client) -> None:
    """Neither without a session nor from the page of another site."""
    files = {"file": ("名单.csv", table(KNOWN).encode())}
    assert browser.post("/staff/import", files=files).status_code == 403
    desk = Desk(site, browser)
    foreign = {"Origin": "https://elsewhere.example"}
    answer = browser.post("/staff/import", data=desk.proof, files=files, headers=foreign)
    assert answer.status_code == 403


def test_another_file_from_the_same_page_is_another_table(desk: Desk) -> None:
    """As after the browser's "back": what is sent again under the same name counts by itself."""
    desk.proof["once"] = "same"
    written = []
    for phone in ("58310001", "58310002"):
        done = desk.takes(desk.sends(f"名称,电话\n金浦助餐点,{phone}\n"))
        written += re.findall(r"staff:undo:\d+", done.text)
    assert len(set(written)) == 2
    for press in reversed(written):
        desk.posts("", press=press)


def test_one_row_of_a_table_is_taken_back_alone(desk: Desk) -> None:
    """It is shown, confirmed, and the others stay; what the table has made can only go with it."""
    other = "蓝村助餐点,老年助餐,,58310005,,,"
    desk.sends(table(NEW.format(*DOOR), KNOWN, other), "五月名单.csv")
    done = desk.takes(desk.posts("/import/said", system="wgs84"))
    number = re.findall(r'href="/staff/log/(\d+)"', done.text)[0]
    page = desk.browser.get(f"/staff/log/{number}").text
    offered = re.findall(r'name="facility" value="([\w-]+)"', page)
    assert offered == ["canteen-jinpu", "canteen-lancun"]
    shown = desk.posts(f"/log/{number}", facility="canteen-lancun").text
    assert "蓝村助餐点 · 电话：58310005 → （空）" in shown
    desk.posts("", press=re.findall(r"staff:apply:\w+", shown)[0])
    assert f"恢复到第 {number} 条以前" in desk.browser.get("/staff/log").text
    dataset = open_dataset(log=ChangeLog(desk.site.state / "changes.sqlite3"))
    phones = [dataset.facility(key).phone for key in offered]
    assert phones == ["58319999", ""]
    assert not dataset.facility("canteen-lancun").provenance
    desk.posts("", press=f"staff:undo:{number}")
    assert desk.known("文兰小区食堂") is None


def test_a_table_is_found_and_undone_long_after(desk: Desk) -> None:
    """Behind many later changes: by its file, by a facility, and where tables are brought in."""
    desk.sends(table(NEW.format(*DOOR), KNOWN), "四月名单.csv")
    done = desk.takes(desk.posts("/import/said", system="wgs84"))
    number = re.findall(r'href="/staff/log/(\d+)"', done.text)[0]
    log, at = ChangeLog(desk.site.state / "changes.sqlite3"), desk.site.clock()
    with log.writing("tangqiao") as writer:
        for before, after in zip((None, *range(1, 25)), (*range(1, 25), None), strict=True):
            change = FieldChange("canteen-lancun", "capacity", before, after)
            writer.append([change], Reason("staff", at))
    get, link = desk.browser.get, f'href="/staff/log/{number}"'
    assert link not in get("/staff/log").text
    older = re.findall(r'href="(/staff/log\?before=\d+)"', get("/staff/log").text)[0]
    assert link in get(older).text
    for asked in ({"q": "四月名单"}, {"q": "文兰"}, {"tables": "1"}, {"facility": "canteen-jinpu"}):
        assert link in get("/staff/log", params=asked).text, asked
    assert "没有这样的改动" in get("/staff/log", params={"q": "六月名单"}).text
    assert "四月名单.csv" in get("/staff/import").text
    shown = get(f"/staff/log/{number}").text
    assert "全都恢复到改之前" in shown
    assert "新增：文兰小区食堂" in shown
    assert "已撤销" in desk.posts("", press=f"staff:undo:{number}").text
    assert desk.known("文兰小区食堂") is None
    assert "已撤销（第" in get(f"/staff/log/{number}").text


@pytest.mark.browser
def test_axe_finds_nothing_on_the_preview_of_a_table(chromium: Browser, site: Site) -> None:
    """On a phone, with mistakes and without; a file is chosen as people do."""
    with Store.open(site.state / "store.sqlite3") as store:
        token = store.logins.link("committee", site.clock())
    page = chromium.new_page(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page.goto(site.at(f"/staff/login?link={token}"))
    page.click("button.main")
    page.goto(site.at("/staff/import"))
    rows = table(NEW.format(*DOOR), *(row for row, _ in MISTAKES), KNOWN)
    content = {"name": "名单.csv", "mimeType": "text/csv", "buffer": rows.encode("gbk")}
    page.set_input_files("#file", content)  # type: ignore[arg-type] # a file in memory
    for step in ("form[enctype] button", 'form[action$="/said"] button'):
        with page.expect_navigation():
            page.click(step)
        assert "第 4 行 微山食堂" in page.inner_text("#answer")
        assert (
            Axe().run(page, options={"rules": {"target-size": {"enabled": True}}}).violations_count
            == 0
        )
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.close()
