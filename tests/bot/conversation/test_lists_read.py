"""Lists and details as a resident reads them: short, one format, and no word of the office."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.conversation.reply import Event
from tests.bot.conversation.talk import HERE, NOW, Resident, Talk
from tests.support.tangqiao import TANGQIAO

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset

FORMAL = ("卫生健康", "事务受理", "法律调解", "垃圾回收")
PLACES = ("塘桥站", "蓝村路站", "微南居委会", "北园路东方路口", "儿童医学中心站")
LINE = re.compile(r"[①-⑳] ")


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
    """Under "15 分钟以内" every walk ends in time, at the slow end too."""
    reply = talk.says(f"{place}附近的{TANGQIAO.categories[category].name.zh}")
    heading, *_ = reply.text.split("\n")
    if "以内：" in heading:
        assert all(one.walk.high <= 15 for one in reply.listed if one.walk)


@pytest.mark.parametrize("turn", [(), ("我走得慢",)], ids=["elder", "slow"])
@pytest.mark.parametrize("place", ["微南居委会", "北园路", "塘桥站"])
def test_the_minutes_of_a_walk_are_told_alike(talk: Talk, place: str, turn: tuple[str]) -> None:
    """In the list, the details and the way, whatever else is listed; never "1–46 分钟"."""
    turns = (f"{place}附近的食堂", *turn)
    for line in talk.says(*turns).text.split("\n"):
        if LINE.match(line):
            nth = f"第{'一二三四五'['①②③④⑤'.index(line[0])]}个"
            told = re.search(r"走路(\S+ \S+ 分钟(?:（最多 \d+ 分钟）)?)", line)
            assert told
            assert told[1] in talk.says(*turns, f"{nth}怎么走").text
            assert told[1] in talk.says(*turns, nth).text


def test_a_slower_pace_shows_in_every_line(talk: Talk) -> None:
    """Who walks slowly reads other minutes for each of the list."""
    minutes = re.compile(r"(\d+) 分钟[），]|(\d+) 分钟$")
    usual, slow = (
        {line[2:8]: minutes.findall(line)[-1] for line in text.split("\n") if LINE.match(line)}
        for text in (
            talk.says("北园路附近的食堂").text,
            talk.says("北园路附近的食堂", "我走得慢").text,
        )
    )
    both = usual.keys() & slow.keys()
    assert len(both) > 2
    assert all(usual[name] != slow[name] for name in both)


def test_the_way_from_a_long_street_asks_for_a_crossing(talk: Talk) -> None:
    """Nobody knows from which end she comes."""
    assert "说一个近旁的路口" in talk.says("北园路附近的食堂", "第二个怎么走").text
    assert "说一个近旁的路口" not in talk.says("塘桥站附近的食堂", "第二个怎么走").text


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
        ("week 1-53/2 Mo 09:00-12:00", "写得比较复杂，请打电话问", ("week",)),
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
    assert "现在关着，4 月 6 日 09:00 开" in talk.says("食堂", "第一个", here=True).text


def test_a_page_is_headed_by_what_is_on_it(talk: Talk) -> None:
    """The first page may be within reach for sure while the next is not, and says so."""
    first = talk.says("走半个小时能到的养老院", here=True)
    assert first.text.split("\n")[0].endswith("走路 30 分钟以内：")
    assert all(one.walk.high <= 30 for one in first.listed if one.walk)
    second = talk.says("走半个小时能到的养老院", "还有吗", here=True)
    assert second.text.startswith("接着看，可能远一点：")
    assert "第六个怎么走" in second.text


def test_a_meal_is_no_further_page(talk: Talk) -> None:
    """Dinner is asked for, not the rest of a list."""
    assert "晚饭 16:30 开始，到 20:00" in talk.says("晚饭还有吗", here=True).text


def test_the_way_waits_for_where_she_is(talk: Talk) -> None:
    """A way to a place is told as soon as she says where she starts."""
    asked = talk.says("去塘桥站怎么走")
    assert asked.needs_place
    assert talk.says("去塘桥站怎么走", "微南居委").text.startswith("从微南居委会到塘桥站：走路")


def test_where_facts_come_from_is_told_in_a_few_words(talk: Talk) -> None:
    """The details name the source and its date; the notes have all of its title."""
    told = talk.presses("detail:canteen-yidong").text
    assert "来源：上海市养老服务平台名单的副本，2024 年 7 月。" in told
    assert "（duringbug/ipex）（2024-07）" in talk.presses("notes:canteen-yidong").text


def test_who_asks_for_the_nearest_gets_the_nearest_first(talk: Talk) -> None:
    """What is surely open then comes first only where nobody asked for the nearest."""
    asked = "蓝村路站附近{}食堂明天中午开不开"
    walks, plain = (
        [one.walk.minutes for one in talk.says(asked.format(word)).listed if one.walk]
        for word in ("最近的", "的")
    )
    assert walks == sorted(walks)
    assert plain != sorted(plain)


def test_none_of_several_services_waits_behind_more(talk: Talk) -> None:
    """The nearest of each is on the first page, the nearest first; what is not near is named."""
    reply = talk.says("我要去卫生站和家门口服务站，我在微山路")
    shown = reply.listed
    assert {one.facility.category for one in shown} == {"health", "station"}
    lows = [one.walk.low for one in shown[:4] if one.walk]
    assert lows == sorted(lows)
    told = talk.says("塘桥站附近的食堂、卫生站和图书馆").text
    assert "看书活动的地方：走路 15 分钟左右，没有查到能确定位置的。" in told


@pytest.mark.parametrize("listed", ["附近的食堂", "附近有什么"])
def test_a_shared_position_gives_the_same_minutes_each_time(talk: Talk, listed: str) -> None:
    """The list that is told at once walks from the point that is kept for the next question."""
    resident = Resident(talk.dialogue)
    resident.says(listed)
    first = talk.dialogue.handle("p", Event(location=HERE), NOW).listed
    for line, one in enumerate(first[:3], 1):
        (again,) = resident.says(f"第{line}个").listed
        assert again.walk == one.walk
    (way,) = resident.says("第二个怎么走").listed
    assert way.walk == first[1].walk
