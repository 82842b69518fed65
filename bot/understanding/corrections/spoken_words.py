"""Words that must be heard in pinyin too, and stand in no list of the lexicon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.understanding.moments.time_words import time_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.understanding.safety.reading import Safety


def spoken_words(tables: Mapping[str, Mapping[str, Any]], safety: Safety) -> Iterator[str]:
    """Give the single words of `spoken.toml`, words of time, and those that tell of danger."""
    yield from tables["spoken"]["words"]["words"]
    yield from time_words(tables["moment"])
    yield from safety.words
