"""A danger told in several turns is heard as if it were told in one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Resident


@pytest.mark.parametrize(
    ("first", "then", "number"),
    [
        ("鼻子出血", "流了半小时", "120"),
        ("我吃了安眠药", "吃了一瓶", "120"),
        ("吃多了降压药怎么办", "吃了四颗", "120"),
        ("爸爸糖尿病没打针", "人迷迷糊糊的", "120"),
        ("妈妈血糖低", "出冷汗", "120"),
        ("我爸没接电话", "打了十几个", "120"),
        ("我妈电话没人接", "平时都接的", "120"),
        ("厨房油锅着了", "盖上锅盖了", "119"),
        ("楼下有烟飘上来", "我在十楼", "119"),
        ("有股怪味道", "厨房里", "119"),
    ],
)
def test_two_steps_are_one_alarm(talk: Resident, first: str, then: str, number: str) -> None:
    """What alone is no alarm is one with what was said before."""
    assert talk.says(first).intent is not Intent.EMERGENCY
    reply = talk.says(then)
    assert reply.intent is Intent.EMERGENCY
    assert number in reply.text.splitlines()[0]


@pytest.mark.parametrize(
    ("first", "then", "number"),
    [
        ("楼道里有烟", "我住六楼", "119"),
        ("头痛得要裂开", "还吐", "120"),
        ("老太太大便有血", "黑的", "120"),
    ],
)
def test_the_number_stays_above_until_it_is_no_danger(
    talk: Resident, first: str, then: str, number: str
) -> None:
    """Until it is said that there is none."""
    talk.says(first)
    assert number in talk.says(then).text.splitlines()[0]
    assert talk.says("没有危险").text.startswith("没事就好")
    assert number not in talk.says("塘桥站附近的食堂").text.splitlines()[0]


@pytest.mark.parametrize("then", ["塘桥站附近的食堂", "不严重", "谢谢"])
def test_another_matter_or_a_mild_illness_ends_it(talk: Resident, then: str) -> None:
    """A plain wish is answered without the number."""
    talk.says("我头痛")
    assert "120" not in talk.says(then).text.splitlines()[0]
    assert talk.says("塘桥站附近的卫生站").listed


def test_what_was_said_long_ago_is_no_step(talk: Resident) -> None:
    """Ten minutes later it is another matter."""
    talk.says("鼻子出血")
    talk.now += timedelta(minutes=20)
    assert talk.says("流了半小时").intent is not Intent.EMERGENCY
