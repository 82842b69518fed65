"""Numbers as people say and write them."""

from __future__ import annotations

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九十")}
_DIGITS |= {"两": 2, "俩": 2, "〇": 0, "幺": 1}
_ENGLISH = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
}  # fmt: skip
_ENGLISH |= {"thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50, "sixty": 60, "a": 1, "an": 1}
_LONGEST_DIGITS = 4

CHINESE_NUMBER = r"[零一二三四五六七八九十两]{1,4}"
ENGLISH_NUMBER = "|".join(sorted(_ENGLISH, key=lambda word: -len(word)))


def number(text: str) -> int | None:
    """Read a number up to 99 in digits, Chinese or English; 五六 is 6, the roomier of the two."""
    if text.isdecimal():
        return int(text) if len(text) <= _LONGEST_DIGITS else None
    if text in _ENGLISH:
        return _ENGLISH[text]
    if not text or any(char not in _DIGITS for char in text):
        return None
    tens, ten, ones = text.rpartition("十")
    value = _DIGITS[ones[-1]] if ones else 0
    if ten:
        value += 10 * (_DIGITS[tens[-1]] if tens else 1)
    return value
