"""Minutes, moments and hours are told as people tell them."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.conversation import phrases
from geo.hours.opening import Openness, OpenState
from geo.uncertainty import Walk

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 10, 10, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("walk", "zh", "en"),
    [
        (Walk(5.8, 5.5, 6.2, 280), "约 6 分钟", "about 6 min"),
        (Walk(0.1, 0.1, 0.2, 3), "约 1 分钟", "about 1 min"),
        (Walk(10, 8.2, 12.4, 480), "约 8–13 分钟", "about 8–13 min"),
        (Walk(1, 0, 12.0, 49), "约 1 分钟，最多 12 分钟", "about 1 min, up to 12"),
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
        (timedelta(days=9), "现在关着，3月19日 10:00 开"),
    ],
)
def test_the_next_opening_is_told_as_people_do(after: timedelta, zh: str) -> None:
    """Today by the clock, then tomorrow, then a weekday, then a date."""
    assert phrases.opening(OpenState(Openness.CLOSED, NOW + after), NOW, "zh") == zh


def test_unknown_is_told_as_unknown() -> None:
    """A facility without hours is neither open nor closed."""
    assert phrases.opening(OpenState(Openness.UNKNOWN), NOW, "zh") == "开门时间不知道"


@pytest.mark.parametrize(
    ("hours", "zh"),
    [
        ("Mo-Su 06:30-20:00", "每天 06:30–20:00"),
        ("Mo-Fr 09:00-17:00; Sa 09:00-12:00", "周一-周五 09:00–17:00; 周六 09:00–12:00"),
        ("24/7", "全天"),
    ],
)
def test_hours_are_put_into_words(hours: str, zh: str) -> None:
    """Nobody has to read OpenStreetMap's abbreviations."""
    assert phrases.hours(hours, "zh") == zh


@pytest.mark.parametrize(
    ("east", "north", "way"), [(0, 1, "北"), (1, 1, "东北"), (1, 0, "东"), (-1, -1, "西南")]
)
def test_the_way_is_told_by_the_compass(east: float, north: float, way: str) -> None:
    """Eight directions, the nearest one."""
    assert phrases.direction(east, north, "zh") == way
