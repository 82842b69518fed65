"""Hours of the day: "下午三点半", "6:30 pm", "half past six", "零点"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.lexicon.patterns import MASK
from bot.understanding.text.numbers import CHINESE_NUMBER, number

if TYPE_CHECKING:
    import re
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
_HOUR_NUMBER = rf"(?:\d{{1,2}}|{CHINESE_NUMBER})"
_CLOCK = regex(
    rf"(?<![第\d.])(?P<hour>\d{{1,2}}|{CHINESE_NUMBER})(?:点多?钟?(?![\d]{{3}})"
    rf"|时(?!候|间|段|代|髦|装|[一二三四五六七八九]?岁)|(?=(?:[到至~-]|--){_HOUR_NUMBER}点))"
    rf"(?P<rest>半|一刻|三刻|(?:\d{{1,2}}|零?{CHINESE_NUMBER})(?:分(?!钟)|(?=[^\d分个家条岁]|$)))?"
    rf"|(?<![\d.])(?P<digits>\d{{1,2}})(?::|{_POINT})"
    r"(?P<minutes>\d{2})(?!\d) ?(?P<half>[ap]\.?m(?![a-z]))?"
    rf"|(?:(?<={MASK}) ?|(?<=[a-z]ing ))(?P<bare>[6-9]|1\d|2[0-3])(?=$|,| (?:open|ok)(?![a-z]))"
    rf"|(?<![a-z])(?P<past>half past|quarter past|quarter to) (?P<from>\d{{1,2}}|{_ENGLISH_HOUR})"
    r"(?: ?(?P<aside>[ap]m))?(?![a-z\d])"
    rf"|(?<![a-z\d])(?P<english>\d{{1,2}}|{_ENGLISH_HOUR})"
    r"(?: ?(?P<ampm>[ap]\.?m\.?)(?![a-z])| ?o'?clock)"
    r"|(?<![a-z])(?:at|after|before|by|until|till) (?P<at>\d{1,2})(?![\d:/]| ?(?:min|hour|metre"
    r"|m\b|[ap]\.?m|o'?clock))"
    r"|(?<![a-z])(?:at|around|about|round|by|before|after|until|till) "
    rf"(?P<rough>[1-9]|1[0-2]|{_ENGLISH_HOUR})"
    r"(?=,|\?|$| (?:today|tonight|tomorrow|sharp|in the (?:morning|afternoon|evening)))",
)
# "一点" is a bit of something unless what stands beside it tells of time: "下午一点", "一点半".
_ONE = regex(
    r"一点(?:[钟半零\d]|多钟|一刻|三刻)|快一点了"
    r"|(?<![^,那就])一点(?:[前后开关到去]|[以之][前后]|来(?!得))"
)
_ONE_OF_TIME = regex(
    rf"(?:[午晨夜日号{MASK}至~-]|[早晚]上|夜里|[点半钟刻]到|周[一二三四五六])一点(?![点的儿都也不])"
)
# "血糖六点五" and "体温三十八点五" measure something, and so does "六点五公里".
_MEASURED = regex(r"(?:血糖|血压|尿酸|血脂|体温|温度|高烧|发烧|视力|血红蛋白|胆固醇)[^,\d]{0,4}$")
_UNIT = regex("(?:公里|千米|里路|米|度|斤|公斤|毫|块|万|个百分)")
_PAST = {"half past": 30, "quarter past": 15, "quarter to": -15}
_RESTS = {"半": 30, "一刻": 15, "三刻": 45}


def clocks_in(text: str) -> Iterator[re.Match[str]]:
    """Find the hours of a normalised sentence; "慢一点" and "有点" are none."""
    for found in _CLOCK.finditer(text):
        bit = found["hour"] == "一" and _is_a_bit(text, found.start())
        if not bit and not _is_decimal(text, found) and said_hour(found) != NO_HOUR:
            yield found


def _is_decimal(text: str, found: re.Match[str]) -> bool:
    """Whether a number with a decimal was read as an hour and its minutes."""
    if not found["hour"]:
        return False
    return is_measured(text, found.start()) or bool(
        found["rest"] and _UNIT.match(text, found.end())
    )


def is_measured(text: str, start: int) -> bool:
    """Whether the number that begins there is of blood, of heat or of eyes."""
    return _MEASURED.search(text[:start]) is not None


def _is_a_bit(text: str, start: int) -> bool:
    """Whether "一点" is no hour: not after a part of the day, nor before what one does then."""
    before = (max(0, start - 2), max(0, start - 1), start)
    return not any(_ONE.match(text, at) or _ONE_OF_TIME.match(text, at) for at in before)


def said_hour(clock: re.Match[str]) -> int:
    """Give the number that is said: not yet whether of the morning."""
    said = clock["hour"] or clock["digits"] or clock["english"] or clock["at"] or clock["from"]
    said = said or clock["bare"] or clock["rough"]
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
