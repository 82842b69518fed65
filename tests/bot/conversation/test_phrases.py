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
UNCLEAR = Walk(10, 5, 15, 480)
NOW = datetime(2026, 3, 10, 10, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("walk", "zh", "en"),
    [
        (Walk(5.8, 5.5, 6.2, 280), "约 6 分钟", "about 6 min"),
        (Walk(0.1, 0.1, 0.2, 3), "约 1 分钟", "about 1 min"),
        (Walk(10, 8.2, 12.4, 480), "约 8–13 分钟", "about 8–13 min"),
        (Walk(1, 0, 12.0, 49), "约 1–12 分钟", "about 1–12 min"),
        (Walk(15, 3, 27.2, 700), "约 3–28 分钟", "about 3–28 min"),
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


def test_a_list_tells_its_minutes_in_one_format() -> None:
    """All as numbers when all are clear, all as ranges when one is not."""
    clear, wide = Walk(5.8, 5.5, 6.2, 280), Walk(10, 8.2, 12.4, 480)
    assert phrases.walking_times([clear, clear], "zh") == ["约 6 分钟", "约 6 分钟"]
    assert phrases.walking_times([clear, wide], "zh") == ["约 5–7 分钟", "约 8–13 分钟"]


@pytest.mark.parametrize(
    ("minutes", "zh", "en"),
    [
        (3, "大概五分钟", "roughly five minutes"),
        (15, "大概一刻钟", "roughly a quarter of an hour"),
        (22, "大概二十分钟", "roughly twenty minutes"),
        (34, "大概半小时", "roughly half an hour"),
        (58, "大概一小时", "roughly an hour"),
    ],
)
def test_a_range_too_wide_is_told_in_words(minutes: float, zh: str, en: str) -> None:
    """More than a quarter of an hour between both ends says little: the nearest round time does."""
    walk = Walk(minutes, minutes - 3, minutes + 13, 60 * minutes)
    assert phrases.walking_times([walk], "zh") == [zh]
    assert phrases.walking_times([walk], "en") == [en]


@given(st.floats(0, 60), st.floats(0, 7), st.floats(0, 7))
def test_a_range_holds_the_walk(minutes: float, less: float, more: float) -> None:
    """What is told in numbers never promises less than the slow end, nor a minute of nothing."""
    walk = Walk(minutes, max(0, minutes - less), minutes + more, 0)
    told = phrases.walking_times([walk, UNCLEAR], "zh")[0]
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
