"""Lists, pages, pictures and details: what is under a message, and what pressing it brings."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from bot.channels.telegram import buttons
from bot.map_links import read_link
from geo.crs import distance_m
from geo.dataset.dataset import open_dataset
from geo.facility import BilingualText
from tests.botapi.faults import Fault
from tests.support.telegram_bot import named, quiet, town, work_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.botapi import Message, User
    from tests.support.telegram_bot import Town

STATIONS = "塘桥站附近的家门口服务站"
CANTEENS = "北园路临沂北路口附近有助餐点吗"
UNLOCATED = "塘桥站附近的垃圾箱房"
HOSTILE = "<b>_*[x](tg://user?id=1)</b>&amp; `code`"


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The bot, the same for all: every test has a resident of its own."""
    folder = tmp_path_factory.mktemp("lists")
    with work_folder(folder), town(folder) as made:
        yield made


@pytest.fixture
def user(bot: Town) -> Iterator[User]:
    """A resident; whatever a test broke is mended afterwards."""
    yield bot.api.user(name="王阿姨")
    bot.api.faults.clear()


def pressed(user: User, message: Message, label: str) -> Message:
    """Press a button, and hear what it brings."""
    last = user.inbox[-1].id
    user.presses(message, label).toast()
    return user.api.wait_for(lambda: next((m for m in user.inbox if m.id > last), None))


def turned(user: User, message: Message, label: str) -> Message:
    """Press a button that changes its message, and see the message then."""
    user.presses(message, label).toast()
    return user.api.wait_for(
        lambda: next((m for m in user.inbox if m.id == message.id and m.text != message.text), None)
    )


# Lists and pages


def test_a_list_has_words_picture_and_buttons(user: User) -> None:
    """One message: numbered facilities, a map, and what can be done next."""
    message = user.asks(STATIONS)
    assert message.kind == "photo"
    assert [f"{mark} " in message.text for mark in "①②③④⑤⑥"] == [True] * 5 + [False]
    assert message.labels[:5] == ["详情①", "详情②", "详情③", "详情④", "详情⑤"]
    assert {"更多", "只看开着的", "走得慢一点", "导航①", "这里不对"} <= set(message.labels)
    picture = Image.open(io.BytesIO(message.content))
    assert picture.size == (900, 1120)
    assert len(message.content) <= 120_000


def test_a_number_is_the_same_in_list_button_and_details(user: User) -> None:
    """详情③ tells about the facility of line ③."""
    message = user.asks(STATIONS)
    line = next(line for line in message.text.splitlines() if line.startswith("③ "))
    assert (
        pressed(user, message, "详情③").text.splitlines()[0]
        == line.removeprefix("③ ").split("：")[0]
    )


def test_pages_change_the_message(user: User) -> None:
    """更多 shows the next five in place of the first, ‹ 上一页 goes back."""
    first = user.asks(STATIONS)
    second = turned(user, first, "更多")
    assert "⑥ " in second.text
    assert "① " not in second.text
    third = turned(user, second, "更多")
    assert "⑪ " in third.text
    assert turned(user, third, "上一页").text == second.text
    assert "① " in turned(user, second, "上一页").text
    assert len(user.inbox) == 1


def test_the_last_page_offers_no_more(user: User) -> None:
    """A button that would bring nothing is not there."""
    page = user.asks(STATIONS)
    for _ in range(10):
        if "更多" not in page.labels:
            break
        page = turned(user, page, "更多")
    assert "更多" not in page.labels
    assert "‹ 上一页" in page.labels


def test_pressing_twice_turns_one_page(user: User) -> None:
    """Two taps on 更多 in a hurry do not skip a page: the second is of an older page."""
    first = user.asks(STATIONS)
    data = first.button("更多").data
    user.forges(first, data).toast()
    user.forges(first, data).toast()
    assert "太旧" in user.sees("太旧").text
    assert "⑥ " in user.inbox[0].text


def test_an_older_list_does_not_turn_the_newer_one(user: User) -> None:
    """更多 under a list that was followed by another gets an answer of its own."""
    old = user.asks(STATIONS)
    user.asks(CANTEENS)
    assert "太旧" in pressed(user, old, "更多").text
    assert user.inbox[0].text == old.text


def test_only_what_is_open(user: User) -> None:
    """只看开着的 lists again, the open ones first."""
    message = pressed(user, user.asks(CANTEENS), "只看开着的")
    assert "现在开着" in message.text
    assert "只看开着的" not in message.labels


def test_walking_slowly_takes_longer(user: User) -> None:
    """走得慢一点 counts again at the slow pace."""
    message = pressed(user, user.asks(CANTEENS), "走得慢一点")
    assert "每秒 0.6 米" in message.text
    assert "走得慢一点" not in message.labels


def test_something_wrong_is_one_tap_away(user: User) -> None:
    """这里不对 asks for words, then which of the list; they are kept."""
    message = user.asks(STATIONS)
    assert "哪里不对" in pressed(user, message, "这里不对").text
    assert "编号 T-" not in user.asks("门牌号写错了").text
    assert "编号 T-" in user.asks("第一个").text


# Details


def test_details_come_with_a_pin_and_map_links(bot: Town, user: User) -> None:
    """Hours, services, source and date in words; the place as a pin, and in every map app."""
    details = pressed(user, user.asks(CANTEENS), "详情①")
    for words in ("开放时间：每天 06:30 到 20:00", "地址：北园路70号", "来源：文汇报", "核实"):
        assert words in details.text
    facility = bot.dataset.facility("canteen-beiyuan")
    assert facility.geometry is not None
    point = facility.geometry.middle
    assert len(list(details.links())) == 4
    for link in details.links():
        found = read_link(link)
        assert found is not None
        assert found.point is not None
        assert distance_m(found.point, point) < 1
    venue = bot.api.wait_for(lambda: user.inbox[-1].venue)
    assert (venue.lon, venue.lat) == pytest.approx(point)
    assert venue.title == facility.name.zh


def test_a_doubtful_position_is_said_to_be_so_beside_it(bot: Town, user: User) -> None:
    """Words and pin both say that the position is only known to 400 m."""
    details = pressed(user, user.asks(CANTEENS), "详情①")
    assert "误差约 400 米" in details.text
    venue = bot.api.wait_for(lambda: user.inbox[-1].venue)
    assert "误差约 400 米" in venue.address


def test_nobody_is_led_to_a_place_that_is_not_located(user: User) -> None:
    """Without a position there is neither pin nor map link nor way."""
    details = pressed(user, user.asks(UNLOCATED), "详情①")
    assert "资料里没有写在哪里" in details.text
    assert list(details.links()) == []
    assert "导航" not in details.labels
    quiet(user)


def test_the_way_opens_in_a_map_app(user: User) -> None:
    """导航① tells minutes, metres and direction; the links lead."""
    way = pressed(user, user.asks(CANTEENS), "导航①")
    assert "方向" in way.text
    assert way.labels[:4] == ["高德地图", "百度地图", "苹果地图", "谷歌地图"]


# Pictures


def test_the_same_picture_is_sent_once(bot: Town, user: User) -> None:
    """A second resident at the same station gets the picture that Telegram has already."""
    other = bot.api.user()
    user.asks("蓝村路站附近的家门口服务站")
    other.asks("蓝村路站附近的家门口服务站")
    first, second = (bot.api.calls("sendPhoto", chat_id=one.id)[0] for one in (user, other))
    assert first.files
    assert not second.files
    assert user.inbox[0].content == other.inbox[0].content


def test_a_picture_that_telegram_lost_is_drawn_again(bot: Town, user: User) -> None:
    """An id that is not known any more costs one picture, never the answer."""
    user.asks("上海儿童医学中心站附近的家门口服务站")
    lost = Fault("lost", 400, "Bad Request: wrong file identifier/HTTP URL specified")
    bot.api.faults.add(lost, "sendPhoto")
    assert user.asks("上海儿童医学中心站附近的家门口服务站").kind == "text"
    message = user.asks("上海儿童医学中心站附近的家门口服务站")
    assert (message.kind, bool(message.content)) == ("photo", True)


def test_a_shared_position_is_drawn_for_her_alone(bot: Town, user: User) -> None:
    """The picture of somebody's own position is kept for nobody."""
    for one in (user, bot.api.user()):
        one.asks("附近有助餐点吗")
        one.sends_location(121.5172, 31.2071)
        one.hears()
        assert bot.api.calls("sendPhoto", chat_id=one.id)[0].files


def test_a_picture_that_fails_falls_back_to_words(bot: Town, user: User) -> None:
    """Refused by Telegram, the picture is left out and the words arrive with their buttons."""
    refused = Fault("refused", 400, "Bad Request: IMAGE_PROCESS_FAILED")
    bot.api.faults.add(refused, "sendPhoto", chat_id=user.id)
    message = user.asks(STATIONS)
    assert message.kind == "text"
    assert "详情①" in message.labels


def test_a_picture_that_cannot_be_drawn_falls_back_to_words(
    user: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever goes wrong in drawing, the words arrive; the log says where, not for whom."""

    def breaks(_: object) -> bytes:
        raise ValueError("121.5066,31.2066")

    monkeypatch.setattr("maps.circle.picture.circle_picture", breaks)
    user.asks("附近有助餐点吗")
    user.sends_location(121.5066, 31.2066)
    message = user.hears()
    assert message.kind == "text"
    assert "详情①" in message.labels
    assert "no picture: ValueError in breaks" in caplog.text
    assert "121.50" not in caplog.text


# Odd buttons


@pytest.mark.parametrize(
    "data", ["0|near:canteen", "2|near:canteen", "near:canteen", "1|", "1|gone:1", "x", "1|more"]
)
def test_an_old_button_gets_an_answer(user: User, data: str) -> None:
    """A button of another version, or of nothing we know, is answered with what to do."""
    message = user.asks("/help")
    user.forges(message, data).toast()
    assert "太旧" in user.sees("太旧").text


def test_a_press_that_telegram_forgot_is_answered_all_the_same(bot: Town, user: User) -> None:
    """The waiting sign can no longer be stopped; the answer still comes."""
    message = user.asks(CANTEENS)
    with bot.api.held():
        user.presses(message, "详情①")
        bot.api.expire_queries()
    assert "北园路70号" in user.sees("北园路70号").text


def test_every_button_fits_into_telegram() -> None:
    """What a button sends back has at most 64 bytes, for every facility and place there is."""
    dataset = open_dataset()
    actions = [f"feedback:{one.id}" for one in dataset.facilities]
    actions += [f"place:{one.id}" for one in dataset.places]
    actions += [f"staff:verify:{one.id}" for one in dataset.facilities]
    for action in actions:
        data = buttons.written(action)
        assert len(data.encode()) <= 64
        assert buttons.read(data) == (action, None)


# Names of any kind


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town where somebody has written markup, and far too much, into the data."""
    folder = tmp_path_factory.mktemp("hostile")
    name, note = BilingualText(HOSTILE, HOSTILE), BilingualText("很长的说明。\n" * 900, "")
    dataset = named(open_dataset(), "canteen-beiyuan", name=name, note=note)
    with work_folder(folder), town(folder, dataset) as made:
        yield made


def test_markup_in_a_name_arrives_as_plain_text(hostile: Town) -> None:
    """In list, details, pin and inline results a name is a name."""
    user = hostile.api.user()
    message = user.asks(CANTEENS)
    assert f"① {HOSTILE}" in message.text
    assert message.entities == []
    details = pressed(user, message, "详情①")
    assert details.text.startswith(HOSTILE)
    assert details.entities == []
    assert hostile.api.wait_for(lambda: user.inbox[-1].venue).title == HOSTILE
    results = user.inline("助餐点").results()
    assert HOSTILE in [result["title"] for result in results]
    assert hostile.api.refused == []


def test_a_long_text_comes_in_several_messages(hostile: Town) -> None:
    """No message is longer than Telegram takes; nothing of the text is lost."""
    user = hostile.api.user()
    details = pressed(user, user.asks(CANTEENS), "详情①")
    assert "高德地图" in details.labels
    assert hostile.api.wait_for(lambda: user.inbox[-1].venue).title == HOSTILE
    first = pressed(user, details, "说明")
    second = user.api.wait_for(lambda: next((m for m in user.inbox if m.id > first.id), None))
    notes = [first, second]
    assert "来源" in second.text
    assert "".join(message.text for message in notes).count("很长的说明。") == 900
    assert "这里不对" in second.labels


def test_pictures_can_be_switched_off(tmp_path: Path) -> None:
    """Where pictures are not wanted, the words say it all."""
    with work_folder(tmp_path), town(tmp_path, pictures=False) as made:
        message = made.api.user().asks(STATIONS)
        assert message.kind == "text"
        assert turned(made.api.user(1001), message, "更多").text.count("⑥ ") == 1
