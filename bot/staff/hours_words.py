"""Opening hours in words ("早上8点到晚上9点") → OpenStreetMap syntax."""

from __future__ import annotations

import re

from bot.conversation.composing.hours_in_words import hours_in_words
from geo.hours.opening import validate_hours
from geo.hours.timetable import WEEKDAYS

_NUMERALS = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "〇": 0}
_DAY_SIGNS = {c: n for n, c in enumerate("一二三四五六日")} | {"天": 6, "1": 0, "2": 1, "3": 2}
_DAY_SIGNS |= {"4": 3, "5": 4, "6": 5, "7": 6}

_HALF = (
    r"(?P<{0}part>凌晨|清晨|早上|早晨|早|上午|中午|午后|下午|傍晚|晚上|晚|夜里|次日|第二天)?\s*"
    r"(?P<{0}hour>\d{{1,2}}|[零〇一二两三四五六七八九十]{{1,3}})\s*"
    r"(?:[:：.点时]\s*(?:(?P<{0}half>半)|(?P<{0}quarter>[一三]刻)|(?P<{0}minute>\d{{1,2}}|[零〇一二三四五六七八九十]{{1,3}})\s*分?)?)"
)
_SPAN = re.compile(_HALF.format("a") + r"\s*(?:-|—|–|－|~|～|至|到|——|--)+\s*" + _HALF.format("b"))
_DAY_RANGE = re.compile(
    r"(?:周|星期|礼拜)([一二三四五六日天1-7])\s*(?:-|—|–|~|～|至|到)+\s*(?:周|星期|礼拜)?([一二三四五六日天1-7])"
)
_DAY_LIST = re.compile(r"(?:(?:周|星期|礼拜)([一二三四五六日天1-7、,，和及]+))+")
_ALWAYS = re.compile(
    r"(?:全天(?:候)?(?:开放)?|24\s*小时(?:开放|营业|服务)?|7\s*[x×*]\s*24(?:小时)?)"
)
_NOT_HOLIDAYS = re.compile(
    r"(?:法定)?节假日(?:除外|休息|不开|不开放|关门|闭馆)|(?:国定|法定)假日(?:除外|休息)|节日休息"
)
_HOLIDAYS_TOO = re.compile(r"节假日(?:照常|不休|也开|正常)\S{0,2}")
_SHUT = re.compile(
    r"(?:(?:周|星期|礼拜)([一二三四五六日天1-7])|周末|双休日)\s*(?:都|均)?(?:休息|闭馆|休馆|不开放|不开|关门|休)"
)
_CLOCK = r"(\d{1,2}(?:[:：.]\d{1,2}|[点时](?:半|[一三]刻|\d{1,2}分?)?)?)"
_BARE = re.compile(
    rf"(?<![\d:：.周期拜]){_CLOCK}(\s*(?:-|—|–|－|~|～|至|到)+\s*(?:中午|下午|傍晚|晚上|晚)?\s*)"
    rf"{_CLOCK}(?![\d:：.点时半号楼室弄层月日年岁人元-])"
)
"""A span whose hours may stand without 点: "9-17"."""
_GROUPS = (
    (re.compile(r"(?<!非)工作日|平日|平时"), range(5)),
    (re.compile(r"双休日|周末|休息日"), range(5, 7)),
    (re.compile(r"每天|每日|天天|全周|周一至周日"), range(7)),
)
_IGNORED = re.compile(r"[\s,，;；。、()（）:：]|开放时间|营业时间|服务时间|开放|营业|时间|为|的")


def read_hours(text: str) -> str | None:
    """Read hours in words, or in OpenStreetMap syntax as they are; None when anything is not read.

    Nothing that is written is dropped: "周一至周五 8:30-17:00，节假日除外" becomes
    "Mo-Fr 08:30-17:00; PH off", and a word that is not known makes it None.
    """
    text = text.strip()
    if not text:
        return None
    if re.search(rf"\b({'|'.join(WEEKDAYS)}|PH|24/7)\b|^\d\d:\d\d-\d\d:\d\d", text):
        return text if validate_hours(text) is None else None
    if _ALWAYS.fullmatch(_IGNORED.sub("", text)):
        return "24/7"
    return _read(text)


def hours_as_written(hours: str, language: str) -> str:
    """Write hours as staff would, where reading that back gives these very hours; else as they are.

    Args:
        hours: in OpenStreetMap's syntax; may be empty.
        language: "zh" or "en".
    """
    words = hours_in_words(hours, language)
    return words if words and read_hours(words) == hours else hours


def _read(text: str) -> str | None:
    text, is_shut, is_open = _holidays(_BARE.sub(_marked, text))
    shut = {day for match in _SHUT.finditer(text) for day in _shut_days(match)}
    text = _SHUT.sub(" ", text)
    rules, days, at = list[tuple[tuple[int, ...], list[str]]](), tuple[int, ...](), 0
    for match in _SPAN.finditer(text):
        between = text[at : match.start()]
        named, left = _days(between)
        if _IGNORED.sub("", left):
            return None
        span = _span(match)
        if span is None:
            return None
        if named or not rules:
            days = named or tuple(range(7))
            rules.append((days, []))
        rules[-1][1].append(span)
        at = match.end()
    if not rules or _IGNORED.sub("", text[at:]):
        return None
    written = "; ".join(
        f"{_written(tuple(d for d in days if d not in shut))} {','.join(spans)}"
        for days, spans in rules
    )
    if is_open and len(rules) > 1:
        return None
    hours = (
        written.replace(" ", ",PH ", 1) if is_open else written + ("; PH off" if is_shut else "")
    )
    return hours if validate_hours(hours) is None else None


def _marked(match: re.Match[str]) -> str:
    """Write the minutes of a span's hours that stand alone."""
    first, last = (f"{one}:00" if one.isdigit() else one for one in (match[1], match[3]))
    return f"{first}{match[2]}{last}"


def _shut_days(match: re.Match[str]) -> tuple[int, ...]:
    return (_DAY_SIGNS[match[1]],) if match[1] else (5, 6)


def _holidays(text: str) -> tuple[str, bool, bool]:
    """Take what a text says of public holidays out of it: shut then, or open as ever."""
    without = _NOT_HOLIDAYS.sub(" ", text)
    rest = _HOLIDAYS_TOO.sub(" ", without)
    return rest, without != text, rest != without


def _days(text: str) -> tuple[tuple[int, ...], str]:
    """Give the days that a text names, and what is left of it."""
    found = set[int]()
    for match in _DAY_RANGE.finditer(text):
        first, last = _DAY_SIGNS[match[1]], _DAY_SIGNS[match[2]]
        found.update(
            range(first, last + 1) if first <= last else (*range(first, 7), *range(last + 1))
        )
    text = _DAY_RANGE.sub(" ", text)
    for pattern, days in _GROUPS:
        if pattern.search(text):
            found.update(days)
            text = pattern.sub(" ", text)
    for match in _DAY_LIST.finditer(text):
        found.update(_DAY_SIGNS[sign] for sign in match[0] if sign in _DAY_SIGNS)
    return tuple(sorted(found)), _DAY_LIST.sub(" ", text)


def _span(match: re.Match[str]) -> str | None:
    begin, end = _minutes(match, "a", None), _minutes(match, "b", match["apart"])
    if begin is None or end is None:
        return None
    if end <= begin and match["bpart"] is None and end + 720 > begin and end < 720:
        end += 720  # 8点到5点 is until the afternoon
    if not begin < end <= 1440:
        return None
    return f"{begin // 60:02}:{begin % 60:02}-{end // 60:02}:{end % 60:02}"


def _minutes(match: re.Match[str], side: str, before: str | None) -> int | None:
    hour, part = _number(match[f"{side}hour"]), match[f"{side}part"]
    if hour is None or hour > 24:
        return None
    minute: int | None = 0
    if match[f"{side}half"]:
        minute = 30
    elif match[f"{side}quarter"]:
        minute = 15 if match[f"{side}quarter"][0] == "一" else 45
    elif match[f"{side}minute"]:
        minute = _number(match[f"{side}minute"])
    if minute is None or minute > 59:
        return None
    later = ("下午", "午后", "傍晚", "晚上", "晚", "夜里")
    if part is None and before in later:
        part = before
    is_noon = part == "中午" and hour < 10
    if (part in later or is_noon) and hour < 12:
        hour += 12
    return hour * 60 + minute


def _number(text: str) -> int | None:
    """Read 8, 八, 十二 or 三十."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _NUMERALS.get(text)
    return 10 * _NUMERALS.get(tens, 1) + _NUMERALS.get(ones, 0)


def _written(days: tuple[int, ...]) -> str:
    """Write days as OpenStreetMap does: runs of three and more with a dash."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(
        WEEKDAYS[run[0]] if len(run) == 1 else f"{WEEKDAYS[run[0]]}-{WEEKDAYS[run[-1]]}"
        for run in runs
    )
