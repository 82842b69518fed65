"""A faint, a heart, a stroke, somebody who answers no more: in ordinary words, and look-alikes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Resident


@pytest.mark.parametrize(
    "text",
    [
        "爸爸晕了",
        "老公突然晕了",
        "小区有人晕了",
        "邻居阿姨晕在楼道里",
        "老人家晕在马桶上",
        "阿婆昏脱了",
        "奶奶昏了",
        "grandma fainted",
        "走路走得心口难过",
        "走到一半胸口难过",
        "爬楼爬得心里难过",
        "上楼心慌",
        "心口勿适意",
        "走路头重脚轻",
        "when I climb stairs my chest hurts",
        "她说不出话了",
        "妈妈一边手脚没力",
        "我儿子说他奶奶不动了",
        "听到砰一声 楼上没声音了",
        "门缝里有血",
        "我妈八十岁 一个人住 电话打不通",
    ],
)
def test_an_illness_in_ordinary_words_calls_the_ambulance(talk: Resident, text: str) -> None:
    """Whoever fainted, cannot speak, or is in pain when she walks."""
    reply = talk.says(text)
    assert reply.intent is Intent.EMERGENCY
    assert "120" in reply.text.splitlines()[0]
    assert "962525" not in reply.text


@pytest.mark.parametrize(
    "text",
    [
        "妈妈晕车了",
        "妈妈头晕药哪里配",
        "我被你说晕了",
        "字太小看得我晕了",
        "老公晕了一下现在好了",
        "她走路走得我心疼",
        "老伴走了我心里难过",
        "她气得说不出话",
        "爷爷拎不动了",
        "食堂电话没人接",
    ],
)
def test_what_only_sounds_like_it_is_none(talk: Resident, text: str) -> None:
    """A ride, a feeling, a load: nobody needs an ambulance."""
    assert talk.says(text).intent is not Intent.EMERGENCY


def test_who_is_well_again_ends_it(talk: Resident) -> None:
    """A question whether she is ends nothing."""
    talk.says("妈妈晕了")
    assert "120" in talk.says("她现在好了吗").text.splitlines()[0]
    assert talk.says("她现在好了").text.startswith("好些了就好")


@pytest.mark.parametrize("text", ["我爸没接电话", "我妈电话没人接", "儿子手机关机"])
def test_who_is_not_reached_is_looked_for_at_the_door(talk: Resident, text: str) -> None:
    """A neighbour knocks first; who lives alone or is ill needs the ambulance."""
    told = talk.says(text).text
    assert "敲门" in told
    assert "120" in told
    assert "不会修" not in told


def test_a_racing_heart_is_no_grief_alone(talk: Resident) -> None:
    """The number of the ambulance stands above the lines to talk to."""
    assert "120" in talk.says("心里慌得很").text.splitlines()[0]


@pytest.mark.parametrize(
    "text",
    ["我坐在河边钓鱼", "我站在桥上看风景", "我站在天桥上看车", "我在江边散步 好风景", "他六岁"],
)
def test_who_enjoys_the_river_is_not_asked_about_despair(talk: Resident, text: str) -> None:
    """Neither an alarm nor a hint."""
    reply = talk.says(text)
    assert reply.intent is not Intent.EMERGENCY
    assert "962525" not in reply.text


@pytest.mark.parametrize(
    "text", ["我在江边散步 不想活了", "我站在桥上想跳下去", "我坐在江边 没意思"]
)
def test_despair_at_the_river_is_heard(talk: Resident, text: str) -> None:
    """A walk beside it takes nothing back."""
    assert "120" in talk.says(text).text.splitlines()[0]


@pytest.mark.parametrize(
    "turns", [("我妈昏倒了", "没有意识了"), ("没有意识了",), ("老伴失去意识",)]
)
def test_who_is_unconscious_is_ill(talk: Resident, turns: tuple[str, ...]) -> None:
    """No despair is read into it."""
    text = [talk.says(one).text for one in turns][-1]
    assert "120" in text.splitlines()[0]
    assert "962525" not in text
