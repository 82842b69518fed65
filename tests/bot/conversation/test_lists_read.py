"""Lists and details as a resident reads them: short, one format, and no word of the office."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import Event
from bot.storage.memory import in_memory
from geo.dataset.dataset import open_dataset
from geo.facility import LonLat

if TYPE_CHECKING:
    from bot.conversation.reply import Reply
    from geo.dataset.dataset import Dataset

TANGQIAO = open_dataset()
NOW = datetime(2026, 3, 10, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
HERE = LonLat(121.5172, 31.2071)
FORMAL = ("卫生健康", "事务受理", "法律调解", "垃圾回收")
PLACES = ("塘桥站", "蓝村路站", "微南居委会", "北园路东方路口", "儿童医学中心站")
LINE = re.compile(r"[①-⑳] ")


class Talk:
    """One conversation after another over a dataset; nothing is kept."""

    def __init__(self, dataset: Dataset = TANGQIAO) -> None:
        """Open it once."""
        self.dialogue = Dialogue.open(dataset, *in_memory())

    def says(self, *texts: str, here: bool = False) -> Reply:
        """Say something as somebody new; `here` sends a position first."""
        person = f"{texts}{here}"
        self.dialogue.sessions.forget(person)
        if here:
            self.dialogue.handle(person, Event(location=HERE), NOW)
        return [self.dialogue.handle(person, Event(text=text), NOW) for text in texts][-1]


@pytest.fixture(scope="module")
def talk() -> Talk:
    """Talk about Tangqiao."""
    return Talk()


def with_hours(hours: str) -> Dataset:
    """Tangqiao with other hours of its canteen."""
    facilities = [
        replace(one, opening_hours=hours) if one.id == "canteen-beiyuan" else one
        for one in TANGQIAO.facilities
    ]
    return replace(TANGQIAO, facilities=tuple(facilities))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("category", TANGQIAO.categories)
def test_six_lines_at_most_stand_before_more(talk: Talk, place: str, category: str) -> None:
    """Each facility has one line; she is told how to see more within six."""
    asked = TANGQIAO.categories[category].name.zh
    for texts in (
        (f"{place}附近的{asked}",),
        (f"{place}附近的{asked}，今天几点关门，人多不多",),
        (f"我在{place}", asked, "我走得慢"),
    ):
        lines = talk.says(*texts).text.split("\n")
        more = [n for n, line in enumerate(lines) if "还有吗" in line]
        assert not more or more[0] <= 6
        marked = [n for n, line in enumerate(lines) if LINE.match(line)]
        assert not marked or marked[-1] < 6


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("category", TANGQIAO.categories)
def test_nothing_stands_under_a_heading_that_it_may_miss(
    talk: Talk, place: str, category: str
) -> None:
    """Under "15 分钟以内" every walk ends in time, at the slow end too; minutes have one format."""
    reply = talk.says(f"{place}附近的{TANGQIAO.categories[category].name.zh}")
    heading, *lines = reply.text.split("\n")
    if "以内：" in heading:
        assert all(one.walk.high <= 15 for one in reply.listed if one.walk)
    formats = {
        "range" if re.search(r"约 \d+–\d+ 分钟", line) else "number"
        for line in lines
        if LINE.match(line) and "大概" not in line
    }
    assert len(formats) <= 1


def test_a_wide_range_is_words_in_the_list_and_numbers_in_the_details(talk: Talk) -> None:
    """The list says to telephone first, the details give both ends."""
    listed = talk.says("微南居委会附近的食堂").text
    line = next(line for line in listed.split("\n") if "美好生活馆" in line)
    assert "大概二十分钟，门口位置没核实，先打电话问" in line
    assert not re.search(r"\d+–\d+ 分钟", line)
    number = "①②③④⑤".index(line[0]) + 1
    detail = talk.says("微南居委会附近的食堂", f"第{'一二三四五'[number - 1]}个").text
    assert re.search(r"走路约 \d+–\d+ 分钟，位置待核实（误差约 400 米）", detail)


@pytest.mark.parametrize("text", ["看病", "办事", "扔垃圾", "找工作", "附近有什么", "调解", "看书"])
def test_kinds_are_named_in_everyday_words(talk: Talk, text: str) -> None:
    """She reads 看病的地方, not 卫生健康, in lists, questions and buttons."""
    for reply in (talk.says(text), talk.says(text, here=True)):
        shown = reply.text + "".join(button.label for button in reply.buttons)
        for one in reply.listed:
            shown = shown.replace(one.facility.name.zh, "")
        assert not any(word in shown for word in FORMAL)


@pytest.mark.parametrize(
    ("hours", "told", "hidden"),
    [
        ('Mo-Fr 09:00-17:00 "需预约"', "要预约", ('"',)),
        ("Jun-Sep 06:00-20:00; Oct-May 07:00-19:00", "夏天（6 月到 9 月）6 点到 20 点", ("Jun",)),
        ("Mo[1] 09:00-12:00", "每月第一个星期一 9 点到 12 点", ("Mo", "[")),
        ("week 1-53/2 Mo 09:00-12:00", "写得比较复杂，请打 12345 问", ("week",)),
    ],
)
def test_hours_are_told_without_their_syntax(
    hours: str, told: str, hidden: tuple[str, ...]
) -> None:
    """In the list and in the details."""
    talk = Talk(with_hours(hours))
    listed, detail = talk.says("食堂", here=True).text, talk.says("食堂", "第一个", here=True).text
    assert told in detail
    line = listed.split("美好生活馆")[1].partition("\n")[0]
    assert "开门时间不知道" not in line + detail
    assert not any(word in listed + detail for word in hidden)


def test_a_rare_opening_is_told_by_its_date() -> None:
    """Monthly hours are closed until the next first Monday."""
    talk = Talk(with_hours("Mo[1] 09:00-12:00"))
    assert "现在关着，4月6日 09:00 开" in talk.says("食堂", "第一个", here=True).text


@pytest.mark.parametrize(
    "texts",
    [
        ("Is the canteen nearby?",),
        ("doctor nearby", "the first one"),
        ("doctor nearby", "how do I get to the first one"),
        ("what is around",),
        ("from Tangqiao station to Lancun Road station",),
        ("fitness near Tangqiao station", "more"),
        ("I walk slowly",),
        ("thanks",),
        ("tell me a joke",),
        ("is there a bank",),
        ("jobs nearby",),
    ],
)
def test_english_is_complete(talk: Talk, texts: tuple[str, ...]) -> None:
    """No Chinese but what the sources write in Chinese: addresses, services, titles."""
    text = talk.says(*texts, here=True).text
    told = re.sub(r"(?m)^(?:Address|Offers|For|Source|For [a-z, ]+): .*$", "", text)
    told = re.sub(r"（[^）]*）", "", told)
    assert not re.search("[一-鿿]", told)
    assert "for certain" not in text


@pytest.mark.parametrize("text", ["ok", "OK", "Okay", "A", "👍"])
def test_a_word_of_no_language_changes_none(talk: Talk, text: str) -> None:
    """Who reads Chinese goes on reading Chinese."""
    assert talk.says("食堂", text).language == "zh"


NOT_OURS = (
    "谢谢",
    "讲个笑话",
    "路灯坏了",
    "附近有厕所吗",
    "今天天气怎么样",
    "现在几点了",
    "你吃饭了吗",
    "陪我聊聊天",
    "帮我叫个车",
    "手机坏了",
    "股票怎么买",
    "你真笨",
    "太远了",
    "嘎嘎嘣",
    "陆家嘴有助餐点吗",
)


def test_each_thing_that_is_not_ours_has_an_answer_of_its_own(talk: Talk) -> None:
    """A thanks, a joke, a broken lamp, another town: none like another, each with a next step."""
    told = {text: talk.says(text).text for text in NOT_OURS}
    assert len({*told.values()}) == len(NOT_OURS)
    for text, reply in told.items():
        assert re.search("12345|“|请|打 ", reply), text


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("附近有厕所吗", "厕所"),
        ("银行在哪里", "银行"),
        ("哪里买菜", "买菜"),
        ("有没有理发店", "理发店"),
    ],
)
def test_a_service_that_is_not_listed_is_named(talk: Talk, text: str, word: str) -> None:
    """She hears that this very thing is not known, and where to ask."""
    reply = talk.says(text, here=True).text
    assert f"“{word}”我没有收录" in reply
    assert "12345" in reply


def test_the_clock_is_told(talk: Talk) -> None:
    """What can be answered is answered."""
    assert talk.says("现在几点了").text.startswith("现在是 3 月 10 日，星期二，10:00。")
