"""What is asked of a whole list is answered for the whole list, and days are no lines of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent
from tests.bot.conversation.talk import NOW

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Talk

CARE, HEALTH, MEALS = "塘桥站附近的养老院", "塘桥站附近的卫生站", "塘桥站附近的食堂"


@pytest.mark.parametrize(
    "asked",
    ["今天开吗", "都几点关门", "现在开着吗", "那哪里有开的", "都没有开门时间吗", "open now?"],
)
def test_hours_that_are_known_of_none_are_told_at_once(talk: Talk, asked: str) -> None:
    """Nobody is asked which one she means where the answer is the same for all."""
    reply = talk.says(HEALTH, asked)
    assert reply.intent is Intent.DETAIL
    assert "资料里都没有写" in reply.text or "No source gives" in reply.text
    assert "12345" in reply.text
    assert not reply.buttons


@pytest.mark.parametrize("asked", ["今天开吗", "都关了啊那明天早上呢"])
def test_hours_that_are_known_of_one_are_listed(talk: Talk, asked: str) -> None:
    """The one with hours comes first."""
    reply = talk.says(MEALS, asked)
    assert reply.listed[0].facility.id == "canteen-beiyuan"
    assert "20:00 关" in reply.text


@pytest.mark.parametrize("asked", ["都几点关门", "几点开门", "what time do they open"])
def test_hours_are_told_by_the_numbers_that_she_sees(talk: Talk, asked: str) -> None:
    """No list is drawn again: the first one stays the first one."""
    seen = talk.says(MEALS).listed
    reply = talk.says(MEALS, asked)
    assert "06:30" in reply.text
    assert not reply.listed
    first = talk.says(MEALS, asked, "第一个怎么走").listed
    assert [one.facility.id for one in first] == [seen[0].facility.id]


@pytest.mark.parametrize("asked", ["哪个有电话", "电话多少", "phone numbers?"])
def test_telephones_are_told_of_every_line(talk: Talk, asked: str) -> None:
    """With the number of the line; of the others none is known."""
    reply = talk.says(CARE, asked)
    assert "② " in reply.text
    assert "021-68760090" in reply.text
    assert "6 " in reply.text


def test_of_one_that_was_told_it_is_asked_alone(talk: Talk) -> None:
    """The card of that one."""
    reply = talk.says(CARE, "第二个", "电话多少")
    assert [one.facility.id for one in reply.listed] == ["eldercare-home"]


@pytest.mark.parametrize("asked", ["周末有人吗", "平时有人吗", "晚上有人吗", "周六有人吗"])
def test_whether_anybody_is_there_is_no_greeting(talk: Talk, asked: str) -> None:
    """It is asked of the places; "有人吗" alone calls for us."""
    reply = talk.says("居委会在哪里", "塘桥站", asked)
    assert reply.intent is not Intent.GREET
    assert "12345" in reply.text
    assert talk.says("居委会在哪里", "塘桥站", "有人吗").intent is Intent.GREET


def test_a_number_after_a_holiday_is_a_day(talk: Talk) -> None:
    """After a question about another day, or on a holiday; else it is a line."""
    later = talk.says(MEALS, "国庆开吗", "3号呢")
    assert later.at is not None
    assert (later.at.month, later.at.day) == (10, 3)
    holiday = datetime(2026, 10, 1, 10, tzinfo=NOW.tzinfo)
    during = talk.says(MEALS, "今天开吗", "那8号呢", now=holiday)
    assert during.at is not None
    assert (during.at.month, during.at.day) == (10, 8)
    assert [one.facility.id for one in talk.says(MEALS, "3号呢").listed] == ["canteen-maoxing"]


@pytest.mark.parametrize("asked", ["最近的", "the nearest"])
def test_the_nearest_is_one(talk: Talk, asked: str) -> None:
    """The list is not told again."""
    assert [one.facility.id for one in talk.says(MEALS, asked).listed] == ["canteen-ningyang"]
