"""On a way that was told: how long, back, in a wheelchair, lost; and the way to a hospital."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Talk

PARK = "去塘桥公园怎么走 从塘桥站"
STATIONS = "从塘桥站到蓝村路站怎么走"
CANTEEN = ("塘桥站附近的助餐点", "第一个怎么走")


@pytest.mark.parametrize("asked", ["有多远", "要走多久", "再说一遍", "怎么走", "how far is it"])
def test_how_far_it_is_to_a_place_is_told_again(talk: Talk, asked: str) -> None:
    """A way to a place is spoken of as one to a facility is."""
    told = talk.says(PARK, asked)
    assert told.intent is Intent.ROUTE
    assert "1400" in told.text


@pytest.mark.parametrize("asked", ["几点关", "要门票吗", "有厕所吗", "有凳子吗"])
def test_what_is_not_known_of_the_place_is_said(talk: Talk, asked: str) -> None:
    """It is named, with whom to ask."""
    assert f"塘桥公园：“{asked}”，资料里没有写，请打 12345 问" in talk.says(PARK, asked).text


def test_a_wheelchair_gets_new_minutes(talk: Talk) -> None:
    """And it is said that nobody tells of steps."""
    reply = talk.says(STATIONS, "坐轮椅能过去吗")
    assert "26–36 分钟" in reply.text
    assert "台阶、坡，资料里没有写" in reply.text
    assert "宁阳助餐点" in talk.says(*CANTEEN, "坐轮椅能过去吗").text


@pytest.mark.parametrize("asked", ["反过来怎么走 回去", "怎么回来", "how do I get back"])
def test_the_way_back(talk: Talk, asked: str) -> None:
    """From there to where she set out; she stays where she is."""
    for way, start in ((STATIONS, "蓝村路站"), (CANTEEN, "宁阳助餐点")):
        turns = (way,) if isinstance(way, str) else way
        reply = talk.says(*turns, asked)
        assert reply.origin
        assert reply.origin.name in {
            start,
            "Lancun Road Station",
            "Ningyang Meal Point for the Elderly",
        }
    assert talk.place(STATIONS, "怎么回来", "附近的食堂") == "塘桥站"


@pytest.mark.parametrize("asked", ["到了浦建路左转还是右转", "第一步往哪走", "然后呢"])
def test_turns_are_told_by_the_compass(talk: Talk, asked: str) -> None:
    """The whole way is told again, and no new list from a street on it."""
    reply = talk.says(*CANTEEN, asked)
    assert "东南西北" in reply.text
    assert "从塘桥站到宁阳助餐点" in reply.text


def test_who_is_lost_is_asked_where_she_is(talk: Talk) -> None:
    """And led on from there."""
    assert "现在在哪条路" in talk.says(*CANTEEN, "我迷路了").text
    assert "从浦建路到宁阳助餐点" in talk.says(*CANTEEN, "我迷路了", "我在浦建路").text
    assert "从浦建路到蓝村路站" in talk.says(STATIONS, "走错了", "我在浦建路").text


def test_after_a_list_the_place_is_forgotten(talk: Talk) -> None:
    """What is asked then is of the list."""
    assert "塘桥公园" not in talk.says(PARK, "附近的食堂", "要多少钱").text


@pytest.mark.parametrize(
    "said", ["儿童医学中心", "去儿童医学中心", "我要去儿童医学中心", "儿童医学中心在哪里"]
)
def test_a_hospital_is_where_she_goes(talk: Talk, said: str) -> None:
    """Where she is was told before."""
    reply = talk.says("我住塘桥站", said)
    assert "从塘桥站到上海儿童医学中心" in reply.text
    assert talk.place("我住塘桥站", said, "附近的食堂") == "塘桥站"


def test_a_hospital_is_where_she_is_if_she_says_so(talk: Talk) -> None:
    """Or if she was asked."""
    assert talk.place("我住塘桥站", "我在仁济医院", "附近的食堂") == "仁济医院东院"
    assert talk.place("附近的食堂", "仁济医院") == "仁济医院东院"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("塘桥站到东方医院怎么走", "东方医院"),
        ("从塘桥站去东方医院", "东方医院"),
        ("瑞金医院怎么走", "瑞金医院"),
        ("六院怎么走", "六院"),
    ],
)
def test_an_unknown_hospital_is_said_back(talk: Talk, said: str, name: str) -> None:
    """With those to which the way is known."""
    reply = talk.says(said)
    assert f"“{name}”我没有收录" in reply.text
    assert "仁济医院东院" in reply.text


@pytest.mark.parametrize(
    "said", ["不是 我要大医院", "那夜里看病去哪里", "急诊有伐", "半夜去哪里看急诊"]
)
def test_a_large_hospital_or_one_at_night(talk: Talk, said: str) -> None:
    """The ambulance first, the nearest with its walk, and that nobody tells of hours."""
    reply = talk.says("塘桥站附近的卫生站", said)
    first, _, nearest, *_ = reply.text.splitlines()
    assert "120" in first
    assert "仁济医院东院：走路大概 10 分钟" in nearest
    assert "没有写" in reply.text


@pytest.mark.parametrize(
    "said",
    [
        "仁济医院怎么去 我在蓝村路站",
        "我在蓝村路站 仁济医院怎么走",
        "蓝村路站 仁济医院怎么走",
    ],
)
def test_both_ends_are_told_in_any_order(talk: Talk, said: str) -> None:
    """Where she is and where she goes are both heard."""
    assert "从蓝村路站到仁济医院东院" in talk.says(said).text


def test_hospitals_in_other_words_are_none(talk: Talk) -> None:
    """A greeting is no name, and who refuses one is not led there."""
    assert "你好医院" not in talk.says("你好 医院在哪里").text
    assert "没有收录" not in talk.says("附近的医院").text
    assert "没有收录" not in talk.says("我要去医院").text


@pytest.mark.parametrize("said", ["派出所在哪 塘桥站", "药房 塘桥站", "超市 塘桥站"])
def test_the_way_that_is_offered_is_told(talk: Talk, said: str) -> None:
    """The place that was said beside what is not listed is where she is."""
    assert "“怎么走”" in talk.says(said).text
    assert "从塘桥站到浦建路“家门口”服务站" in talk.says(said, "怎么走").text
    assert talk.place(said, "附近的食堂") == "塘桥站"


def test_the_minutes_that_are_offered_are_of_the_list(talk: Talk) -> None:
    """Said after a list, they list the same service."""
    turns = ("塘桥站附近的锻炼地方", "五分钟的有吗")
    assert "走 20 分钟能到的" in talk.says(*turns).text
    assert talk.says(*turns, "走 20 分钟能到的").categories == ("fitness",)
    assert talk.says("我在塘桥站", "走 20 分钟能到的").intent is Intent.CIRCLE


@pytest.mark.parametrize("said", ["孙子放学没人管 有托管吗 塘桥站", "小孩托班 塘桥站"])
def test_nobody_sends_a_child_to_a_house_for_the_old(talk: Talk, said: str) -> None:
    """Care for children is not listed; what there is for them is no care for the old."""
    reply = talk.says(said)
    assert "eldercare" not in reply.categories
    assert "养" not in reply.text


@pytest.mark.parametrize(
    "told",
    ["到了", "我到了", "到门口了", "我快到了", "我已经到了", "走到门口了 谢谢", "I have arrived"],
)
def test_who_is_there_is_told_what_to_do_without_a_door(talk: Talk, told: str) -> None:
    """The end of a walk is neither an alarm nor a report."""
    reply = talk.says(*CANTEEN, told)
    assert reply.intent is Intent.ROUTE
    assert "120" not in reply.text
    assert "找不到门" in reply.text or "cannot find the door" in reply.text


@pytest.mark.parametrize(
    "asked", ["还有多远", "还要走几分钟", "快到了吗", "怎么还没到", "how much further"]
)
def test_how_far_it_is_still_begins_where_she_is_now(talk: Talk, asked: str) -> None:
    """The whole walk is told, and she is asked for her street: the rest begins there."""
    reply = talk.says(*CANTEEN, asked)
    assert "4–14" in reply.text
    assert "浦建路" in reply.text or "Pujian Road" in reply.text
    onward = talk.says(*CANTEEN, asked, "峨山路")
    assert onward.origin is not None
    assert onward.origin.name in {"峨山路", "Eshan Road"}
    assert [one.facility.id for one in onward.listed] == ["canteen-ningyang"]


@pytest.mark.parametrize(
    ("told", "start"),
    [
        ("走到峨山路了", "峨山路"),
        ("我看到浦东南路了", "浦东南路"),
        ("经过蓝村路站了，然后呢", "蓝村路站"),
        ("我在浦建路了，还要多久", "浦建路"),
    ],
)
def test_the_way_goes_on_from_what_she_passes(talk: Talk, told: str, start: str) -> None:
    """A place on the way is where she is now."""
    assert talk.says(*CANTEEN, told).text.startswith(f"从{start}到宁阳助餐点")


def test_what_nobody_knows_on_the_way_is_asked_about(talk: Talk) -> None:
    """A market is said back, and the way goes on from the street that she tells then."""
    assert "“菜场”" in talk.says(*CANTEEN, "到了一个菜场").text
    assert "从浦建路" in talk.says(*CANTEEN, "到了一个菜场", "浦建路").text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("北是哪边", "路牌"),
        ("我分不清东南西北", "路牌"),
        ("这条路对不对", "对一对"),
        ("走这边对不对", "对一对"),
        ("门在哪里", "门开在哪一边，资料里没有写"),
        ("走过头了", "哪条路上"),
        ("绕来绕去没看到", "哪条路上"),
    ],
)
def test_who_doubts_her_way_hears_it_again(talk: Talk, asked: str, said: str) -> None:
    """A question on the way is no report of a fault."""
    reply = talk.says(*CANTEEN, asked)
    assert reply.intent is Intent.ROUTE
    assert said in reply.text


def test_a_question_behind_her_arrival_is_said_back(talk: Talk) -> None:
    """Which floor it is on nobody knows, and nothing is reported."""
    reply = talk.says(*CANTEEN, "我到了 在二楼还是一楼")
    assert "资料里没有写" in reply.text
    assert reply.intent is Intent.DETAIL


@pytest.mark.parametrize(
    "asked",
    ["谢谢 那回来怎么走", "吃好了 怎么回塘桥站", "原路返回吗", "go back", "知道了 回家怎么走"],
)
def test_the_way_back_in_other_words(talk: Talk, asked: str) -> None:
    """The way that was told, from its end."""
    reply = talk.says(*CANTEEN, asked)
    assert reply.origin is not None
    assert reply.origin.name in {"宁阳助餐点", "Ningyang Meal Point for the Elderly"}


def test_back_to_another_place_is_the_way_there(talk: Talk) -> None:
    """She says where she wants to."""
    reply = talk.says(*CANTEEN, "吃好了 怎么回微南")
    assert reply.text.startswith("从宁阳助餐点到微南")


@pytest.mark.parametrize("told", ["前面封路了", "有别的路吗", "堵住了 换条路", "在修路过不去"])
def test_who_cannot_get_through_is_led_on_from_elsewhere(talk: Talk, told: str) -> None:
    """No other way is known; it goes on from the street that she tells."""
    reply = talk.says(*CANTEEN, told)
    assert "别的走法我没有查到" in reply.text
    assert talk.says(*CANTEEN, told, "浦建路").text.startswith("从浦建路到宁阳助餐点")


@pytest.mark.parametrize("asked", ["第二个离我家远吗 我家在微南", "我家在微南 第二个离我家远不远"])
def test_how_far_a_line_is_from_her_home(talk: Talk, asked: str) -> None:
    """From home to that line, and not from where the list was asked for."""
    assert "从微南居委会到南泉助餐点" in talk.says(CANTEEN[0], asked).text


def test_when_she_arrives(talk: Talk) -> None:
    """From the range of the walk."""
    assert "最早 10:05、最晚 10:18" in talk.says(CANTEEN[0], "第二个怎么走", "大概几点能到").text


def test_a_pace_after_a_way_tells_the_way_at_that_pace(talk: Talk) -> None:
    """And does not say again how to have it told more slowly."""
    way, slow = "塘桥站到仁济医院怎么走", "我走得慢"
    assert "“我走得慢”" in talk.says(way).text
    told = talk.says(way, slow).text
    assert "仁济医院东院" in told
    assert "“我走得慢”" not in told
