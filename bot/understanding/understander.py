"""What a resident writes → what she wants."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.understanding.case import Case
from bot.understanding.decide import decide
from bot.understanding.lexicon import SOUNDS, Lexicon, read_tables, words_of
from bot.understanding.patterns import together
from bot.understanding.query import Intent
from bot.understanding.safety.danger import Danger
from bot.understanding.sentence import MASK, Sentence
from bot.understanding.slots.facility_name import Namesakes
from bot.understanding.slots.moments import Clockwork
from bot.understanding.slots.pick import pick_in
from bot.understanding.slots.place_mention import Spotter
from bot.understanding.text.letters import Speller
from bot.understanding.text.normal import is_chinese, normalise, shortened
from bot.understanding.text.numbers import minutes_in
from bot.understanding.text.sounds import Ear

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from bot.knowledge.answers import Answers
    from bot.understanding.patterns import Together
    from bot.understanding.query import Query
    from geo.dataset.gazetteer import Gazetteer
    from geo.facility import Facility

    Rewrites = tuple[re.Pattern[str], Mapping[str, str]]

# Where one spelling stands in two files, the earlier kind has it.
KINDS = ("category", "either", "outside", "intent", "pace", "advice", "cue", "filler")
REPAIRED = 0.8
_TWICE = re.compile(r"([㐀-鿿])(?:\1个?|(?<![一二两三四五几这那哪每])个)([㐀-鿿]{1,2})")


@dataclass(frozen=True)
class Understander:
    """Understands sentences with the words of a folder; pure once it is open."""

    lexicon: Lexicon
    danger: Danger
    spotter: Spotter
    ear: Ear
    speller: Speller
    signs: Rewrites
    rewrites: Rewrites
    either: Mapping[str, Mapping[str, Any]]
    together: Mapping[str, tuple[Together, ...]]
    answers: Answers | None
    namesakes: Namesakes
    clockwork: Clockwork

    @classmethod
    def open(
        cls,
        words: Path,
        places: Gazetteer,
        answers: Answers | None = None,
        facilities: Iterable[Facility] = (),
    ) -> Understander:
        """Read the word files of a dataset, a folder of TOML.

        Without `answers` no sentence is a question for the report; without `facilities` none is
        known by its name.
        """
        tables = read_tables(words)
        lexicon = Lexicon.of(words_of(tables, KINDS))
        signs = tables["rewrite"].pop("signs")
        rewrites = {old: new for table in tables["rewrite"].values() for old, new in table.items()}
        return cls(
            lexicon=lexicon,
            danger=Danger.of(tables["danger"]),
            spotter=Spotter.of(places, lexicon, tables["place"]),
            ear=Ear(
                (words / SOUNDS).read_text(encoding="utf-8"),
                lexicon,
                tuple(_names(places)),
                tuple(spoken_words(tables)),
                tables["spoken"]["single"]["chars"],
            ),
            speller=Speller(lexicon),
            signs=(_any_of(signs), signs),
            rewrites=(_any_of(rewrites), rewrites),
            either=tables["either"],
            together=_together(tables),
            answers=answers,
            namesakes=Namesakes.of(facilities),
            clockwork=Clockwork.of(tables["moment"]),
        )

    def understand(self, text: str, now: datetime) -> Query:
        """Say what a sentence asks for. `now` is aware, in the dataset's zone."""
        plain = self._plain(shortened(text))
        case = self._hear(plain, text, now)
        query = decide(case)
        if not _is_doubtful(query, case):
            return query
        mended = self.speller.mend(self.ear.mend(plain))
        if mended == plain:
            return query
        second = self._hear(mended, text, now)
        better = decide(second)
        named = better.intent is Intent.EMERGENCY or query.categories
        guessed = named and not (query.place_text or _slips(plain, mended, case.sentence))
        if guessed or not _is_better(better, second, query):
            return query
        return replace(better, score=round(better.score * REPAIRED, 2))

    def _plain(self, text: str) -> str:
        plain = _rewritten(normalise(_rewritten(text, self.signs)), self.rewrites)
        plain = self._spelt(plain) if re.search("[a-z]", plain) else plain
        return _TWICE.sub(self._once, plain)

    def _once(self, found: re.Match[str]) -> str:
        """Say "看看书" and "量个血压" the plain way, if that is a word and this is none."""
        start, text = found.start(), found.string
        if any(text[start : start + size] in self.lexicon.texts for size in (3, 4, 5)):
            return found[0]
        for short in (found[1] + found[2], found[1] + found[2][:1]):
            if short in self.lexicon.texts:
                return short + found[2][len(short) - 1 :]
        return found[0]

    def _spelt(self, plain: str) -> str:
        """Read pinyin, except where its letters name a place in English."""
        out, end = [], 0
        for start, stop in self.spotter.named_in(plain):
            if start >= end:
                out += [self.ear.spell(plain[end:start]), plain[start:stop]]
                end = stop
        return normalise("".join([*out, self.ear.spell(plain[end:])]))

    def _hear(self, text: str, written: str, now: datetime) -> Case:
        minutes = minutes_in(text)
        masked = _masked(text, [minutes[:2]] if minutes else [])
        moment = self.clockwork.moment_in(masked, now)
        masked = _masked(masked, moment.spans if moment else ())
        spot = self.spotter.spot(masked, written)
        masked = _masked(masked, spot.spans)
        sentence = Sentence(
            text,
            masked,
            tuple(self.lexicon.scan(masked)),
            _language(text),
            spot,
            minutes[2] if minutes else None,
            moment,
            now,
            pick_in(masked),
            None if spot.text else self.namesakes.find(text),
        )
        return Case(sentence, self.danger, self.answers, self.either, self.together)


def _rewritten(text: str, rewrites: Rewrites) -> str:
    pattern, words = rewrites
    return pattern.sub(lambda found: words[found[0]], text)


def _is_doubtful(query: Query, case: Case) -> bool:
    """Whether a slip of the pen may have hidden what is meant."""
    if query.intent is Intent.UNKNOWN or query.place_text:
        return True
    if not case.sentence.stray():
        return False
    guessed = bool(query.categories) and not (case.weighed.sure or query.advice)
    return guessed or (not query.place and case.has("cue.near", "intent.set_place"))


def _slips(plain: str, mended: str, sentence: Sentence) -> bool:
    """Whether what was mended made no sense as it stood: "煤汽", but not "都是些"."""
    rest = sentence.rest.ljust(len(plain), MASK)
    slips = (i for i, (old, new) in enumerate(zip(plain, mended, strict=False)) if old != new)
    return any(rest[max(0, i - 1) : i + 2].strip(MASK + ",") for i in slips)


def _is_better(mended: Query, case: Case, written: Query) -> bool:
    """Whether the mended spelling names something that the written one did not."""
    if mended.intent is Intent.UNKNOWN:
        return False
    if mended.place and not written.place:
        return True
    if written.place_text or (written.categories and mended.categories == written.categories):
        return False
    return case.weighed.sure if mended.intent is Intent.NEARBY or written.categories else True


def _together(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[Together, ...]]:
    """The lines of words that mean something only together, by kind and key."""
    return {
        f"{kind}.{key}": tuple(map(together, table["together"]))
        for kind in ("intent", "advice", "report")
        for key, table in tables[kind].items()
        if "together" in table
    }


def _names(places: Gazetteer) -> Iterator[str]:
    return (name for place in places if place.kind != "junction" for name in place.names)


def spoken_words(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Words that must be heard in pinyin too, and stand in no list of the lexicon."""
    yield from tables["spoken"]["words"]["words"]
    for table in tables["danger"].values():
        lines = (part for line in table.get("together", ()) for part in re.split("[ /&]+", line))
        yield from (*table.get("signs", ()), *table.get("urgent", ()))
        yield from (part for part in lines if len(part) > 2)


def _masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + MASK * (end - start) + text[end:]
    return text


def _language(text: str) -> str:
    latin = sum("a" <= char <= "z" for char in text)
    return "en" if latin > 3 * sum(map(is_chinese, text)) else "zh"


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
