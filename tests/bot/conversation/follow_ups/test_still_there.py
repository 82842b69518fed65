"""Whether a place moved is a question; what was seen there is a report."""

from __future__ import annotations

import pytest

from bot.understanding.query import Intent
from tests.bot.conversation.talk import Talk

LIST = "塘桥站附近的食堂"


@pytest.fixture(scope="module")
def talk() -> Talk:
    """Conversations over the box."""
    return Talk()


@pytest.mark.parametrize(
    "asked",
    ["茂兴助餐点是不是搬了", "茂兴助餐点搬走了没有", "第三个搬走了吗", "茂兴助餐点还在不在"],
)
def test_a_question_is_no_report(talk: Talk, asked: str) -> None:
    """It is said that no source tells, and what is known of the place."""
    reply = talk.says(LIST, asked)
    assert reply.intent is Intent.DETAIL
    assert [one.facility.id for one in reply.listed] == ["canteen-maoxing"]
    assert "搬没搬" in reply.text


@pytest.mark.parametrize("asked", ["是不是搬了", "搬到哪里了不知道", "has it moved"])
def test_it_is_asked_of_the_place_spoken_of(talk: Talk, asked: str) -> None:
    """Of a list it is asked which is meant; of nothing, nothing is filed."""
    assert "canteen-maoxing" in talk.says(LIST, "3", asked).listed[0].facility.id
    assert not talk.says(LIST, asked).listed
    assert talk.says(asked).intent is not Intent.FEEDBACK


@pytest.mark.parametrize(
    "seen",
    ["我去过了没有人", "昨天去没开", "去了三次都没人", "我刚去过，锁着门", "it was locked"],
)
def test_what_was_seen_there_is_a_report(talk: Talk, seen: str) -> None:
    """Kept for the facility that was asked about, and for none where none was."""
    asked = talk.says(LIST, "茂兴助餐点是不是搬了", seen)
    assert asked.intent is Intent.FEEDBACK
    assert "茂兴" in asked.text or "Maoxing" in asked.text
    assert talk.says("你好", "没有人").intent is not Intent.FEEDBACK


def test_who_moves_herself_asks_of_no_place(talk: Talk) -> None:
    """Her own move tells where she is."""
    assert talk.place(LIST, "3", "我搬家了，现在住蓝村路") == "蓝村路"
