"""What is asked of a place or an answer that is not named, and a day that names no month."""

from __future__ import annotations

import pytest

from bot.understanding.turns.dates import day_of_month_in
from bot.understanding.turns.place_questions import (
    asks_near_her,
    asks_nearest,
    asks_of_place,
    asks_parking,
    asks_what_is_there,
    asks_whether,
    is_question,
    looks_around,
    other_subject,
)
from bot.understanding.turns.travel import goes_somewhere, stays_somewhere
from bot.understanding.turns.turn import Turn


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("要照片吗", True),
        ("多少钱", True),
        ("how much is it", True),
        ("你叫什么", False),
        ("还有别的吗", False),
        ("照片", False),
    ],
)
def test_a_question_is_neither_of_ourselves_nor_of_others(said: str, *, asks: bool) -> None:
    """Only what may be asked of the place told last counts."""
    assert is_question(Turn(said)) == asks


@pytest.mark.parametrize(
    ("said", "looks"), [("附近有吗", True), ("便宜的", True), ("any other", True), ("贵吗", False)]
)
def test_who_looks_for_places(said: str, *, looks: bool) -> None:
    """Others, or those of some kind, are no question about the one told."""
    assert looks_around(Turn(said)) == looks


@pytest.mark.parametrize(
    ("said", "near", "nearest"),
    [
        ("我家附近有吗", True, False),
        ("这里有没有啊？", True, False),
        ("离我最近的在哪里", False, True),
        ("where is the nearest one", False, True),
        ("最近的食堂在哪里", False, False),
    ],
)
def test_one_near_her_is_asked_for_without_a_name(said: str, *, near: bool, nearest: bool) -> None:
    """A service that is named makes it a question of its own."""
    assert asks_near_her(Turn(said)) == near
    assert asks_nearest(Turn(said)) == nearest


@pytest.mark.parametrize(
    ("said", "of_place", "whether"),
    [
        ("能洗澡吗", True, True),
        ("那里可以打牌吗？", True, True),
        ("Can they cook for me", True, True),
        ("周几来", False, True),
        ("要不要带身份证吗", True, True),
        ("现金可以吗", True, True),
        ("好吃", False, False),
    ],
)
def test_what_a_place_has_or_allows(said: str, *, of_place: bool, whether: bool) -> None:
    """Of a list it is asked for a weekday, too."""
    assert asks_of_place(Turn(said)) == of_place
    assert asks_whether(Turn(said)) == whether


@pytest.mark.parametrize(
    ("said", "asks"),
    [("里面有什么", True), ("能做什么呢", True), ("What is there?", True), ("有什么吃的", False)],
)
def test_what_there_is_in_a_place(said: str, *, asks: bool) -> None:
    """What is named is asked for itself."""
    assert asks_what_is_there(Turn(said)) == asks
    assert not asks_parking(Turn(said))


@pytest.mark.parametrize(
    ("said", "subject"), [("那低保呢", "低保"), ("还有长护险呢？", "长护险"), ("低保怎么办", "")]
)
def test_another_subject_that_is_named_alone(said: str, subject: str) -> None:
    """It is asked the same as before."""
    assert other_subject(Turn(said)) == subject


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("3号呢", "10月3号呢"),
        ("还有8号呢", "10月8号呢"),
        ("那8号那天呢？", "10月8号呢"),
        ("三号可以吗", "10月3号可以吗"),
        ("5号有人伐", "10月5号开门吗"),
        ("六号关门吗", "10月6号开门吗"),
        ("32号呢", None),
        ("3号楼呢", None),
        ("10月3号呢", None),
    ],
)
def test_a_day_that_names_no_month(said: str, question: str | None) -> None:
    """It is asked for in a month that was spoken of; whoever is there, it is open."""
    day = day_of_month_in(Turn(said))
    assert (day.in_month(10) if day else None) == question


@pytest.mark.parametrize(
    ("said", "goes", "stays"),
    [
        ("我要去仁济", True, False),
        ("仁济医院附近", False, True),
        ("I go to the park", True, False),
        ("I am at the park", False, True),
        ("仁济医院", False, False),
    ],
)
def test_who_goes_there_and_who_is_there(said: str, *, goes: bool, stays: bool) -> None:
    """A hospital that is named alone says neither."""
    assert goes_somewhere(Turn(said)) == goes
    assert stays_somewhere(Turn(said)) == stays
