"""After a list one may ask for a nearer one, for another one, or how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent
from geo.facility import Pace

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Talk

LIST = "塘桥站附近的食堂"


@pytest.mark.parametrize(
    "asked",
    [
        "有没有近一点的",
        "近一点的",
        "再近点有吗",
        "太远了",
        "有没有不那么远的",
        "closer?",
        "too far",
    ],
)
def test_the_first_is_said_to_be_the_nearest(talk: Talk, asked: str) -> None:
    """None is closer, and the way to it can be asked for."""
    reply = talk.says(LIST, asked)
    assert [one.facility.name.zh for one in reply.listed] == ["宁阳助餐点"]
    assert "没有查到" in reply.text or "none that is closer" in reply.text


def test_pain_beside_a_wish_for_a_nearer_one_is_a_slow_pace(talk: Talk) -> None:
    """A knee that aches asks for no doctor: the list stays what it was."""
    reply = talk.says("蓝村路附近的食堂", "脚馒头痛，走勿动，近一眼有伐")
    assert reply.categories == ("canteen",)
    assert reply.pace is Pace.SLOW


@pytest.mark.parametrize("asked", ["还有什么地方可以去", "哪里还有"])
def test_what_else_there_is_turns_the_page_behind_a_facility(talk: Talk, asked: str) -> None:
    """It is no question about the one that was opened."""
    assert talk.says(LIST, "1", asked).intent is Intent.MORE


@pytest.mark.parametrize(
    "asked",
    [
        "有别的吗",
        "都不要",
        "前两个都不要",
        "这几个都不好",
        "有没有其他的",
        "none of these",
        "something else",
    ],
)
def test_another_one_turns_the_page(talk: Talk, asked: str) -> None:
    """The rest of the list; behind its end it is said that there is no more."""
    reply = talk.says(LIST, asked)
    assert reply.intent is Intent.MORE
    assert reply.listed[0].facility.id == "canteen-beiyuan"
    assert not talk.says(LIST, asked, asked).listed


def test_another_one_than_the_one_named(talk: Talk) -> None:
    """Without a list, others of its kind are looked for."""
    reply = talk.says("峨山路助餐点电话", "有别的吗", "塘桥站")
    assert reply.categories == ("canteen",)


@pytest.mark.parametrize("asked", ["有几家", "一共有几个", "how many are there"])
def test_the_list_is_counted(talk: Talk, asked: str) -> None:
    """How many it has, not how many a report counts of something else."""
    reply = talk.says(LIST, asked)
    assert " 8 " in reply.text
    assert reply.answer is None


@pytest.mark.parametrize("asked", ["有别的吗", "近一点的", "都不要", "有几家", "哪个大一点"])
def test_without_a_list_it_is_no_answer(talk: Talk, asked: str) -> None:
    """Nothing was spoken of: nothing is made up."""
    assert not talk.says(asked).listed


@pytest.mark.parametrize(
    ("turns", "first"),
    [
        (("我走得慢 塘桥站食堂", "五分钟内的"), "宁阳助餐点"),
        (("塘桥站附近的助餐点", "五分钟以内的"), "宁阳助餐点"),
        (("蓝村路站附近的卫生站", "五分钟能到的"), "综合为老服务中心家庭医生工作室"),
        (("塘桥站附近的助餐点", "300米以内的有吗"), "宁阳助餐点"),
        (("canteen near Tangqiao station", "within 5 minutes"), "Ningyang Meal Point"),
    ],
)
def test_a_limit_admits_no_place_by_its_error(
    talk: Talk, turns: tuple[str, ...], first: str
) -> None:
    """None is within reach by the best estimate: the nearest is named, and the service stays."""
    reply = talk.says(*turns)
    assert not [one for one in reply.listed if one.walk]
    assert first in reply.text.splitlines()[1]


def test_a_limit_keeps_what_is_nearest(talk: Talk) -> None:
    """Ten minutes reach one by the best estimate; "走 20 分钟能到的" asks for the same service."""
    listed = talk.says("塘桥站附近的助餐点", "十分钟以内的").listed
    assert [one.facility.name.zh for one in listed] == ["宁阳助餐点"]
    paths = talk.says("塘桥站附近的锻炼地方", "五分钟的有吗", "走 20 分钟能到的")
    assert paths.categories == ("fitness",)
    assert paths.listed[0].walk
