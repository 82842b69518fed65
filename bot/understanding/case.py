"""A sentence with what is needed to decide about it, worked out when first asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bot.understanding.lexicon import SURE
from bot.understanding.patterns import come_together
from bot.understanding.query import Intent, Query
from bot.understanding.weigh import ACT, weigh
from geo.facility import Pace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.knowledge.answers import Answers, Hit
    from bot.understanding.patterns import Together
    from bot.understanding.safety.danger import Danger
    from bot.understanding.sentence import Sentence
    from bot.understanding.weigh import Weighed

_HOW_MANY = re.compile(
    "几[个条家处场次项台起件所名套张块份户辆篇亿回位座届种类级幢栋]|多少|多大|什么时候|几时|哪天"
)
_WALKING = frozenset(
    {
        Intent.NEARBY,
        Intent.CIRCLE,
        Intent.DETAIL,
        Intent.MORE,
        Intent.ROUTE,
        Intent.SET_PLACE,
        Intent.SET_PACE,
    }
)
_SLOW = frozenset({"slow", "wheelchair"})


@dataclass(frozen=True)
class Case:
    """A sentence, and whom to ask about it. `either` are the tables of `either.toml`."""

    sentence: Sentence
    danger: Danger
    answers: Answers | None
    either: Mapping[str, Mapping[str, Any]]
    together: Mapping[str, tuple[Together, ...]]

    @cached_property
    def weighed(self) -> Weighed:
        """The services asked for."""
        return weigh(self.sentence)

    @cached_property
    def hit(self) -> Hit | None:
        """The cited answer that fits best."""
        hits = self.answers.search(self.sentence.text) if self.answers else []
        return hits[0] if hits else None

    @property
    def acts(self) -> bool:
        """Whether services are asked for surely enough."""
        return self.weighed.score >= ACT

    def has(self, *marks: str) -> bool:
        """Whether the sentence has one of these words."""
        return self.sentence.has(*marks)

    def has_kind(self, kind: str) -> bool:
        """Whether the sentence has a word of this kind."""
        return any(True for _ in self.sentence.of_kind(kind))

    @property
    def has_matter(self) -> bool:
        """Whether anything is spoken of, beside the small words of "这是什么东西"."""
        large = any(span.word.kind not in {"filler", "cue"} for span in self.sentence.spans)
        return large or self.sentence.stray() > 0 or self.says("report.counted")

    @property
    def asks_facts(self) -> bool:
        """Whether it is asked how many, how much, what or when."""
        return self.has("cue.fact", "cue.when") or _HOW_MANY.search(self.sentence.text) is not None

    def says(self, mark: str) -> bool:
        """Whether a word of this kind and key is there, or words that say it together."""
        lines = self.together.get(mark, ())
        return self.has(mark) or any(come_together(parts, self.sentence.text) for parts in lines)

    @property
    def pick(self) -> int | None:
        """The line of the last list; beside a service or a place "这里" is none of it."""
        pick, named = self.sentence.pick, self.weighed.categories or self.sentence.spot.place
        return None if pick == 0 and named else pick

    @property
    def pace(self) -> Pace | None:
        """The pace that is said."""
        words = [span.word for span in self.sentence.of_kind("pace")]
        if any(word.key in _SLOW and (word.weight == SURE or not self.acts) for word in words):
            return Pace.SLOW
        if self.has("pace.standard"):
            return Pace.STANDARD
        return Pace.ELDER if self.has("pace.elder") else None

    @property
    def at(self) -> datetime | None:
        """The moment that is said; "今天" and "早上" count only beside "开门"."""
        moment = self.sentence.moment
        if moment is None or (moment.vague and not self.has("cue.now", "cue.then")):
            return None
        return None if moment.at == self.sentence.now else moment.at

    @property
    def open_now(self) -> bool:
        """Whether only open places are wanted."""
        today = self.sentence.moment is not None and self.has("cue.then", "intent.greet")
        return self.has("cue.now") or today or self.at is not None

    @property
    def categories(self) -> tuple[str, ...]:
        """The services asked for; a committee that is named stands for its service station."""
        return self.weighed.categories or (("station",) if self.sentence.spot.committee else ())

    def query(self, intent: Intent, **slots: Any) -> Query:  # noqa: ANN401 - the slots of a Query
        """Say what is asked for, with the slots that go with every walk."""
        sentence = self.sentence
        query = Query(intent, sentence.language, pick=self.pick)
        if intent in _WALKING:
            query = replace(
                query,
                place=sentence.spot.place,
                place_text=sentence.spot.text,
                minutes=sentence.minutes,
                pace=self.pace,
                accessible=self.has("pace.wheelchair", "pace.step_free"),
                open_now=self.open_now,
                at=self.at,
                follows=self.has("cue.follow"),
                facility=None if self.pick else sentence.facility,
            )
        return replace(query, **slots)
