"""A danger told beside the place where somebody is: the place is kept, the danger is heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Resident


@pytest.mark.parametrize(
    ("text", "number", "place"),
    [
        ("我住蓝村路 楼上着火", "119", "蓝村路"),
        ("我看到有人倒在浦建路", "120", "浦建路"),
        ("看到个人趴在浦建路路边", "120", "浦建路"),
        ("我住微南 阿婆没开门三天了", "120", "微南"),
        ("我在塘桥站 楼下有煤气味道", "119", "塘桥站"),
        ("我妈在微南家里晕了", "120", "微南"),
        ("i am at tangqiao station and i feel dizzy", "120", "Tangqiao Station"),
    ],
)
def test_the_danger_is_heard_and_the_place_told_on(
    talk: Resident, text: str, number: str, place: str
) -> None:
    """The number first, then whom to tell the place."""
    first, *rest = talk.says(text).text.splitlines()
    assert number in first
    assert any(place in line and number in line for line in rest)


@pytest.mark.parametrize("text", ["我在塘桥站 头很痛", "我在塘桥站迷路了"])
def test_what_may_be_a_danger_is_asked_about_and_the_place_kept(talk: Resident, text: str) -> None:
    """The hint of the danger alone, and the next wish begins there."""
    reply = talk.says(text)
    assert "有危险" in reply.text.splitlines()[0]
    assert "想找什么" not in reply.text
    assert talk.says("附近的食堂").listed


@pytest.mark.parametrize("text", ["我在塘桥站 心慌", "我在塘桥站头晕", "我在塘桥站 脚扭了 走不了"])
def test_who_is_unwell_at_a_place_hears_of_a_doctor_there(talk: Resident, text: str) -> None:
    """As for the illness alone, from that place."""
    reply = talk.says(text)
    assert reply.categories == ("health",)
    assert reply.listed


@pytest.mark.parametrize("text", ["我在塘桥站", "我在塘桥站等人", "我在塘桥站看到一只猫"])
def test_a_place_with_nothing_dangerous_is_only_noted(talk: Resident, text: str) -> None:
    """No number above it."""
    reply = talk.says(text)
    assert reply.intent is Intent.SET_PLACE
    assert "120" not in reply.text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("我在塘桥站 没地方睡", "救助站"),
        ("我在塘桥站 水管爆了", "总水阀"),
        ("我在塘桥站 钱包丢了", "挂失"),
        ("我在塘桥站想上厕所", "厕所"),
        ("我在塘桥站 我走得慢", "按慢一点算"),
        ("I'm at Tangqiao station and I have nowhere to sleep", "shelter"),
    ],
)
def test_a_mishap_told_beside_a_place_is_answered(talk: Resident, text: str, told: str) -> None:
    """And the place is kept."""
    reply = talk.says(text)
    assert reply.intent is Intent.SET_PLACE
    assert told in reply.text
    assert talk.says("附近的食堂" if reply.language == "zh" else "canteen nearby").listed


def test_who_can_walk_no_further_is_asked_about(talk: Resident) -> None:
    """It may be an illness; the pace is slow from now on."""
    reply = talk.says("我妈在塘桥站 走不动了")
    assert "120" in reply.text.split("\n")[0]
    assert "按慢一点算" in reply.text
