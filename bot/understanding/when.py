"""The moment somebody means: "明天中午", "周日下午三点", "tomorrow at noon"."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from bot.understanding.numbers import CHINESE_NUMBER, number

_WEEKDAYS = {char: day for day, char in enumerate("一二三四五六日")} | {"天": 6, "末": 5}
_WEEKDAYS |= {char: day for day, char in enumerate("123456")}
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_AHEAD = {
    "今": 0, "明": 1, "后": 2, "大后": 3,
    "today": 0, "tonight": 0, "tomorrow": 1, "the day after tomorrow": 2,
}  # fmt: skip
# Feasts that fall on the same day each year: (month, day).
_FEASTS = {
    "国庆": (10, 1), "元旦": (1, 1), "劳动节": (5, 1), "五一": (5, 1), "妇女节": (3, 8),
    "三八节": (3, 8), "儿童节": (6, 1), "六一": (6, 1), "圣诞": (12, 25), "十一": (10, 1),
    "national day": (10, 1), "new year's day": (1, 1), "labour day": (5, 1), "christmas": (12, 25),
}  # fmt: skip
# A part of the day, and the hour it means when no hour is said.
_PARTS = {
    "凌晨": 5, "清晨": 6, "一大早": 7, "一早": 7, "大清早": 6,
    "早上": 8, "早晨": 8, "上午": 9, "中午": 12, "午后": 13,
    "下午": 14, "傍晚": 18, "晚上": 19, "夜里": 21, "夜晚": 20,
    "半夜": 23, "深夜": 23, "后半夜": 3,
    "early morning": 7, "morning": 9, "noon": 12, "midday": 12,
    "lunchtime": 12, "lunch time": 12, "afternoon": 14, "evening": 19,
    "night": 20, "midnight": 0,
}  # fmt: skip

_DAY = re.compile(
    r"(?P<ahead>大后(?=[天日])|后(?=[天日])|[今明](?=[天日早晚]))[天日]?"
    r"|(?<![一两二三])(?P<next>下+个?|这个?|本)?周(?P<weekday>[一二三四五六日天末1-6])(?![年期岁])"
    r"|(?:(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月)(?P<date>\d{1,2}|[一二三四五六七八九十]{1,3})[号日]"
    r"|(?P<feast>国庆|元旦|劳动节|五一(?:节|劳动节|假)|妇女节|三八节|儿童节|六一(?=节|儿童)|圣诞|十一(?=假|长假|黄金周))(?:节|期间|长假|假期|当天|那天)*"
    r"|(?P<english>the day after tomorrow|tomorrow|tonight|today)(?![a-z])"
    r"|(?:(?P<coming>next|this|on|coming) )?(?P<named>monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend)s?(?![a-z])"
    r"|(?P<festival>national day|new year's day|labour day|christmas)(?![a-z])",
)
_PART = re.compile(
    "(?:"
    + "|".join(sorted((p for p in _PARTS if not p.isascii()), key=len, reverse=True))
    + ")(?!好)"
    "|(?<=[今明])[早晚]"
    "|(?<![a-z])(?<!good )(?:"
    + "|".join(sorted((p for p in _PARTS if p.isascii()), key=len, reverse=True))
    + ")(?![a-z])",
)
_PARTS |= {"早": 8, "晚": 19}  # "今早", "明晚"
_CLOCK = re.compile(
    rf"(?P<hour>\d{{1,2}}|{CHINESE_NUMBER})(?:点钟?|时(?!候|间|段))"
    rf"(?P<rest>半|一刻|三刻|(?:\d{{1,2}}|零?{CHINESE_NUMBER})(?:分(?!钟)|(?=[^\d分个家条家]|$)))?"
    r"|(?<![\d.])(?P<digits>\d{1,2}):(?P<minutes>\d{2})(?!\d) ?(?P<half>am|pm)?"
    r"|(?<![a-z\d])(?P<english>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?: ?(?P<ampm>[ap]\.?m\.?)(?![a-z])| ?o'?clock)"
    r"|(?<![a-z])(?:at|after|before|by|until) (?P<at>\d{1,2})(?![\d:]| ?(?:min|hour|metre|meter|m\b))",
)
_LATER = re.compile(
    rf"(?P<count>半|\d+|{CHINESE_NUMBER})个?(?P<unit>小时|钟头|分钟)(?:之?后|以后)"
    r"|in (?P<hours>an|one|two|half an) hours?(?![a-z])",
)
_NOT_A_CLOCK = re.compile(
    r"[有快慢近远早晚好多少大小差]一点|[快慢近远早晚好多少大小]?一点(?=[的儿都也])|一点$"
)
_LATE = ("下午", "午后", "傍晚", "晚", "夜", "afternoon", "evening", "night")
_MIDDAY = ("中午", "noon", "midday", "lunch")
_ANY_HOUR = 10  # a day without an hour: most places that open that day are open then


class Moment(NamedTuple):
    """A moment that is said, and where; `vague`: "今天" or "早上" alone may mean no moment."""

    at: datetime
    vague: bool
    spans: tuple[tuple[int, int], ...]


def moment_in(text: str, now: datetime) -> Moment | None:
    """Find the moment a normalised sentence speaks of, seen from `now`, in the zone of `now`.

    A day alone is meant at ten o'clock, a part of a day at an hour in its middle. An hour
    without a part of the day is one of daytime still to come. None: no moment is said.
    """
    later = _LATER.search(text)
    if later:
        return Moment(now + _span_of(later), False, (later.span(),))
    day, clock = _DAY.search(text), _clock_in(text)
    part = (_PART.search(text, day.end()) if day else None) or _PART.search(text)
    found = tuple(match.span() for match in (day, part, clock) if match)
    if not found:
        return None
    when = _date_of(day, now.date()) if day else now.date()
    hour = _hour(clock, _part_word(day, part), now if when == now.date() else None)
    if not clock and not part and when == now.date():
        return Moment(now, True, found)
    minute = _minute_of(clock) if clock else 0
    at = datetime.combine(when, time(0, minute), now.tzinfo) + timedelta(hours=hour)
    if not day and at < now - timedelta(hours=1):
        at += timedelta(days=1)
    return Moment(at, not (clock or day), found)


def _clock_in(text: str) -> re.Match[str] | None:
    """Find an hour; "慢一点" and "有点" are none."""
    for found in _CLOCK.finditer(text):
        vague = found["hour"] == "一" and _NOT_A_CLOCK.match(text, max(0, found.start() - 1))
        if not vague and not _NOT_A_CLOCK.match(text, found.start()) and _said_hour(found) <= 24:
            return found
    return None


def _said_hour(clock: re.Match[str]) -> int:
    hour = number(clock["hour"] or clock["digits"] or clock["english"] or clock["at"])
    return 99 if hour is None else hour


def _minute_of(clock: re.Match[str]) -> int:
    rest = (clock["rest"] or clock["minutes"] or "").removesuffix("分").lstrip("零")
    named = {"半": 30, "一刻": 15, "三刻": 45}
    minute = named.get(rest) or number(rest or "0") or 0
    return minute if minute < 60 else 0


def _part_word(day: re.Match[str] | None, part: re.Match[str] | None) -> str:
    if part:
        return part[0]
    return "night" if day and day["english"] == "tonight" else ""


def _hour(clock: re.Match[str] | None, part: str, today: datetime | None) -> int:
    """Give the hour of the day, 0 to 24; `today` is the present moment if today is meant."""
    if clock is None:
        return _PARTS.get(part, _ANY_HOUR)
    hour = _said_hour(clock)
    half = (clock["half"] or clock["ampm"] or "").replace(".", "")
    if hour > 12:
        return hour
    if half == "pm" or part.startswith(_LATE) or (part.startswith(_MIDDAY) and hour < 4):
        return 24 if hour == 12 and half != "pm" else hour % 12 + 12
    if half == "am" or part:
        return hour
    said = (hour, _minute_of(clock))
    soon = today is not None and said < (today.hour, today.minute) < (hour + 12, said[1])
    return hour + 12 if hour < 6 or (soon and hour < 12) else hour


def _date_of(day: re.Match[str], today: date) -> date:
    if day["ahead"] or day["english"]:
        return today + timedelta(days=_AHEAD[day["ahead"] or day["english"]])
    if day["weekday"]:
        return _weekday(_WEEKDAYS[day["weekday"]], (day["next"] or "").count("下"), today)
    if day["named"]:
        named = day["named"]
        weekday = 5 if named == "weekend" else _ENGLISH_DAYS.index(named)
        return _weekday(weekday, 1 if day["coming"] == "next" else 0, today)
    if day["month"]:
        return _yearly(number(day["month"]) or 0, number(day["date"]) or 0, today)
    return _yearly(*_FEASTS[day["feast"] or day["festival"]], today)


def _weekday(weekday: int, weeks: int, today: date) -> date:
    """The weekday of this week or a later one; without "next", the first one still to come."""
    if weeks:
        return today + timedelta(days=7 * weeks + weekday - today.weekday())
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _yearly(month: int, day_of_month: int, today: date) -> date:
    """The next such day of a year; a date that does not exist is today."""
    for year in (today.year, today.year + 1):
        try:
            day = date(year, month, day_of_month)
        except ValueError:
            return today
        if day >= today:
            return day
    return today


def _span_of(later: re.Match[str]) -> timedelta:
    if later["hours"]:
        return timedelta(minutes={"half an": 30, "two": 120}.get(later["hours"], 60))
    count = 0.5 if later["count"] == "半" else float(number(later["count"]) or 0)
    return timedelta(minutes=count) if later["unit"] == "分钟" else timedelta(hours=count)
