"""What a turn asks of a way or a list, whatever was told before."""

from __future__ import annotations

import pytest

from bot.understanding.text.length import is_short
from bot.understanding.turns.list_questions import (
    ListFact,
    asks_only_which_open,
    asks_phone_or_address,
    asks_which_has,
    asks_which_open,
    fact_asked,
    hours_question,
    means_everything,
)
from bot.understanding.turns.turn import Turn
from bot.understanding.turns.way_questions import (
    WayQuestion,
    asks_if_passable,
    wants_shorter,
    way_question,
)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("几点能走到", WayQuestion.ARRIVAL),
        ("那我几点到啊？", WayQuestion.ARRIVAL),
        ("What time will I get there?", WayQuestion.ARRIVAL),
        ("我迷路了", WayQuestion.LOST),
        ("走错路了怎么办", WayQuestion.LOST),
        ("I'm lost", WayQuestion.LOST),
        ("回来怎么走", WayQuestion.BACK),
        ("那怎么回去", WayQuestion.BACK),
        ("how do I get back from there", WayQuestion.BACK),
        ("左转还是右转", WayQuestion.TURNS),
        ("然后往哪走", WayQuestion.TURNS),
        ("Left or right?", WayQuestion.TURNS),
        ("第一个怎么走", None),
        ("我妈迷路了", None),
        ("附近有食堂吗", None),
    ],
)
def test_what_is_asked_of_a_way(said: str, asked: WayQuestion | None) -> None:
    """Arriving, being lost and the way back are asked alone; turns in a short sentence."""
    assert way_question(Turn(said)) is asked


def test_no_turn_takes_long() -> None:
    """Words that repeat are read once: nobody makes the chat wait with them."""
    assert way_question(Turn("路上" * 300)) is None


@pytest.mark.parametrize(
    ("said", "shorter", "passable"),
    [
        ("有近路吗", True, False),
        ("any shortcut", True, False),
        ("轮椅能过去吗", False, True),
        ("can I go with a stick", False, True),
        ("远不远", False, False),
    ],
)
def test_a_shorter_way_or_a_passable_one(said: str, *, shorter: bool, passable: bool) -> None:
    """The one asks for another way, the other whether this one can be walked so."""
    assert wants_shorter(Turn(said)) == shorter
    assert asks_if_passable(Turn(said)) == passable


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        ("哪个有电话", ListFact.PHONE),
        ("phone numbers?", ListFact.PHONE),
        ("地址呢", ListFact.ADDRESS),
        ("今天几点关门", ListFact.HOURS),
        ("when do they open", ListFact.HOURS),
        ("电话和地址", ListFact.PHONE),
        ("好吃吗", None),
    ],
)
def test_one_fact_of_every_line(said: str, fact: ListFact | None) -> None:
    """The telephone comes before the address, and both before the hours."""
    assert fact_asked(Turn(said)) is fact


@pytest.mark.parametrize(
    ("said", "asked"),
    [("周末有人吗", "周末开门吗"), ("有人吗", None), ("有没有人在", None), ("周末呢", None)],
)
def test_whether_somebody_is_there_asks_for_hours(said: str, asked: str | None) -> None:
    """At its beginning it calls for us."""
    assert hours_question(Turn(said)) == asked


@pytest.mark.parametrize(
    ("said", "alone", "somewhere"),
    [
        ("哪几家现在开着", True, True),
        ("现在哪家开着？", True, True),
        ("which one is open now", False, True),
        ("哪家不开门", False, False),
        ("哪家有包间", False, False),
    ],
)
def test_which_of_them_is_open(said: str, *, alone: bool, somewhere: bool) -> None:
    """Which is shut is another question."""
    assert asks_only_which_open(Turn(said)) == alone
    assert asks_which_open(Turn(said)) == somewhere


def test_which_of_them_has_something() -> None:
    """A "which" alone asks for nothing; a telephone or an address may be told."""
    assert asks_which_has(Turn("哪家有包间"))
    assert not asks_which_has(Turn("哪家？"))
    assert asks_phone_or_address(Turn("哪家有电话"))
    assert not asks_phone_or_address(Turn("哪家有包间"))


@pytest.mark.parametrize(
    ("said", "everything"),
    [("五分钟能到哪里", True), ("ten minutes circle", True), ("五分钟能到的", False)],
)
def test_a_limit_is_of_the_list_or_of_all_there_is(said: str, *, everything: bool) -> None:
    """Who says no more than a limit means what was listed."""
    assert means_everything(Turn(said)) == everything


def test_a_turn_is_short_in_its_own_script() -> None:
    """Latin letters say less than Chinese characters."""
    assert Turn("  能洗澡吗？！").words == "能洗澡吗"
    assert is_short("能洗澡吗", 4)
    assert is_short("can I shower", 4)
    assert not is_short("can I shower here", 4)
