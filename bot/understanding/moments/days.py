"""Days and ranges of days: "后天", "3/15", "月底", "周一到周五", "除夕", "on the 15th"."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from bot.understanding.lexicon.patterns import any_of
from bot.understanding.moments.feasts import next_day
from bot.understanding.text.numbers import CHINESE_NUMBER, ENGLISH_NUMBER, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.understanding.moments.feasts import Feast

_WEEKDAYS = {char: day for day, char in enumerate("一二三四五六日")} | {"天": 6, "末": 5}
_WEEKDAYS |= {char: day for day, char in enumerate("123456")}
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT_DAYS = {day[:3]: index for index, day in enumerate(_ENGLISH_DAYS)}
_MONTHS = tuple(name.lower() for name in calendar.month_name[1:])
_WORKING_DAYS = (0, 1, 2, 3, 4)
_WEEKEND = (5, 6)
_SATURDAY = 5
_AHEAD = {
    "今": 0, "明": 1, "后": 2, "大后": 3,
    "today": 0, "tonight": 0, "tomorrow": 1, "the day after tomorrow": 2,
}  # fmt: skip
_PART_OF_MONTH = {"底": -1, "末": -1, "尾": -1, "初": 1, "头": 1, "中": 15}

_N = rf"(?:\d{{1,2}}|{CHINESE_NUMBER})"
_ENGLISH_DAY = rf"(?:{'|'.join(_ENGLISH_DAYS)}|mon|tue|tues|wed|thu|thurs|fri|sat|sun)"
_ENGLISH_MONTH = rf"(?:{'|'.join(_MONTHS)}|{'|'.join(name[:3] for name in _MONTHS)}|sept)"

# "christmas tree", "重阳节的东西": a thing of a feast, not the day.
_NO_DAY = r"(?!树|卡|[的得]?(?:东西|节目|礼物|礼品)|[买送收领]的| (?:tree|card|gift|present)s?)"

_RANGE = (
    r"周(?P<first>[一二三四五六日天1-6])(?:[到至~-]|--)周?(?P<last>[一二三四五六日天1-6])"
    r"|(?P<working>工作日|平日里?|weekdays?(?![a-z])|working days)"
    r"|(?P<weekend>双休日|周六周日|周六日|weekends(?![a-z]))"
    rf"|(?<![a-z])(?P<start_day>{_ENGLISH_DAY})s? ?(?:to|through|until"
    rf"|-) ?(?P<end_day>{_ENGLISH_DAY})s?(?![a-z])"
)
_HABIT = (
    r"(?P<habit>(?:每个?|逢)周[一二三四五六日天]?|每天|天天|日日|每晚|每个?月(?:第[一二三四]个周[一二三四五六日]"
    rf"|的?{_N}[号日])?"
    r"|(?:每月|每?逢)?初一(?:、|和|跟)?(?:初?十五|月半)"
    rf"|every (?:day|week|night|{_ENGLISH_DAY})(?![a-z]))"
)
_PAST = (
    r"(?P<past>昨[天晚日夜]?|前[天晚年](?!后)|大前天|上个?周[一二三四五六日天]?|上+个?月|去年|前几天|那天晚上"
    r"|yesterday|last (?:night|week|month|year)|(?<![a-z])ago(?![a-z]))"
)
_FUTURE = (
    r"(?P<ahead>大后(?=[天日])|后(?=[天日])|[今明](?=[天日早晚夜]))[天日]?"
    rf"|(?:再?过)?(?P<days_later>{_N})(?P<unit>天|个?周)(?:之后|以后|过后|后)"
    rf"|再?过(?P<days_on>{_N})(?P<unit_on>天|个周)"
    r"|(?<![一两二三每])(?<![一两二三四五六七八九十半几\d]个)(?P<next>下+个?|这个?|本)?周(?P<weekday>[一二三四五六日天末1-6])(?![年期岁边围])"
    rf"|(?P<month>{_N})月(?:份)?(?P<date>{_N})(?:[号日]|(?!\d|[分点个天月次]))"
    rf"|(?:(?P<next_month>下个?|这个?|本)月)(?P<month_date>{_N})[号日]"
    r"|(?:(?P<part_month>下个?月|这个?月|本月)的?|(?<![一二三四五六七八九十\d])月|(?P<named_month>"
    rf"{_N})月)(?P<part>底|末|初|中旬?|尾)"
    r"|(?<![\d./:弄])(?P<slash_month>1[0-2]|0?[1-9])/(?P<slash_date>\d{1,2})(?![\d/])"
    r"|(?P<english>the day after tomorrow|tomorrow|tonight|today)(?![a-z])"
    rf"|(?<![a-z])in (?P<english_days>\d{{1,2}}|{ENGLISH_NUMBER}) (?P<english_unit>days?"
    r"|weeks?)(?![a-z])"
    rf"|(?<![a-z])(?P<month_name>{_ENGLISH_MONTH}) (?P<month_day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)"
    rf"|(?<![a-z\d])(?P<day_first>\d{{1,2}})(?:st|nd|rd"
    rf"|th)?(?: of)? (?P<month_second>{_ENGLISH_MONTH})(?![a-z])"
    r"|(?<![a-z])on the (?P<nth>\d{1,2})(?:st|nd|rd|th)"
    rf"|(?<![a-z])(?:(?P<coming>next|this|on|coming) )?(?P<named>{'|'.join(_ENGLISH_DAYS)}"
    r"|weekend)s?(?![a-z])"
    rf"|(?<![第\d路弄号村区期栋幢])(?P<bare>{_N}号|\d{{1,2}}日)(?![线楼室院口门店弄台机床地柜公位])"
)


class Day(NamedTuple):
    """A day that is said; `weekdays` instead where it is a range, as numbers from 0 for Monday.

    `day` is None for a range, a habit ("每天"), what is past, and a date that does not exist.
    """

    start: int
    end: int
    day: date | None
    weekdays: tuple[int, ...] = ()
    impossible: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """Reads days, with the feasts of `moment.toml`."""

    feasts: Mapping[str, Feast]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, feasts: Mapping[str, Feast]) -> Calendar:
        """Build from the table of feasts."""
        words = (
            rf"(?P<feast>{any_of(feasts).pattern})(?:节|期间|假期|当天|那天|那日|放假)*+{_NO_DAY}"
        )
        new_year = (
            rf"(?:大?年初|正月初|大年)(?P<new_year>{_N})|正月(?P<first_moon>{_N})"
            r"|初(?P<crescent>[一二三四五六七八九十])"
        )
        lines = (_HABIT, _RANGE, _PAST, words, new_year, _FUTURE)
        return cls(feasts, re.compile("|".join(lines)))

    def days_in(self, text: str, today: date) -> Iterator[Day]:
        """Find every day and range of days of a normalised sentence, in order."""
        for found in self.pattern.finditer(text):
            start, end = found.span()
            if found["past"] or found["habit"]:
                yield Day(start, end, None, past=bool(found["past"]))
                continue
            weekdays = _range_of(found)
            if weekdays:
                yield Day(start, end, None, weekdays)
                continue
            day = self._date(found, today)
            yield Day(start, end, day, impossible=day is None)

    def _date(self, found: re.Match[str], today: date) -> date | None:
        if found["feast"]:
            return next_day(self.feasts[found["feast"]], today)
        moon = found["new_year"] or found["first_moon"] or found["crescent"]
        if moon:
            days = (number(moon) or 1) - 1
            return next_day({"holiday": "Chinese New Year (Spring Festival)", "days": days}, today)
        return next(filter(None, (read(found, today) for read in _READERS)), None)


def _range_of(found: re.Match[str]) -> tuple[int, ...]:
    if found["working"]:
        return _WORKING_DAYS
    if found["weekend"]:
        return _WEEKEND
    if found["first"]:
        return _span(_WEEKDAYS[found["first"]], _WEEKDAYS[found["last"]])
    if found["start_day"]:
        return _span(_SHORT_DAYS[found["start_day"][:3]], _SHORT_DAYS[found["end_day"][:3]])
    return ()


def _span(first: int, last: int) -> tuple[int, ...]:
    return tuple((first + step) % 7 for step in range((last - first) % 7 + 1))


def _by_distance(found: re.Match[str], today: date) -> date | None:
    if found["ahead"] or found["english"]:
        return today + timedelta(days=_AHEAD[found["ahead"] or found["english"]])
    said = found["days_later"] or found["days_on"] or found["english_days"]
    if not said:
        return None
    unit = found["unit"] or found["unit_on"] or found["english_unit"]
    weeks = "周" in unit or unit.startswith("week")
    return today + timedelta(days=(number(said) or 0) * (7 if weeks else 1))


def _by_weekday(found: re.Match[str], today: date) -> date | None:
    if found["weekday"]:
        weeks = (found["next"] or "").count("下")
        return _weekday(_WEEKDAYS[found["weekday"]], weeks, today)
    if found["named"]:
        weekend = found["named"] == "weekend"
        weekday = _SATURDAY if weekend else _ENGLISH_DAYS.index(found["named"])
        return _weekday(weekday, int(found["coming"] == "next"), today)
    return None


def _by_month(found: re.Match[str], today: date) -> date | None:
    for month, day in (("month", "date"), ("slash_month", "slash_date")):
        if found[month]:
            return _yearly(number(found[month]) or 0, number(found[day]) or 0, today)
    for month, day in (("month_name", "month_day"), ("month_second", "day_first")):
        if found[month]:
            index = next(i for i, name in enumerate(_MONTHS, 1) if name[:3] == found[month][:3])
            return _yearly(index, int(found[day]), today)
    if found["month_date"]:
        ahead = int(found["next_month"].startswith("下"))
        return _in_month(today, ahead, number(found["month_date"]) or 0)
    return None


def _by_day_of_month(found: re.Match[str], today: date) -> date | None:
    said = (found["bare"] or "")[:-1] or found["nth"]
    day = (number(said) or 0) if said else 0
    if not said or not 1 <= day <= 31:
        return None
    months = (_in_month(today, ahead, day) for ahead in range(3))
    return next(when for when in months if when and when >= today)


def _by_part_of_month(found: re.Match[str], today: date) -> date | None:
    if not found["part"]:
        return None
    day = _PART_OF_MONTH[found["part"][0]]
    if found["named_month"]:
        month = number(found["named_month"]) or 0
        ahead = (month - today.month) % 12
        return _in_month(today, ahead, day) if 1 <= month <= 12 else None
    ahead = int((found["part_month"] or "").startswith("下"))
    when = _in_month(today, ahead, day)
    return when if when is None or when >= today else _in_month(today, ahead + 1, day)


_READERS: tuple[Callable[[re.Match[str], date], date | None], ...] = (
    _by_distance,
    _by_weekday,
    _by_month,
    _by_day_of_month,
    _by_part_of_month,
)


def _weekday(weekday: int, weeks: int, today: date) -> date:
    """The weekday of this week or a later one; without "next", the first one still to come."""
    if weeks:
        return today + timedelta(days=7 * weeks + weekday - today.weekday())
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _in_month(today: date, ahead: int, day: int) -> date | None:
    """The day of a month so many months ahead, from 1, or −1 for the last; None: it has none."""
    years, month = divmod(today.month - 1 + ahead, 12)
    last = calendar.monthrange(today.year + years, month + 1)[1]
    if day > last or day == 0:
        return None
    return date(today.year + years, month + 1, last if day < 0 else day)


def _yearly(month: int, day: int, today: date) -> date | None:
    """The next such day of a year; None: this year and the next have none."""
    for year in (today.year, today.year + 1):
        try:
            when = date(year, month, day)
        except ValueError:
            continue
        if when >= today:
            return when
    return None
