"""Words that mean something only together: "<breath> > <stops>", "<face> & 歪/麻"."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from bot.lazy_regex import regex
from bot.understanding.safety.terms import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.understanding.safety.terms import TermMatches

# Units (a Chinese character, a Latin word) and pauses that may stand between two parts.
_REACH = {"+": (1, 0), ">": (6, 0), "&": (12, 1), "~": (40, 5)}
_IN_ORDER = "+>"
_JOIN = regex(" ([+>&~]) ")
_start = attrgetter("start")

Classes = frozenset[str]


class Sign(NamedTuple):
    """Words that a pattern covers: the whole stretch of the text, and each part of it."""

    whole: Span
    parts: tuple[Span, ...]


class _Part(NamedTuple):
    """Classes of which one must follow, and how: "+" next, ">" after, "&" beside, "~" with."""

    join: str
    classes: Classes


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """Classes of words that must stand close to each other; each line is a pattern of its own.

    "+": at most one unit behind what stands before; ">": at most six, in the same clause;
    "&": on either side of it, at most twelve units and one pause away; "~": at most forty and five.
    """

    first: Classes
    rest: tuple[_Part, ...]

    @classmethod
    def of(cls, line: str, literals: dict[str, tuple[str, ...]]) -> Pattern:
        """Read a line; a plain word in it becomes a class of its own in `literals`."""
        first, *others = _JOIN.split(line)
        joined = zip(others[::2], others[1::2], strict=True)
        return cls(
            classes(first, literals),
            tuple(_Part(join, classes(part, literals)) for join, part in joined),
        )

    @property
    def classes(self) -> Classes:
        """Every class that it is made of."""
        return self.first.union(*(part.classes for part in self.rest))

    def find(self, found: TermMatches) -> Iterator[Sign]:
        """Give all that this covers in a text."""
        if not all(found.has(part.classes) for part in self.rest):
            return
        spans = [found.of(part.classes) for part in self.rest]
        for first in found.of(self.first):
            sign = self._extended(found, first, spans)
            if sign:
                yield sign

    def _extended(self, found: TermMatches, first: Span, rest: list[list[Span]]) -> Sign | None:
        """Extend the first part to the others, each the nearest that fits."""
        whole, parts = first, [first]
        for part, spans in zip(self.rest, rest, strict=True):
            beside = _beside(whole, spans, both=part.join not in _IN_ORDER)
            fitting = (span for span in beside if _fits(found, part.join, whole, span))
            nearest = min(fitting, key=lambda span: _distance(whole, span), default=None)
            if nearest is None:
                return None
            whole = Span(min(whole.start, nearest.start), max(whole.end, nearest.end))
            parts.append(nearest)
        return Sign(whole, tuple(parts))


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns by the classes that their first parts are of."""

    by_class: Mapping[str, tuple[Pattern, ...]]

    @classmethod
    def of(cls, lines: Iterable[str], literals: dict[str, tuple[str, ...]]) -> Patterns:
        """Read many lines."""
        index: dict[str, list[Pattern]] = {}
        for pattern in (Pattern.of(line, literals) for line in lines):
            for name in pattern.first:
                index.setdefault(name, []).append(pattern)
        return cls({name: tuple(group) for name, group in index.items()})

    @property
    def all(self) -> frozenset[Pattern]:
        """Every pattern."""
        return frozenset(pattern for group in self.by_class.values() for pattern in group)

    def find(self, found: TermMatches) -> list[Sign]:
        """Every stretch that a pattern covers, in order."""
        first = found.spans.keys() & self.by_class.keys()
        if not first:
            return []
        tried = {pattern for name in first for pattern in self.by_class[name]}
        return sorted({sign for pattern in tried for sign in pattern.find(found)})


def _beside(whole: Span, spans: list[Span], *, both: bool) -> Iterator[Span]:
    """The words next to a stretch: the first behind it, and the last before it."""
    behind = bisect_left(spans, whole.end, key=_start)
    yield from spans[behind : behind + 1]
    if both:
        before = (span for span in reversed(spans[:behind]) if span.end <= whole.start)
        yield from itertools.islice(before, 1)


def _fits(found: TermMatches, join: str, whole: Span, other: Span) -> bool:
    """Whether another word, which laps over nothing, stands near enough for this join."""
    left, right = sorted((whole, other))
    return found.are_near(left.end, right.start, *_REACH[join])


def _distance(one: Span, other: Span) -> int:
    return max(other.start - one.end, one.start - other.end)


def classes(text: str, literals: dict[str, tuple[str, ...]]) -> Classes:
    """Read "<class>/word"; a word becomes a class of its own in `literals`."""
    names = []
    for word in filter(None, text.strip().split("/")):
        if word.startswith("<") and word.endswith(">"):
            names.append(word[1:-1])
        else:
            names.append(f"={word}")
            literals[f"={word}"] = (word,)
    return frozenset(names)
