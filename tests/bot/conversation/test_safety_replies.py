"""In danger the number comes first; grief is met kindly; nothing of either is kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.reply import Event
from bot.storage.store import Store
from bot.understanding.query import Intent
from tests.bot.conversation.talk import dialogue_over

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.conversation.dialogue import Dialogue
    from bot.conversation.reply import Reply

NOW = datetime(2026, 3, 10, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


class Talk:
    """One resident's conversation."""

    def __init__(self, dialogue: Dialogue) -> None:
        """Begin at ten on a Tuesday."""
        self.dialogue, self.now = dialogue, NOW

    def says(self, text: str) -> Reply:
        """Say something."""
        return self.dialogue.handle("p", Event(text=text, id=text), self.now)


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    """A conversation over a store of its own."""
    with Store.open(tmp_path / "store.db") as store:
        yield Talk(dialogue_over(store))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("我妈摔倒了起不来", "120"),
        ("厨房着火了", "119"),
        ("有人撬我家门", "110"),
        ("家里煤气味道好大", "119"),
        ("我不想活了", "120"),
        ("电梯里困住了", "110"),
        ("孙女走丢了", "110"),
        ("she is not breathing", "120"),
        ("my house is on fire", "119"),
        ("I want to die", "120"),
        ("the lift is stuck, we are trapped", "110"),
        ("my mother is missing", "110"),
    ],
)
def test_the_first_line_is_the_number(talk: Talk, text: str, number: str) -> None:
    """Whoever reads one line only has read whom to call."""
    reply = talk.says(text)
    assert reply.intent is Intent.EMERGENCY
    assert number in reply.text.split("\n")[0]
    assert len(reply.text.split("\n")) <= 6


def test_despair_is_given_somebody_to_talk_to(talk: Talk) -> None:
    """A line that answers, a person to go to, and no word of doses."""
    reply = talk.says("安眠药吃多少会死")
    assert reply.intent is Intent.EMERGENCY
    assert "962525" in reply.text
    assert "12356" in reply.text
    assert "居委" in reply.text
    assert not any(dose in reply.text for dose in ("毫克", "片", "粒", "mg"))


def test_a_lift_has_advice_of_its_own(talk: Talk) -> None:
    """Press the lift's alarm, and do not climb out."""
    assert "警铃" in talk.says("我被困在电梯里了").text


def test_who_cannot_hear_gets_words_to_show(talk: Talk) -> None:
    """A way that is no telephone: the screen, in large words, for somebody beside her."""
    text = talk.says("我耳聋，家里着火了").text
    assert "119" in text.split("\n")[0]
    assert "【请帮我打 119，我听不见】" in text


def test_grief_is_no_ticket(talk: Talk) -> None:
    """Grief ("老伴走了") gets warmth and a line to call, and files nothing."""
    reply = talk.says("老伴走了")
    assert reply.intent is Intent.HUMAN
    assert "962525" in reply.text
    assert "编号" not in reply.text


@pytest.mark.parametrize(
    "words",
    [
        "没事了",
        "没事了，已经送医院了",
        "好了好了，医生来过了，没事了",
        "已经送医院了",
        "现在醒过来了，已经在救护车上了",
    ],
)
def test_an_alarm_lasts_until_it_is_called_off(talk: Talk, words: str) -> None:
    """Where she is, and what is not understood, is answered with the number; then all is well."""
    talk.says("我妈摔倒了")
    assert "120" in talk.says("我在贵龙").text.split("\n")[0]
    assert "120" in talk.says("嗯嗯那个那个").text.split("\n")[0]
    over = talk.says(words)
    assert over.intent is Intent.THANKS
    assert over.text.startswith("没事就好")
    assert "120" not in talk.says("嗯嗯那个那个").text


def test_an_alarm_is_not_held_for_long(talk: Talk) -> None:
    """After half an hour a new question is a new question."""
    talk.says("我妈摔倒了")
    talk.now += timedelta(minutes=31)
    assert "120" not in talk.says("嗯嗯那个那个").text


def test_nothing_of_an_alarm_is_stored(talk: Talk, tmp_path: Path) -> None:
    """No byte on disk tells that somebody was in danger."""
    talk.says("我不想活了")
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for secret in ("不想活", "emergency", "suicide", "962525"):
        assert secret.encode() not in kept
        assert secret.encode("unicode-escape") not in kept


def test_money_that_goes_now_is_stopped_at_the_bank(talk: Talk) -> None:
    """110 first, then the bank that can stop it."""
    told = ("我养老金刚刚转走", "钱刚转给骗子了怎么办", "存款一下子被转走了")
    for text in (*told, "scammed, I sent money from the bank just now"):
        reply = talk.says(text)
        assert reply.intent is Intent.EMERGENCY
        assert "110" in reply.text.splitlines()[0]
        assert "银行" in reply.text or "bank" in reply.text
