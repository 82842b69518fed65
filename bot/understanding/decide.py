"""What a sentence asks for: the rules, in the order in which they are asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.query import Intent, Query
from bot.understanding.lexicon import SURE

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.understanding.case import Case

    Rule = Callable[[Case], Query | None]

_MOST_CHOICES = 3
# Said in nothing but these words, a sentence is no question for the report.
_PLAIN = ("help", "human", "more", "greet", "thanks", "route", "forget", "feedback")
_FEW_CHARS = 2  # so much that no word explains does not change what is meant
_SOME_CHARS = 4
_SHORT_CHARS = 7
_QUESTION = re.compile(
    r"(?:吗|么|\?|[了门过着]没有?)$|是不是|是否|有没有|会不会|(?:^|,)(?:is|are|has|does|did) "
)


def emergency(case: Case) -> Query | None:
    """A fall, a fire, a crime."""
    asks = bool(case.weighed.categories) and case.has("cue.where", "cue.near")
    topic = case.danger.topic_of(case.sentence.text, asks=asks)
    return case.query(Intent.EMERGENCY, topic=topic, pick=None) if topic else None


def forget(case: Case) -> Query | None:
    """Delete what is kept about me."""
    return case.query(Intent.FORGET, pick=None) if case.says("intent.forget") else None


def never(case: Case) -> Query | None:
    """What is not ours, whatever else is said."""
    if any(span.word.weight == SURE for span in case.sentence.of_kind("outside")):
        return None if case.has("intent.set_place") else unknown(case)
    return None


def feedback(case: Case) -> Query | None:
    """Something known is wrong; "关门了吗" only asks."""
    if not case.says("intent.feedback"):
        return None
    words = list(case.sentence.of_kind("intent"))
    reports = any(word.key == Intent.FEEDBACK and word.weight == SURE for _, _, word in words)
    asks = _QUESTION.search(case.sentence.text) or (case.acts and case.has("cue.where", "cue.want"))
    if (asks or case.has("intent.set_place")) and not reports:
        return None
    return case.query(Intent.FEEDBACK, categories=case.weighed.categories)


def answer(case: Case) -> Query | None:
    """A question that the report answers."""
    hit = case.hit
    if hit is None or case.answers is None:
        return None
    if not case.has("cue.fact", "cue.when"):
        said = any(case.has(f"intent.{intent}") for intent in _PLAIN) and not case.sentence.stray()
        other = case.acts or case.sentence.spot.place or len(case.sentence.text) < _SHORT_CHARS
        named = case.acts and not (case.has_kind("cue") or _QUESTION.search(case.sentence.text))
        place = case.sentence.spot.place and not case.sentence.stray()
        if said or named or place or (other and hit.score < case.answers.SURE):
            return None
    if hit.score < case.answers.ENOUGH:
        return None
    return case.query(Intent.ANSWER, topic=hit.answer.id, pick=None, score=hit.score)


def outside(case: Case) -> Query | None:
    """What is not ours unless a service is clearly asked for too."""
    if case.has_kind("outside") and not case.acts and not case.has("intent.set_place"):
        return unknown(case)
    return None


def human(case: Case) -> Query | None:
    """Somebody to talk to."""
    if not case.says("intent.human") or case.acts or case.sentence.pick:
        return None
    return case.query(Intent.HUMAN, pick=None)


def advice(case: Case) -> Query | None:
    """Medical or legal advice, which is never given: the nearest place is."""
    for category in ("health", "legal"):
        if case.says(f"advice.{category}"):
            return case.query(Intent.NEARBY, categories=(category,), advice=True, pick=None)
    return None


def circle(case: Case) -> Query | None:
    """The picture of what can be walked to."""
    if not case.says("intent.circle") or case.acts:
        return None
    return case.query(Intent.CIRCLE, pick=None)


def route(case: Case) -> Query | None:
    """The way to a listed place, or to a service."""
    if not case.says("intent.route"):
        return None
    return case.query(Intent.ROUTE, categories=case.weighed.categories)


def detail(case: Case) -> Query | None:
    """Hours, telephone, address of a listed place."""
    asks = case.says("intent.detail")
    if case.pick == 0:
        asks = asks or case.has("cue.now", "cue.then", "cue.where", "cue.near", "pace.step_free")
    elif case.pick is None:
        asks = asks and (case.acts or (case.sentence.stray() == 0 and not case.sentence.spot.place))
    else:
        asks = True
    if not asks:
        return None
    return case.query(Intent.DETAIL, categories=case.weighed.categories)


def more(case: Case) -> Query | None:
    """The rest of the last list."""
    if not case.says("intent.more") or case.acts:
        return None
    return case.query(Intent.MORE, pick=None)


def nearby(case: Case) -> Query | None:
    """The places of a service."""
    if case.acts:
        score = min(1.0, case.weighed.score)
        categories = case.weighed.categories
        return case.query(Intent.NEARBY, categories=categories, score=score, pick=None)
    if case.sentence.spot.committee and case.has("cue.where", "cue.now", "cue.then"):
        return case.query(Intent.NEARBY, categories=("station",), pick=None)
    return None


def ask_back(case: Case) -> Query | None:
    """A word that may mean several services."""
    for span in case.sentence.of_kind("either"):
        table = case.either[span.word.key]
        if "beside_elders" in table and (case.has("cue.elder") or case.weighed.categories):
            return case.query(Intent.NEARBY, categories=tuple(table["beside_elders"]), pick=None)
        choices = tuple(table["categories"])[:_MOST_CHOICES]
        return case.query(Intent.UNKNOWN, choices=choices, pick=None, score=0.5)
    return None


def set_place(case: Case) -> Query | None:
    """Where I am."""
    spot = case.sentence.spot
    if not (spot.place or spot.text):
        return None
    said = case.has("intent.set_place", "cue.follow")
    asks = case.has("cue.fact", "cue.where", "cue.exist", "intent.detail")
    if not said and (asks or case.sentence.stray() > _FEW_CHARS):
        return None
    return case.query(Intent.SET_PLACE, open_now=False, at=None, pick=None)


def set_pace(case: Case) -> Query | None:
    """How I walk."""
    if case.pace is None or case.sentence.stray() > _SOME_CHARS:
        return None
    return case.query(Intent.SET_PACE, pick=None)


def follow(case: Case) -> Query | None:
    """The last question again, with something changed."""
    changed = case.sentence.minutes or case.open_now or case.has("cue.follow")
    if not changed or case.sentence.stray() >= _FEW_CHARS:
        return None
    return case.query(Intent.NEARBY, follows=True, pick=None)


def small_talk(case: Case) -> Query | None:
    """Greetings, thanks, and what Yike can do."""
    if case.has("cue.elder"):  # "帮助老人" asks for something else
        return None
    for intent in (Intent.HELP, Intent.THANKS, Intent.GREET):
        if case.says(f"intent.{intent}") and case.sentence.stray() < _FEW_CHARS:
            return case.query(intent, pick=None)
    return None


def unknown(case: Case) -> Query:
    """Not ours, or not understood."""
    return Query(Intent.UNKNOWN, case.sentence.language, score=0.0)


RULES: tuple[Rule, ...] = (
    emergency,
    forget,
    answer,
    never,
    feedback,
    outside,
    human,
    advice,
    circle,
    route,
    detail,
    more,
    nearby,
    ask_back,
    set_place,
    set_pace,
    small_talk,
    follow,
)


def decide(case: Case) -> Query:
    """Apply the first rule that fits."""
    for rule in RULES:
        query = rule(case)
        if query is not None:
            return query
    return unknown(case)
