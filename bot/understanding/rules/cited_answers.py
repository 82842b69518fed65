"""Questions that the knowledge base answers, and how well an answer must fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.understanding.query import Intent
from bot.understanding.sentence import UNIT
from bot.understanding.text.questions import QUESTION

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case
    from bot.understanding.query import Query

# Said in nothing but these words, a sentence is no question for the report.
_PLAIN = (
    "help",
    "human",
    "more",
    "greet",
    "thanks",
    "route",
    "forget",
    "feedback",
    "detail",
    "circle",
)
# How well an answer must fit: never well enough, about a thing that only the report speaks of, and
# about one that it counts.
_NEVER, _NAMED, _COUNTED = 2.0, 0.22, 0.28
_SHORT_UNITS, _UNITS_OF_A_WORD = 7, 2  # a Latin word says as much as two characters


def answer(case: Case) -> Query | None:
    """A question that the report answers."""
    enough = _enough(case)
    if enough == _NEVER or case.compares or asks_of_one(case):
        return None
    hit = case.hit
    if hit is None or hit.score < enough:
        return None
    return case.query(Intent.ANSWER, topic=hit.answer.id, pick=None, score=hit.score)


def asks_of_one(case: Case) -> bool:
    """Whether a facility is named, and it is asked when it is open or how to get there."""
    timed = case.sentence.moment is not None or case.has("cue.now", "cue.then")
    return bool(case.sentence.facility) and (timed or case.says("intent.route"))


def _enough(case: Case) -> float:
    """How well an answer must fit: less where a thing is named that only the report speaks of."""
    if case.facility_changed:
        return _NEVER
    looks = case.acts and case.has("cue.where", "cue.near")
    bare = case.acts and says_nothing_else(case) and not case.asks_facts
    if case.says("report.named") and not (bare or case.says("intent.feedback")):
        return case.answers.SURE if looks and case.answers else _NAMED
    elsewhere = case.sentence.mentions.text is not None
    if case.answers is None or elsewhere or about_listed(case) or not case.has_matter:
        return _NEVER
    if case.asks_facts:
        counted = case.says("report.counted") and not looks
        others = case.has_kind("outside")
        return _COUNTED if counted else case.answers.SURE if others else case.answers.ENOUGH
    if says_nothing_else(case):
        return _NEVER
    other = case.acts or case.sentence.mentions.place or _says_little(case.sentence.text)
    return case.answers.SURE if other else case.answers.ENOUGH


def _says_little(text: str) -> bool:
    units = UNIT.findall(text)
    return sum(_UNITS_OF_A_WORD if unit.isascii() else 1 for unit in units) < _SHORT_UNITS


def about_listed(case: Case) -> bool:
    """Whether a place of the last list is spoken of: "第二个", or "它几点开"."""
    pick = case.sentence.pick.first
    return bool(pick) or (pick == 0 and case.has("intent.detail"))


def says_nothing_else(case: Case) -> bool:
    """Whether the words that are known say it all: a name, "谢谢", "电话", "超市"."""
    if case.acts:
        asks = case.has("cue.exist", "cue.want", "cue.where") or "什么" in case.sentence.text
        return not (asks or QUESTION.search(case.sentence.text))
    if case.sentence.unexplained() or case.sentence.times.past:
        return False
    plain = any(case.has(f"intent.{intent}") for intent in _PLAIN)
    return plain or bool(case.sentence.mentions.place) or case.has_kind("outside")
