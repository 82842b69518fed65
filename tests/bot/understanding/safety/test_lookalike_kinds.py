"""Kinds of sentences that only sound like danger raise no alarm; their neighbours still do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.normal_form import normalise
from bot.understanding.query import Intent
from bot.understanding.safety.wordings.vital_signs import is_grave_measure

if TYPE_CHECKING:
    from bot.understanding.query import Query
    from tests.corpus.understood import Understood


def _query(understood: Understood, text: str) -> Query:
    return understood.query({"text": text})


@pytest.mark.parametrize(
    "text",
    [
        "报告写得我要吐血",
        "今朝打牌输得想跳黄浦江",
        "后天台风来，阳台要收拾伐",
        "《跳楼的人》这本书哪里借",
        "报纸登了有人触电身亡",
        "刚才以为着火了，是隔壁在烧菜",
        "孙子拿玩具水枪打我",
        "wo mei shuai dao",
        "我买了药",
        "药买好了",
        "菜刀买好了",
        "我快到了",
        "站在河边喂鸽子",
    ],
)
def test_figures_titles_news_and_toys_are_no_alarm(understood: Understood, text: str) -> None:
    """They may be asked about, with the number first; nothing is ordered."""
    assert _query(understood, text).intent is not Intent.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "the street lamp is broken",
        "my battery is dead",
        "the bench is broken",
        "I missed my bus",
        "where is the police station",
        "the toilet is blocked",
    ],
)
def test_short_english_about_things_asks_nothing(understood: Understood, text: str) -> None:
    """Few English words are no danger for being few."""
    query = _query(understood, text)
    assert query.intent is not Intent.EMERGENCY
    assert query.doubt is None


@pytest.mark.parametrize(
    ("text", "grave"),
    [
        ("血糖28", True),
        ("血糖3点2", True),
        ("高压两百一", True),
        ("血压190，头痛", True),
        ("心率38", True),
        ("体温41度", True),
        ("血糖5.6", False),
        ("血压130", False),
        ("血压90号院", False),
        ("平时血糖16", False),
        ("血糖28正常吗", False),
        ("宝宝发烧3天了", False),
        ("发烧2天", False),
        ("血糖3个月没查了", False),
        ("血压1个月没量", False),
        ("血氧仪2号楼有吗", False),
    ],
)
def test_a_number_may_call_for_an_ambulance(text: str, *, grave: bool) -> None:
    """What is usual, asked about, or counts days, is none."""
    assert is_grave_measure(normalise(text)) is grave


@pytest.mark.parametrize(
    "text", ["我被锁在电梯里面出不来", "电梯里厢关牢了", "trapped in the lift"]
)
def test_shut_in_a_lift_is_an_accident(understood: Understood, text: str) -> None:
    """Nobody did it."""
    query = _query(understood, text)
    assert (query.intent, query.topic) == (Intent.EMERGENCY, "medical")
    assert "lift" in query.situations


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("电梯里有个男的打我", "crime"),
        ("他把我锁在家里不让出门", "crime"),
        ("痛得我要昏过去了", "medical"),
        ("我爸喝了农药，他以为是水", "medical"),
        ("lou li mao yan le", "fire"),
        ("my mother is dying, help", "medical"),
        ("smoke is coming from the kitchen", "fire"),
    ],
)
def test_what_is_like_them_and_is_danger_is_heard(
    understood: Understood, text: str, topic: str
) -> None:
    """The mended kinds reach no further than they should."""
    query = _query(understood, text)
    assert topic in {query.topic if query.intent is Intent.EMERGENCY else None, query.doubt}
