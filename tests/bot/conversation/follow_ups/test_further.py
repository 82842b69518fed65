"""After a list one may ask for a nearer one, for another one, or how many there are."""

from __future__ import annotations

import pytest

from bot.understanding.query import Intent
from geo.facility import Pace
from tests.bot.conversation.talk import Talk

LIST = "塘桥站附近的食堂"


@pytest.fixture(scope="module")
def talk() -> Talk:
    """Conversations over the box."""
    return Talk()


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
