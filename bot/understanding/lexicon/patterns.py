"""Many words as one pattern, and words that must come together."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from operator import add
from typing import TYPE_CHECKING, Any, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MASK = "·"
_HEAD_CHARS = 2
_LETTER = "[a-z\u00df-\u024f]"


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern for many words, the longest first; Latin words stand alone.

    Without words it never matches.
    """
    longest_first = sorted(words, key=len, reverse=True)
    # Of two words of which one begins the other, the one that is not all Latin is longer.
    some = [re.escape(word) for word in longest_first if not word.isascii()]
    latin = "|".join(re.escape(word) for word in longest_first if word.isascii())
    some += [rf"(?<![a-z0-9])(?:{latin})s?(?![a-z0-9])"] if latin else []
    return re.compile(_from_head(longest_first, some) if some else "(?!)")


def any_alone(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern for many words, the longest first; at a Latin end of one no letter may follow."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(_from_head(longest_first, map(_apart, longest_first)))


def _from_head(words: Iterable[str], patterns: Iterable[str]) -> str:
    """Try the patterns of words only where one may begin: that is nowhere in most texts."""
    heads = "".join(sorted({re.escape(word[0]) for word in words}))
    return f"(?=[{heads}])(?:{'|'.join(patterns)})"


def lengths_by_head(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Give how long the words are that may begin with two characters, or stand as the only one.

    Whoever looks two characters up and does not find them must look the first one up.
    """
    lengths: dict[str, set[int]] = defaultdict(set)
    for word in words:
        lengths[word[:_HEAD_CHARS]].add(len(word))
    ones = {head for head in lengths if len(head) == 1}
    return {
        head: tuple(sorted(some | {1} if head[0] in ones else some))
        for head, some in lengths.items()
    }


def _apart(word: str) -> str:
    before = rf"(?<!{_LETTER})" if re.match(_LETTER, word[0]) else ""
    after = rf"(?!{_LETTER})" if re.match(_LETTER, word[-1]) else ""
    return f"{before}{re.escape(word)}{after}"


@dataclass(frozen=True, slots=True)
class Together:
    """Lines of parts, each with what it says; one word of each part must be there, in any order.

    `lines` are by the words of their first parts, `by_head` are all words by the first two
    characters, or the only one.
    """

    lines: Mapping[str, tuple[_Line, ...]]
    by_head: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, lines: Mapping[str, Iterable[str]]) -> Self:
        """Read lines such as "摔/跌 & 起不来/动不了"."""
        by_word: dict[str, list[_Line]] = defaultdict(list)
        by_head: dict[str, set[str]] = defaultdict(set)
        for line in (_line(mark, text) for mark, some in lines.items() for text in some):
            for word in line.parts[0]:
                by_word[word].append(line)
            for word in filter(None, frozenset().union(*line.parts)):
                by_head[word[:_HEAD_CHARS]].add(word)
        return cls(
            {word: tuple(some) for word, some in by_word.items()},
            {head: tuple(some) for head, some in by_head.items()},
        )

    @classmethod
    def in_tables(cls, tables: Mapping[str, Mapping[str, Any]]) -> Self:
        """Read the lines of words that mean something only together, by kind and key.

        Of the words in a list "any" one is enough; they are no words of the lexicon.
        """
        return cls.of(
            {
                f"{kind}.{key}": [
                    *table.get("together", ()),
                    *(["/".join(table["any"])] if "any" in table else []),
                ]
                for kind in ("intent", "advice", "report", "complaint", "talk")
                for key, table in tables[kind].items()
                if "together" in table or "any" in table
            }
        )

    def marks_in(self, text: str) -> frozenset[str]:
        """Give what the lines say whose words are in a text; Latin words stand alone."""
        heads = {*text, *map(add, text, text[1:])}
        near = (word for head in heads for word in self.by_head.get(head, ()) if word in text)
        words = {word for word in near if not word.isascii() or _alone(word).search(text)}
        begun = (line for word in words for line in self.lines.get(word, ()))
        return frozenset(line.mark for line in begun if line.is_of(words))


class _Line(NamedTuple):
    """What a line says, and its parts."""

    mark: str
    parts: tuple[frozenset[str], ...]

    def is_of(self, words: set[str]) -> bool:
        """Whether some words hold one of each part."""
        return not any(part.isdisjoint(words) for part in self.parts)


def _line(mark: str, text: str) -> _Line:
    return _Line(mark, tuple(frozenset(part.strip().split("/")) for part in text.split(" & ")))


@cache
def _alone(word: str) -> re.Pattern[str]:
    return any_of((word,))


def masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Blank spans out, so that nothing else is found there; positions stay."""
    for start, end in spans:
        text = text[:start] + MASK * (end - start) + text[end:]
    return text
