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


@pytest.mark.parametrize(
    "turns",
    [
        ("我给妈妈装了摄像头，看到她躺在地上", "我在杭州"),
        ("我在美国，我爸中风了",),
        ("我妈摔了", "我人在成都"),
        ("妈妈在塘桥，我在加拿大，她刚说胸口不舒服",),
        ("我在苏州，监控里我爸躺地上不动",),
        ("我在广州，我妈说有人撬门",),
        ("my father has chest pain", "i am in canada"),
    ],
)
def test_the_city_of_the_caller_is_not_where_help_goes(
    talk: Resident, turns: tuple[str, ...]
) -> None:
    """A call from another city may be answered in that one: whoever is there is to call."""
    for text in turns:
        reply = talk.says(text)
    assert "在外地打" in reply.text or "From another city" in reply.text
    assert not any(city in reply.text for city in ("杭州", "美国", "成都", "canada"))


def test_who_is_there_together_is_not_apart(talk: Resident) -> None:
    """Both are in that city."""
    talk.says("老伴昏倒了")
    assert "杭州" in talk.says("我们在杭州").text


@pytest.mark.parametrize(
    "text", ["我爸在老家住塘桥，电话一早上没人接", "我在北京，妈妈住南泉路，打了八次电话不接"]
)
def test_who_does_not_answer_lives_somewhere(talk: Resident, text: str) -> None:
    """Somebody is to knock there; her place is not the caller's."""
    assert "敲门" in talk.says(text).text
    assert talk.says("附近的食堂").needs_place


def test_where_a_child_was_seen_last_is_not_where_she_is(talk: Resident) -> None:
    """It is told as that of the child."""
    talk.says("我孙子不见了")
    assert "在滑梯不见的" in talk.says("刚才还在滑梯那里").text
