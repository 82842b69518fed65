"""Minutes, moments and hours are told as people tell them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.composing import phrases
from geo.hours.day_states import Openness
from geo.hours.opening import OpenState
from geo.uncertainty import Walk

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 10, 10, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("walk", "zh", "en"),
    [
        (Walk(5.8, 5.5, 6.2, 280), "约 6 分钟", "about 6 min"),
        (Walk(0.1, 0.1, 0.2, 3), "约 1 分钟", "about 1 min"),
        (Walk(10, 8.2, 12.4, 480), "约 8–13 分钟", "about 8–13 min"),
        (Walk(1, 0, 12.0, 49), "约 1–12 分钟", "about 1–12 min"),
        (Walk(15, 3, 17.2, 700), "约 3–18 分钟", "about 3–18 min"),
    ],
)
def test_a_walk_is_told_with_its_range(walk: Walk, zh: str, en: str) -> None:
    """A narrow range is one number, a wide one is told in full, rounded to the careful side."""
    assert phrases.walking_time(walk, "zh") == zh
    assert phrases.walking_time(walk, "en") == en


@pytest.mark.parametrize(
    ("after", "zh"),
    [
        (timedelta(hours=3), "现在关着，13:00 开"),
        (timedelta(hours=20, minutes=30), "现在关着，明天 06:30 开"),
        (timedelta(days=3), "现在关着，周五 10:00 开"),
        (timedelta(days=9), "现在关着，3 月 19 日 10:00 开"),
    ],
)
def test_the_next_opening_is_told_as_people_do(after: timedelta, zh: str) -> None:
    """Today by the clock, then tomorrow, then a weekday, then a date."""
    assert phrases.opening(OpenState(Openness.CLOSED, NOW + after), NOW, "zh") == zh


def test_unknown_is_told_as_unknown() -> None:
    """A facility without hours is neither open nor closed."""
    assert phrases.opening(OpenState(Openness.UNKNOWN), NOW, "zh") == "开门时间不知道"


@pytest.mark.parametrize(
    ("walk", "zh", "en"),
    [
        (Walk(3, 0, 16, 180), "大概 5 分钟（最多 16 分钟）", "roughly 5 min (16 min at most)"),
        (Walk(22, 8, 34.1, 900), "大概 20 分钟（最多 35 分钟）", "roughly 20 min (35 min at most)"),
    ],
)
def test_a_range_too_wide_is_told_with_its_high_end(walk: Walk, zh: str, en: str) -> None:
    """Between 1 and 34 minutes is no answer: a round estimate is, and what it takes at most."""
    assert phrases.walking_time(walk, "zh") == zh
    assert phrases.walking_time(walk, "en") == en


@given(st.floats(7, 60), st.floats(1.1, 7), st.floats(1.1, 7))
def test_a_range_holds_the_walk(minutes: float, less: float, more: float) -> None:
    """What is told in numbers never promises less than the slow end, nor a minute of nothing."""
    walk = Walk(minutes, max(0, minutes - less), minutes + more, 0)
    told = phrases.walking_time(walk, "zh")
    low, high = map(int, re.findall(r"\d+", told))
    assert 1 <= low < high
    assert high >= walk.high
    assert low <= max(1, walk.low)


def test_what_closes_at_midnight_closes_at_24() -> None:
    """Nobody reads "closes tomorrow at 00:00"."""
    midnight = (NOW + timedelta(days=1)).replace(hour=0)
    assert phrases.opening(OpenState(Openness.OPEN, midnight), NOW, "zh") == "现在开着，24:00 关"
    late = OpenState(Openness.OPEN, midnight + timedelta(days=1))
    assert phrases.opening(late, NOW, "zh") == "现在开着，明天 24:00 关"


def test_a_condition_is_told_as_it_is_written() -> None:
    """Hours with a comment are never open: what they depend on is told, without quotes."""
    unknown = OpenState(Openness.UNKNOWN)
    by_appointment = phrases.opening(unknown, NOW, "zh", hours='Mo-Fr 09:00-17:00 "需预约"')
    assert by_appointment == "这时候可能开着，要预约"
    other = phrases.opening(unknown, NOW, "zh", hours='Mo-Fr 09:00-17:00 "午休不固定"')
    assert other == "这时候可能开着，午休不固定"


@pytest.mark.parametrize(
    ("east", "north", "way"), [(0, 1, "北"), (1, 1, "东北"), (1, 0, "东"), (-1, -1, "西南")]
)
def test_the_way_is_told_by_the_compass(east: float, north: float, way: str) -> None:
    """Eight directions, the nearest one."""
    assert phrases.direction(east, north, "zh") == way
