"""Everyday turns that were taken for something else: a bus, a goodbye, "does it deliver"."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent
from tests.corpus.understood import Understood

if TYPE_CHECKING:
    from bot.understanding.understander import Understander

NOW = datetime.fromisoformat("2026-03-10T10:00:00+08:00")  # a Tuesday


@pytest.fixture(scope="module")
def understander() -> Understander:
    """The understanding of the box, by rules alone."""
    return Understood.open(learned=False).understander


@pytest.mark.parametrize("text", ["where can I take the bus", "几路车到人民广场", "去外滩坐几路车"])
def test_a_bus_is_no_matter_of_medicine_or_places(understander: Understander, text: str) -> None:
    """Which bus, and where it stops, gets the answer about buses."""
    query = understander.understand(text, NOW)
    assert (query.intent, query.topic) == (Intent.UNKNOWN, "transport")
    assert not query.advice


def test_medicine_to_take_is_advice(understander: Understander) -> None:
    """What may be taken with what is asked of a doctor."""
    assert understander.understand("can i take two of these with wine", NOW).advice


@pytest.mark.parametrize("text", ["does it deliver", "送不送", "do they deliver?"])
def test_a_quality_alone_is_asked_of_the_last_list(understander: Understander, text: str) -> None:
    """The last question again, with what the place should have."""
    query = understander.understand(text, NOW)
    assert (query.intent, query.follows) == (Intent.NEARBY, True)
    assert query.attributes == ("delivery",)


def test_until_tomorrow_is_a_goodbye(understander: Understander) -> None:
    """Nothing is looked for tomorrow."""
    assert understander.understand("明天见", NOW).intent is Intent.THANKS


@pytest.mark.parametrize(
    ("text", "attribute", "asked"),
    [
        ("不要跟我讲那么多，你就讲一个最近的吃饭地方就行了", "one_only", True),
        ("不用给那么多，一个就够，食堂", "one_only", True),
        ("报食堂电话，第一个就行了", "one_only", False),
        ("您只要告诉我她附近的卫生站就好了", "one_only", False),
        ("没有第二个啊，你只列了一个食堂", "one_only", False),
        ("不开的就不要列，现在开的活动室", "open_only", True),
        ("服务站中午要不要关门歇一歇的", "open_only", False),
        ("现在去食堂还来得及吗", "in_time", True),
        ("推助行车去食堂，路口绿灯太短怕来不及", "in_time", False),
        ("食堂谁送饭", "delivery", True),
        ("塑料瓶和易拉罐往哪里送", "delivery", False),
    ],
)
def test_what_is_wished_of_a_list_is_heard(
    understander: Understander, text: str, attribute: str, *, asked: bool
) -> None:
    """One place alone, only the open ones, in time, brought home; and what only sounds so."""
    assert (attribute in understander.understand(text, NOW).attributes) == asked


@pytest.mark.parametrize(
    "text", ["我能走了", "我可以走楼梯了", "现在我能下楼了", "腿好了,能自己走了"]
)
def test_who_can_walk_again_is_slow_no_more(understander: Understander, text: str) -> None:
    """It switches off what was said of her walk, and reports no place."""
    query = understander.understand(text, NOW)
    assert query.intent is Intent.SET_PACE
    assert {*query.off} == {"slow", "accessible"}


@pytest.mark.parametrize("text", ["我妈能走了吗", "会走了之后再去", "我能走到吗"])
def test_who_asks_about_a_walk_switches_nothing_off(understander: Understander, text: str) -> None:
    """A question, and what comes later."""
    assert not understander.understand(text, NOW).off


@pytest.mark.parametrize(
    ("text", "grieves"),
    [("you are useless", False), ("this is useless", False), ("I feel so useless", True)],
)
def test_who_is_called_useless_matters(
    understander: Understander, text: str, *, grieves: bool
) -> None:
    """A complaint about Yike is no despair."""
    query = understander.understand(text, NOW)
    told = query.topic in {"care", "suicide"} or query.doubt == "suicide"
    assert told == grieves
