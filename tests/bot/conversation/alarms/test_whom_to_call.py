"""The numbers to call are told to whoever asks for them, and what to say there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Resident


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("急救电话是多少", "120"),
        ("急救打什么号码", "120"),
        ("我要打急救打几号", "120"),
        ("火警电话是几号", "119"),
        ("120是什么电话", "120"),
        ("哪个是急救电话", "120"),
        ("怎么叫救护车 打几号", "120"),
        ("120怎么打", "120"),
        ("emergency number?", "120"),
        ("what number for ambulance", "120"),
    ],
)
def test_a_number_that_is_asked_for_is_told_first(talk: Resident, text: str, number: str) -> None:
    """The number, when to call it, what to say; no alarm is open for it."""
    reply = talk.says(text)
    assert reply.intent is Intent.HELP
    first, *rest = reply.text.split("\n")
    assert number in first
    assert "不要先挂" in rest[0] or "Do not hang up" in rest[0]
    assert "还没有打" not in talk.says("塘桥站附近的食堂").text


@pytest.mark.parametrize("text", ["救护车多少钱", "打120要钱吗", "how much is an ambulance"])
def test_what_an_ambulance_costs_no_source_tells(talk: Resident, text: str) -> None:
    """Nobody waits for that."""
    reply = talk.says(text)
    assert "12345" in reply.text
    assert "120" in reply.text.split("\n")[0]


def test_when_to_call(talk: Resident) -> None:
    """In doubt, call."""
    assert "拿不准" in talk.says("什么时候该打120").text


@pytest.mark.parametrize("text", ["我妈晕倒了打什么电话", "着火了打几号"])
def test_whoever_is_in_danger_hears_the_alarm(talk: Resident, text: str) -> None:
    """The number is asked for in danger: it is no question about numbers."""
    assert talk.says(text).intent is Intent.EMERGENCY


@pytest.mark.parametrize("text", ["居委电话是多少", "救护车怎么还不来", "120路怎么走"])
def test_other_numbers_are_other_questions(talk: Resident, text: str) -> None:
    """A house is asked for its number, a bus has one, too."""
    assert "急救打" not in talk.says(text).text


def test_what_to_say_is_told_while_an_alarm_is_open(talk: Resident) -> None:
    """Who was told to call asks what to say."""
    talk.says("妈妈晕倒了")
    assert "几楼" in talk.says("要说什么").text
