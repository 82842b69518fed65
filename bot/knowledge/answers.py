"""Cited answers to questions that are not about a place, found by what residents say."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from bot.knowledge.wording import Wording, says_something, weight
from geo.errors import UnknownNameError
from geo.facility import BilingualText

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from bot.knowledge.wording import Grams
    from geo.facility import Source

LONGEST = 200
"""Characters of a text that are read: nobody asks one question in more."""
FEWEST, MOST = 3, 10
"""Pairs of a text, the rarest first, by which phrases are looked up. All but the first few must be
half as rare as the first: common ones take long and find little."""
CANDIDATES = 40
"""Phrases, the best by BM25, that are compared closely."""
BODY = 0.7
"""Weight of what the answer says and the phrase compared with does not."""
KNOWN = 0.35
"""How much it counts that the phrase is asked in full; the rest, that the text is met in full."""
ELSEWHERE = 0.45
"""What is left of a score when the text looks for a place or is nearer to a question for others."""

_WEIGHTS = "SELECT gram, weight FROM rarity WHERE gram IN (SELECT value FROM json_each(?))"
_POSTINGS = "SELECT phrase, score FROM postings WHERE gram IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known about one thing, in plain words, and where that stands.

    `source` is the key of a source of the dataset, `section` the spot in that document.
    """

    id: str
    title: BilingualText
    text: BilingualText
    source: str
    section: str

    def citation(self, sources: Mapping[str, Source], language: str = "zh") -> str:
        """Name the document, its index number and its date, in one line.

        Raises:
            UnknownNameError: the dataset has no such source.
        """
        source = sources.get(self.source)
        if source is None:
            raise UnknownNameError(
                f"answer {self.id}: the dataset has no source {self.source!r}; add it there"
            )
        if language == "en":
            facts = ", ".join(filter(None, (source.index and f"index {source.index}", source.date)))
            return f"Source: {source.title}" + (f" ({facts})" if facts else "")
        facts = "，".join(filter(None, (source.index and f"索引号 {source.index}", source.date)))
        return f"来源：《{source.title}》" + (f"（{facts}）" if facts else "")


class Hit(NamedTuple):
    """An answer, and from 0 to 1 how well it fits what was asked."""

    answer: Answer
    score: float


class _Phrase(NamedTuple):
    """A question that an answer fits (None: one for elsewhere), and the weight of its grams."""

    answer: int | None
    grams: Grams
    weight: float


class Answers:
    """All answers of a dataset; made by `Answers.open`."""

    SURE: ClassVar[float] = 0.65
    """From this score on, the answer is what was asked for."""
    ENOUGH: ClassVar[float] = 0.5
    """Below this score `find` says nothing."""

    def __init__(self, lookup: sqlite3.Connection) -> None:
        """`lookup` is a search index made by `bot.knowledge.index`."""
        self._lookup = lookup
        same, signs, self._rarest = self._row("SELECT * FROM wording")
        self._wording = Wording(json.loads(same))
        self._signs: list[Grams] = [frozenset(sign) for sign in json.loads(signs)]
        self._bodies: dict[int, Grams] = {}
        self._phrases: dict[int, _Phrase] = {}
        self._found: dict[int, Answer] = {}

    @classmethod
    def open(cls, folder: Path, index: Path | None = None) -> Answers:
        """Read the `knowledge` folder of a dataset.

        `index` is a folder that keeps the search index, in a file named after the hash of its
        content, for the next start. Without it the index is made in memory: 0.2 s for 200 answers.

        Raises:
            DatasetError: files have faults; lists every one of them.
        """
        from bot.knowledge.index import open_lookup  # noqa: PLC0415 - who only names an `Answer` needs none

        return cls(open_lookup(folder, index))

    def get(self, answer_id: str) -> Answer:
        """Give the answer with this id.

        Raises:
            UnknownNameError: there is none.
        """
        row = self._row("SELECT * FROM answers WHERE id = ?", answer_id)
        if row is None:
            raise UnknownNameError(f"no answer has the id {answer_id!r}; search for one instead")
        return _answer(row)

    def __iter__(self) -> Iterator[Answer]:
        """Give every answer, in the order of the files."""
        return map(_answer, self._lookup.execute("SELECT * FROM answers ORDER BY number"))

    def find(self, text: str) -> Answer | None:
        """Give the answer to a question, or None when no answer fits well enough."""
        hits = self.search(text, 1)
        return hits[0].answer if hits and hits[0].score >= self.ENOUGH else None

    def is_surely(self, answer_id: str | None, text: str) -> bool:
        """Tell whether an answer with this id is what was asked for."""
        hits = self.search(text, 1)
        return any(hit.answer.id == answer_id and hit.score >= self.SURE for hit in hits)

    def search(self, text: str, limit: int = 5) -> list[Hit]:
        """Give the answers that fit a question, best first."""
        scores, elsewhere = self._scores(self._wording.grams(text[:LONGEST]))
        best = sorted(scores.items(), key=lambda scored: -scored[1])[:limit]
        return [
            Hit(self._numbered(number), score if score > elsewhere else score * ELSEWHERE)
            for number, score in best
        ]

    def _scores(self, grams: Grams) -> tuple[dict[int, float], float]:
        """Score each answer by its best phrase; then, the best of the questions for elsewhere.

        Weights are summed exactly: the order of a set differs from process to process.
        """
        weights = dict(self._lookup.execute(_WEIGHTS, (json.dumps(list(grams)),)))
        candidates = self._candidates(weights)
        weights |= {gram: weight(gram, self._rarest) for gram in grams - weights.keys()}
        total = fsum(weights.values())
        signs = [sign for sign in self._signs if sign <= grams]
        scores: dict[int, float] = {}
        said: dict[int, float] = {}  # by each answer, its questions included
        elsewhere = 0.0
        for number, phrase, full in candidates:
            shared = grams & phrase
            met = fsum(map(weights.__getitem__, shared))
            if number is None:
                elsewhere = max(elsewhere, met / total * (met / full) ** KNOWN)
                continue
            if number not in said:
                said[number] = fsum(map(weights.__getitem__, grams & self._body(number)))
            score = ((met + BODY * (said[number] - met)) / total) ** (1 - KNOWN) * (
                met / full
            ) ** KNOWN
            if score <= scores.get(number, -1.0):
                continue
            about_it = says_something(shared) and all(sign <= shared for sign in signs)
            score *= 1 if about_it else ELSEWHERE
            scores[number] = max(score, scores.get(number, 0.0))
        return scores, elsewhere

    def _candidates(self, weights: Mapping[str, float]) -> list[_Phrase]:
        """Give the phrases that share rare pairs with a text, the best by BM25 first."""
        pairs = sorted((gram for gram in weights if len(gram) > 1), key=lambda g: (-weights[g], g))
        more = [pair for pair in pairs[FEWEST:MOST] if weights[pair] >= weights[pairs[0]] / 2]
        wanted = json.dumps(pairs[:FEWEST] + more)
        scores: dict[int, float] = defaultdict(float)
        for number, score in self._lookup.execute(_POSTINGS, (wanted,)):
            scores[number] += score
        nearest = sorted((-score, number) for number, score in scores.items())[:CANDIDATES]
        return [self._phrase(number) for _, number in nearest]

    def _phrase(self, number: int) -> _Phrase:
        if number not in self._phrases:
            answer, grams, full = self._row(
                "SELECT answer, grams, weight FROM phrases WHERE number = ?", number
            )
            self._phrases[number] = _Phrase(answer, frozenset(grams.split()), full)
        return self._phrases[number]

    def _body(self, number: int) -> Grams:
        """Give all that an answer and its questions say."""
        if number not in self._bodies:
            (grams,) = self._row("SELECT grams FROM answers WHERE number = ?", number)
            self._bodies[number] = frozenset(grams.split())
        return self._bodies[number]

    def _numbered(self, number: int) -> Answer:
        if number not in self._found:
            row = self._row("SELECT * FROM answers WHERE number = ?", number)
            self._found[number] = _answer(row)
        return self._found[number]

    def _row(self, query: str, *values: str | int | None) -> Any:  # noqa: ANN401 - of any table
        return self._lookup.execute(query, values).fetchone()


def _answer(row: Sequence[Any]) -> Answer:
    _, answer_id, title, title_en, text, text_en, source, section, _ = row
    return Answer(
        answer_id, BilingualText(title, title_en), BilingualText(text, text_en), source, section
    )
