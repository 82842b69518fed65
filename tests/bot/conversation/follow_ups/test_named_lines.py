"""A line that is called by a part of its name is that line, or it is asked which is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Talk

MEALS, CARE = "塘桥站附近的助餐点", "塘桥站附近的养老院"
NEAR_LANCUN = "蓝村路站附近的食堂"


@pytest.mark.parametrize(
    ("listed", "said", "name"),
    [
        (MEALS, "南泉那家", "南泉助餐点"),
        (MEALS, "南泉路那家电话多少", "南泉助餐点"),
        (MEALS, "就茂兴吧", "茂兴助餐点"),
        (MEALS, "微南的几点开", "微南助餐点"),
        (MEALS, "不是南泉那家，是茂兴那家", "茂兴助餐点"),
        (MEALS, "还有茂兴那个呢", "茂兴助餐点"),
        (MEALS, "⑤几点开", "金浦助餐点"),
        (MEALS, "③的电话", "茂兴助餐点"),
        (CARE, "养护院那个", "塘桥养护院"),
        (CARE, "护理站那家电话", "上海海亿达护理站"),
        (CARE, "日间照护那家", "塘桥宁阳老年人日间照护中心"),
        ("塘桥站附近的卫生站", "卫生中心那个", "塘桥社区卫生服务中心"),
        ("塘桥站附近的卫生站", "小屋那个", "智慧健康小屋"),
        ("塘桥站附近的健身步道", "张家浜那条", "陆家嘴水环·张家浜步道（塘桥段）"),
        (NEAR_LANCUN, "峨山那家", "峨山路助餐点"),
        (NEAR_LANCUN, "兰高那个", "蓝高居民区老人助餐点"),
        ("canteen near Tangqiao station", "the Nanquan one", "南泉助餐点"),
        ("canteen near Tangqiao station", "is Maoxing open", "茂兴助餐点"),
    ],
)
def test_a_line_is_told_by_a_part_of_its_name(
    talk: Talk, listed: str, said: str, name: str
) -> None:
    """Whatever else is asked of it: the line with this name, and no other."""
    reply = talk.says(listed, said)
    assert reply.intent is Intent.DETAIL
    assert [one.facility.name.zh for one in reply.listed] == [name]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("南泉那个怎么走", "南泉助餐点"),
        ("②怎么走", "南泉助餐点"),
        ("南泉搿家哪能走", "南泉助餐点"),
        ("我要去南泉", "南泉助餐点"),
        ("去茂兴吃饭", "茂兴助餐点"),
        ("how do I get to Maoxing", "茂兴助餐点"),
        ("我想去金浦助餐点", "金浦助餐点"),
        ("就去塘桥美好生活馆吧", "塘桥美好生活馆（北园路店）"),
        ("我要到南泉助餐点去吃中饭", "南泉助餐点"),
    ],
)
def test_who_wants_to_go_there_is_told_the_way(talk: Talk, said: str, name: str) -> None:
    """A part of a name will do, and a whole name is not answered with the list again."""
    reply = talk.says(MEALS, said)
    assert reply.intent is Intent.ROUTE
    assert [one.facility.name.zh for one in reply.listed] == [name]


def test_a_goal_waits_for_where_she_is(talk: Talk) -> None:
    """The way is told once she says so."""
    reply = talk.says("我要去塘桥社区卫生服务中心", "从塘桥站走")
    assert reply.intent is Intent.ROUTE
    assert [one.facility.id for one in reply.listed] == ["health-centre"]


def test_two_that_are_called_by_name_are_compared(talk: Talk) -> None:
    """As if their numbers were said."""
    for said in ("南泉那家和茂兴那家哪个近", "南泉和茂兴哪个近"):
        reply = talk.says(MEALS, said)
        assert "② 南泉助餐点" in reply.text
        assert "③ 茂兴助餐点" in reply.text


@pytest.mark.parametrize(
    ("listed", "said", "words", "buttons"),
    [
        (MEALS, "蓝天那家", "没有叫“蓝天”的", 5),
        (MEALS, "福山路那家怎么走", "没有叫“福山路”的", 5),
        (CARE, "东方养护院那个", "没有叫“东方养护院”的", 5),
        (CARE, "社区那家", "不止一个", 3),
        (CARE, "塘桥那个几点开", "不止一个", 5),
    ],
)
def test_a_name_of_none_or_several_is_asked_back(
    talk: Talk, listed: str, said: str, words: str, buttons: int
) -> None:
    """Never the first, and never the last one shown."""
    reply = talk.says(listed, "第二个", said)
    assert words in reply.text
    assert not reply.listed
    assert len(reply.buttons) == buttons


@pytest.mark.parametrize("said", ["我在南泉路", "I'm near Nanquan Road"])
def test_a_place_that_is_called_alike_stays_a_place(talk: Talk, said: str) -> None:
    """She is there: what was listed is listed around it."""
    reply = talk.says(MEALS, said)
    assert reply.intent is Intent.NEARBY
    assert "南泉路" in reply.text or "Nanquan Road" in reply.text


def test_one_of_the_kind_that_is_not_listed_is_told(talk: Talk) -> None:
    """It is farther away than the list goes."""
    assert [one.facility.id for one in talk.says(MEALS, "怡东那家").listed] == ["canteen-yidong"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("琻锦颐养院电话", "021-68680003"),
        ("望年荟养老院", "021-68589992"),
        ("申养望年荟电话是多少", "021-68589992"),
        ("滨江望年荟养老院在哪里", "小南码头路5号33幢"),
    ],
)
def test_a_firm_is_known_by_a_part_of_its_name(talk: Talk, said: str, told: str) -> None:
    """Its card is told without asking where she is."""
    reply = talk.says(said)
    assert reply.intent is Intent.DETAIL
    assert told in reply.text


@pytest.mark.parametrize("said", ["附近有日间照护中心吗", "上海养老院", "塘桥站附近的护理站"])
def test_a_kind_of_house_names_none(talk: Talk, said: str) -> None:
    """What any such house is called asks for those that are near."""
    assert talk.says(said).intent is Intent.NEARBY


@pytest.mark.parametrize(
    "turns",
    [
        ("我想去养老院", "他住塘桥养护院", "怎么走 我在塘桥站"),
        ("塘桥站附近的养老院", "我朋友住塘桥养护院", "怎么走"),
        ("去塘桥养护院看人", "塘桥站", "怎么走"),
        ("去塘桥养护院看老朋友", "塘桥站"),
    ],
)
def test_where_somebody_lives_is_where_the_way_leads(talk: Talk, turns: tuple[str, ...]) -> None:
    """A home is named because of who lives there."""
    assert talk.says(*turns).text.startswith("从塘桥站到塘桥养护院")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("东方居委电话", "021-50893765"),
        ("贵龙居委会的电话是多少", "021-68733205"),
        ("蓝高居委电话号码", "021-50903032"),
    ],
)
def test_a_committee_has_the_telephone_of_its_station(talk: Talk, said: str, told: str) -> None:
    """Its station is named with it, and none of another one."""
    reply = talk.says(said)
    assert told in reply.text
    assert len(reply.listed) == 1
