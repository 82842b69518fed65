"""A sentence → hashed features: its characters with names blanked out, and its known words."""

from __future__ import annotations

import zlib
from itertools import pairwise
from operator import add
from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.lexicon.patterns import MASK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.understanding.sentence import Sentence

SIZE = 1 << 16
"""How many features there are; two that share a number share a weight."""
LONGEST = 400
"""Characters that are read: the first and the last half of them."""
_MANY = 8
_BLANKS = regex(f"{MASK}+")
_WORD = regex(r"[a-z0-9']+")
_LATIN = regex(r"(?=([ a-z0-9']{3}))")
"""Three in a row; of Chinese three are rarely met again, and cost other features their weights."""


def features(sentence: Sentence) -> list[int]:
    """Give the numbers of a sentence's features, each once, ascending, below `SIZE`."""
    return sorted({zlib.crc32(name.encode()) % SIZE for name in {*feature_names(sentence)}})


def feature_names(sentence: Sentence) -> Iterator[str]:
    """Name every feature of a sentence; some come more than once."""
    yield from _grams(read_part(sentence))
    yield from _known(sentence)


def read_part(sentence: Sentence) -> str:
    """Give what is read of a sentence: names blanked out, the middle of a long text left out."""
    text = _BLANKS.sub(MASK, sentence.masked)
    if len(text) > LONGEST:
        text = text[: LONGEST // 2] + text[-LONGEST // 2 :]
    return text


def _grams(text: str) -> Iterator[str]:
    framed = f" {text} "
    yield from framed
    yield from map(add, framed, framed[1:])
    yield from _LATIN.findall(framed)
    words = _WORD.findall(text)
    yield from (f"word:{word}" for word in words)
    yield from (f"words:{one} {other}" for one, other in pairwise(words))


def _known(sentence: Sentence) -> Iterator[str]:
    """Kinds of known words, in pairs too, and which slots are filled; no word itself."""
    keys = [f"{span.word.kind}.{span.word.key}" for span in sentence.spans]
    yield from (f"kind:{key}" for key in keys)
    yield from (f"kinds:{one}|{other}" for one, other in pairwise(keys))
    filled = {
        "place": sentence.mentions.place,
        "elsewhere": sentence.mentions.text,
        "minutes": sentence.minutes,
        "moment": sentence.moment,
        "facility": sentence.facility,
        "pick": sentence.pick.lines,
    }
    yield from (f"slot:{name}" for name, value in filled.items() if value)
    yield f"stray:{min(sentence.unexplained(), _MANY)}"
