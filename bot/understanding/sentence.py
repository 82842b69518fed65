"""What is heard in one sentence: its words and slots, before anybody decides what it asks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.normal_form import normalise
from bot.understanding.lexicon.patterns import MASK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from bot.understanding.lexicon.lexicon import WordSpan
    from bot.understanding.moments.moment_reader import Moment, Times
    from bot.understanding.places.coordinates import Typed
    from bot.understanding.places.place_finder import PlaceMentions
    from bot.understanding.slots.facility_names import Called
    from bot.understanding.slots.pick import Pick

UNIT = regex(r"[a-z']+|[^\W\d_]")


@dataclass(frozen=True)
class Sentence:
    """A normalised sentence with everything found in it.

    `written` is what she wrote, before pinyin was spelt and slips were mended. `masked` is the
    text with its places, minutes and moments blanked out: the words in `spans` were looked for
    there, at the same positions. `attributes` are found with their spans; `latin_names` are where
    Latin letters name places of the dataset, `titles` where a work is named: "《釜山行》".
    `left_out` is where a facility is named that is not wanted.
    """

    text: str
    written: str
    masked: str
    spans: tuple[WordSpan, ...]
    language: str
    mentions: PlaceMentions
    times: Times
    now: datetime
    pick: Pick
    called: Called | None = None
    typed: Typed | None = None
    attributes: tuple[tuple[int, int, str], ...] = ()
    latin_names: tuple[tuple[int, int], ...] = ()
    titles: tuple[tuple[int, int], ...] = ()
    left_out: tuple[tuple[int, int], ...] = ()

    @cached_property
    def normalised(self) -> str:
        """What she wrote, normalised and nothing else."""
        return normalise(self.written)

    @property
    def minutes(self) -> int | None:
        """How long the walk may be."""
        return self.times.walk_min

    @property
    def moment(self) -> Moment | None:
        """The moment that is asked about."""
        return self.times.moment

    @property
    def facility(self) -> str | None:
        """The facility that is called by its name."""
        return self.called.facility if self.called else None

    @property
    def has_place(self) -> bool:
        """Whether a place is named or typed, known or not."""
        return bool(self.mentions.place or self.mentions.text or self.typed)

    @cached_property
    def marks(self) -> frozenset[str]:
        """Every kind with its key: "cue.near", "intent.route"."""
        return frozenset(f"{span.word.kind}.{span.word.key}" for span in self.spans)

    def has(self, *marks: str) -> bool:
        """Whether one of these words is there."""
        return not self.marks.isdisjoint(marks)

    def of_kind(self, kind: str) -> Iterator[WordSpan]:
        """The words of one kind, in order."""
        return (span for span in self.spans if span.word.kind == kind)

    def unexplained(self, spans: Iterable[WordSpan] | None = None) -> int:
        """Count what no known word explains, characters and Latin words, there or in all."""
        if spans is None:
            return self._unexplained
        clauses = {self.clause(span.start) for span in spans}
        return sum(len(UNIT.findall(self.rest, start, end)) for start, end in clauses)

    @cached_property
    def _unexplained(self) -> int:
        return len(UNIT.findall(self.rest))

    @property
    def unexplained_in_attributes(self) -> int:
        """Count what no known word explains, but a quality does."""
        spans = ((start, end) for start, end, _ in self.attributes)
        return sum(len(UNIT.findall(self.rest, start, end)) for start, end in spans)

    @cached_property
    def rest(self) -> str:
        """What no known word explains; everything else is blanked out."""
        rest = list(self.masked)
        for span in self.spans:
            rest[span.start : span.end] = MASK * (span.end - span.start)
        return "".join(rest)

    def clause(self, position: int) -> tuple[int, int]:
        """Where the clause around a position starts and ends."""
        start = self.masked.rfind(",", 0, position) + 1
        end = self.masked.find(",", position)
        return start, end if end >= 0 else len(self.masked)
