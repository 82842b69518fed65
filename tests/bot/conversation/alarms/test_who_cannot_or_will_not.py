"""Somebody cannot get out, wants no ambulance, or asks what comes afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Resident


@pytest.mark.parametrize(
    ("told", "then"),
    [
        ("着火了", "有老人走不动"),
        ("着火了", "妈妈瘫在床上"),
        ("楼下着火了", "我在十楼 出不去"),
        ("着火了", "楼道都是烟 下不去"),
        ("my house is on fire", "my mother can't walk"),
    ],
)
def test_who_cannot_leave_a_fire_waits_inside(talk: Resident, told: str, then: str) -> None:
    """Nobody is told to go out who cannot."""
    talk.says(told)
    reply = talk.says(then)
    assert reply.intent is Intent.EMERGENCY
    assert any(words in reply.text for words in ("湿布塞门缝", "wet cloth"))
    assert any(words in reply.text for words in ("几楼", "floor"))
    assert "人在外面等" not in talk.says("轮椅").text


@pytest.mark.parametrize("text", ["家里着火了 老人走不动", "煤气泄漏 老人瘫在床上"])
def test_who_cannot_leave_told_at_once(talk: Resident, text: str) -> None:
    """The number first, then whom to tell that somebody is inside."""
    lines = talk.says(text).text.split("\n")
    assert "119" in lines[0]
    assert "有人出不来" in lines[1]


def test_all_who_are_out_end_it(talk: Resident) -> None:
    """No more is said of those inside."""
    talk.says("着火了")
    assert talk.says("人都出来了").intent is Intent.THANKS


@pytest.mark.parametrize(
    ("told", "then"),
    [
        ("我爸胸口痛", "他不让打120"),
        ("妈妈摔倒了起不来", "她不让打120 说丢人"),
        ("妈妈晕倒了", "她不让我打120"),
        ("爸爸胸口痛", "他不肯去医院"),
    ],
)
def test_who_wants_no_ambulance_is_ill_all_the_same(talk: Resident, told: str, then: str) -> None:
    """It is no violence, and no telephone that does not work."""
    talk.says(told)
    text = talk.says(then).text
    assert "也要打 120" in text
    assert "110" not in text
    assert "敲墙" not in text


def test_refused_in_the_first_sentence(talk: Resident) -> None:
    """The ambulance, and not the police."""
    reply = talk.says("他不让我打120")
    assert "120" in reply.text.split("\n")[0]
    assert "也要打 120" in reply.text


def test_whoever_is_beaten_and_kept_from_calling_hears_of_the_police(talk: Resident) -> None:
    """Violence stays violence."""
    assert "110" in talk.says("老公打我流血 他不让我打120").text.split("\n")[0]


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("邻居家着火了", "消防来了", "我可以回家吗"), "他们说可以，再进去"),
        (("着火了", "能进去拿东西吗"), "先不要进去"),
        (("着火了", "消防车走了", "可以回家了吗"), "他们说可以，再进去"),
        (("我家着火了", "灭掉了", "还要打119吗"), "灭了也请打 119"),
        (("厨房起火了", "扑灭了", "要不要报警"), "灭了也请打 119"),
        (("煤气漏", "关掉了", "能回去吗"), "先不要进去"),
        (("妈妈晕倒了", "醒了", "还要叫救护车吗"), "打 120 问一问"),
        (("煤气关掉了", "可以开灯吗"), "先不要开灯"),
        (("120叫好了在等", "要准备什么"), "医保卡"),
    ],
)
def test_what_is_asked_afterwards(talk: Resident, turns: tuple[str, ...], told: str) -> None:
    """The danger that was told of before is known for a while."""
    for text in turns:
        reply = talk.says(text)
    assert told in reply.text


@pytest.mark.parametrize("text", ["我要去医院", "回家", "开灯"])
def test_what_is_only_told_is_no_question(talk: Resident, text: str) -> None:
    """Nothing is asked of an alarm that has ended."""
    talk.says("着火了")
    talk.says("火灭了")
    assert "先不要" not in talk.says(text).text


@pytest.mark.parametrize("text", ["120叫过了 在等", "120叫好了在等"])
def test_help_that_was_called_before_is_waited_for(talk: Resident, text: str) -> None:
    """It is not asked whether there is danger."""
    assert "等 120 来" in talk.says(text).text


def test_nothing_is_known_once_all_is_erased(talk: Resident) -> None:
    """Nor is an alarm that has ended."""
    talk.says("着火了")
    talk.says("灭掉了")
    talk.says("忘记我")
    assert "灭了也请打" not in talk.says("还要打119吗").text


@pytest.mark.parametrize("then", ["不敢跟儿子说", "都怪我", "他骂我", "心里难过", "睡不着"])
def test_who_was_cheated_and_blames_herself_is_met_kindly(talk: Resident, then: str) -> None:
    """That is no news for the police: a warm word, and a line to talk to."""
    talk.says("我被骗了三万")
    text = talk.says(then).text
    assert "不怪您" in text
    assert "962525" in text
    assert "也告诉" not in text


@pytest.mark.parametrize(
    ("told", "then"),
    [
        ("我被骗了三万", "警察说等"),
        ("妈妈晕倒了", "老公在上班"),
        ("已经打了120", "车多久到"),
        ("妈妈晕倒了", "我好害怕"),
    ],
)
def test_what_is_no_news_is_not_quoted(talk: Resident, told: str, then: str) -> None:
    """Who waits, who is away, and fear are nothing to tell on the telephone."""
    talk.says(told)
    assert "也告诉" not in talk.says(then).text


@pytest.mark.parametrize(
    ("told", "then"),
    [
        ("我爸出去买菜三个钟头没回来", "他记性不好"),
        ("阿婆摔了", "没人照顾"),
        ("有个老人打电话来说她摔了一跤", "没人陪"),
        ("奶奶摔倒了", "居委没人"),
        ("邻居两天没开门", "有臭味"),
        ("妈妈晕倒了", "她八十岁"),
        ("妈妈晕倒了", "有糖尿病"),
        ("我被骗了三万", "对方号码是139开头"),
    ],
)
def test_what_is_news_is_to_be_told(talk: Resident, told: str, then: str) -> None:
    """It is no wish for a service, whatever single words of it may mean."""
    talk.says(told)
    reply = talk.says(then)
    assert reply.intent is Intent.EMERGENCY
    assert f"“{then}”" in reply.text


def test_a_service_asked_for_beside_an_alarm_is_told(talk: Resident) -> None:
    """A plain question is answered, below the number."""
    talk.says("阿婆摔了")
    assert talk.says("塘桥站附近哪里有养老院").categories == ("eldercare",)
