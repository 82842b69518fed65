"""Somebody else in the water, on a roof, in despair: what the one beside her can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Resident


@pytest.mark.parametrize(
    "text",
    [
        "我看见有人跳河",
        "我看见有人从桥上跳下去了",
        "有人要跳楼 在对面楼顶",
        "看到有人站在桥栏杆上",
        "看到一个人爬到栏杆外面",
        "我看见一个女的往江里走",
        "有人掉河里了",
        "小孩掉水里了",
        "someone jumped into the river",
    ],
)
def test_who_sees_somebody_in_peril_calls_and_stays_out_of_the_water(
    talk: Resident, text: str
) -> None:
    """The police and the firemen first; nobody is told that she is not alone."""
    reply = talk.says(text)
    first = reply.text.splitlines()[0]
    assert "110" in first
    assert "119" in first
    assert "不要自己下水" in reply.text or "Do not go into the water" in reply.text
    assert "您不是一个人" not in reply.text
    assert "962525" not in reply.text


@pytest.mark.parametrize(
    "text", ["老公吃了一整瓶安定", "my friend took many pills", "孙女吞了一把安眠药"]
)
def test_who_swallowed_too_much_needs_the_ambulance(talk: Resident, text: str) -> None:
    """The bottle is kept."""
    reply = talk.says(text)
    assert "120" in reply.text.splitlines()[0]
    assert "药瓶" in reply.text or "bottle" in reply.text


@pytest.mark.parametrize("text", ["老伴说不想活了", "他要自杀", "my son says he wants to die"])
def test_somebody_elses_despair_is_not_left_alone(talk: Resident, text: str) -> None:
    """The advice is for who is beside her, in the next turn too, and ends when help comes."""
    reply = talk.says(text)
    assert "120" in reply.text.splitlines()[0]
    assert "不要让他一个人" in reply.text or "Do not leave the person alone" in reply.text
    assert "您不是一个人" not in talk.says("怎么办").text
    assert talk.says("警察来了").intent is Intent.THANKS


@pytest.mark.parametrize(
    "text",
    [
        "我不想活了",
        "我爸走了我也不想活了",
        "儿子不孝 我不想活了",
        "活着没意思 孩子也不管我",
        "我要跳河",
        "我站在桥上要跳",
        "我吃了一瓶安眠药",
        "i want to sleep and not wake up",
    ],
)
def test_ones_own_despair_is_spoken_to(talk: Resident, text: str) -> None:
    """Whoever else is named in it."""
    reply = talk.says(text)
    assert reply.intent is Intent.EMERGENCY
    assert "您不是一个人" in reply.text or "You are not alone" in reply.text


@pytest.mark.parametrize("text", ["my wife does not wake up", "my husband not wake up"])
def test_who_cannot_be_woken_is_ill(talk: Resident, text: str) -> None:
    """No lines to talk to."""
    told = talk.says(text).text
    assert "120 (ambulance)" in told.splitlines()[0]
    assert "962525" not in told


@pytest.mark.parametrize("text", ["有人跳广场舞", "我手机掉河里了", "他在江里游泳"])
def test_nobody_is_in_peril_at_play(talk: Resident, text: str) -> None:
    """Who dances, swims, or has lost a thing there."""
    assert talk.says(text).intent is not Intent.EMERGENCY
