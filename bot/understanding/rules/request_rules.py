"""What is looked for: the picture, the way, details, places of a service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.lexicon.lexicon import SURE
from bot.understanding.query import Intent
from bot.understanding.rules.cited_answers import about_listed, asks_of_one
from bot.understanding.rules.ruled import MOST_CHOICES
from bot.understanding.text.questions import QUESTION
from bot.understanding.text.stance import is_denied

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case
    from bot.understanding.query import Query

_LIKELY = 0.55  # so sure must a service be for a question about it
# "就去伊", "那就它吧", "I'll take it": what was listed is chosen.
_CHOOSES = regex(
    r"(?:就|还是)(?:[去到选要定]|是)*(?:[它他伊]|[这那该]|刚才那|上面那)(?!样)"
    r"|(?<![a-z])(?:take|choose|pick|go (?:to|with|for)) (?:it|this|that)(?![a-z])"
)
_HOW_GO = regex(
    r"(?<![a-z])(?:how (?:do i |can i |to |i )?(?:go|get|walk)|(?:go|get|walk) how)(?![a-z])"
)
_LONG_AGO = regex("当年|年轻时|那时候|从前|小时候|那辰光")


def circle(case: Case) -> Query | None:
    """The picture of what can be walked to."""
    words = [w for _, _, w in case.sentence.of_kind("intent") if w.key == Intent.CIRCLE]
    alone = case.sentence.minutes or case.sentence.unexplained() == 0
    said = any(word.weight == SURE or alone for word in words)
    if case.acts or not (said or (case.says("intent.circle") and not words)):
        return None
    return case.query(Intent.CIRCLE, pick=None)


def route(case: Case) -> Query | None:
    """The way to a listed place, or to a service."""
    text = case.sentence.text
    both_ends = case.sentence.mentions.start and case.sentence.mentions.goal and not case.acts
    says = case.says("intent.route") or (_leads(case) and _HOW_GO.search(text))
    if not (both_ends or says) or (case.walker.off and case.pick is None):
        return None
    spans = [span for span in case.sentence.of_kind("intent") if span.word.key == Intent.ROUTE]
    if spans and all(is_denied(text, span.start) for span in spans):
        return None
    if case.acts and not _plainly(case, Intent.ROUTE):
        return None
    return case.query(Intent.ROUTE, categories=() if case.pick else case.categories)


def _leads(case: Case) -> bool:
    """Whether something is named to which a way may lead: a place, or a line of the list."""
    return bool(case.sentence.mentions.goal or case.sentence.pick.lines)


def _plainly(case: Case, intent: Intent) -> bool:
    """Whether a word says this that can mean little else."""
    words = (span.word for span in case.sentence.of_kind("intent"))
    return any(word.key == intent and word.weight == SURE for word in words)


def detail(case: Case) -> Query | None:
    """Hours, telephone, address of a listed place."""
    if case.sentence.facility and not case.pick:
        asks = case.says("intent.detail") or not case.acts or asks_of_one(case)
    elif case.pick == 0:
        asks = _asks_of_it(case)
    else:
        asks = case.pick is not None or _asks_of_none(case)
    return case.query(Intent.DETAIL, categories=case.categories) if asks else None


def _asks_of_it(case: Case) -> bool:
    """Whether the one just spoken of is asked about, or chosen."""
    if case.says("intent.detail"):
        return True
    if case.has("cue.follow") and case.sentence.has_place:
        return False
    asks = case.has("cue.now", "cue.then", "cue.where", "cue.near", "pace.step_free")
    return asks or _CHOOSES.search(case.sentence.text) is not None


def _asks_of_none(case: Case) -> bool:
    """Whether details are asked for though no line is named: of the service, or of the one told."""
    sentence = case.sentence
    if not case.says("intent.detail") or (case.has("cue.near") and not case.categories):
        return False
    plain = sentence.unexplained() == 0 and not sentence.mentions.place
    alone = _plainly(case, Intent.DETAIL) or not case.acts
    known = plain or (case.acts and case.weighed.sure) or sentence.mentions.committee
    return bool(alone and known)


def nearby(case: Case) -> Query | None:
    """The places of a service."""
    asked = case.asks_at_all or QUESTION.search(case.sentence.text)
    if _LONG_AGO.search(case.sentence.text) and not asked:
        return None
    if case.acts:
        score = min(1.0, case.weighed.score)
        categories = case.weighed.categories
        return case.query(Intent.NEARBY, categories=categories, score=score, pick=None)
    if case.sentence.mentions.committee and case.has("cue.where", "cue.now", "cue.then"):
        return case.query(Intent.NEARBY, categories=case.categories, pick=None)
    return None


def service(case: Case) -> Query | None:
    """A question about a service that is named, whatever is asked: its terms, who may come."""
    asks = case.asks_at_all or case.meaning or QUESTION.search(case.sentence.text)
    likely = case.weighed.score >= _LIKELY or case.compares or case.meaning
    sure = case.weighed.sure and likely and not case.sentence.mentions.text
    if not (sure and asks) or case.has_kind("outside") or about_listed(case):
        return None
    looks = case.has("cue.where", "cue.near", "cue.place") or case.sentence.has_place
    terms = case.has("cue.now", "cue.then", "intent.detail") or case.sentence.moment
    intent = Intent.DETAIL if terms and not looks else Intent.NEARBY
    return case.query(intent, categories=case.weighed.categories, pick=None, score=0.6)


def ask_back(case: Case) -> Query | None:
    """A word that may mean several services."""
    for span in case.sentence.of_kind("either"):
        table = case.either[span.word.key]
        if "beside_elders" in table and (case.has("cue.elder") or case.weighed.categories):
            return case.query(Intent.NEARBY, categories=tuple(table["beside_elders"]), pick=None)
        choices = tuple(table["categories"])[:MOST_CHOICES]
        return case.query(Intent.UNKNOWN, choices=choices, pick=None, score=0.5)
    return None
