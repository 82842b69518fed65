"""What is asked of what was told before, read from a sentence alone and by the rules alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import FollowUp
from bot.understanding.understander import TownNames, Understander
from geo.dataset.dataset import open_dataset
from tests.bot.conversation.talk import NOW

if TYPE_CHECKING:
    from bot.understanding.query import Query


@pytest.fixture(scope="module")
def understander() -> Understander:
    """The understanding of the box, without answers and without what was learned."""
    town = open_dataset()
    return Understander.open(town.folder / "words", TownNames(town.places, town.facilities))


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("离这里远吗", FollowUp.DISTANCE),
        ("第一个离塘桥站多远", FollowUp.DISTANCE),
        ("how far is it", FollowUp.DISTANCE),
        ("第一个和第二个离得远吗", FollowUp.APART),
        ("哪个近", FollowUp.COMPARISON),
        ("哪家最早开门", FollowUp.COMPARISON),
        ("都可以", FollowUp.COMPARISON),
        ("跟第一个比呢", FollowUp.COMPARISON),
        ("which opens first", FollowUp.COMPARISON),
        ("有没有近一点的", FollowUp.CLOSER),
        ("anything closer", FollowUp.CLOSER),
        ("还有别的吗", FollowUp.OTHERS),
        ("一共几家", FollowUp.COUNT),
        ("how many are there", FollowUp.COUNT),
        ("从那里怎么去塘桥站", FollowUp.ONWARD),
        ("从塘桥站过去怎么走", FollowUp.FROM_PLACE),
        ("还在吗", FollowUp.STILL_THERE),
        ("is it still there", FollowUp.STILL_THERE),
        ("塘桥站附近的食堂", None),
        ("塘桥站到蓝村路站多远", None),
    ],
)
def test_what_is_asked_of_what_was_told(
    understander: Understander, said: str, asked: FollowUp | None
) -> None:
    """A sentence that asks all by itself asks nothing of the last answer."""
    assert understander.understand(said, NOW).follow_up is asked


@pytest.mark.parametrize(
    ("said", "aspect"),
    [
        ("多少钱", "price"),
        ("要预约吗", "booking"),
        ("要带什么", "papers"),
        ("没带卡可以吗", "papers"),
        ("小孩能去吗", "terms"),
        ("我五十八岁可以吗", "terms"),
        ("can children go", "terms"),
        ("好吃伐", "taste"),
        ("几点开门", "hours"),
        ("怎么申请", "how"),
        ("食堂多少钱", ""),
    ],
)
def test_what_is_asked_about(understander: Understander, said: str, aspect: str) -> None:
    """Only where nothing is named of which it is asked."""
    query: Query = understander.understand(said, NOW)
    assert aspect in query.aspects if aspect else not query.aspects


@pytest.mark.parametrize(
    ("said", "offer"), [("能拔牙吗", "拔牙"), ("哪里能拔牙", ""), ("塘桥站附近能拔牙吗", "")]
)
def test_one_thing_that_a_place_may_offer(
    understander: Understander, said: str, offer: str
) -> None:
    """Where a place is sought, it is no question about the one told."""
    assert understander.understand(said, NOW).offer == offer
