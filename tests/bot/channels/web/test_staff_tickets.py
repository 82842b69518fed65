"""Pages of feedback: accepted into a change, refused with a reason, found and opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.storage.store import Store
from geo.change_log.log_file import ChangeLog
from tests.bot.channels.web.staff_browser import CANTEEN, confirm

if TYPE_CHECKING:
    import httpx

    from tests.bot.channels.web.staff_browser import Post
    from tests.support.web_site import Site


def test_a_ticket_opens_the_change_that_it_proposes(
    site: Site, browser: httpx.Client, post: Post
) -> None:
    """Accepted, its words fill the form in; rejected, the resident who asks hears the reason."""
    with Store.open(site.state / "store.sqlite3") as store:
        words = "电话不对，是58311234，现在早上7点到晚上6点开"
        first = store.feedback.file(CANTEEN, words, "somebody", site.clock(), "t1")
        second = store.feedback.file(CANTEEN, "菜太咸", "somebody", site.clock(), "t2")
    assert "2 条等着看" in browser.get("/staff").text
    form = post("/staff/tickets", accept=first.number)
    assert words in form.text
    assert 'value="58311234"' in form.text
    assert 'value="早上7点到晚上6点"' in form.text
    confirm(post, post(f"/staff/f/{CANTEEN}/edit", phone="58311234", ticket=first.number))
    log = ChangeLog(site.state / "changes.sqlite3").history("tangqiao")
    assert log.changesets[-1].reason.why == first.number
    assert f"第 {log.last} 条改动" in browser.get("/staff/tickets/handled").text
    post("/staff/tickets", reject=second.number, reason="口味不归我们管")
    told = browser.post("/", data={"text": f"查 {second.number}"}).text
    assert "口味不归我们管" in told
    assert "采纳" in browser.post("/", data={"text": f"查 {first.number}"}).text


def test_a_ticket_without_a_place_is_given_one(
    site: Site, browser: httpx.Client, post: Post
) -> None:
    """Accepting asks which; what was handled is listed, and can wait again."""
    with Store.open(site.state / "store.sqlite3") as store:
        ticket = store.feedback.file(None, "关门了，电话58311234", "somebody", site.clock(), "t3")
    asked = post("/staff/tickets", accept=ticket.number)
    assert "说的是哪一处" in asked.text
    assert "采纳" not in browser.post("/", data={"text": f"查 {ticket.number}"}).text
    form = post("/staff/tickets", accept=ticket.number, facility=CANTEEN)
    assert 'value="58311234"' in form.text
    assert ticket.number in browser.get("/staff/tickets/handled").text
    assert ticket.number in post("/staff/tickets", reopen=ticket.number).text
    post("/staff/tickets", reject=ticket.number)


def test_feedback_of_long_ago_is_found_and_opened_again(
    site: Site, browser: httpx.Client, post: Post
) -> None:
    """Behind many others: page by page, by its number, its words or its facility."""
    with Store.open(site.state / "store.sqlite3") as store:
        filed = [
            store.feedback.file(CANTEEN, f"意见{n}号", "somebody", site.clock(), f"long{n}")
            for n in range(35)
        ]
        waiting = browser.get("/staff/tickets").text
        assert filed[0].number in waiting
        assert filed[-1].number not in waiting
        assert filed[-1].number in browser.get("/staff/tickets", params={"from": "30"}).text
        for one in filed:
            store.feedback.decide(one.number, accepted=False, by="x", reason="不归我们管")
    first, path = filed[0].number, "/staff/tickets/handled"
    newest = browser.get(path).text
    assert first not in newest
    assert f'href="{path}?from=30"' in newest
    assert first in browser.get(path, params={"from": "30"}).text
    for sought in (first, "意见0号"):
        assert first in browser.get(path, params={"q": sought}).text
    assert "没有这样的反馈" in browser.get(path, params={"q": "意见99号"}).text
    assert first in post("/staff/tickets", reopen=first).text
    post("/staff/tickets", reject=first, reason="不归我们管")


def test_a_report_under_a_list_of_a_page_knows_its_lines(site: Site, browser: httpx.Client) -> None:
    """Who opens a poster's address and reports "the first" means the first line of that page."""
    page = browser.get("/p/canteen-lancun").text
    assert 'name="opened"' in page
    said = {"at": "canteen-lancun"}
    asked = browser.post("/", data={**said, "opened": "1", "press": "feedback"}).text
    assert 'name="opened"' not in asked
    words = "第一个关门了，搬到南泉路100号了，电话58311234"
    assert "蓝村助餐点" in browser.post("/", data={**said, "text": words}).text
    with Store.open(site.state / "store.sqlite3") as store:
        (ticket,) = [one for one in store.feedback.tickets() if one.words == words]
        assert ticket.facility_id == "canteen-lancun"
        store.feedback.withdraw(ticket.number)
