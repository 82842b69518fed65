"""A text → everything that is found in it, before anybody decides what it asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.understanding.evidence.case import Case
from bot.understanding.lexicon.patterns import masked
from bot.understanding.places.coordinates import coordinates_in
from bot.understanding.places.place_finder import PlaceMentions
from bot.understanding.sentence import Sentence
from bot.understanding.slots.exclusion import left_out_in
from bot.understanding.slots.pick import picks_in
from bot.understanding.text.writing import language_of, titles_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.knowledge.answers import Answers
    from bot.understanding.lexicon.lexicon import Lexicon
    from bot.understanding.lexicon.patterns import Together
    from bot.understanding.moments.moment_reader import MomentReader
    from bot.understanding.places.place_finder import PlaceFinder
    from bot.understanding.safety.reading import Safety
    from bot.understanding.slots.attributes import Attributes
    from bot.understanding.slots.facility_names import Called, FacilityNames

_LATIN = re.compile("[a-z]")


@dataclass(frozen=True)
class Parser:
    """Finds words, places, moments and names in a text, with the words of one town.

    `either` are the tables of `either.toml`.
    """

    lexicon: Lexicon
    safety: Safety
    place_finder: PlaceFinder
    facility_names: FacilityNames
    moment_reader: MomentReader
    attributes: Attributes
    answers: Answers | None
    either: Mapping[str, Mapping[str, Any]]
    together: Together

    def parse(self, text: str, written: str, now: datetime) -> Case:
        """Parse a plain text; `written` is what she wrote, before pinyin was spelt.

        What is found first is blanked out for whatever is looked for after it: a number of a
        coordinate is no hour, and a street in the name of a facility is no place.
        """
        typed = coordinates_in(text)
        rest = masked(text, [typed[:2]] if typed else ())
        left_out = tuple(span for span in left_out_in(rest) if self._is_a_name(text[slice(*span)]))
        rest = masked(rest, left_out)
        pick = picks_in(rest)
        times = self.moment_reader.read(masked(rest, pick.spans), now)
        called = self.facility_names.find(rest)
        rest = masked(rest, times.spans)
        mentions, called = self._place(rest, written, called)
        rest = masked(rest, mentions.spans)
        sentence = Sentence(
            text=text,
            written=written,
            masked=rest,
            spans=tuple(self.lexicon.scan(rest)),
            language=language_of(text),
            mentions=mentions,
            times=times,
            now=now,
            pick=pick,
            called=called,
            typed=typed,
            attributes=tuple(self.attributes.find(rest, pick.spans)),
            latin_names=tuple(self.place_finder.known_in(text)) if _LATIN.search(text) else (),
            titles=tuple(titles_in(text, written)),
            left_out=left_out,
        )
        return Case(sentence, self.safety, self.answers, self.either, self.together)

    def parse_again(self, case: Case, text: str) -> Case:
        """Parse another spelling of a sentence, or a part of it, as said at the same moment."""
        return self.parse(text, case.sentence.written, case.sentence.now)

    def parse_alone(self, case: Case, text: str) -> Case:
        """Parse a part of a sentence as if nothing else had been written."""
        return self.parse(text, text, case.sentence.now)

    def _place(
        self, rest: str, written: str, called: Called | None
    ) -> tuple[PlaceMentions, Called | None]:
        """Find the place; a facility from which a way begins is one, and no facility asked for."""
        if called and called.facility and self.facility_names.is_origin(called, rest):
            return PlaceMentions(called.facility, spans=(called[:2],)), None
        return self.place_finder.find(rest, written, [called[:2]] if called else ()), called

    def _is_a_name(self, words: str) -> bool:
        """Whether some words are more than the name of a service: "北园路", but not "吃饭"."""
        spans = self.lexicon.scan(words)
        strange = sum(span.end - span.start for span in spans) < len(words)
        return strange or all(span.word.kind != "category" for span in spans)
