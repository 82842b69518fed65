"""Mends words of time alone: homophones in Chinese, a letter in English."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from bot.lazy_regex import regex
from bot.understanding.lexicon.lexicon import SURE, Lexicon, Word
from bot.understanding.moments.time_words import time_words
from bot.understanding.text.letters import LetterMatcher

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.understanding.text.sounds import SoundMatcher

_WEEK = regex("星期|礼拜")
# How long words about opening must be to be mended; shorter ones sound like too much else.
_LEAST = {"now": 4, "then": 3}


def with_plain_weeks(text: str) -> str:
    """Write 星期 and 礼拜 as 周, as a normalised sentence has it."""
    return _WEEK.sub("周", text)


@dataclass(frozen=True, slots=True)
class TimeSpeller:
    """Knows the words that tell a moment or a length, or ask about opening, and no others."""

    by_sound: SoundMatcher
    by_letter: LetterMatcher

    @classmethod
    def of(cls, by_sound: SoundMatcher, tables: Mapping[str, Mapping[str, Any]]) -> Self:
        """Build from the tables of words, with the sounds that `by_sound` knows."""
        cues = (
            word
            for key, least in _LEAST.items()
            for word in tables["cue"][key]["words"]
            if len(word) >= least
        )
        words = (*time_words(tables["moment"]), *cues, "开门")
        lexicon = Lexicon.of(Word(word, "moment", "time", SURE) for word in words)
        alone = replace(by_sound, lexicon=lexicon, names=(), spoken=(), single="", from_first=True)
        return cls(alone, LetterMatcher(lexicon))

    def mend(self, text: str) -> str:
        """Replace what sounds like a word of time, or is a letter away from one."""
        return with_plain_weeks(self.by_letter.mend(self.by_sound.mend(text)))
