"""Help is sent to the person in danger, and not to the caller who is somewhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Resident


@pytest.mark.parametrize(
    ("told", "then"),
    [
        ("爸爸在家晕倒了", "我在高铁上"),
        ("我妈一个人在家电话打不通", "我在北京"),
        ("妈妈晕倒了", "我在公司"),
        ("我儿子说家里冒烟", "我在公司"),
        ("家里着火了", "我在上班"),
        ("孩子一个人在家 有人撬门", "我在单位上班"),
        ("妈妈晕倒了", "我在上班"),
        ("妈妈晕倒了", "我不在家"),
        ("妈妈晕倒了", "她在家 我在外面"),
        ("我女儿打电话说煤气味", "我在外面"),
        ("爸爸在家晕倒了", "我在塘桥站"),
    ],
)
def test_a_caller_who_is_elsewhere_tells_the_other_place(
    talk: Resident, told: str, then: str
) -> None:
    """Her own place is told to nobody as that of the danger."""
    talk.says(told)
    reply = talk.says(then)
    assert reply.intent is Intent.EMERGENCY
    assert "不是您这里的" in reply.text
    assert "把这个也告诉" not in reply.text
    assert "附近" not in reply.text


def test_the_place_of_the_person_is_kept(talk: Resident) -> None:
    """It was told before, and is told again."""
    talk.says("奶奶摔倒了 她住峨山路")
    text = talk.says("我在塘桥站").text
    assert "告诉 120：峨山路附近" in text
    assert "邻居" in text
    assert "蓝村路100号" in talk.says("她住蓝村路100号").text


def test_a_caller_who_says_so_at_once(talk: Resident) -> None:
    """One sentence tells both."""
    reply = talk.says("我在公司 我妈在家晕倒了")
    assert "120" in reply.text.split("\n")[0]
    assert "不是您这里的" in reply.text


def test_who_may_have_the_person_with_her_hears_both(talk: Resident) -> None:
    """Nobody knows whether he is at the station, too."""
    talk.says("老公突然胸口痛得厉害")
    text = talk.says("我在塘桥站").text
    assert "告诉 120：塘桥站附近" in text
    assert "不在您身边" in text


@pytest.mark.parametrize(
    ("told", "then"),
    [("我胸口痛", "我在塘桥站"), ("同事晕倒了", "我在塘桥站"), ("家里着火了", "我住塘桥站附近")],
)
def test_her_own_place_is_told_where_she_is_in_danger(talk: Resident, told: str, then: str) -> None:
    """So is that of whoever is with her."""
    talk.says(told)
    text = talk.says(then).text
    assert "塘桥站附近" in text
    assert "您这里" not in text


@pytest.mark.parametrize(
    "turns",
    [
        ("我胸口痛", "老公在上班", "我在公司"),
        ("我在上班路上摔倒了 老公电话打不通",),
        ("我摔倒了起不来 女儿电话没人接",),
    ],
)
def test_who_is_in_danger_herself_is_where_she_is(talk: Resident, turns: tuple[str, ...]) -> None:
    """Whoever of her family is away, help comes to her."""
    for text in turns:
        reply = talk.says(text)
    assert "您这里" not in reply.text


def test_a_lost_person_is_not_where_the_caller_is(talk: Resident) -> None:
    """Nor was she lost where she lives."""
    talk.says("我家老人走丢了")
    assert "在哪里不见的" in talk.says("我在深圳").text
    text = talk.says("她住塘桥站附近").text
    assert "住在塘桥站" in text
    assert "在塘桥站不见的" not in text
