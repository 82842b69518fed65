"""Opening hours are told in words; nobody has to read OpenStreetMap's syntax."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.composing.hours_in_words import hours_in_words
from bot.conversation.composing.meals import clock_times
from bot.texts import LANGUAGES, say
from geo.dataset.dataset import open_dataset
from geo.hours.opening import validate_hours

SYNTAX = re.compile(r"\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|off|[A-Z][a-z]{2})\b|[\[\];\"]|24/7")


@pytest.mark.parametrize(
    ("hours", "zh", "en"),
    [
        ("", "", ""),
        ("24/7", "全天", "at all hours"),
        ("Mo-Su 06:30-20:00", "每天 06:30 到 20:00", "daily 06:30–20:00"),
        ("Mo-Su 08:00-24:00", "每天 8 点到 24 点", "daily 8:00–24:00"),
        (
            "Mo-Fr 09:00-12:00,13:00-17:00; Sa 09:00-12:00; PH off",
            "星期一到星期五 9 点到 12 点、13 点到 17 点；星期六 9 点到 12 点；节假日不开",
            "Monday to Friday 9:00–12:00, 13:00–17:00; Saturday 9:00–12:00; public holidays closed",
        ),
        (
            "Jun-Sep 06:00-20:00; Oct-May 07:00-19:00",
            "夏天（6 月到 9 月）6 点到 20 点；冬天（10 月到 5 月）7 点到 19 点",
            "in summer (June to September) 6:00–20:00; in winter (October to May) 7:00–19:00",
        ),
        ("Jun-Sep 06:00-20:00", "6 月到 9 月 6 点到 20 点", "June to September 6:00–20:00"),
        (
            "Mo[1] 09:00-12:00",
            "每月第一个星期一 9 点到 12 点",
            "every first Monday of the month 9:00–12:00",
        ),
        (
            "Tu[2,4] 14:00-16:00",
            "每月第二个、第四个星期二 14 点到 16 点",
            "every second, fourth Tuesday of the month 14:00–16:00",
        ),
        (
            "Sa[-1] 09:00-12:00",
            "每月最后一个星期六 9 点到 12 点",
            "every last Saturday of the month 9:00–12:00",
        ),
        (
            'Mo-Fr 09:00-17:00 "需预约"',
            "星期一到星期五 9 点到 17 点，要预约",
            "Monday to Friday 9:00–17:00, by appointment",
        ),
        ('"by appointment"', "要预约", "by appointment"),
        ("Mo-Su 22:00-02:00", "每天 22 点到第二天 2 点", "daily 22:00–2:00 the next day"),
        (
            "2026 Oct 03-05 10:00-12:00",
            "2026 年 10 月 3 日到 10 月 5 日 10 点到 12 点",
            "2026 3 October to 5 October 10:00–12:00",
        ),
        (
            "Mo-Fr 09:00-17:00, Sa 10:00-12:00",
            "星期一到星期五 9 点到 17 点；星期六 10 点到 12 点",
            "Monday to Friday 9:00–17:00; Saturday 10:00–12:00",
        ),
        (
            "week 1-53/2 Mo 09:00-12:00",
            "写得比较复杂，请打电话问",
            "too involved to say here, please call and ask",
        ),
    ],
)
def test_hours_are_put_into_words(hours: str, zh: str, en: str) -> None:
    """Days, seasons, numbered weekdays, conditions and nights, in both languages."""
    assert hours_in_words(hours, "zh") == zh
    assert hours_in_words(hours, "en") == en


spans = st.tuples(st.integers(0, 11), st.integers(12, 24)).map(
    lambda hours: f"{hours[0]:02}:00-{hours[1]:02}:00"
)
days = st.sampled_from(["", "Mo-Fr ", "Sa,Su ", "We[3] ", "PH ", "Jun-Sep Mo-Su ", "Mar 05 "])


@given(st.lists(st.tuples(days, spans | st.just("off")).map("".join), min_size=1, max_size=3))
def test_no_syntax_is_ever_shown(rules: list[str]) -> None:
    """Whatever the check lets pass is told without a sign of how it is written."""
    hours = "; ".join(rules)
    if validate_hours(hours) is None:
        assert not SYNTAX.search(hours_in_words(hours, "zh"))


@given(st.text(max_size=40))
def test_any_text_can_be_told(text: str) -> None:
    """Hours that nobody can read are said to be so; nothing breaks."""
    assert hours_in_words(text, "zh") or not text.strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_hours_of_the_dataset_are_told(language: str) -> None:
    """Those of places and of meals, none too involved, none as it is written."""
    told = [
        hours_in_words(hours, language)
        for one in open_dataset().facilities
        for hours in (one.opening_hours, *(meal.hours for meal in one.meals))
        if hours
    ]
    assert told
    assert say(language, "hours.involved") not in told
    assert not any(map(re.compile(r"\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)\b|24/7").search, told))


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ("Mo-Su 11:00-12:30", "中饭 11:00–12:30"),
        ("Mo-Fr 11:00-12:00", "中饭 星期一到星期五 11 点到 12 点"),
        ("11:00-12:00; PH off", "中饭 每天 11 点到 12 点；节假日不开"),
    ],
)
def test_the_hours_of_a_meal_are_told_in_words(hours: str, told: str) -> None:
    """Every day by the clock alone, else with the days."""
    canteen = open_dataset().facility("canteen-beiyuan")
    lunch = next(meal for meal in canteen.meals if meal.key == "lunch")
    changed = replace(canteen, meals=(replace(lunch, hours=hours),))
    assert clock_times(changed, "lunch", "zh") == told
