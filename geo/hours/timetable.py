"""Opening hours as written: what is wrong with them, and what a reader needs to know of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import dropwhile
from typing import TYPE_CHECKING

from geo.hours.lost_hours import QUOTED, find_lost_hours
from geo.hours.world_calendar import has_calendar

if TYPE_CHECKING:
    from opening_hours import OpeningHours

DAY_MIN = 24 * 60

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
"""What OpenStreetMap's opening hours call the days, from Monday."""

_PH = re.compile(r"\bPH\b")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")
_SPAN = re.compile(r"(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)")
_ANY_DAY = re.compile(rf"{_WEEKDAY.pattern}|^\s*\d{{1,2}}:|24/7")
_REFUSED = (
    (re.compile(r"\bSH\b"), "school holidays (SH) are not known here; leave them out"),
    (re.compile(r"\b(?:sunrise|sunset|dawn|dusk)\b"), "write clock times, not the sun's"),
    (re.compile(r":\d\d\s*\+"), "an open end has no closing time; write one"),
    (re.compile(r"\|\|"), "a fallback (||) is not supported; write plain rules"),
    # The parser takes the first months of such a list whole.
    (
        re.compile(rf"\b[A-Z][a-z]{{2}}\s*,\s*[A-Z][a-z]{{2}}\s+(?:{'|'.join(WEEKDAYS)})\["),
        "several months before a numbered weekday are misread; write a rule for each month",
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class Timetable:
    """Hours that have been read.

    Attributes:
        country: ISO code of the country whose holidays count.
        ordinary: what holds on an ordinary day.
        on_holiday: what holds on a public holiday; None when the text does not name PH.
        follows_calendar: whether the kind of day can matter: PH or single weekdays are named.
        never_shut: whether no kind of day matters: it is open at all times, or the parser knows
            the holidays and has decided.
        day_start_min: when its day begins, in minutes after midnight: the end of the latest opening
            that runs past midnight, 0 when none does.
    """

    country: str
    ordinary: OpeningHours
    on_holiday: OpeningHours | None
    follows_calendar: bool
    day_start_min: int
    never_shut: bool = False


@lru_cache(maxsize=1024)
def read_timetable(text: str, country: str) -> Timetable | None:
    """Read hours in OpenStreetMap's syntax; None when they are empty or not supported.

    For China, PH is left to `china_calendar`; elsewhere the parser's own calendar knows it, or
    else `world_calendar`.
    """
    if not text or find_problem(text):
        return None
    plain = _without_comments(text)
    if country != "CN" and (_is_parsers(country) or not _PH.search(plain)):
        with_calendar = country if _is_parsers(country) else None
        ordinary = _parsed(text, with_calendar)
        return Timetable(
            country, ordinary, None, follows_calendar=False, day_start_min=0, never_shut=True
        )
    return Timetable(
        country=country,
        ordinary=_parsed(text),
        on_holiday=_parsed(_as_if_always_holiday(text)) if _PH.search(plain) else None,
        follows_calendar=_follows_calendar(plain),
        day_start_min=_day_start_min(plain),
        never_shut=plain.strip() == "24/7",
    )


@lru_cache(maxsize=1024)
def find_problem(text: str) -> str | None:
    """Say why these hours are not supported and what to write instead, or None."""
    plain = _without_comments(text)
    for pattern, problem in _REFUSED:
        if pattern.search(plain):
            return problem
    if _overrides_holidays(plain):
        return "a rule after PH overrides it; write the PH rule last"
    if _follows_calendar(plain) and _overlaps_next_morning(plain):
        return "hours past midnight meet the next morning's; write them as 00:00-… of the next day"
    return _find_syntax_problem(text) or find_lost_hours(text)


def is_known_country(code: str) -> bool:
    """Tell whether the holidays of a country are known by its ISO code."""
    country = code.upper()
    return country == "CN" or _is_parsers(country) or has_calendar(country)


@cache
def _is_parsers(country: str) -> bool:
    """Tell whether the parser has a calendar of a country."""
    import opening_hours  # noqa: PLC0415 - see below

    try:
        opening_hours.OpeningHours("24/7", country=country)
    except opening_hours.UnknownCountryError:  # type: ignore[attr-defined]  # not in its stub
        return False
    return True


def _find_syntax_problem(text: str) -> str | None:
    """Let the parser judge the text as it is, and as it is read on a holiday."""
    from opening_hours import validate  # noqa: PLC0415 - 12 ms that no hours need not wait for

    if validate(text) and validate(_as_if_always_holiday(text)):
        return None
    return f"{text!r} is not OpenStreetMap syntax; write it like 'Mo-Fr 09:00-17:00; PH off'"


def _parsed(text: str, country: str | None = None) -> OpeningHours:
    """Parse, without a calendar of holidays unless a country is given."""
    from opening_hours import OpeningHours  # noqa: PLC0415 - see above

    return OpeningHours(text, country=country)


def _without_comments(text: str) -> str:
    """Drop the quoted words."""
    return QUOTED.sub("", text)


def _as_if_always_holiday(text: str) -> str:
    """Make every day a public holiday: PH becomes all weekdays, except in a comment."""
    return "".join(
        piece if piece.startswith('"') else _PH.sub("Mo-Su", piece) for piece in QUOTED.split(text)
    )


def _overrides_holidays(plain: str) -> bool:
    """Say whether a rule after the first PH rule holds on any week's days, so on holidays too."""
    from_holidays = dropwhile(lambda rule: not _PH.search(rule), plain.split(";"))
    return any(_ANY_DAY.search(rule) and not _PH.search(rule) for rule in from_holidays)


def _follows_calendar(plain: str) -> bool:
    """Say whether single weekdays or PH are named."""
    return bool(_PH.search(plain) or _WEEKDAY.search(plain.replace("Mo-Su", "")))


def _day_start_min(plain: str) -> int:
    """Find when the last opening of the day before ends."""
    spans = _spans(plain)
    overtime = [end - DAY_MIN for _, end in spans if end > DAY_MIN]
    return max([0, *overtime, *(end for begin, end in spans if end <= begin)])


def _overlaps_next_morning(plain: str) -> bool:
    """Say whether an opening may begin before that of the day before has ended."""
    return any(begin < _day_start_min(plain) for begin, _ in _spans(plain))


def _spans(plain: str) -> list[tuple[int, int]]:
    """Read begin and end of the clock times in a text, in minutes after midnight."""
    numbers = (map(int, found) for found in _SPAN.findall(plain))
    return [(60 * h1 + m1, 60 * h2 + m2) for h1, m1, h2, m2 in numbers]
