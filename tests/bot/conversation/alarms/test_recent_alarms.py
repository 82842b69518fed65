"""What is known of an emergency is known for a while, in memory alone, and then dropped."""

from __future__ import annotations

import pickle
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.conversation.alarms.recent_alarms import LASTS, STEP_LASTS, RecentAlarms
from bot.conversation.open_alarm import OpenAlarm, ToldBefore
from bot.understanding.query import Intent

NOW = datetime(2026, 3, 10, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TOLD = ToldBefore("我吃了药", "medical", 0)
ALARM = OpenAlarm("medical", (), line="120", number="120")


def test_words_are_dropped_when_they_are_too_old() -> None:
    """Nobody else's turn leaves them in memory."""
    alarms = RecentAlarms()
    alarms.note_before("p", TOLD, NOW)
    assert alarms.before("p", NOW + STEP_LASTS) == TOLD
    later = NOW + STEP_LASTS + timedelta(seconds=1)
    assert alarms.before("p", later) is None
    alarms.note("q", None, Intent.NEARBY, later)
    assert TOLD.words.encode() not in pickle.dumps(alarms)


def test_an_alarm_is_known_for_half_an_hour() -> None:
    """Then it is dropped, and nothing is known of it any more."""
    alarms = RecentAlarms()
    alarms.note("p", ALARM, Intent.EMERGENCY, NOW)
    assert alarms.of("p", NOW + LASTS) == ALARM
    later = NOW + LASTS + timedelta(seconds=1)
    alarms.note("q", None, Intent.NEARBY, later)
    assert alarms.of("p", later) is None
    assert b"medical" not in pickle.dumps(alarms)


def test_all_is_erased_at_once() -> None:
    """Who wants to be forgotten has no alarm, open or ended."""
    alarms = RecentAlarms()
    alarms.note("p", ALARM, Intent.EMERGENCY, NOW)
    alarms.note("p", None, Intent.FORGET, NOW)
    assert alarms.of("p", NOW) is None
    assert alarms.ended("p", NOW) is None


def test_the_oldest_of_too_many_are_dropped() -> None:
    """A thousand persons are known of at most."""
    alarms = RecentAlarms()
    for number in range(1100):
        alarms.note_before(str(number), TOLD, NOW)
    known = [number for number in range(1100) if alarms.before(str(number), NOW)]
    assert known == [*range(100, 1100)]
