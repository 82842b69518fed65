"""Numbers as people say and write them, and the minutes they want to walk."""

from __future__ import annotations

import re

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九十")}
_DIGITS |= {"两": 2, "俩": 2, "〇": 0, "幺": 1}
_ENGLISH = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
}  # fmt: skip
_ENGLISH |= {"thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50, "sixty": 60, "a": 1, "an": 1}

CHINESE_NUMBER = r"[零一二三四五六七八九十两]{1,4}"
_ENGLISH_NUMBER = "|".join(sorted(_ENGLISH, key=lambda word: -len(word)))
_LONGEST_MIN = 180

_QUARTERS = re.compile(rf"(\d|{CHINESE_NUMBER})刻钟?(?!\d)")
_ENGLISH_QUARTERS = re.compile(r"(?:(three) )?quarters? (?:of )?an? hour|(?:(three) )?quarter hour")
_HALF = re.compile(r"(\d+|[一两二三]个?)?半个?(?:小时|钟头)|half an? hour|half-?hour|半点钟")
_HALF_MORE = re.compile(rf"(\d+|{CHINESE_NUMBER})个半(?:小时|钟头)")
_HOURS = re.compile(rf"(\d+|{CHINESE_NUMBER})个?(?:小时|钟头)(半)?")
_ENGLISH_HOURS = re.compile(rf"(?<![a-z])(\d+|{_ENGLISH_NUMBER})[ -]?(?:hours?|hrs?)(?![a-z])")
_MINUTES = re.compile(
    rf"(?:\d+[-~到至])?(\d+|{CHINESE_NUMBER})(多|来|几)?分(?:钟|鐘)"
    rf"|(?<![a-z\d])(?:\d+[-~])?(\d+|{_ENGLISH_NUMBER})[ -]?(?:minutes?|mins?)(?![a-z])",
)
_LATER = re.compile(r"(?:之后|以后|后|later)")


def number(text: str) -> int | None:
    """Read a number up to 99 in digits, Chinese or English; 五六 is 6, the roomier of the two."""
    if text.isdecimal():
        return int(text) if len(text) <= 4 else None
    if text in _ENGLISH:
        return _ENGLISH[text]
    if not text or any(char not in _DIGITS for char in text):
        return None
    tens, ten, ones = text.rpartition("十")
    value = _DIGITS[ones[-1]] if ones else 0
    if ten:
        value += 10 * (_DIGITS[tens[-1]] if tens else 1)
    return value


def minutes_in(text: str) -> tuple[int, int, int] | None:
    """Find the minutes somebody is ready to walk: (start, end, minutes), or None.

    "20 minutes later" is a moment, not a walk. More than three hours is no walk either.
    """
    for pattern, minutes_of in _WALKS:
        found = pattern.search(text)
        if found and not _LATER.match(text, found.end()):
            value = minutes_of(found)
            if value and 1 <= value <= _LONGEST_MIN:
                return found.start(), found.end(), value
    return None


def _of_quarters(found: re.Match[str]) -> int:
    return 15 * (number(found[1]) or 0)


def _of_english_quarters(found: re.Match[str]) -> int:
    return 45 if found[1] or found[2] else 15


def _of_half(found: re.Match[str]) -> int:
    whole = number((found[1] or "").removesuffix("个")) or 0
    return 60 * whole + 30


def _of_hours(found: re.Match[str]) -> int:
    half = 30 if found.re is _HALF_MORE or (found.re is _HOURS and found[2]) else 0
    return 60 * (number(found[1]) or 0) + half


def _of_minutes(found: re.Match[str]) -> int:
    return number(found[1] or found[3]) or 0


_WALKS = (
    (_QUARTERS, _of_quarters),
    (_ENGLISH_QUARTERS, _of_english_quarters),
    (_HALF_MORE, _of_hours),
    (_HALF, _of_half),
    (_MINUTES, _of_minutes),
    (_HOURS, _of_hours),
    (_ENGLISH_HOURS, _of_hours),
)
