"""Hours as people say them become rules that hold, or nothing: no word is dropped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.composing.hours_in_words import hours_in_words
from bot.staff.hours_words import read_hours
from geo.hours.opening import validate_hours


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("早上8点到晚上9点", "Mo-Su 08:00-21:00"),
        ("早8点到晚8点", "Mo-Su 08:00-20:00"),
        ("8点到5点", "Mo-Su 08:00-17:00"),
        ("上午八点半至下午四点半", "Mo-Su 08:30-16:30"),
        ("中午11点到12点半", "Mo-Su 11:00-12:30"),
        ("每天 6:30-20:00", "Mo-Su 06:30-20:00"),
        ("周一至周五 8:30-17:00，节假日除外", "Mo-Fr 08:30-17:00; PH off"),
        ("每天9:00-17:00，节假日照常", "Mo-Su,PH 09:00-17:00"),
        ("周一到周日9点-11点半，下午1点到5点", "Mo-Su 09:00-11:30,13:00-17:00"),
        (
            "工作日8:30—11:30，13:00—16:30；双休日9:00-16:00",
            "Mo-Fr 08:30-11:30,13:00-16:30; Sa-Su 09:00-16:00",
        ),
        ("周二至周日 9:00-17:00，周一闭馆", "Tu-Su 09:00-17:00"),
        ("周一三五 9:00-11:00", "Mo,We,Fr 09:00-11:00"),
        ("周一至周五 9-17", "Mo-Fr 09:00-17:00"),
        ("周1-5 9-17", "Mo-Fr 09:00-17:00"),
        ("早上8点半-11点，下午1点～5点，周末休", "Mo-Fr 08:30-11:00,13:00-17:00"),
        ("8-12 13-17 双休日休息", "Mo-Fr 08:00-12:00,13:00-17:00"),
        ("周一到周五 8:30-11，13-17", "Mo-Fr 08:30-11:00,13:00-17:00"),
        ("24小时", "24/7"),
        ("Mo-Su 06:30-20:00", "Mo-Su 06:30-20:00"),
    ],
)
def test_hours_are_read(said: str, hours: str) -> None:
    """In OpenStreetMap's syntax, which the reader of hours takes."""
    assert read_hours(said) == hours
    assert validate_hours(hours) is None


@pytest.mark.parametrize(
    "said",
    [
        "看通知",
        "早上8点",
        "25点到26点",
        "3-5号楼",
        "30-40",
        "021-58311234",
        "8:70-9:00",
        "单周周一9:00-11:00",
        "9:00-17:00（夏季）",
        "",
    ],
)
def test_what_is_not_read_is_nothing(said: str) -> None:
    """A condition that has no rule makes all of it unread."""
    assert read_hours(said) is None


@given(st.text(alphabet="周一二三五六日至到早晚上下午点半分:-0123456789，；休假节 "))
def test_whatever_is_read_holds(said: str) -> None:
    """No text breaks the reading, and none gives rules that are none."""
    hours = read_hours(said)
    assert hours is None or validate_hours(hours) is None


@pytest.mark.parametrize(
    "hours",
    [
        "Mo-Su 06:30-20:00",
        "Mo-Fr 08:30-11:30,13:00-17:00; PH off",
        "Mo-Fr 09:00-17:00; Sa 09:00-12:00",
        "24/7",
    ],
)
def test_what_a_resident_reads_is_read_back(hours: str) -> None:
    """Hours that are told in words are the same hours when a table holds those words."""
    assert read_hours(hours_in_words(hours, "zh")) == hours
