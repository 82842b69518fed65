"""What is not ours, what is never given, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.understanding.evidence.wish_clauses import wishes
from bot.understanding.lexicon.lexicon import SURE
from bot.understanding.query import Intent, Query
from bot.understanding.rules.cited_answers import about_listed
from bot.understanding.rules.ruled import MOST_CHOICES
from bot.understanding.services import CANTEEN, CULTURE, FITNESS, HEALTH, LEGAL, STATION

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case

_OFFERED = (CANTEEN, HEALTH, STATION, FITNESS, CULTURE)


def never(case: Case) -> Query | None:
    """What is not ours, whatever else is said."""
    if case.has("intent.set_place") or case.sentence.mentions.place:
        return None
    if case.sentence.mentions.far:
        return unknown(case)
    sentence = case.sentence
    spans = [span for span in sentence.of_kind("outside") if span.word.weight == SURE]
    clauses = {sentence.clause(span.start) for span in spans}
    ours = {sentence.clause(span.start) for span in sentence.of_kind("category")} - clauses
    asked = any(wishes(sentence.text[slice(*clause)]) for clause in ours)
    return unknown(case) if spans and not asked else None


def advice(case: Case) -> Query | None:
    """Medical or legal advice, which is never given: the nearest place is."""
    if case.acts and case.weighed.sure and case.has("cue.where", "cue.near", "cue.place"):
        return None
    for category in (HEALTH, LEGAL):
        if case.says(f"advice.{category}"):
            return case.query(Intent.NEARBY, categories=(category,), advice=True, pick=None)
    return None


def outside(case: Case) -> Query | None:
    """What is not ours unless a service is clearly asked for too."""
    ours = case.acts or about_listed(case) or case.has("intent.set_place")
    if case.has_kind("outside") and not ours:
        return unknown(case)
    return None


def refused(case: Case) -> Query | None:
    """Nothing but a service that is not wanted: ask which one is."""
    away = [span.word.key for span in case.sentence.of_kind("category")]
    if case.weighed.categories or not away or not case.weighed.refused:
        return None
    others = tuple(key for key in _OFFERED if key not in away)[:MOST_CHOICES]
    return case.query(Intent.UNKNOWN, choices=others, refused=tuple(away), pick=None, score=0.5)


def unknown(case: Case) -> Query:
    """Not ours, or not understood."""
    text = case.sentence.mentions.text
    return Query(Intent.UNKNOWN, case.sentence.language, place_text=text, score=0.0)
