"""Whoever cannot hear is told no number to call herself, as long as the talk lasts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.conversation.talk import Resident


@pytest.mark.parametrize(
    ("turns", "screen"),
    [
        (("我听不见 不能打电话", "要救护车怎么叫"), "请帮我打 120"),
        (("我是聋人，打不了电话怎么办", "那急救呢"), "请帮我打 120"),
        (("我耳朵听不见的", "怎么报警"), "请帮我打 110"),
        (("我耳朵听不见的", "着火了找谁"), "请帮我打 119"),
        (("阿拉听勿见", "我妈妈晕倒了"), "请帮我打 120"),
        (("我听不见", "我妈妈晕倒了", "怎么办"), "请帮我打 120"),
        (("我耳聋，家里着火了", "怎么办"), "请帮我打 119"),
        (("聋哑人怎么报警", "发短信可以吗"), "请帮我打 110"),
        (("deaf people how call police",), "请帮我打 110"),
        (("I am deaf. cannot call 120. my father fell", "what now"), "请帮我打 120"),
        (("I can't hear", "塘桥站附近的食堂", "my house is on fire"), "请帮我打 119"),
    ],
)
def test_a_screen_is_shown_instead_of_a_call(
    talk: Resident, turns: tuple[str, ...], screen: str
) -> None:
    """In danger and before it, whatever was asked between."""
    text = [talk.says(said).text for said in turns][-1]
    assert screen in text
    assert not any(one in text for one in ("不要先挂", "小声打", "免提", "loudspeaker", "hang up"))
    assert len(text.splitlines()) <= 6


def test_who_calls_for_her_is_said_below_other_answers(talk: Resident) -> None:
    """No answer leaves her with a hotline alone, and what is kept is told."""
    told = talk.says("我是聋人，打不了电话怎么办")
    assert told.intent is Intent.HUMAN
    assert "替您打" in told.text
    assert told.text.count("12345") == 1
    assert "替您打" in talk.says("塘桥站附近的食堂").text.splitlines()[-1]
    assert "打不了电话" in talk.says("你记了我什么").text


@pytest.mark.parametrize("said", ["发短信可以吗", "可以发微信叫人吗", "is there an sms number"])
def test_messages_are_said_to_be_unknown(talk: Resident, said: str) -> None:
    """No source names a number for them, and nobody waits for one."""
    talk.says("我听不见")
    for _ in range(2):
        text = talk.says(said).text
        assert "资料里没有写" in text or "no source" in text
        assert "我听不见" in text
        talk.says("我妈妈晕倒了")


def test_it_is_forgotten_with_all_else_and_never_stored(talk: Resident, tmp_path: Path) -> None:
    """For a day, in memory alone."""
    talk.says("我听不见 不能打电话")
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"deaf" not in kept
    talk.now += timedelta(hours=25)
    assert "我听不见" not in talk.says("我妈妈晕倒了").text
    talk.says("没事了")
    talk.says("我听不见")
    talk.says("忘记我")
    assert "我听不见" not in talk.says("我妈妈晕倒了").text


@pytest.mark.parametrize(
    "said", ["她听不见我叫她 叫不醒", "我妈是聋人，摔倒了", "my mother is deaf and fell down"]
)
def test_somebody_else_who_cannot_hear_is_called_for(talk: Resident, said: str) -> None:
    """Who writes so can telephone herself, and is not told otherwise later."""
    talk.says(said)
    assert "我听不见" not in talk.says("怎么办").text
