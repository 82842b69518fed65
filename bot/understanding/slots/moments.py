"""The moment somebody means: "明天中午", "周日下午三点", "tomorrow at noon"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.understanding.patterns import any_of
from bot.understanding.text.numbers import CHINESE_NUMBER, number

if TYPE_CHECKING:
    from collections.abc import Mapping

_WEEKDAYS = {char: day for day, char in enumerate("一二三四五六日")} | {"天": 6, "末": 5}
_WEEKDAYS |= {char: day for day, char in enumerate("123456")}
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SATURDAY = 5
_AHEAD = {
    "今": 0, "明": 1, "后": 2, "大后": 3,
    "today": 0, "tonight": 0, "tomorrow": 1, "the day after tomorrow": 2,
}  # fmt: skip
_ANY_HOUR = 10  # a day without an hour: most places that open that day are open then
_NOON = 12
_DAYBREAK = 6  # an hour before it is one of the afternoon unless the morning is named

_DAY = (
    r"(?P<ahead>大后(?=[天日])|后(?=[天日])|[今明](?=[天日早晚]))[天日]?"
    r"|(?<![一两二三])(?P<next>下+个?|这个?|本)?周(?P<weekday>[一二三四五六日天末1-6])(?![年期岁])"
    r"|(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月"
    r"(?P<date>\d{1,2}|[一二三四五六七八九十]{1,3})[号日]"
    r"|(?P<english>the day after tomorrow|tomorrow|tonight|today)(?![a-z])"
    r"|(?:(?P<coming>next|this|on|coming) )?"
    rf"(?P<named>{'|'.join(_ENGLISH_DAYS)}|weekend)s?(?![a-z])"
)
_CLOCK = re.compile(
    rf"(?P<hour>\d{{1,2}}|{CHINESE_NUMBER})(?:点钟?|时(?!候|间|段))"
    rf"(?P<rest>半|一刻|三刻|(?:\d{{1,2}}|零?{CHINESE_NUMBER})(?:分(?!钟)|(?=[^\d分个家条]|$)))?"
    r"|(?<![\d.])(?P<digits>\d{1,2}):(?P<minutes>\d{2})(?!\d) ?(?P<half>am|pm)?"
    r"|(?<![a-z\d])(?P<english>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?: ?(?P<ampm>[ap]\.?m\.?)(?![a-z])| ?o'?clock)"
    r"|(?<![a-z])(?:at|after|before|by|until) (?P<at>\d{1,2})(?![\d:]| ?(?:min|hour|metre|m\b))",
)
_LATER = re.compile(
    rf"(?P<count>半|\d+|{CHINESE_NUMBER})个?(?P<unit>小时|钟头|分钟)(?:之?后|以后)"
    r"|in (?P<hours>an|one|two|half an) hours?(?![a-z])",
)
_A_BIT = re.compile(
    r"[有快慢近远早晚好多少大小差]一点|[快慢近远早晚好多少大小]?一点(?=[的儿都也])|一点$"
)


class Moment(NamedTuple):
    """A moment that is said, and where; `vague`: "今天" or "早上" alone may mean no moment."""

    at: datetime
    vague: bool
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Clockwork:
    """Reads moments with the words of `moment.toml`."""

    parts: Mapping[str, int]
    feasts: Mapping[str, list[int] | str]
    day: re.Pattern[str]
    part: re.Pattern[str]
    late: re.Pattern[str]
    midday: re.Pattern[str]

    @classmethod
    def of(cls, tables: Mapping[str, Mapping[str, Any]]) -> Clockwork:
        """Build from the tables of `moment.toml`."""
        parts, after_day, feasts = (tables[key] for key in ("parts", "after_day", "feasts"))
        return cls(
            {**parts, **after_day},
            feasts,
            re.compile(rf"{_DAY}|(?P<feast>{any_of(feasts).pattern})(?:节|期间|假期|当天|那天)*"),
            re.compile(
                rf"(?<!good )(?:{any_of(parts).pattern})(?!好)|(?<=[今明])[{''.join(after_day)}]"
            ),
            *(re.compile("|".join(tables[key]["words"])) for key in ("late", "midday")),
        )

    def moment_in(self, text: str, now: datetime) -> Moment | None:
        """Find the moment a normalised sentence speaks of, seen from `now`, in the zone of `now`.

        A day alone is meant at ten o'clock, a part of a day at an hour in its middle. An hour
        without a part of the day is one of daytime still to come. None: no moment is said.
        """
        later = _LATER.search(text)
        if later:
            return Moment(now + _span_of(later), vague=False, spans=(later.span(),))
        day, clock = self.day.search(text), _clock_in(text)
        part = (self.part.search(text, day.end()) if day else None) or self.part.search(text)
        found = tuple(match.span() for match in (day, part, clock) if match)
        if not found:
            return None
        when = self._date(day, now.date()) if day else now.date()
        if not clock and not part and when == now.date():
            return Moment(now, vague=True, spans=found)
        hour = self._hour(clock, _part_word(day, part), now if when == now.date() else None)
        minute = _minute_of(clock) if clock else 0
        at = datetime.combine(when, time(0, minute), now.tzinfo) + timedelta(hours=hour)
        if not day and at < now - timedelta(hours=1):
            at += timedelta(days=1)
        return Moment(at, vague=not (clock or day), spans=found)

    def _date(self, day: re.Match[str], today: date) -> date:
        if day["ahead"] or day["english"]:
            return today + timedelta(days=_AHEAD[day["ahead"] or day["english"]])
        if day["weekday"]:
            return _weekday(_WEEKDAYS[day["weekday"]], (day["next"] or "").count("下"), today)
        if day["named"]:
            weekend = day["named"] == "weekend"
            weekday = _SATURDAY if weekend else _ENGLISH_DAYS.index(day["named"])
            return _weekday(weekday, int(day["coming"] == "next"), today)
        if day["month"]:
            return _yearly(number(day["month"]) or 0, number(day["date"]) or 0, today)
        feast = self.feasts[day["feast"]]
        if isinstance(feast, str):
            return _moon_feast(feast, today)
        month, day_of_month = feast
        return _yearly(month, day_of_month, today)

    def _hour(self, clock: re.Match[str] | None, part: str, today: datetime | None) -> int:
        """Give the hour of the day, 0 to 24; `today` is the present moment if today is meant."""
        if clock is None:
            return self.parts.get(part, _ANY_HOUR)
        hour = _said_hour(clock)
        half = (clock["half"] or clock["ampm"] or "").replace(".", "")
        if hour > _NOON:
            return hour
        if half == "pm" or self.late.match(part) or (self.midday.match(part) and hour < 4):
            return 24 if hour == _NOON and half != "pm" else hour % _NOON + _NOON
        if half == "am" or part:
            return hour
        said = (hour, _minute_of(clock))
        soon = today is not None and said < (today.hour, today.minute) < (hour + _NOON, said[1])
        return hour + _NOON if hour < _DAYBREAK or (soon and hour < _NOON) else hour


def _clock_in(text: str) -> re.Match[str] | None:
    """Find an hour; "慢一点" and "有点" are none."""
    for found in _CLOCK.finditer(text):
        vague = found["hour"] == "一" and _A_BIT.match(text, max(0, found.start() - 1))
        if not vague and not _A_BIT.match(text, found.start()) and _said_hour(found) <= 24:
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


def _moon_feast(name: str, today: date) -> date:
    """The first day of the next such feast."""
    from holidays import country_holidays  # noqa: PLC0415 - 0.3 s, needed for few sentences

    years = (today.year, today.year + 1)
    days = country_holidays("CN", years=years, observed=False, language="en_US").get_named(name)
    return min((day for day in days if day >= today), default=today)


def _span_of(later: re.Match[str]) -> timedelta:
    if later["hours"]:
        return timedelta(minutes={"half an": 30, "two": 120}.get(later["hours"], 60))
    count = 0.5 if later["count"] == "半" else float(number(later["count"]) or 0)
    return timedelta(minutes=count) if later["unit"] == "分钟" else timedelta(hours=count)
