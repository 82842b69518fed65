"""A sentence → hashed features of danger: those of the classifier, and how it sounds."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.classifier.features import feature_names, read_part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.understanding.sentence import Sentence

SIZE = 1 << 16
"""How many features there are; two that share a number share a weight."""
_GRAMS = (1, 2, 3)
_UNIT = regex(r"[a-z0-9']+|\S")


def danger_features(sentence: Sentence, sounds: Mapping[str, str]) -> list[int]:
    """Give the numbers of a sentence's features, each once, ascending, below `SIZE`.

    `sounds` are the syllables of characters, without tones: a slip of the ear has the features of
    what was meant.
    """
    names = {*feature_names(sentence), *_heard(read_part(sentence), sounds)}
    return sorted({zlib.crc32(name.encode()) % SIZE for name in names})


def _heard(text: str, sounds: Mapping[str, str]) -> Iterator[str]:
    """The syllables and Latin words, alone and up to three in a row."""
    units = ["^", *(sounds.get(unit, unit) for unit in _UNIT.findall(text)), "$"]
    for size in _GRAMS:
        for start in range(len(units) - size + 1):
            yield f"sound:{' '.join(units[start : start + size])}"
