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


@pytest.mark.parametrize(
    ("first", "then", "number"),
    [
        ("我妈头晕", "是的", "120"),
        ("我妈头晕", "是，现在碰上了", "120"),
        ("我妈头晕", "有", "120"),
        ("他还没回来", "是", "110"),
        ("my mom dizzy", "yes", "120"),
        ("我妈头晕", "没有呼吸了", "120"),
    ],
)
def test_a_yes_to_the_danger_that_was_asked_about_raises_it(
    talk: Resident, first: str, then: str, number: str
) -> None:
    """In the words of the button, too; what begins like a no is none."""
    talk.says(first)
    reply = talk.says(then)
    assert reply.intent is Intent.EMERGENCY
    assert number in reply.text.splitlines()[0]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("我妈头晕", "没有"),
        ("他还没回来", "没有"),
        ("来了个人", "没人有危险"),
        ("my mom dizzy", "no"),
    ],
)
def test_a_no_ends_it(talk: Resident, first: str, then: str) -> None:
    """It is no sorrow, and the next wish has no number above it."""
    talk.says(first)
    assert talk.says(then).intent is Intent.THANKS
    assert talk.says("塘桥站附近的食堂").text.startswith("塘桥站附近")


@pytest.mark.parametrize(
    ("alarm", "then"),
    [
        ("他打我", "打我电话"),
        ("我打了老公", "是打电话"),
        ("流血了", "蚊子叮的"),
        ("他要杀我", "象棋里"),
        ("摔了", "摔了个碗"),
        ("我妈晕倒了", "发错人了"),
        ("救命", "孩子玩手机打的"),
        ("着火了", "没有，我说的是火锅"),
    ],
)
def test_something_harmless_that_was_meant_ends_it(talk: Resident, alarm: str, then: str) -> None:
    """The word is corrected, not told to an ambulance."""
    talk.says(alarm)
    assert talk.says(then).text.startswith("没事就好")


@pytest.mark.parametrize(
    ("alarm", "then"), [("他打我", "他打电话给我"), ("着火了", "没有，我说的是三号楼")]
)
def test_a_detail_that_is_corrected_ends_nothing(talk: Resident, alarm: str, then: str) -> None:
    """Nor does his call."""
    talk.says(alarm)
    assert talk.says(then).intent is Intent.EMERGENCY


@pytest.mark.parametrize(
    ("turns", "number"),
    [
        (("煤气灶", "打不着", "一直拧", "有味道了"), "119"),
        (("家里", "来了个人", "说修水管", "我没叫", "他进来了", "在看房间"), "110"),
        (("怀孕", "八个月", "头痛", "眼前有星星"), "120"),
        (("孙子", "发烧", "三天", "今天不烧了", "但是没精神"), "120"),
        (("孩子", "吞", "磁力珠"), "120"),
        (("妈", "走丢"), "走丢的人"),
        (("爸", "没回来", "老年痴呆"), "110"),
        (("钱", "转了", "骗子"), "银行"),
        (("验证码", "给了"), "银行"),
        (("他", "又打", "我"), "110"),
        (("蛇", "咬"), "120"),
        (("电热毯", "焦味"), "119"),
    ],
)
def test_pieces_of_a_sentence_are_read_together(
    talk: Resident, turns: tuple[str, ...], number: str
) -> None:
    """A word or two a turn, as old people send it."""
    replies = [talk.says(text) for text in turns]
    alarms = [one for one in replies if one.intent is Intent.EMERGENCY]
    assert alarms
    assert number in alarms[0].text


@pytest.mark.parametrize(
    "turns",
    [
        ("我老伴", "想去", "食堂"),
        ("孩子", "打针", "哪里"),
        ("我妈", "腿不好", "找食堂"),
        ("妈妈", "买菜", "去哪里"),
        ("老伴", "打牌", "去了"),
        ("手机", "没电了"),
        ("药", "吃完了", "哪里配"),
    ],
)
def test_pieces_of_a_wish_are_no_alarm(talk: Resident, turns: tuple[str, ...]) -> None:
    """Neither a card nor the number."""
    assert not any("马上打" in talk.says(text).text for text in turns)


def test_somebody_else_is_meant(talk: Resident) -> None:
    """The advice is for who is beside him."""
    talk.says("吃多少药会没命")
    assert "不要让他一个人" in talk.says("不是我，是我同学").text


def test_a_hungry_cry_ends_with_a_canteen(talk: Resident) -> None:
    """Hunger was meant, and the place is found without a number."""
    talk.says("我要死了")
    talk.says("饿死了")
    assert "马上打" not in talk.says("塘桥站附近哪里有吃的").text
