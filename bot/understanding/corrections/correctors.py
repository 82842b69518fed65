"""All that mends what is written, with the words of one town."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from bot.lazy_regex import regex
from bot.normal_form import normalise, spellings
from bot.understanding.corrections.spoken_words import spoken_words
from bot.understanding.corrections.time_speller import TimeSpeller, with_plain_weeks
from bot.understanding.lexicon.lexicon import SOUNDS, SURE, WORDS, Lexicon, Word
from bot.understanding.lexicon.patterns import any_alone
from bot.understanding.places.short_names import long_names, whole_names
from bot.understanding.text.letters import LetterMatcher
from bot.understanding.text.sounds import SoundMatcher

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.understanding.places.place_finder import PlaceFinder
    from bot.understanding.safety.reading import Safety
    from geo.dataset.gazetteer import Gazetteer

    Tables = Mapping[str, Mapping[str, Any]]
    Rewrites = tuple[re.Pattern[str], Mapping[str, str]]

_ROAD = regex(r"(?<=[a-z] )(?:rd\.?|lu)(?![a-z])")
_UNIT_OF_TIME = regex(r"(?<=\d) (?=[点分刻月号]|小时|个)")
_TWICE = regex(r"([㐀-鿿])(?:\1个?|(?<![一二两三四五几这那哪每])个)([㐀-鿿]{1,2})")


@dataclass(frozen=True, slots=True)
class Correctors:
    """Writes a sentence the plain way, and mends slips in it.

    Attributes:
        by_sound: mends what sounds like a word of the lexicon, and spells pinyin.
        alarms_by_sound: the same with words of danger alone.
        places_by_sound: the same with names of places alone.
        by_letter: mends a letter in English words.
        time_speller: mends words of time, by sound and by letter.
        signs: what is rewritten before a sentence is normalised.
        rewrites: what is rewritten afterwards.
        place_finder: knows which letters name a place in English.
    """

    by_sound: SoundMatcher
    alarms_by_sound: SoundMatcher
    places_by_sound: SoundMatcher
    by_letter: LetterMatcher
    time_speller: TimeSpeller
    signs: Rewrites
    rewrites: Rewrites
    place_finder: PlaceFinder

    @classmethod
    def of(
        cls,
        tables: Tables,
        lexicon: Lexicon,
        safety: Safety,
        places: Gazetteer,
        place_finder: PlaceFinder,
    ) -> Self:
        """Build from the tables of words, and the names of a town."""
        by_sound = SoundMatcher(
            (WORDS / SOUNDS).read_text(encoding="utf-8"),
            lexicon,
            whole_names(places),
            (*spoken_words(tables, safety), *tables["place"]["elsewhere"]["words"]),
            tables["spoken"]["single"]["chars"],
        )
        urgent = Lexicon.of(Word(word, "category", "danger", SURE) for word in safety.words)
        signs = tables["rewrite"]["signs"]
        rewrites = {
            spelling: new
            for key, table in tables["rewrite"].items()
            if key != "signs"
            for old, new in table.items()
            for spelling in spellings(old)
        }
        return cls(
            by_sound=by_sound,
            alarms_by_sound=replace(
                by_sound, lexicon=urgent, spoken=tuple(w.text for w in lexicon.words)
            ),
            places_by_sound=replace(
                by_sound, lexicon=Lexicon.of(()), names=long_names(places), spoken=(), single=""
            ),
            by_letter=LetterMatcher(lexicon),
            time_speller=TimeSpeller.of(by_sound, tables),
            signs=(_any_of(signs), signs),
            rewrites=(any_alone(rewrites), rewrites),
            place_finder=place_finder,
        )

    def plain(self, text: str) -> str:
        """Write a sentence the plain way: normalised, known slips rewritten, pinyin spelt."""
        plain = _rewritten(normalise(_rewritten(text, self.signs)), self.rewrites)
        if re.search("[a-z]", plain):
            plain = with_plain_weeks(_ROAD.sub("road", self._spelt(plain)))
        plain = _UNIT_OF_TIME.sub("", plain)
        return _TWICE.sub(self._once, plain)

    def mend(self, plain: str) -> str:
        """Mend slips in the words of a plain sentence, by sound and by letter."""
        return self.by_letter.mend(self.by_sound.mend(plain))

    def mend_times(self, plain: str) -> str:
        """Mend slips in words of time alone: "礼败六", "七典"."""
        return self.time_speller.mend(plain)

    def mend_places(self, plain: str) -> str:
        """Mend slips in names of places alone: "南泉新寸"."""
        return self.places_by_sound.mend(plain)

    def spell_alarm(self, written: str) -> str:
        """Spell pinyin where it tells of danger."""
        return self.alarms_by_sound.spell(written) if re.search("[a-z]", written) else written

    def _once(self, found: re.Match[str]) -> str:
        """Say "看看书" and "量个血压" the plain way, if that is a word and this is none."""
        start, text, words = found.start(), found.string, self.by_sound.lexicon.texts
        if any(text[start : start + size] in words for size in (3, 4, 5)):
            return found[0]
        for short in (found[1] + found[2], found[1] + found[2][:1]):
            if short in words:
                return short + found[2][len(short) - 1 :]
        return found[0]

    def _spelt(self, plain: str) -> str:
        """Read pinyin, except where its letters name a place in English."""
        out, end = [], 0
        for start, stop in self.place_finder.named_in(plain):
            if start >= end:
                out += [self.by_sound.spell(plain[end:start]), plain[start:stop]]
                end = stop
        return normalise("".join([*out, self.by_sound.spell(plain[end:])]))


def _rewritten(text: str, rewrites: Rewrites) -> str:
    pattern, words = rewrites
    return pattern.sub(lambda found: words[found[0]], text)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
