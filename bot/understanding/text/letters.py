"""Misspelt English words → the words that were meant."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bot.lazy_regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.understanding.lexicon.lexicon import Lexicon

_SHORTEST = 5
_LONGEST = 16
_WORD = regex(rf"(?<![a-z'])[a-z]{{{_SHORTEST},{_LONGEST}}}(?![a-z'])")


@dataclass(frozen=True)
class LetterMatcher:
    """Mends a letter that is missing, too many, wrong, or in its neighbour's place."""

    lexicon: Lexicon

    def mend(self, text: str) -> str:
        """Replace each unknown word that is one slip away from exactly one known word."""
        return _WORD.sub(lambda found: self._mended(found[0]), text)

    @cached_property
    def _known(self) -> frozenset[str]:
        words = (word.text for word in self.lexicon.words if word.text[0].isascii())
        return frozenset(part for word in words for part in word.split())

    @cached_property
    def _by_rest(self) -> Mapping[str, set[str]]:
        """Words by what is left of them without one of their letters, and by themselves."""
        rests: dict[str, set[str]] = defaultdict(set)
        for word in self._known:
            if _SHORTEST <= len(word) <= _LONGEST:
                for rest in (word, *_without_one(word)):
                    rests[rest].add(word)
        return rests

    def _mended(self, written: str) -> str:
        if written in self._known or written.removesuffix("s") in self._known:
            return written
        rests = (written, *_without_one(written))
        meant = {word for rest in rests for word in self._by_rest.get(rest, ())}
        return meant.pop() if len(meant) == 1 else written


def _without_one(word: str) -> Iterator[str]:
    return (word[:index] + word[index + 1 :] for index in range(len(word)))
