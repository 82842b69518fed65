"""Different ways of saying the same thing, brought to one form and cut into grams."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.normal_form import is_chinese, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Grams = frozenset[str]

SINGLE = 0.3
"""Weight of one Chinese character beside a pair of them: most say little alone."""

_PLUS = regex(r"(?<=[0-9x]) ?\+ ?(?=[0-9x])")
_UNIT = regex(r"[0-9]+(?:[.+][0-9a-z]+)*%?|[a-z]+|[㐀-鿿]")


_OF_EVERY_QUESTION = regex(
    "a|about|an|and|any|are|at|be|can|could|do|does|for|from|get|go|have|how|i|in|is|it|me|my|of|on|or"
    "|please|that|the|there|this|to|was|we|what|when|where|which|who|why|will|with|would|you|your"
    "|[可以能不要有没吗么呢的了是在什怎哪谁我你他她它们这那打去来到个请想会好给]{1,2}"
)
"""English words and Chinese characters that say of no question what it is about."""


class Wording:
    """Knows which words stand for which."""

    def __init__(self, same: Mapping[str, str]) -> None:
        """`same`: what residents say → the word that stands for it; both are `even`."""
        self._same = same
        sizes: dict[str, set[int]] = defaultdict(set)
        for said in filter(None, same):
            sizes[said[0]].add(len(said))
        self._sizes = {head: sorted(found, reverse=True) for head, found in sizes.items()}

    def grams(self, text: str) -> Grams:
        """Give single units (a Chinese character, a number, a word) and pairs of neighbours.

        "1+1+1" is one unit.
        """
        units = [_stem(unit) for unit in _UNIT.findall("".join(self._forms(even(text))))]
        return frozenset(units).union(map(_pair, units, units[1:]))

    def _forms(self, text: str) -> Iterator[str]:
        """Give the text with each word, the longest possible first, as the one it stands for."""
        start = 0
        while start < len(text):
            for size in self._sizes.get(text[start], ()):
                said = text[start : start + size]
                if said in self._same:
                    break
            else:
                said = text[start]
            yield self._same.get(said, said)
            start += len(said)


def says_something(grams: Grams) -> bool:
    """Whether grams hold more than the words of every question: "可以打" is about nothing."""
    units = (gram for gram in grams if "_" not in gram)
    return not all(map(_OF_EVERY_QUESTION.fullmatch, units))


def even(text: str) -> str:
    """Bring width, case, characters and punctuation to one spelling."""
    return _PLUS.sub("+", normalise(text))


def weight(gram: str, rarity: float) -> float:
    """Weigh a gram that is so rare; one Chinese character weighs little."""
    return rarity * SINGLE if len(gram) == 1 and is_chinese(gram) else rarity


def _stem(unit: str) -> str:
    """Drop the plural of an English word."""
    return unit[:-1] if len(unit) > 3 and unit.endswith("s") else unit


def _pair(left: str, right: str) -> str:
    """Write two neighbours as one gram; words stay apart."""
    return f"{left}_{right}" if left.isascii() and right.isascii() else left + right
