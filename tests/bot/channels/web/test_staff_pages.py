"""Staff's pages of the web: who gets in, what is shown before it holds, what undo restores."""

from __future__ import annotations

import re
import zipfile
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe

from bot.storage.store import Store
from geo.change_log.log_file import ChangeLog
from geo.crs import System, from_wgs84
from geo.facility import LonLat, Status
from tests.bot.channels.web.staff_browser import CANTEEN, confirm, known, link

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.bot.channels.web.staff_browser import Post
    from tests.support.web_site import Site

DOOR = LonLat(121.5180, 31.2075)


def test_a_link_lets_in_once_and_soon(site: Site, browser: httpx.Client) -> None:
    """Opening a link spends nothing, pressing the button does; an old one lets nobody in."""
    token = link(site)
    shown = browser.get("/staff/login", params={"link": token})
    assert shown.status_code == 200
    assert token in shown.text
    first = browser.post("/staff/login", data={"link": token})
    assert (first.status_code, first.headers["location"]) == (303, "/staff")
    cookie = first.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "samesite=strict", "path=/staff", "max-age"))
    assert browser.post("/staff/login", data={"link": token}).status_code == 403
    old = link(site)
    site.clock.passes(minutes=16)
    try:
        assert browser.post("/staff/login", data={"link": old}).status_code == 403
    finally:
        site.clock.passes(minutes=-16)


def test_the_cookie_goes_over_tls_alone_where_there_is_tls(
    site: Site, browser: httpx.Client
) -> None:
    """Behind a proxy with TLS the cookie is marked Secure."""
    headers = {"X-Forwarded-Proto": "https", "Sec-Fetch-Site": "same-origin"}
    entered = browser.post("/staff/login", data={"link": link(site)}, headers=headers)
    assert "; secure" in entered.headers["set-cookie"].lower()


def test_a_session_ends(site: Site, staff: httpx.Client) -> None:
    """After twelve hours, and at once for whoever logs out."""
    started = site.clock.now
    assert staff.get("/staff").status_code == 200
    site.clock.now = started + timedelta(hours=12, minutes=1)
    try:
        assert staff.get("/staff").status_code == 403
    finally:
        site.clock.now = started
    proof = re.findall(r'name="proof" value="(\w+)"', staff.get("/staff").text)[0]
    cookie = staff.cookies["yike_staff"]
    staff.post("/staff/logout", data={"proof": proof})
    kept = {"Cookie": f"yike_staff={cookie}"}
    assert staff.get("/staff", headers=kept).status_code == 403


def test_the_store_lets_nobody_in(site: Site) -> None:
    """Neither link nor session stand in the store, so whoever reads a copy cannot use it."""
    token = link(site)
    with Store.open(site.state / "store.sqlite3") as store:
        session = store.logins.enter(link(site), "zh", site.clock())
    assert session is not None
    written = b"".join(one.read_bytes() for one in site.state.glob("store.sqlite3*"))
    assert token.encode() not in written
    assert session.token.encode() not in written


@pytest.mark.parametrize("path", ["/staff", f"/staff/f/{CANTEEN}", "/staff/log", "/staff/tickets"])
def test_nobody_else_gets_in(site: Site, path: str) -> None:
    """Without a session, or with a guessed one, a page only says how to log in."""
    for cookie in ("", "yike_staff=guessed"):
        answer = httpx.get(site.at(path), headers={"Cookie": cookie})
        assert answer.status_code == 403
        assert CANTEEN not in answer.text
    assert httpx.post(site.at("/staff"), data={"press": "staff:undo:1"}).status_code == 403


def test_no_other_page_can_send_a_form(staff: httpx.Client) -> None:
    """A form without the proof of her own pages, or from another site, changes nothing."""
    path = f"/staff/f/{CANTEEN}/edit"
    stale = staff.post(path, data={"phone": "58311234"})
    assert (stale.status_code, "上一次登录时打开的" in stale.text) == (403, True)
    proof = re.findall(r'name="proof" value="(\w+)"', staff.get("/staff").text)[0]
    foreign = {"Origin": "https://evil.example"}
    answer = staff.post(path, data={"proof": proof, "phone": "58311234"}, headers=foreign)
    assert answer.status_code == 403


def test_hours_in_words_are_shown_and_hold_at_once(site: Site, post: Post) -> None:
    """Before → after is shown first; then every command has it, the log a role and no name."""
    before = known(site).opening_hours
    shown = post(f"/staff/f/{CANTEEN}/edit", opening_hours="早上8点到晚上9点", why="去看过")
    assert "每天 8 点到 21 点（Mo-Su 08:00-21:00）" in shown.text
    assert known(site).opening_hours == before
    done = confirm(post, shown)
    assert "已改" in done.text
    assert known(site).opening_hours == "Mo-Su 08:00-21:00"
    log = ChangeLog(site.state / "changes.sqlite3").history("tangqiao")
    reason = log.changesets[-1].reason
    assert (reason.role, reason.why) == ("committee", "去看过")
    post("/staff", press=f"staff:undo:{log.last}")
    assert known(site).opening_hours == before


def test_what_cannot_be_read_is_said_beside_what_was_typed(site: Site, post: Post) -> None:
    """Nothing is lost of a form that has a mistake, and nothing changes."""
    before = known(site)
    shown = post(f"/staff/f/{CANTEEN}/edit", opening_hours="看情况", phone="58311234")
    assert shown.status_code == 422
    assert 'value="看情况"' in shown.text
    assert 'value="58311234"' in shown.text
    assert known(site) == before


def test_standing_there_verifies_the_position(site: Site, post: Post) -> None:
    """The phone's position is shown with how far it moves, confirmed, and undone exactly."""
    before = known(site)
    fields = {"lon": f"{DOOR.lon}", "lat": f"{DOOR.lat}", "error_m": "8"}
    shown = post(f"/staff/f/{CANTEEN}/position", **fields)
    assert "离原来的位置 116 米" in shown.text
    assert "改到这里" in shown.text  # on the map, tied to where it was
    assert shown.text.count('class="was"') == 1
    done = confirm(post, shown)
    verified = known(site)
    assert verified.geometry is not None
    assert verified.geometry.middle == DOOR
    assert (verified.position_error_m, str(verified.verified_on)) == (8.0, "2026-03-10")
    number = re.findall(r'value="staff:undo:(\d+)"', done.text)[0]
    post("/staff", press=f"staff:undo:{number}")
    assert known(site) == before


@pytest.mark.parametrize("system", [System.GCJ02, System.BD09, System.WGS84])
def test_numbers_count_in_the_system_that_is_named(site: Site, post: Post, system: System) -> None:
    """高德's and 百度's numbers are converted; without a system they are not taken."""
    lon, lat = from_wgs84(DOOR, system)
    names = {System.GCJ02: "高德", System.BD09: "百度", System.WGS84: "GPS"}
    path, text = f"/staff/f/{CANTEEN}/position", f"{lon:.6f}, {lat:.6f}"
    assert post(path, position=text, system="").status_code == 422
    confirm(post, post(path, position=text, system=names[system]))
    shape = known(site).geometry
    assert shape is not None
    assert shape.middle == pytest.approx(DOOR, abs=2e-5)


def test_a_map_link_is_a_position(site: Site, post: Post) -> None:
    """What 高德 shares is read and converted."""
    lon, lat = from_wgs84(DOOR, System.GCJ02)
    address = f"https://uri.amap.com/marker?position={lon:.6f},{lat:.6f}&name=x"
    confirm(post, post(f"/staff/f/{CANTEEN}/position", position=address))
    shape = known(site).geometry
    assert shape is not None
    assert shape.middle == pytest.approx(DOOR, abs=2e-5)


def test_one_tap_says_that_a_field_is_right(site: Site, post: Post) -> None:
    """Its day of verification is today's, its value stays, and what to do next is offered."""
    before = known(site)
    told = post("/staff", press=f"staff:right:opening_hours:{CANTEEN}", about=CANTEEN)
    assert "今天核对过" in told.text
    assert str(known(site).origin_of("opening_hours").verified_on) == "2026-03-10"
    assert known(site).opening_hours == before.opening_hours


def test_hours_stand_in_the_form_in_words(site: Site, staff: httpx.Client, post: Post) -> None:
    """As an office writes them; left alone they are no change."""
    path = f"/staff/f/{CANTEEN}/edit"
    assert 'value="每天 06:30 到 20:00"' in staff.get(path).text
    assert "没有" in post(path, opening_hours="每天 06:30 到 20:00", status="open").text
    assert known(site).opening_hours == "Mo-Su 06:30-20:00"


def test_only_pages_without_words_of_residents_are_kept(site: Site, staff: httpx.Client) -> None:
    """A browser may show a form again, never what a resident has written."""
    with Store.open(site.state / "store.sqlite3") as store:
        ticket = store.feedback.file(CANTEEN, "菜太咸", "somebody", site.clock(), "kept")
        form = f"/staff/f/{CANTEEN}/edit"
        paths = ("/staff/tickets", f"{form}?ticket={ticket.number}", f"/staff/f/{CANTEEN}", form)
        kept = [staff.get(path).headers["cache-control"] for path in paths]
        store.feedback.withdraw(ticket.number)
    assert kept == [*["no-store"] * 3, "private, no-cache"]


def test_what_is_not_there_leads_back_to_staff(staff: httpx.Client) -> None:
    """Not to the start page of residents."""
    for path in ("/staff/f/nowhere", "/staff/log/999", "/staff/log/x", "/staff/tickets/T-9999"):
        gone = staff.get(path)
        assert (gone.status_code, 'href="/staff/log"' in gone.text) == (404, True), path


def test_closing_and_adding(site: Site, staff: httpx.Client, post: Post) -> None:
    """One button proposes to close; a new facility has a page of its own once it is confirmed."""
    confirm(post, post(f"/staff/f/{CANTEEN}/edit", status="closed"))
    assert known(site).status is Status.CLOSED
    new = {"name": "文兰小区食堂", "category": "canteen", "address": "南泉路1000弄5号"}
    shown = post("/staff/add", **new, opening_hours="8点到5点", position="", system="", phone="")
    assert "文兰小区食堂 · 类别：（空） → 老年助餐" in shown.text
    confirm(post, shown)
    assert "文兰小区食堂" in staff.get("/staff", params={"q": "文兰"}).text


def test_a_facility_is_renamed_and_put_under_another_kind(site: Site, post: Post) -> None:
    """Shown first, with what the new name leaves behind; the name of another is refused."""
    before = known(site)
    path = f"/staff/f/{CANTEEN}/edit"
    taken = post(path, name="蓝村助餐点", category="canteen")
    assert taken.status_code == 422
    assert "已经有一处叫“蓝村助餐点”了" in taken.text
    shown = post(path, name="塘桥新食堂", category="culture")
    assert "名称：塘桥美好生活馆（北园路店） → 塘桥新食堂" in shown.text
    assert "类别：老年助餐 → 文化" in shown.text
    assert "旧名“塘桥美好生活馆（北园路店）”会记进“别名”" in shown.text
    confirm(post, shown)
    assert (known(site).name.zh, known(site).category) == ("塘桥新食堂", "culture")
    assert "塘桥美好生活馆（北园路店）" in known(site).aliases
    log = ChangeLog(site.state / "changes.sqlite3").history("tangqiao")
    post("/staff", press=f"staff:undo:{log.last}")
    assert known(site) == before


def test_every_facility_is_listed_by_its_kind_and_in_a_table(staff: httpx.Client) -> None:
    """Who knows no name finds it by its kind; the office works on a table."""
    assert "北园路店" in staff.get("/staff", params={"category": "canteen"}).text
    table = staff.get("/staff/facilities.xlsx")
    assert table.headers["content-type"].endswith("spreadsheetml.sheet")
    assert table.content.startswith(b"PK")


def test_the_report_is_made_of_what_holds_now(staff: httpx.Client, post: Post) -> None:
    """It comes packed, in her language, with what has just changed."""
    confirm(post, post(f"/staff/f/{CANTEEN}/edit", name="塘桥新食堂", category="canteen"))
    assert 'href="/staff/report"' in staff.get("/staff").text
    made = staff.get("/staff/report.zip", timeout=120)
    with zipfile.ZipFile(BytesIO(made.content)) as archive:
        assert "塘桥新食堂" in archive.read("report/category-canteen.html").decode()
        assert {"report/index.html", "report/brief.docx"} <= set(archive.namelist())


def test_the_pages_speak_english(post: Post) -> None:
    """As long as the session lasts."""
    assert "Keep the data true" in post("/staff/language", language="en").text


def test_the_language_is_chosen_before_the_login(site: Site, browser: httpx.Client) -> None:
    """With a link and without; the session begins in the language that was chosen."""
    browser.headers["Accept-Language"] = "zh-CN"
    token = link(site)
    pages = (browser.get("/staff/login", params={"link": token}), browser.get("/staff/log"))
    for shown in pages:
        assert "工作人员登录" in shown.text
        other = re.findall(r'class="tool" href="([^"]+)"', shown.text)[0].replace("&amp;", "&")
        english = browser.get(other)
        assert "Log in as staff" in english.text
        assert (token in english.text) is (token in shown.text)
        back = re.findall(r'class="tool" href="([^"]+)"', english.text)[0].replace("&amp;", "&")
        assert "工作人员登录" in browser.get(back).text
    browser.post("/staff/login", data={"link": token, "language": "en"})
    assert "Keep the data true" in browser.get("/staff").text
    browser.cookies.clear()
    tried = browser.post("/staff/login", data={"link": token, "language": "en"})
    assert "Log in as staff" in tried.text


@pytest.mark.browser
@pytest.mark.usefixtures("post")
def test_back_shows_what_was_typed_and_each_change_counts(chromium: Browser, site: Site) -> None:
    """From what was shown, and from what was done; the same page sent again is another change."""
    context = chromium.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(site.at(f"/staff/login?link={link(site)}"))
    page.click("button.main")
    page.goto(site.at(f"/staff/f/{CANTEEN}/edit"))
    for number in ("58311234", "58311235"):
        page.fill("#phone", number)
        for step in ("button.main", "button.call"):
            with page.expect_navigation():
                page.click(step)
        assert known(site).phone == number
        page.go_back()
        assert number in page.inner_text("#answer")
        page.go_back()
        assert page.input_value("#phone") == number
    context.close()


@pytest.mark.browser
def test_axe_finds_nothing_on_the_way_of_a_verification(chromium: Browser, site: Site) -> None:
    """Log in, find, stand there, see before and after, keep it: on a phone, light and dark."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844},
        locale="zh-CN",
        geolocation={"longitude": DOOR.lon, "latitude": DOOR.lat, "accuracy": 9},
        permissions=["geolocation"],
    )
    page = context.new_page()
    page.goto(site.at(f"/staff/login?link={link(site)}"))
    for step in ("button.main", 'a[href="/staff/add"]', 'a[href="/staff/tickets"]'):
        assert_accessible(page)
        with page.expect_navigation():
            page.click(step)
    page.goto(site.at("/staff?q=北园路店"))
    page.click("label[for=contrast]")
    for step in ("ol.first a", 'a[href$="/position"]', "#locate button", "button.call"):
        assert_accessible(page)
        with page.expect_navigation():
            page.click(step)
    assert_accessible(page)
    assert "已改" in page.inner_text("#answer")
    page.goto(site.at("/staff/log"))
    for step in ('section a[href^="/staff/log/"]', "p.row:last-of-type a"):
        assert_accessible(page)
        with page.expect_navigation():
            page.click(step)
    shape = known(site).geometry
    assert shape is not None
    assert shape.middle == pytest.approx(DOOR)
    with page.expect_navigation():
        page.click('section a[href^="/staff/log/"]')
    with page.expect_navigation():
        page.click('button[value^="staff:undo:"]')
    context.close()


def assert_accessible(page: Page) -> None:
    """No violation of WCAG, contrast of 7 to 1 and targets included, and nothing off the side."""
    rules = {name: {"enabled": True} for name in ("color-contrast-enhanced", "target-size")}
    found = Axe().run(page, options={"rules": rules})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
