"""How far one is from somewhere is answered, and nobody is moved there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Talk

LIST = "塘桥站附近的食堂"
CARD = "峨山路助餐点在哪条路上"


@pytest.mark.parametrize(
    ("asked", "start"),
    [
        ("离蓝村路站多远", "蓝村路站"),
        ("它离蓝村路站远不远", "蓝村路站"),
        ("离蓝村路站呢", "蓝村路站"),
        ("峨山路助餐点离蓝村路站要走多久", "蓝村路站"),
        ("how far is it from Lancun Road station", "Lancun Road Station"),
    ],
)
def test_a_distance_is_told_and_moves_nobody(talk: Talk, asked: str, start: str) -> None:
    """The walk to the facility last opened or named; the way afterwards begins where she is."""
    reply = talk.says(LIST, CARD, asked)
    assert [one.facility.id for one in reply.listed] == ["canteen-eshan"]
    assert start in reply.text
    way = talk.says(LIST, CARD, asked, "怎么走")
    assert way.origin is not None
    assert way.text.startswith("从塘桥站到峨山路助餐点")


def test_of_a_list_it_is_asked_which_is_meant(talk: Talk) -> None:
    """A distance of none in particular is no place of hers, either."""
    assert "哪一个" in talk.says(LIST, "离蓝村路站多远").text
    assert talk.place(LIST, "离蓝村路站多远", "还有吗") == "塘桥站"
    assert talk.says("离蓝村路站多远").intent is Intent.DETAIL


@pytest.mark.parametrize("asked", ["离蓝村路站最近的食堂是哪家", "离蓝村路站最近的食堂"])
def test_the_nearest_to_a_place_moves_nobody(talk: Talk, asked: str) -> None:
    """One is named, and the way to it begins where she is."""
    reply = talk.says(LIST, CARD, asked)
    assert "离蓝村路站最近的老年助餐点是" in reply.text
    assert talk.says(LIST, CARD, asked, "怎么走").text.startswith("从塘桥站到")


@pytest.mark.parametrize("asked", ["远不远", "远吗", "离我家远吗", "how far is it"])
def test_how_far_it_is_from_here(talk: Talk, asked: str) -> None:
    """After a facility its walk is told; after a list that to the nearest."""
    assert "4–14" in talk.says(LIST, "1", asked).text
    assert "宁阳" in talk.says(LIST, "远不远").text


def test_how_far_two_are_apart(talk: Talk) -> None:
    """Two lines that are named, else she is asked which; two places leave her where she is."""
    assert talk.says(LIST, "1和3离得远吗").text.startswith("从宁阳助餐点到茂兴助餐点")
    assert "哪两个" in talk.says(LIST, "两个离得远吗").text
    reply = talk.says(LIST, "浦建路离蓝村路站多远")
    assert reply.text.startswith("从浦建路到蓝村路站")
    assert talk.place(LIST, "浦建路离蓝村路站多远", "还有吗") == "塘桥站"


def test_a_station_is_measured_from_where_she_is(talk: Talk) -> None:
    """Who says where she is, or "我", asks how far she is."""
    assert talk.says(LIST, CARD, "我离蓝村路站多远").text.startswith("从塘桥站到蓝村路站")
    assert talk.says("我住浦建路，离塘桥站远吗").text.startswith("从浦建路到塘桥站")


@pytest.mark.parametrize("asked", ["第二个远不远", "2号远吗", "离微南助餐点远吗"])
def test_a_line_or_a_facility_may_be_named(talk: Talk, asked: str) -> None:
    """What stands behind 离 is what it is measured from."""
    reply = talk.says(LIST, "2", asked)
    assert [one.facility.name.zh for one in reply.listed] == ["南泉助餐点"]
    start = "微南助餐点" if "微南" in asked else "塘桥站"
    assert reply.text.startswith(f"从{start}到南泉助餐点")


def test_while_a_place_is_asked_for_the_nearest_is_told(talk: Talk) -> None:
    """The service that waits for her place is what is measured."""
    reply = talk.says("附近的食堂", "离塘桥站远吗")
    assert "离塘桥站最近的老年助餐点是宁阳助餐点" in reply.text


def test_one_of_the_list_is_named_by_its_kind(talk: Talk) -> None:
    """The one whose name has most of her words."""
    reply = talk.says("塘桥站附近看病的地方", "那个家庭医生工作室离这里多远")
    assert reply.text.startswith("从塘桥站到综合为老服务中心家庭医生工作室")


def test_how_long_it_takes_in_english(talk: Talk) -> None:
    """It is the walk that is asked about."""
    said = ("canteen near Tangqiao station", "the second", "how long does it take")
    assert talk.says(*said).text.startswith("From Tangqiao Station to Nanquan")


def test_two_facilities_that_are_named_are_measured(talk: Talk) -> None:
    """Whatever is listed or was opened."""
    reply = talk.says("金浦助餐点离峨山路助餐点多远")
    assert reply.text.startswith("从金浦助餐点到峨山路助餐点")


@pytest.mark.parametrize("asked", ["离地铁站多远", "is it far from the metro"])
def test_the_metro_is_the_nearest_station(talk: Talk, asked: str) -> None:
    """And nobody is moved to it."""
    text = talk.says(LIST, CARD, asked).text
    assert "蓝村路站" in text or "Lancun Road Station" in text
    assert talk.place("我在浦建路，食堂", "1", asked, "还有吗") in {"浦建路", "Pujian Road"}


@pytest.mark.parametrize("asked", ["离蓝村路站多远", "蓝村路站离这里远吗"])
def test_where_nothing_was_spoken_of_it_is_her_own_walk(talk: Talk, asked: str) -> None:
    """From where she is to the place that is named."""
    assert talk.says("我在塘桥站", asked).text.startswith("从塘桥站到蓝村路站")
    assert talk.place("我在塘桥站", asked, "附近的食堂") == "塘桥站"


@pytest.mark.parametrize(
    "asked",
    [
        "到蓝村路站多远",
        "去蓝村路站要走多久",
        "蓝村路站远不远",
        "请问蓝村路站远吗",
        "从这里到蓝村路站有多远",
        "蓝村路站离此地远伐",
        "我想去蓝村路站，远吗",
        "how far is Lancun Road station",
        "How far is it from here to Lancun Road station?",
        "is Lancun Road station far",
        "how long does it take to walk to Lancun Road station",
    ],
)
def test_a_place_alone_is_walked_to_and_not_moved_to(talk: Talk, asked: str) -> None:
    """Whatever was listed or opened before, the walk begins where she is, and she stays there."""
    for before in ((LIST,), (LIST, "1"), ("我在塘桥站",)):
        reply = talk.says(*before, asked)
        assert reply.intent is Intent.ROUTE
        assert reply.origin is not None
        assert reply.origin.name in {"塘桥站", "Tangqiao Station"}
    assert talk.place(LIST, asked, "附近的食堂") in {"塘桥站", "Tangqiao Station"}
    assert talk.says(asked).needs_place


def test_a_place_that_is_stayed_at_is_hers(talk: Talk) -> None:
    """And a distance of something else leaves its own meaning."""
    assert talk.place("我在蓝村路站，远吗", "附近的食堂") == "蓝村路站"
    assert "南泉助餐点" in talk.says(LIST, "第二个到蓝村路站多远").text


@pytest.mark.parametrize(
    "asked",
    [
        "how do I get to Tangqiao Good Life House",
        "Tangqiao Good Life House",
        "Is Tangqiao Nursing Home open?",
        "How far is it to Tangqiao Community Health Centre?",
    ],
)
def test_the_town_in_a_name_is_no_place_of_hers(talk: Talk, asked: str) -> None:
    """She stays where she said she is."""
    assert talk.place("I'm at Tangqiao station", asked, "nearest canteen") == "Tangqiao Station"
    assert "Subdistrict" not in talk.says("I'm at Tangqiao station", asked).text


@pytest.mark.parametrize(
    ("name", "facility"),
    [
        ("塘桥美好生活馆", "canteen-beiyuan"),
        ("微南助餐点", "canteen-weinan"),
        ("塘桥社区卫生服务中心", "health-centre"),
        ("Tangqiao Community Health Centre", "health-centre"),
    ],
)
def test_a_facility_that_is_named_alone_is_told(talk: Talk, name: str, facility: str) -> None:
    """Its card for its name, its walk for how far it is; no list that may not even hold it."""
    far = f"how far is {name}" if name.isascii() else f"到{name}多远"
    for asked in (name, far):
        reply = talk.says("我在塘桥站", asked)
        assert reply.intent in {Intent.DETAIL, Intent.ROUTE}
        assert [one.facility.id for one in reply.listed] == [facility]
        assert talk.place("我在塘桥站", asked, "附近的食堂") in {"塘桥站", "Tangqiao Station"}


@pytest.mark.parametrize(
    "asked",
    [
        "走得动伐",
        "我走得动吗",
        "老人走不走得动",
        "八十岁走得动吗",
        "我妈妈走得到吗",
        "can an old lady walk there",
    ],
)
def test_whether_she_can_walk_it_is_answered_with_minutes(talk: Talk, asked: str) -> None:
    """A question of strength tells no pace: the minutes are those of the pace that was said."""
    slow = talk.says("我走不快", LIST).listed[0].walk
    told = talk.says("我走不快", LIST, asked)
    assert told.intent is Intent.DETAIL
    assert [one.walk for one in told.listed] == [slow]
    assert talk.says("我走不快", LIST, asked, "第一个怎么走").listed[0].walk == slow


def test_who_says_that_she_walks_well_sets_her_pace(talk: Talk) -> None:
    """Told and not asked it is a pace; a place that one can walk to is none."""
    assert talk.says(LIST, "我走得动").intent is Intent.SET_PACE
    listed = talk.says(LIST).listed
    assert talk.says("塘桥站附近老人走得动的食堂").listed == listed
