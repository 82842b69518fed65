"""Every word of a table of word classes that a text contains, in one pass."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from bot.lazy_regex import regex
from bot.understanding.lexicon.patterns import lengths_by_head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

PAUSE = ","
_UNIT = regex(r"[a-z0-9']+|[^\W\d_]")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


class Span(NamedTuple):
    """A stretch of a text, in characters; it ends before `end`."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        """Whether another stretch lies in this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two have characters in common."""
        return self.start < other.end and other.start < self.end

    def hides(self, other: Span) -> bool:
        """Whether another stretch lies in this longer one, or laps over one of its ends."""
        return self.meets(other) and self != other and not other.holds(self)


@dataclass(frozen=True)
class TermMatches:
    """A text and, for each class of words, where its words stand in it, in order."""

    text: str
    spans: Mapping[str, tuple[Span, ...]]
    _sorted: dict[frozenset[str], list[Span]] = field(default_factory=dict, repr=False)

    @cached_property
    def _units(self) -> list[int]:
        """How many units (a Chinese character, a Latin word, a number) begin before a position."""
        counts = [0] * (len(self.text) + 1)
        for unit in _UNIT.finditer(self.text):
            counts[unit.start() + 1] = 1
        for index in range(1, len(counts)):
            counts[index] += counts[index - 1]
        return counts

    @cached_property
    def _pauses(self) -> list[int]:
        """How many pauses stand before a position."""
        counts = [0]
        for char in self.text:
            counts.append(counts[-1] + (char == PAUSE))
        return counts

    def units(self, start: int, end: int) -> int:
        """Count the units between two positions."""
        return self._units[end] - self._units[start]

    def pauses(self, start: int, end: int) -> int:
        """Count the pauses between two positions."""
        return self._pauses[end] - self._pauses[start]

    def are_near(self, start: int, end: int, units: int, pauses: int) -> bool:
        """Whether no more units and pauses than these lie between two positions."""
        return self.units(start, end) <= units and self.pauses(start, end) <= pauses

    def has(self, names: frozenset[str]) -> bool:
        """Whether a word of one of these classes is there."""
        return not names.isdisjoint(self.spans)

    def of(self, names: frozenset[str]) -> list[Span]:
        """Where words of these classes stand, in order."""
        known = self._sorted.get(names)
        if known is None:
            known = sorted({span for name in names for span in self.spans.get(name, ())})
            self._sorted[names] = known
        return known

    def is_all(self, names: frozenset[str]) -> bool:
        """Whether words of these classes are all that is said."""
        rest = list(self.text)
        for start, end in self.of(names):
            rest[start:end] = PAUSE * (end - start)
        return _UNIT.search("".join(rest)) is None

    def without(self, drop: Callable[[Span], bool]) -> TermMatches:
        """Give the same text without some of its words."""
        kept = {
            name: tuple(span for span in spans if not drop(span))
            for name, spans in self.spans.items()
        }
        return TermMatches(self.text, {name: spans for name, spans in kept.items() if spans})


@dataclass(frozen=True, slots=True)
class Terms:
    """Words with their classes; `sizes` are the lengths of the words that begin with a head.

    Words may overlap, and a word may be of several classes. A Latin word stands alone; it may
    have a plural s.
    """

    classes: Mapping[str, tuple[str, ...]]
    sizes: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, tables: Mapping[str, Iterable[str]]) -> Terms:
        """Index the words of each class."""
        classes: dict[str, list[str]] = defaultdict(list)
        for name, words in tables.items():
            for word in dict.fromkeys(words):
                classes[word].append(name)
        by_word = {word: tuple(names) for word, names in classes.items()}
        return cls(by_word, lengths_by_head(by_word))

    def find(self, text: str) -> TermMatches:
        """Find every word in a normalised text."""
        spans: dict[str, list[Span]] = defaultdict(list)
        for start, head in enumerate(text):
            latin = head in _LATIN
            if latin and start and text[start - 1] in _LATIN:
                continue
            for size in self.sizes.get(text[start : start + 2]) or self.sizes.get(head, ()):
                end = start + size
                names = self.classes.get(text[start:end]) if end <= len(text) else None
                if names and (not latin or _stands_alone(text, end)):
                    for name in names:
                        spans[name].append(Span(start, end))
        return TermMatches(text, {name: tuple(found) for name, found in spans.items()})


def _stands_alone(text: str, end: int) -> bool:
    """Whether a Latin word ends here, but for a plural s."""
    if text[end - 1] not in _LATIN:
        return True
    if text[end : end + 1] == "s":
        end += 1
    return text[end : end + 1] not in _LATIN
