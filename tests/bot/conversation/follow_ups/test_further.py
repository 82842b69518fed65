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


@pytest.mark.parametrize(
    "said",
    [
        "第一个我去过了 不好吃",
        "第一个我不去",
        "第一个不要",
        "第一个我不喜欢",
        "除了第一个还有什么",
        "宁阳我昨天去过 不好吃",
        "除了宁阳还有哪家",
        "宁阳以外的",
        "不要宁阳的",
        "I have been to the first one",
        "not the first one",
    ],
)
def test_what_is_not_wanted_is_left_out(talk: Talk, said: str) -> None:
    """The list again without it, and no way to it or to another one."""
    reply = talk.says(LIST, said)
    names = [one.facility.name.zh for one in reply.listed]
    assert reply.intent is Intent.NEARBY
    assert "宁阳助餐点" not in names
    assert "南泉助餐点" in names


@pytest.mark.parametrize("said", ["第一个我没去过", "第一个我昨天去过 很好吃 再去"])
def test_what_is_not_turned_down_is_told(talk: Talk, said: str) -> None:
    """Who has not been there, or liked it, hears of it."""
    assert [one.facility.name.zh for one in talk.says(LIST, said).listed] == ["宁阳助餐点"]


@pytest.mark.parametrize("said", ["第一个第二个我都吃过了", "第一个第二个都去过了"])
def test_several_may_be_left_out(talk: Talk, said: str) -> None:
    """Each that is named."""
    names = [one.facility.name.zh for one in talk.says(LIST, said).listed]
    assert names[0] == "茂兴助餐点"
    assert "南泉助餐点" not in names


@pytest.mark.parametrize("said", ["第一个我不去 第二个怎么走", "第一个不要第二个要"])
def test_another_one_that_is_named_is_meant(talk: Talk, said: str) -> None:
    """What is said against the first is not said of the second."""
    assert [one.facility.name.zh for one in talk.says(LIST, said).listed] == ["南泉助餐点"]


@pytest.mark.parametrize(
    ("opened", "said", "name"),
    [("第一个", "后面那个", "南泉助餐点"), ("第二个", "前面那个", "宁阳助餐点")],
)
def test_the_line_behind_is_opened(talk: Talk, opened: str, said: str, name: str) -> None:
    """A street behind is another thing."""
    assert [one.facility.name.zh for one in talk.says(LIST, opened, said).listed] == [name]
    street = talk.says(LIST, "第一个怎么走", "在后面那条路上吗")
    assert [one.facility.name.zh for one in street.listed] == ["宁阳助餐点"]


@pytest.mark.parametrize("told", ["门在后面那条路上", "入口在后面"])
def test_where_its_door_is_may_be_told(talk: Talk, told: str) -> None:
    """It is kept, in her words, of the one spoken of."""
    reply = talk.says(LIST, "第一个", told)
    assert reply.intent is Intent.FEEDBACK
    assert f"关于宁阳助餐点，“{told}”" in reply.text


def test_two_lines_in_one_word_are_both_opened(talk: Talk) -> None:
    """One behind the other."""
    assert len(talk.says(LIST, "第一第二个").listed) == 2
