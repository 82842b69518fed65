"""Many words as one pattern, and words that must come together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MASK = "·"
_LETTER = "[a-z\u00df-\u024f]"


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern for many words; Latin words stand alone. Without words it never matches."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(_pattern, longest_first)) or "(?!)")


def any_alone(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern for many words, the longest first; at a Latin end of one no letter may follow."""
    return re.compile("|".join(map(_apart, sorted(words, key=len, reverse=True))))


def _apart(word: str) -> str:
    before = rf"(?<!{_LETTER})" if re.match(_LETTER, word[0]) else ""
    after = rf"(?!{_LETTER})" if re.match(_LETTER, word[-1]) else ""
    return f"{before}{re.escape(word)}{after}"


@dataclass(frozen=True, slots=True)
class Together:
    """Lines of parts, by what they say; one word of each part must be there, in any order.

    `by_char` are all their words by the first character.
    """

    lines: Mapping[str, tuple[tuple[frozenset[str], ...], ...]]
    by_char: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, lines: Mapping[str, Iterable[str]]) -> Self:
        """Read lines such as "摔/跌 & 起不来/动不了"."""
        parted = {mark: tuple(map(_parts, some)) for mark, some in lines.items()}
        words = {
            word
            for some in parted.values()
            for line in some
            for part in line
            for word in part
            if word
        }
        by_char: dict[str, tuple[str, ...]] = {}
        for word in sorted(words):
            by_char[word[0]] = (*by_char.get(word[0], ()), word)
        return cls(parted, by_char)

    def words_in(self, text: str) -> frozenset[str]:
        """Find every word of a line in a text; Latin words stand alone."""
        near = (word for char in {*text} for word in self.by_char.get(char, ()) if word in text)
        return frozenset(word for word in near if not word.isascii() or _alone(word).search(text))

    def says(self, mark: str, words: frozenset[str]) -> bool:
        """Whether some words make a line of this mark."""
        return any(
            all(not part.isdisjoint(words) for part in line) for line in self.lines.get(mark, ())
        )


def _parts(line: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(part.strip().split("/")) for part in line.split(" & "))


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
