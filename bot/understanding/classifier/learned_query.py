"""A label of the classifier → a query, where the sentence has what that takes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.classifier.reading_labels import SEVERAL, parted
from bot.understanding.evidence.refused_services import is_refused
from bot.understanding.evidence.walking_ability import NOT_FAR
from bot.understanding.evidence.wish_clauses import wishes
from bot.understanding.query import Intent
from bot.understanding.rules.complaints import is_complaint
from bot.understanding.rules.setting_rules import RETURNS
from bot.understanding.services import HEALTH
from bot.understanding.small_talk.forgetting import may_ask_to_erase
from bot.understanding.text.questions import asks_something
from bot.understanding.text.stance import is_denied
from bot.understanding.topics import COMPLAINT
from bot.understanding.turns.walk_reports import is_of_a_walk

if TYPE_CHECKING:
    from bot.knowledge.answers import Hit
    from bot.understanding.classifier.classifier import Reading
    from bot.understanding.evidence.case import Case
    from bot.understanding.query import Query
    from bot.understanding.sentence import Sentence

_FITS, _FITS_BESIDE_A_SERVICE = 0.35, 0.65
_SURELY_FACTS = 0.8
_SURELY_PACE = 0.6
"""From this probability on she tells how she walks, whether or not it is understood how."""
# What may be done there, not what the program can do.
_OF_IT = regex(r"(?:那|请问|还|也)?(?:能|可以|能不能|可不可以|好)做?[^,你您侬]{2,6}[吗么伐不]\??")
# "没路了" thanks for nothing.
_UNTHANKED = regex(
    r"没用|来不及|没[救路人]了|出(?:大)?事|坏(?:事|了)|不好了|糟|尽力|烦你|太慢|等一下|稍等"
)
_SPOKEN_OF, _SPOKEN_OF_BESIDE_OTHERS = 0.5, 0.8
"""So likely, a service is the one that is spoken of: nine of ten new lines agree at 0.5.

Beside words of other matters more is needed.
"""


def query_of(label: str, case: Case, reading: Reading) -> Query | None:
    """Make a query of a label; None where the sentence has not what it takes."""
    intent, rest = parted(label)
    heard = case.sentence
    lacks = {
        Intent.SET_PLACE: not heard.has_place or _names_a_shop(case) or _asks_way(case),
        Intent.SET_PACE: case.pace is None and not _tells_walk(case, reading),
        Intent.GREET: heard.has_place,
        Intent.MORE: NOT_FAR.search(heard.text) is not None,
        Intent.ROUTE: _goes_back(case) or _asks_bus(case) or _tells_start(case),
        Intent.EMERGENCY: True,
        Intent.FORGET: not may_ask_to_erase(heard.text),
        Intent.CIRCLE: heard.has("cue.exist")
        and not (heard.unexplained() or case.says("intent.circle")),
        Intent.FEEDBACK: not _may_report(case),
        Intent.HUMAN: case.acts and _refuses_a_person(heard),
        Intent.HELP: _OF_IT.fullmatch(heard.text) is not None,
        Intent.THANKS: _UNTHANKED.search(heard.text) is not None
        or _picks(case)
        or (bool(case.weighed.categories) and wishes(heard.text)),
    }
    if lacks.get(intent):
        return None
    if intent is Intent.NEARBY:
        return _looking(rest, case)
    if intent is Intent.ANSWER:
        return _answering(case, reading)
    if intent in {Intent.DETAIL, Intent.ROUTE, Intent.FEEDBACK}:
        services = case.categories or _spoken_of(case, reading)
        named = {"facility": heard.facility} if intent is Intent.FEEDBACK else {}
        return case.query(intent, categories=services, **named)
    return case.query(intent, pick=None, **_further(intent, case))


def _tells_walk(case: Case, reading: Reading) -> bool:
    """Whether she surely tells how she walks, in words of no pace; not who has hurt a foot."""
    sure = reading.labels.get(Intent.SET_PACE, 0.0) >= _SURELY_PACE
    return sure and HEALTH not in case.categories


def _may_report(case: Case) -> bool:
    """Whether a fact about a place may be told: not her own words or walk, and not a question."""
    text = case.sentence.text
    of_her = case.corrects or case.walker.off or is_of_a_walk(text)
    return not (of_her or asks_something(text))


def _asks_way(case: Case) -> bool:
    """Whether the way to a place is asked for, beside where she is."""
    return case.sentence.mentions.goal is not None and case.says("intent.route")


def _goes_back(case: Case) -> bool:
    """Whether the last question is to be asked around another place again."""
    return case.sentence.has_place and RETURNS.match(case.sentence.text) is not None


def _tells_start(case: Case) -> bool:
    """Whether nothing is told but where a way begins: "从塘桥站走"."""
    to_somewhere = case.sentence.mentions.goal or case.pick is not None or case.categories
    asks = case.asks_at_all or wishes(case.sentence.text)
    return case.sentence.has_place and not (to_somewhere or case.sentence.called or asks)


def _asks_bus(case: Case) -> bool:
    """Whether a bus is asked for, and nowhere to go is named: "公交几路"."""
    named = case.sentence.has_place or case.sentence.called or case.pick is not None
    return case.has("outside.transport") and not (named or case.categories)


def _names_a_shop(case: Case) -> bool:
    """Whether what is none of ours is named first, and then a place: "超市 塘桥站"."""
    first = next(case.sentence.of_kind("outside"), None)
    if first is None or first.start or case.sentence.unexplained():
        return False
    return any(start == first.end for start, _ in case.sentence.mentions.spans)


def _refuses_a_person(sentence: Sentence) -> bool:
    """Whether a person is named only to be refused: "别叫我打12345"."""
    spans = [span for span in sentence.of_kind("intent") if span.word.key == Intent.HUMAN]
    return bool(spans) and all(is_denied(sentence.text, span.start) for span in spans)


def _further(intent: Intent, case: Case) -> dict[str, str | None]:
    """Say where what is none of ours is named to be, and that somebody complains."""
    if intent is Intent.UNKNOWN:
        return {"place_text": case.sentence.mentions.text}
    complains = intent is Intent.HUMAN and (is_complaint(case) or case.says("complaint.who_cares"))
    return {"topic": COMPLAINT} if complains else {}


def _picks(case: Case) -> bool:
    """Whether a listed one is chosen: "好,就去第二个" is no thanks."""
    return case.pick is not None and not case.says("intent.thanks")


def _looking(service: str, case: Case) -> Query | None:
    """Look for one service, or for the several that are named; for none that is refused."""
    several = case.weighed.categories
    named = {span.word.key for span in case.sentence.of_kind("category")}
    else_wanted = case.has("cue.want", "cue.where", "cue.exist") and not several
    if service in named and service not in several and case.refuses and not else_wanted:
        return None
    if f"{Intent.NEARBY}/{service}" == SEVERAL:
        several = several if len(several) > 1 else _named_apart(case)
        service = ""
    categories = (service,) if service else several
    query = case.query(Intent.NEARBY, categories=categories, pick=None)
    if categories:
        return query
    return replace(query, follows=True) if query.is_limited else None


def _named_apart(case: Case) -> tuple[str, ...]:
    """Give the services named in a sentence, none of which is refused, if they are several."""
    text = case.sentence.text
    spans = [span for span in case.sentence.of_kind("category") if not is_refused(text, span)]
    services = tuple(dict.fromkeys(span.word.key for span in spans))
    return services if len(services) > 1 else ()


def _answering(case: Case, reading: Reading) -> Query | None:
    """Give the answer that fits; where none does, the service that the question is about."""
    plain = case.acts and case.weighed.sure
    hit = case.hit if case.hit and _fits(case.hit, case, plain=plain) else None
    if case.compares or (hit is None and plain and not _is_of_facts(case, reading)):
        return None
    if hit is None:
        return _unanswered(_asked_there(case, reading), reading)
    return case.query(Intent.ANSWER, topic=hit.answer.id, pick=None)


def _fits(hit: Hit, case: Case, *, plain: bool) -> bool:
    """Whether an answer is about what is asked; beside a service, it must speak of that one."""
    text = "".join((*hit.answer.title, *hit.answer.text)).lower()
    said = (case.sentence.text[span.start : span.end] for span in case.sentence.of_kind("category"))
    spoken_of = any(word in text for word in said)
    return hit.score >= (_FITS_BESIDE_A_SERVICE if plain and not spoken_of else _FITS)


def _is_of_facts(case: Case, reading: Reading) -> bool:
    """Whether beside the name of a service surely a fact is asked for, and no place."""
    looks = case.sentence.has_place or case.has("cue.where", "cue.near")
    return reading.labels.get(Intent.ANSWER, 0.0) >= _SURELY_FACTS and not looks


def _unanswered(query: Query, reading: Reading) -> Query:
    """Mark that no source answers the question, where no part of it is said to be untold."""
    told = query.untold or query.attributes or query.meaning or query.advice
    asked = query.categories or reading.labels[Intent.ANSWER] >= _SURELY_FACTS
    return replace(query, unanswered=bool(asked) and not told)


def _asked_there(case: Case, reading: Reading) -> Query:
    """Look for the service that a question is about, if it is plain which."""
    named = case.weighed.categories
    likeliest = max(filter(None, reading.services), key=reading.services.__getitem__)
    # A question is about one service, whatever else it names: "养老院里办证要什么材料".
    sure = reading.services[likeliest] >= _SPOKEN_OF_BESIDE_OTHERS
    if named and (case.meaning or case.weighed.sure) and (named == (likeliest,) or not sure):
        return case.query(Intent.NEARBY, categories=named, pick=None)
    least = _SPOKEN_OF_BESIDE_OTHERS if case.has_kind("outside") else _SPOKEN_OF
    if reading.services[likeliest] >= least:
        return case.query(Intent.NEARBY, categories=(likeliest,), pick=None)
    return case.query(Intent.UNKNOWN, pick=None, score=0.0)


def _spoken_of(case: Case, reading: Reading) -> tuple[str, ...]:
    """Give the service that is spoken of without its name; none where a listed place is meant."""
    likeliest, share = next(iter(reading.services.items()))
    named = case.sentence.facility or case.pick is not None
    return (likeliest,) if likeliest and share >= _SPOKEN_OF and not named else ()
