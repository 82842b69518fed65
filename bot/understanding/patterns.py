"""Many words as one pattern, and words that must come together."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from operator import add
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

MASK = "·"
_HEAD_CHARS = 2
_LETTER = "[a-z\u00df-\u024f]"


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern for many words, the longest first; Latin words stand alone.

    Without words it never matches.
    """
    return re.compile(_by_heads(words, _pattern) or "(?!)")


def any_alone(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern for many words, the longest first; at a Latin end of one no letter may follow."""
    return re.compile(_by_heads(words, _apart))


def _by_heads(words: Iterable[str], pattern_of: Callable[[str], str]) -> str:
    """Join words under their first characters: most positions of a text are no head of any."""
    tails: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        tails[word[0]].append(pattern_of(word))
    return "|".join(f"{re.escape(head)}(?:{'|'.join(some)})" for head, some in tails.items())


def _apart(word: str) -> str:
    """Give the pattern of a word behind its first character."""
    head, tail = re.escape(word[0]), re.escape(word[1:])
    before = rf"(?<!{_LETTER}{head})" if re.match(_LETTER, word[0]) else ""
    after = rf"(?!{_LETTER})" if re.match(_LETTER, word[-1]) else ""
    return f"{before}{tail}{after}"


@dataclass(frozen=True, slots=True)
class Together:
    """Lines of parts, by what they say; one word of each part must be there, in any order.

    `by_head` are all their words by the first two characters, or the only one.
    """

    lines: Mapping[str, tuple[tuple[frozenset[str], ...], ...]]
    by_head: Mapping[str, tuple[str, ...]]

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
        by_head: dict[str, list[str]] = defaultdict(list)
        for word in sorted(words):
            by_head[word[:_HEAD_CHARS]].append(word)
        return cls(parted, {head: tuple(some) for head, some in by_head.items()})

    def words_in(self, text: str) -> frozenset[str]:
        """Find every word of a line in a text; Latin words stand alone."""
        heads = {*text, *map(add, text, text[1:])}
        near = (word for head in heads for word in self.by_head.get(head, ()) if word in text)
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
    return any_of((word,))


def _pattern(word: str) -> str:
    """Give the pattern of a word behind its first character."""
    head, tail = re.escape(word[0]), re.escape(word[1:])
    return rf"(?<![a-z0-9]{head}){tail}s?(?![a-z0-9])" if word.isascii() else tail


def masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Blank spans out, so that nothing else is found there; positions stay."""
    for start, end in spans:
        text = text[:start] + MASK * (end - start) + text[end:]
    return text
