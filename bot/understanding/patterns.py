"""Many words as one pattern, and words that must come together."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MASK = "·"
Together = tuple[tuple[str, ...], ...]


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern for many words; Latin words stand alone. Without words it never matches."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(_pattern, longest_first)) or "(?!)")


def together(line: str) -> Together:
    """Read "摔/跌 & 起不来/动不了": one word of each part must be there, in any order."""
    return tuple(tuple(part.strip().split("/")) for part in line.split(" & "))


def come_together(parts: Together, text: str) -> bool:
    """Whether one word of each part is in the text."""
    return all(_has_one(part, text) for part in parts)


def _has_one(words: Iterable[str], text: str) -> bool:
    """Whether one of few words is in the text: to look for each is quicker than one pattern."""
    found = [word for word in words if word in text]
    return bool(found) and any(not w.isascii() or _alone(w).search(text) for w in found)


@cache
def _alone(word: str) -> re.Pattern[str]:
    return re.compile(_pattern(word))


def _pattern(word: str) -> str:
    if not word.isascii():
        return re.escape(word)
    return rf"(?<![a-z0-9]){re.escape(word)}s?(?![a-z0-9])"


def masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Blank spans out, so that nothing else is found there; positions stay."""
    for start, end in spans:
        text = text[:start] + MASK * (end - start) + text[end:]
    return text
