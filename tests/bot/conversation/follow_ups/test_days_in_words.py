"""A day that is said in two words, and the day of the list that was asked for last."""

from __future__ import annotations

import pytest

from tests.bot.conversation.talk import NOW, Talk


@pytest.fixture(scope="module")
def talk() -> Talk:
    """The box, opened once."""
    return Talk()


@pytest.mark.parametrize(
    ("said", "month", "day"),
    [
        ("明天星期三食堂开吗", 3, 10),
        ("明天元旦食堂开吗", 12, 31),
        ("明天五一食堂开伐", 4, 30),
        ("后天五月二号食堂开吗", 4, 30),
        ("这个礼拜六3月14号食堂开吗", 3, 10),
        ("is the canteen open tomorrow, Wednesday", 3, 10),
    ],
)
def test_one_day_in_two_words_is_one(talk: Talk, said: str, month: int, day: int) -> None:
    """Nothing is left to be asked once more."""
    reply = talk.says(said, here=True, now=NOW.replace(month=month, day=day))
    assert reply.listed
    assert "再问我一句" not in reply.text
    assert "ask me" not in reply.text


def test_both_of_two_days_are_told(talk: Talk) -> None:
    """Tomorrow is no Thursday: both are told, and once where nothing differs."""
    for said in ("明天星期四食堂开吗", "明天和后天食堂开吗"):
        assert "明天和周四一样" in talk.says(said, here=True).text


def test_a_line_of_tomorrows_list_is_told_for_tomorrow(talk: Talk) -> None:
    """Its hours now are not what was asked; "now" is."""
    asked = ("塘桥站附近的食堂", "明天早上呢")
    assert "明天 08:00" in talk.says(*asked, "第一个几点").text
    assert "明天" not in talk.says(*asked, "第一个现在开着吗").text


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("3号呢？", "10 月 3 日"),
        ("还有8号呢", "10 月 8 日"),
        ("那8号那天呢", "10 月 8 日"),
        ("5号有人伐", "10 月 5 日"),
        ("六号关门吗", "10 月 6 日"),
    ],
)
def test_a_day_of_the_month_after_a_feast_is_of_that_month(
    talk: Talk, said: str, date: str
) -> None:
    """It is no line of the list, whichever way it is asked: the list is told for that day."""
    now = NOW.replace(month=9, day=29)
    asked = ("塘桥站附近的食堂", "国庆开吗", said)
    reply = talk.says(*asked, now=now)
    assert date in reply.text
    assert reply.listed[0].facility.category == "canteen"


@pytest.mark.parametrize(
    ("day", "said"),
    [("星期天", "周日"), ("后天", "周四"), ("晚上七点", "19:00"), ("我想后天去", "周四")],
)
def test_a_day_that_is_said_first_is_kept(talk: Talk, day: str, said: str) -> None:
    """What is wanted then is listed for that day."""
    assert talk.says(day, "塘桥站食堂").text.startswith(said)
    assert talk.says(day, "食堂", "塘桥站").text.startswith(said)


@pytest.mark.parametrize("part", ["晚上", "上午", "下午", "中午", "傍晚", "今天早上"])
def test_a_part_of_the_day_alone_is_a_moment(talk: Talk, part: str) -> None:
    """She is asked for the rest, and no empty word is said back."""
    assert "“”" not in talk.says(part).text
    assert talk.says("塘桥站附近的食堂", part).listed
