"""Opening hours in a resident's words; she never reads OpenStreetMap's syntax."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bot.lazy_regex import regex
from bot.texts import say
from geo.hours.timetable import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY, _MONTH = f"(?:{'|'.join(WEEKDAYS)})", f"(?:{'|'.join(_MONTHS)})"
_CLOCK = r"\d{1,2}:\d\d"
_SPAN = rf"{_CLOCK}\s*-\s*{_CLOCK}"

_DATE = rf"{_MONTH}(?:\s+\d{{1,2}}(?![\d:]))?"
_DATES = rf"{_DATE}(?:\s*-\s*(?:{_DATE}|\d{{1,2}}(?![\d:])))?"
_WEEKDAYS = rf"(?:PH|{_DAY}(?:\s*-\s*{_DAY}|\[-?\d(?:\s*[,-]\s*\d)*\])?)"
_RULE = regex(
    rf"""(?:(?P<year>\d{{4}})\s+)?
         (?:(?P<dates>{_DATES}(?:\s*,\s*{_DATES})*)\s*:?\s*)?
         (?:(?P<days>{_WEEKDAYS}(?:\s*,\s*{_WEEKDAYS})*)\s*)?
         (?:(?P<spans>{_SPAN}(?:\s*,\s*{_SPAN})*)\s*)?
         (?P<shut>off|closed)?\s*(?:open)?\s*
         (?:"(?P<comment>[^"]*)")?""",
    re.VERBOSE,
)
_PART = regex(r'\s*(?:;|,\s+(?=[A-Z]))\s*(?=(?:[^"]*"[^"]*")*[^"]*$)')
"""What parts two rules: a semicolon, or a comma before days; not within a comment."""

_APPOINTMENT = regex(r"预约|appointment", re.IGNORECASE)
_JULY, _JANUARY = 7, 1


class _Rule(NamedTuple):
    """One rule of the hours, as it is written; an empty part is not there."""

    year: str
    dates: str
    days: str
    spans: str
    shut: str
    comment: str


def hours_in_words(text: str, language: str) -> str:
    """Put hours in OpenStreetMap's syntax into words: "星期一到星期五 9 点到 17 点".

    Empty hours stay empty; what is too involved for a sentence is said to be so.
    """
    if not text.strip():
        return ""
    if text.strip() == "24/7":
        return say(language, "hours.always")
    rules = [_read(rule) for rule in _PART.split(text.strip()) if rule.strip()]
    if not rules or None in rules:
        return say(language, "hours.involved")
    return _Speaker(language, is_round=not re.search(r":(?!00)\d\d", text)).rules(
        [rule for rule in rules if rule]
    )


def condition(comment: str, language: str) -> str:
    """Say a condition that stands beside hours: to make an appointment, or what is written."""
    return say(language, "hours.appointment") if _APPOINTMENT.search(comment) else comment.strip()


def month_name(month: int, language: str) -> str:
    """Name a month, from 1 to 12."""
    return say(language, "hours.months").split(",")[month - 1]


def day_of_year(day: date, language: str) -> str:
    """Name a day without its year: "3 月 10 日"."""
    return say(language, "hours.date", month=month_name(day.month, language), day=day.day)


def _read(rule: str) -> _Rule | None:
    found = _RULE.fullmatch(rule.strip())
    return _Rule(*(found[part] or "" for part in _Rule._fields)) if found else None


class _Speaker:
    """Puts rules into words of one language; `is_round` when every time is on the hour."""

    def __init__(self, language: str, *, is_round: bool) -> None:
        self._language, self._is_round = language, is_round
        self._comma = self._say("comma")

    def _say(self, key: str, **values: object) -> str:
        return say(self._language, f"hours.{key}", **values)

    def _listed(self, key: str) -> list[str]:
        return self._say(key).split(",")

    def rules(self, rules: list[_Rule]) -> str:
        """Put all rules into one sentence."""
        seasons = self._seasons(rules)
        told = [self._rule(rule, season) for rule, season in zip(rules, seasons, strict=True)]
        return self._say("semicolon").join(told)

    def _rule(self, rule: _Rule, season: str) -> str:
        when = [self._say("year", year=rule.year) if rule.year else ""]
        dates = self._list(rule.dates, self._dates)
        when.append(self._say("season", season=season, dates=dates) if season else dates)
        monthly = "" if rule.dates else self._say("monthly")
        when.append(self._list(rule.days, lambda part: self._days(part, monthly)))
        if not any(when) and rule.spans:
            when = [self._say("daily")]
        told = _spaced(" ".join(filter(None, [*when, self._open(rule)])))
        only_if = condition(rule.comment, self._language)
        return self._say("aside").join(filter(None, [told, only_if]))

    def _open(self, rule: _Rule) -> str:
        if rule.shut:
            return self._say("shut")
        return self._list(rule.spans, self._span)

    def _list(self, written: str, one: Callable[[str], str]) -> str:
        """Say every part of a list in turn."""
        # A comma within [1,3] parts no list.
        parts = re.split(r"\s*,\s*(?![^\[]*\])", written) if written else []
        return self._comma.join(one(part) for part in parts)

    # When

    def _seasons(self, rules: list[_Rule]) -> list[str]:
        """Name summer and winter where two rules share a year between them."""
        spans = [re.fullmatch(rf"({_MONTH})-({_MONTH})", rule.dates) for rule in rules]
        if len(rules) != 2 or not all(spans):
            return [""] * len(rules)
        months = [_months(span[1], span[2]) for span in spans if span]
        if sorted(months[0] + months[1]) != list(range(1, 13)):
            return ["", ""]
        names = [self._say("summer") if _JULY in part else self._say("winter") for part in months]
        return names if (_JANUARY in months[0]) != (_JULY in months[0]) else ["", ""]

    def _dates(self, written: str) -> str:
        first, _, last = (part.strip() for part in written.partition("-"))
        if not last:
            return self._date(first)
        if last.isdigit():
            last = f"{first.split()[0]} {last}"
        return self._say("range", first=self._date(first), last=self._date(last))

    def _date(self, written: str) -> str:
        name, *day = written.split()
        month = month_name(_MONTHS.index(name) + 1, self._language)
        return self._say("date", month=month, day=int(day[0])) if day else month

    def _days(self, written: str, monthly: str) -> str:
        if written == "PH":
            return self._say("holidays")
        if written.replace(" ", "") == "Mo-Su":
            return self._say("daily")
        names = dict(zip(WEEKDAYS, self._listed("days"), strict=True))
        numbered = re.fullmatch(rf"({_DAY})\[(.+)\]", written)
        if numbered:
            return self._numbered(names[numbered[1]], numbered[2], monthly)
        first, _, last = (part.strip() for part in written.partition("-"))
        return self._say("range", first=names[first], last=names[last]) if last else names[first]

    def _numbered(self, day: str, numbers: str, monthly: str) -> str:
        """Say "the first and third Monday of the month"."""
        first, _, last = numbers.lstrip("-").partition("-")
        if numbers.startswith("-"):
            which = [self._listed("from_the_end")[int(first) - 1]]
        elif last:
            which = [self._listed("ordinals")[n - 1] for n in range(int(first), int(last) + 1)]
        else:
            which = [self._listed("ordinals")[int(n) - 1] for n in numbers.split(",")]
        return self._say("numbered", which=self._comma.join(which), day=day, monthly=monthly)

    # From when to when

    def _span(self, written: str) -> str:
        begins, ends = (self._clock(part) for part in written.split("-"))
        if (begins, ends) == (self._clock("00:00"), self._clock("24:00")):
            return self._say("all_day")
        minutes = [_minutes(part) for part in written.split("-")]
        over_night = minutes[1] <= minutes[0]
        if minutes[1] > 24 * 60:
            over_night, ends = True, self._clock(_written(minutes[1] - 24 * 60))
        key = "over_night" if over_night else "span"
        return self._say(key, begins=begins, ends=ends)

    def _clock(self, written: str) -> str:
        minutes = _minutes(written)
        if self._is_round:
            return self._say("round", hour=minutes // 60)
        return _written(minutes)


def _spaced(text: str) -> str:
    """Part numbers from Chinese by a space, and Chinese from Chinese by none."""
    text = re.sub(r"(?<=[一-鿿）]) +(?=[一-鿿（])|(?<=）) +", "", text)
    text = re.sub(r"(?<=[一-鿿])(?=\d)", " ", text)
    return re.sub(r"(?<=\d)(?=[一-鿿])", " ", text)


def _months(first: str, last: str) -> list[int]:
    """List the months from one to another, across New Year where need be."""
    begin, end = _MONTHS.index(first), _MONTHS.index(last)
    return [n % 12 + 1 for n in range(begin, end + (0 if begin <= end else 12) + 1)]


def _minutes(clock: str) -> int:
    hour, minute = clock.strip().split(":")
    return 60 * int(hour) + int(minute)


def _written(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
