"""The conversation over plain HTTP: the same dialogue as everywhere, one page an answer."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.channels.web.chat.calls import calls_of
from bot.conversation.reply import Reply
from bot.understanding.query import Intent
from geo.dataset.dataset import open_dataset
from tests.support.web_site import STATION, serving

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.web_site import Site


def words(response: httpx.Response) -> str:
    """Give what the answer of a page says."""
    main = response.text.partition("<article")[2].partition("</article>")[0]
    return html.unescape(re.sub(r"<[^>]+>", " ", main))


def names(response: httpx.Response) -> list[str]:
    """Give the names of a numbered list."""
    found = re.findall(r'class="unseen">\d+ </span>([^<]+)</h2>', response.text)
    return [html.unescape(name) for name in found]


def test_a_question_gets_a_numbered_answer_and_a_map(browser: httpx.Client) -> None:
    """Words in, a list out; the map has the numbers of the list."""
    browser.post("/", data={"place": STATION})
    answer = browser.post("/", data={"text": "附近有助餐点吗"})
    assert answer.status_code == 200
    assert "塘桥站附近的老年助餐" in words(answer)
    listed = re.findall(r'class="unseen">(\d+) ', answer.text)
    drawn = re.findall(r'<text y="7">(\d+)</text></g></g>', answer.text.partition('class="map"')[2])
    assert listed == [str(number) for number in range(1, len(listed) + 1)]
    walked = words(answer).count("走路约")  # what nobody has located has no minutes and no marker
    assert 1 <= walked <= len(listed)
    assert sorted(drawn, key=int) == listed[:walked]


def test_it_knows_what_was_said_before(browser: httpx.Client) -> None:
    """The first of the list that she saw is meant by "第一个"."""
    browser.post("/", data={"place": STATION})
    listed = browser.post("/", data={"text": "附近有助餐点吗"})
    first = browser.post("/", data={"text": "第一个几点开门"})
    assert names(listed)[0] in words(first)
    assert "开门时间" in words(first)


def test_a_question_without_a_place_waits_for_one(browser: httpx.Client) -> None:
    """Who asks first is asked where she is, and then gets what she asked for."""
    asked = browser.post("/", data={"text": "附近有助餐点吗"})
    assert "您在哪里" in words(asked)
    assert '<option value="metro-tangqiao">塘桥站</option>' in asked.text
    told = browser.post("/", data={"place": STATION})
    assert "塘桥站附近的老年助餐" in words(told)


def test_a_position_is_taken_with_its_error(browser: httpx.Client) -> None:
    """What the browser found counts as a position that was sent."""
    answer = browser.post("/", data={"lon": "121.5143", "lat": "31.2117", "error_m": "30"})
    assert "收到您的位置" in words(answer)
    assert "您发的位置附近" in words(browser.post("/", data={"press": "near"}))


def test_a_position_that_is_none_is_a_missing_text(browser: httpx.Client) -> None:
    """Numbers that are no position lead to a kind sentence, not to an error."""
    for lon, lat in (("nan", "31"), ("121", "inf"), ("x", ""), ("1e9", "31")):
        answer = browser.post("/", data={"lon": lon, "lat": lat})
        assert answer.status_code == 200
        assert "您没有写字" in words(answer)


def test_a_map_link_in_words_is_a_position(browser: httpx.Client) -> None:
    """A link that a map app shares says where she is, in that app's coordinates."""
    link = "https://uri.amap.com/marker?position=121.5188,31.2097&name=x"
    assert "收到您的位置" in words(browser.post("/", data={"text": f"我在这里 {link}"}))


def test_a_button_does_what_it_says(browser: httpx.Client) -> None:
    """The buttons under a list are those of the reply, and each is answered."""
    browser.post("/", data={"place": STATION})
    answer = browser.post("/", data={"text": "附近有助餐点吗"})
    actions = set(re.findall(r'name="press" value="([^"]+)"', answer.text))
    near = browser.get(f"/api/v1/nearby?at={STATION}&category=canteen").json()["features"]
    assert {f"detail:{near[0]['id']}", f"route:{near[0]['id']}", "pace:slow"} <= actions
    assert "每秒 0.6 米" in words(browser.post("/", data={"press": "pace:slow"}))
    assert "太旧了" in words(browser.post("/", data={"press": "no:such"}))


def test_english_is_spoken_to_who_reads_it(site: Site) -> None:
    """A new browser's own language counts, and the switch holds from then on."""
    with httpx.Client(base_url=site.url, headers={"Origin": site.url.rstrip("/")}) as client:
        home = client.get("/", headers={"Accept-Language": "en-GB,en;q=0.9"})
        assert 'lang="en"' in home.text
        assert "walking guide" in words(home)
        client.post("/", data={"press": "language:en"})
        assert "Near Tangqiao Station" in words(client.get(f"/p/{STATION}"))


@pytest.mark.parametrize("said", ["我老伴胸口疼喘不上气", "家里煤气漏了", "I smell gas"])
def test_an_emergency_names_a_number_to_press(browser: httpx.Client, said: str) -> None:
    """The number stands first, as a link that calls it."""
    answer = browser.post("/", data={"text": said})
    main = answer.text.partition("<article")[2]
    first = re.search(r'<a href="tel:(\d+)"', main)
    assert first
    assert first[1] in {"120", "119"}
    assert main.index("tel:") < main.index("<h1>")


def test_metres_are_no_number_to_call(browser: httpx.Client) -> None:
    """An error of 120 metres offers no ambulance, a hotline that is named can be called."""
    dataset = open_dataset()
    text = "助餐点，误差约 120 米\n110 号门，走 119 步\n请打 12345 问"
    calls = calls_of(Reply(Intent.NEARBY, text), dataset)
    assert [call.number for call in calls] == ["12345"]
    assert "tel:12345" in browser.get(f"/p/{STATION}").text


def test_an_address_carries_its_place(browser: httpx.Client) -> None:
    """Whoever follows a poster's address is there, without a cookie and in every next question."""
    page = browser.get(f"/p/{STATION}")
    assert "塘桥站附近" in words(page)
    assert "set-cookie" not in page.headers
    browser.cookies.clear()
    answer = browser.post("/", data={"at": STATION, "text": "附近有助餐点吗"})
    assert "塘桥站附近的老年助餐" in words(answer)


def test_a_facility_is_a_place_too(browser: httpx.Client) -> None:
    """At a facility's own address she is at its door."""
    assert "塘桥美好生活馆（北园路店）附近" in words(browser.get("/p/canteen-beiyuan"))
    answer = browser.post("/", data={"at": "canteen-beiyuan", "text": "附近的卫生站"})
    assert "塘桥美好生活馆（北园路店）" in words(answer)


def test_the_place_of_a_page_gives_way_to_one_that_is_chosen(browser: httpx.Client) -> None:
    """Who goes elsewhere from a poster's page stays there."""
    browser.post("/", data={"at": "canteen-beiyuan", "text": "附近有助餐点吗"})
    moved = browser.post("/", data={"place": STATION})
    assert f'name="at" value="{STATION}"' in moved.text
    assert "塘桥站附近" in words(browser.post("/", data={"at": STATION, "press": "near"}))


def test_an_unknown_place_is_a_kind_404(browser: httpx.Client) -> None:
    """An old poster leads to a page that leads home."""
    page = browser.get("/p/no-such-place")
    assert page.status_code == 404
    assert 'href="/"' in page.text


def test_the_map_can_be_kept(browser: httpx.Client) -> None:
    """One file comes back that needs nothing else."""
    browser.post("/", data={"place": STATION})
    kept = browser.post("/map.html", data={"at": STATION})
    assert kept.headers["content-disposition"].startswith("attachment")
    assert "塘桥站：15 分钟生活圈" in kept.text
    assert "default-src" in kept.text


def test_words_are_never_code(browser: httpx.Client) -> None:
    """Whatever is said is shown as it was said."""
    said = "<script>alert(1)</script>{{7*7}}'\">"
    answer = browser.post("/", data={"text": said})
    assert "<script>alert" not in answer.text
    assert said in words(answer)


def test_feedback_sent_twice_is_kept_once(site: Site, browser: httpx.Client) -> None:
    """A form that is sent again, as by a reload, files no second ticket."""
    browser.post("/", data={"text": "塘桥站附近的食堂"})
    browser.post("/", data={"press": "feedback"})
    form = {"text": "第一个搬走了", "once": "0123456789abcdef"}
    first = re.search(r"T-\d{4}", words(browser.post("/", data=form)))
    browser.post("/", data={"press": "feedback"})
    again = re.search(r"T-\d{4}", words(browser.post("/", data=form)))
    assert first
    assert again
    assert first[0] == again[0]
    del site


def test_two_processes_share_a_resident(tmp_path: Path) -> None:
    """Workers on one state folder know the same visitors and sessions."""
    with serving(tmp_path) as one, serving(tmp_path) as other:
        with httpx.Client(headers={"Origin": one.url.rstrip("/")}) as client:
            client.post(one.url, data={"place": STATION})
            cookie = client.cookies["yike"]
        headers = {"Origin": other.url.rstrip("/"), "Cookie": f"yike={cookie}"}
        answer = httpx.post(other.url, data={"text": "附近有助餐点吗"}, headers=headers)
        assert "塘桥站附近的老年助餐" in words(answer)
