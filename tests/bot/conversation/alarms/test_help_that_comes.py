"""After an alarm: help is called, cannot get in, has been here; nothing is told over and over."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Resident

NOT_YET = ("还没有打", "not called")


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (("妈妈晕倒了", "120打过了 我不在家 她锁着门"), ("门锁着", "119")),
        (("妈妈晕倒了", "已经打了120 门锁着怎么办"), ("门锁着", "119")),
        (("妈妈晕倒了", "120打过了", "没钥匙怎么办"), ("门锁着", "119")),
        (("妈妈晕倒了", "120打过了", "钥匙忘在屋里了"), ("门锁着", "119")),
        (("阿爸跌倒了爬不起来", "120打好了 电梯坏脱了"), ("电梯用不了", "几楼")),
        (("妈妈晕倒了", "120打了 电梯坏了怎么办"), ("电梯用不了",)),
        (("妈妈晕倒了", "120打了", "他们找不到门牌"), ("小区门口", "门牌号")),
        (("妈妈晕倒了", "120打了", "小区门关着 车开不进来"), ("小区门口",)),
        (("妈妈晕倒了", "120打了", "保安不让救护车进"), ("小区门口",)),
        (("妈妈晕倒了", "120打了", "楼下铁门锁牢了 车子进不来"), ("小区门口",)),
        (("奶奶摔倒了", "120打了，门反锁", "消防来了"), ("听他们的",)),
        (("奶奶摔倒了", "120打了，门反锁", "又打了119"), ("120",)),
        (("煤气味道很大", "打了119 他们说马上到"), ("等",)),
        (("我爸心口痛得厉害", "救护车叫好哉", "人抬下去了"), ("问车上的人",)),
        (("妈妈晕倒了", "救护车叫了，还要多久"), ("再打 120",)),
        (("妈妈晕倒了", "120说二十分钟到"), ("再打 120",)),
        (("妈妈晕倒了", "救护车还没来"), ("再打 120",)),
        (("我爸晕了 120来了", "上车了 去哪家医院"), ("问车上的人",)),
        (("我爸晕了 120来了", "上车了", "我要怎么跟过去"), ("问车上的人",)),
        (("厨房着火了", "119打了 门打不开 我妈在里面"), ("告诉 119", "不要进去")),
        (("妈妈晕倒了", "打了120了", "她现在没呼吸了"), ("马上再打 120", "没呼吸了")),
        (("妈妈晕倒了", "打了120了", "我们在八楼"), ("告诉 120：“八楼”",)),
        (
            ("my father fell and cannot get up", "I called 120, the door is locked, no key"),
            ("door is locked", "119"),
        ),
        (
            ("my father fell and cannot get up", "I called 120", "they can't find the house"),
            ("gate", "house number"),
        ),
    ],
)
def test_whoever_called_is_told_what_helps_now(
    talk: Resident, turns: tuple[str, ...], words: tuple[str, ...]
) -> None:
    """Nobody who called is told to call if she has not; the advice fits what is in the way."""
    text = [talk.says(said).text for said in turns][-1]
    assert all(one in text for one in words)
    assert not any(one in text for one in NOT_YET)
    assert "门先开着" not in text
    assert len(text.splitlines()) <= 5


@pytest.mark.parametrize(
    "turns",
    [
        ("妈妈晕倒了", "救护车走了"),
        ("妈妈晕倒了", "120打了", "他们说不用去医院"),
        ("妈妈晕倒了", "医生看过了说没什么事"),
        ("妈妈晕倒了", "救护车走了", "他们说不用去医院"),
        ("家里着火了", "消防队回去了"),
        ("煤气味道很大", "打了119", "他们来过了 说没漏"),
        ("my father fell and cannot get up", "the ambulance left, they said he is fine"),
    ],
)
def test_who_was_called_and_went_leaves_her_free(talk: Resident, turns: tuple[str, ...]) -> None:
    """What to do if it gets worse, and the next wish is answered without a number."""
    for said in turns:
        told = talk.says(said)
    assert told.intent is Intent.THANKS
    assert len(told.text.splitlines()) == 1
    listed = talk.says("附近卫生站 塘桥站")
    assert listed.listed
    assert "120" not in listed.text


def test_whoever_is_sent_to_a_hospital_gets_a_list(talk: Resident) -> None:
    """The ambulance does not come: what is near is asked for at once."""
    talk.says("孩子烫伤了")
    assert talk.says("120说自己去医院").needs_place
    assert talk.says("塘桥站").listed


@pytest.mark.parametrize(
    ("alarm", "said"),
    [
        ("我妈摔倒了起不来", "打了120没人接"),
        ("我妈摔倒了起不来", "救护车没走"),
        ("我妈摔倒了起不来", "要不要打120"),
        ("我妈摔倒了起不来", "医生说没事 但是她又晕了"),
        ("骗子叫我转账", "警察说我账户有问题"),
        ("有人撬我家门", "他们走了吗"),
    ],
)
def test_what_is_asked_or_denied_calls_nobody(talk: Resident, alarm: str, said: str) -> None:
    """The number stays in the first line."""
    number = "120" if "120" in talk.says(alarm).text.splitlines()[0] else "110"
    reply = talk.says(said)
    assert reply.intent is Intent.EMERGENCY
    assert number in reply.text.splitlines()[0]


def test_an_alarm_that_tells_of_the_call_waits_for_it(talk: Resident) -> None:
    """The number is in the first line, for when it gets worse."""
    text = talk.says("家里老人昏倒了 我叫了救护车").text
    assert text.startswith("好，等 120 来")
    assert "还没有打" not in talk.says("她有高血压").text


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("我妈刚打电话说胸口痛", "120"),
        ("爸爸刚打电话来，话都说不清楚", "120"),
        ("老师刚打电话说我孙子从楼梯上摔下来了", "120"),
        ("我刚打电话给我妈，她说胸闷", "120"),
        ("我打过电话了，我妈喘不上气", "120"),
        ("女儿刚打电话说不想活了", "120 或 110"),
        ("我妈刚打电话说有人骗她钱", "110"),
        ("邻居打电话给我说我妈家冒烟", "119"),
        ("my mom just called she fell down", "120"),
        ("wo ma gang da dian hua shuo xiong kou tong", "120"),
    ],
)
def test_who_has_telephoned_has_called_no_ambulance(talk: Resident, said: str, number: str) -> None:
    """Only a call to a number of help is one; the card opens whole."""
    first = talk.says(said).text.splitlines()[0]
    assert first.startswith((f"请马上打 {number}", f"Call {number}"))


def test_a_call_to_somebody_else_is_not_that_for_help(talk: Resident) -> None:
    """Only behind the number that was told is "打过电话了" a call to it."""
    talk.says("我妈胸口痛")
    assert "还没有打" in talk.says("刚打电话给我儿子").text
    assert "等他们来" in talk.says("打过电话了").text


@pytest.mark.parametrize(
    ("alarm", "turns"),
    [
        ("老伴没气了", ("要不要按胸口", "怎么按", "那我要做什么", "快点", "怎么办", "怎么按啊")),
        ("喝了农药", ("要不要吐出来", "喝牛奶行吗", "能不能喂水", "怎么办")),
        ("厨房着火了", ("怎么办", "怎么弄", "我好怕", "怎么办啊")),
        ("老公打我", ("他又打我了", "他还在打我", "怎么办", "怎么办啊")),
        ("my father is not breathing", ("what should I do", "how", "should I press", "what now")),
    ],
)
def test_no_card_is_given_three_times(talk: Resident, alarm: str, turns: tuple[str, ...]) -> None:
    """What was said at length is said shortly; the number stays on top."""
    told = [talk.says(said).text for said in (alarm, *turns)]
    long = [text for text in told if len(text.splitlines()) > 2]
    assert all(long.count(text) <= 2 for text in long)
    assert all(one != other for one, other in itertools.pairwise(told[2:]))
    assert all("120" in text or "119" in text or "110" in text for text in told)


@pytest.mark.parametrize("said", ["要不要按胸口", "怎么按", "要做人工呼吸吗"])
def test_first_aid_is_left_to_those_who_are_called(talk: Resident, said: str) -> None:
    """The telephone lies beside her and tells; she does not wait."""
    talk.says("老伴没气了")
    text = talk.says(said).text
    assert "免提" in text
    assert "不要等" in text


@pytest.mark.parametrize(
    ("alarm", "said", "words"),
    [
        ("老公打我", "我不想报警", ("不想报警，先不报", "110", "居委")),
        ("老公打我", "别叫警察", ("不想报警，先不报", "110")),
        ("my husband beats me", "I don't want to call the police", ("need not call", "110")),
        ("老公打我", "有没有妇女热线", ("没有写号码", "12345")),
        ("老公打我", "妇联电话多少", ("没有写号码", "12345")),
        ("骗子叫我转账", "他叫我不要报警", ("请马上打 110", "不要转")),
        ("有人跟着我", "在塘桥站", ("告诉 110：塘桥站附近", "几号口")),
    ],
)
def test_whoever_wants_no_police_or_another_line_is_heard(
    talk: Resident, alarm: str, said: str, words: tuple[str, ...]
) -> None:
    """Nobody is pressed, and no number is made up; the same card is not given again."""
    card = talk.says(alarm).text
    text = talk.says(said).text
    assert text != card
    assert all(one in text for one in words)


def test_that_nobody_need_be_called_ends_it(talk: Resident) -> None:
    """It was somebody she knows."""
    talk.says("小偷在撬我家门")
    assert talk.says("不用报警了 是我老公").text.startswith("没事就好")
