"""What is said of people, and of helpers, while an alarm is open."""

from __future__ import annotations

import pytest

from bot.understanding.after_alarm.helpers_named import (
    asks_for_hotlines,
    asks_to_write,
    mentions_ambulance,
    mentions_hospital,
    service_called,
)
from bot.understanding.after_alarm.people_in_alarm import (
    asks_something,
    bleeds_a_little,
    clauses_of,
    has_seen_somebody,
    looks_for_a_place,
    says_where_she_is,
    speaks_of_others,
)
from bot.understanding.after_alarm.unwell import is_hurt, is_unwell
from bot.understanding.turns.turn import Turn


@pytest.mark.parametrize(
    ("said", "clauses"),
    [
        ("出来了,附近有坐的地方吗", ["出来了", "附近有坐的地方吗"]),
        ("火灭了 但是我有点咳", ["火灭了", "但是我有点咳"]),
        ("it is over but where is the toilet", ["it is over", "but where is the toilet"]),
        ("没事了", ["没事了"]),
    ],
)
def test_the_clauses_of_a_turn(said: str, clauses: list[str]) -> None:
    """The end of an alarm and a wish may stand in one sentence."""
    assert clauses_of(Turn(said)) == clauses


@pytest.mark.parametrize(
    ("said", "unwell", "hurt"),
    [
        ("我喉咙有点呛", True, False),
        ("手烫伤了", True, True),
        ("she is bleeding", False, True),
        ("my throat hurts", True, False),
        ("我好好的", False, False),
    ],
)
def test_how_somebody_is(said: str, *, unwell: bool, hurt: bool) -> None:
    """What smoke does to the throat is no wound."""
    assert is_unwell(Turn(said)) == unwell
    assert is_hurt(Turn(said)) == hurt


@pytest.mark.parametrize(
    ("said", "little"),
    [("有点流血", True), ("it's bleeding a little", True), ("流血止不住", False)],
)
def test_a_little_blood(said: str, *, little: bool) -> None:
    """Whoever says more is heard anew."""
    assert bleeds_a_little(Turn(said)) == little


@pytest.mark.parametrize(
    ("said", "hers", "seen"),
    [
        ("我在塘桥站", True, False),
        ("我在塘桥站看到她的", False, True),
        ("她最后在公园不见的,我现在在家", True, False),
        ("I am at the park", True, False),
        ("there is an old man on the road", False, True),
    ],
)
def test_where_she_is_and_whom_she_saw(said: str, *, hers: bool, seen: bool) -> None:
    """Where somebody was seen last is not where she is."""
    assert says_where_she_is(Turn(said)) == hers
    assert has_seen_somebody(Turn(said)) == seen


def test_others_questions_and_places() -> None:
    """What decides whether an alarm ends, is told on, or gives way to a wish."""
    assert speaks_of_others(Turn("我妈醒了"))
    assert not speaks_of_others(Turn("我醒了"))
    assert looks_for_a_place(Turn("附近有诊所吗"))
    assert not looks_for_a_place(Turn("现在好了"))
    assert asks_something(Turn("要不要喝水"))
    assert asks_something(Turn(" 能喝水吗？ "))
    assert not asks_something(Turn("他脸色发白"))


@pytest.mark.parametrize(
    ("said", "service"),
    [
        ("我要打110", "police"),
        ("fire brigade please", "fire"),
        ("救护车能发短信吗", "ambulance"),
        ("有人吗", ""),
    ],
)
def test_whom_she_wants_to_reach(said: str, service: str) -> None:
    """Who cannot telephone is given that number to show."""
    assert service_called(Turn(said)) == service


def test_helpers_that_are_named() -> None:
    """An ambulance, a hospital, a hotline; and a message instead of a call."""
    assert mentions_ambulance(Turn("幺二零来了"))
    assert mentions_hospital(Turn("去急诊"))
    assert not mentions_ambulance(Turn("去急诊"))
    assert asks_for_hotlines(Turn("有反家暴热线吗"))
    assert asks_to_write(Turn("可以发短信报警吗"))
    assert not asks_to_write(Turn("我发短信给女儿了"))
