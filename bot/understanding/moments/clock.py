"""Hours of the day: "下午三点半", "6:30 pm", "half past six", "零点"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.understanding.patterns import MASK
from bot.understanding.text.numbers import CHINESE_NUMBER, number

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_HOUR = 99
_LAST_HOUR = 24
_MINUTES = 60
_ENGLISH_HOUR = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
# "7.30晚上", "早上7.30", "at 7.30": a point stands for the colon, beside a word of time only.
_PART = "早上|晚上|上午|下午|夜里|中午"
_POINT = (
    rf"\.(?=[0-5]\d ?(?:[ap]\.?m(?![a-z])|{_PART}|点))"
    rf"|(?<=(?:{_PART})\d)\.|(?<=(?:{_PART})\d\d)\.|(?<=at \d)\.|(?<=at \d\d)\."
)
_CLOCK = re.compile(
    rf"(?<![第\d.])(?P<hour>\d{{1,2}}|{CHINESE_NUMBER})(?:点多?钟?(?![\d]{{3}})|时(?!候|间|段|代|髦|装))"
    rf"(?P<rest>半|一刻|三刻|(?:\d{{1,2}}|零?{CHINESE_NUMBER})(?:分(?!钟)|(?=[^\d分个家条岁]|$)))?"
    rf"|(?<![\d.])(?P<digits>\d{{1,2}})(?::|{_POINT})"
    r"(?P<minutes>\d{2})(?!\d) ?(?P<half>[ap]\.?m(?![a-z]))?"
    rf"|(?<={MASK}) ?(?P<bare>[6-9]|1\d|2[0-3])(?=$|,| (?:open|ok)(?![a-z]))"
    rf"|(?<![a-z])(?P<past>half past|quarter past|quarter to) (?P<from>\d{{1,2}}|{_ENGLISH_HOUR})"
    r"(?: ?(?P<aside>[ap]m))?(?![a-z\d])"
    rf"|(?<![a-z\d])(?P<english>\d{{1,2}}|{_ENGLISH_HOUR})"
    r"(?: ?(?P<ampm>[ap]\.?m\.?)(?![a-z])| ?o'?clock)"
    r"|(?<![a-z])(?:at|after|before|by|until|till) (?P<at>\d{1,2})(?![\d:/]| ?(?:min|hour|metre"
    r"|m\b|[ap]\.?m|o'?clock))",
)
_A_BIT = re.compile(
    r"[有快慢近远早晚好多少大小差宽平稳轻高低矮便宜]一点|[快慢近远早晚好多少大小]?一点(?=[的儿都也])|一点$"
)
_PAST = {"half past": 30, "quarter past": 15, "quarter to": -15}
_RESTS = {"半": 30, "一刻": 15, "三刻": 45}


def clocks_in(text: str) -> Iterator[re.Match[str]]:
    """Find the hours of a normalised sentence; "慢一点" and "有点" are none."""
    for found in _CLOCK.finditer(text):
        vague = found["hour"] == "一" and _A_BIT.match(text, max(0, found.start() - 1))
        if not vague and not _A_BIT.match(text, found.start()) and said_hour(found) != NO_HOUR:
            yield found


def said_hour(clock: re.Match[str]) -> int:
    """Give the number that is said: not yet whether of the morning."""
    said = clock["hour"] or clock["digits"] or clock["english"] or clock["at"] or clock["from"]
    said = said or clock["bare"]
    hour = number(said)
    return NO_HOUR if hour is None else hour


def is_hour(clock: re.Match[str]) -> bool:
    """Whether a day has such an hour: not "25点"."""
    return said_hour(clock) <= _LAST_HOUR


def half_of_day(clock: re.Match[str]) -> str:
    """Give "am" or "pm" where it is said."""
    return (clock["half"] or clock["ampm"] or clock["aside"] or "").replace(".", "")


def minute_of(clock: re.Match[str]) -> int:
    """Give the minutes after the hour; fewer than 0 before it."""
    if clock["past"]:
        return _PAST[clock["past"]]
    rest = (clock["rest"] or clock["minutes"] or "").removesuffix("分").lstrip("零")
    minute = _RESTS.get(rest) or number(rest or "0") or 0
    return minute if minute < _MINUTES else 0
