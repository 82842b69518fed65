"""Troubles told plainly get a human word; one word of danger more, and they are heard as before."""

import pytest

from bot.normal_form import normalise
from bot.understanding.safety.wordings.low_spirits import is_low

_LOW = (
    "一个人在家没意思",
    "我女儿在国外我一个人有点闷",
    "孩子们都忙 没空管我",
    "一个人在家蛮闷的 有什么地方去去",
    "屋里向厌气煞了",
    "晚上睡不着觉怎么办",
    "过年就我一个人",
    "I'm bored at home",
)
_MORE_THAN_LOW = (
    "活着没意思",
    "一个人在家没意思 不想活了",
    "胸口闷睡不着",
    "心里闷",
    "家里就我一个人 有人撬门",
    "没意思，药都准备好了",
    "一个人在家 站不起来",
    "小孩一个人在家",
    "我一个人在楼顶",
    "没人管我死活",
    "I can't sleep, I want to die",
)


@pytest.mark.parametrize("text", _LOW)
def test_being_low_is_told_plainly(text: str) -> None:
    """Nothing is told but being alone, bored, low or sleepless."""
    assert is_low(normalise(text))


@pytest.mark.parametrize("text", _MORE_THAN_LOW)
def test_a_word_of_danger_more_is_no_low_mood(text: str) -> None:
    """A word of danger, of giving up or of an illness more is heard as before."""
    assert not is_low(normalise(text))
