"""Two readings of a sentence, by rules and by the classifier → one that is acted on.

Where both agree there is nothing to decide. Where they differ, a logistic regression says how
likely the classifier is the one that is right; it was fitted on lines that neither reader had
seen. Of two services that are about as likely, the resident is asked; what neither reading makes
sense of offers the services that it may speak of.
"""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, TypeGuard

from bot.lazy_regex import regex
from bot.understanding.classifier.reading_labels import SEVERAL, label_of, parted
from bot.understanding.decision.ruled import Rule
from bot.understanding.decision.setting_rules import RETURNS
from bot.understanding.query import Intent
from bot.understanding.rules.complaints import is_complaint
from bot.understanding.rules.refused_services import is_refused
from bot.understanding.rules.report_questions import QUESTION, asks_something
from bot.understanding.rules.unheard_words import unheard_in
from bot.understanding.rules.walking_ability import NOT_FAR
from bot.understanding.rules.wish_clauses import wished_apart, wishes
from bot.understanding.small_talk.forgetting import may_ask_to_erase
from bot.understanding.stance import is_denied
from bot.understanding.turns.walk_reports import is_of_a_walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.knowledge.answers import Hit
    from bot.understanding.classifier.classifier import Reading
    from bot.understanding.decision.ruled import Ruled
    from bot.understanding.query import Query
    from bot.understanding.rules.case import Case
    from bot.understanding.sentence import Sentence

LEAST_SURE = 0.3
"""Below this probability a reading is never taken: of new lines, half are wrong there."""
_SAYS_WHERE = 0.5
"""Below this probability nothing is looked for if a place is told and nothing is asked."""
_EVEN = (0.35, 0.65)
_FITS, _FITS_BESIDE_A_SERVICE = 0.35, 0.65
_SURE = 0.8
"""From this trust on, what cannot be taken back is done: deleting, filing a report."""
_REPORTS = 0.5
"""At least so probable must a report be: who works at the office reads every one."""
_SAFETY = frozenset({Rule.EMERGENCY, Rule.WHOM_TO_CALL, Rule.CARE})
"""Rules that read danger, whom to call, and grief: `danger_doubt` is the second reader of these."""
_LASTING = frozenset({Intent.FEEDBACK, Intent.FORGET})
_PLAIN = frozenset({Rule.COMPLAINT, Rule.SMALL_TALK, Rule.TALK})
_ALONE = frozenset({Rule.SET_PLACE, Rule.SET_PACE, Rule.REFUSED, Rule.PLAIN})
_LISTING = frozenset({Rule.NEARBY, Rule.ROUTE, Rule.DETAIL})
_FRAMES = frozenset({Rule.COMPLAINT, Rule.SET_PACE})
_SURER = 0.7
"""From this probability on such a frame is weighed against the classifier, like any other rule.

Of 3,135 new lines the classifier alone was right in 14 there, the rule alone in 2.
"""
# What may be done there, not what the program can do.
_OF_IT = regex(r"(?:那|请问|还|也)?(?:能|可以|能不能|可不可以|好)做?[^,你您侬]{2,6}[吗么伐不]\??")
# "没路了" thanks for nothing.
_UNTHANKED = regex(
    r"没用|来不及|没[救路人]了|出(?:大)?事|坏(?:事|了)|不好了|糟|尽力|烦你|太慢|等一下|稍等"
)
_SMALL = frozenset({"cue.follow", "cue.reply"})
_SEVERAL = 2
_MOST_OFFERED, _OFFERED, _OFFERED_BESIDE_OTHERS = 3, (0.5, 0.3), (0.3, 0.5)
"""So many services are offered to choose from where it is at most so likely that nothing of ours is
asked for, and at least so likely that it is one of these: of new lines that nothing else read, one
of them was meant in three of four. Beside words of other matters more is needed.
"""
_SPOKEN_OF, _SPOKEN_OF_BESIDE_OTHERS = 0.5, 0.8
"""So likely, a service is the one that is spoken of: nine of ten new lines agree at 0.5.

Beside words of other matters more is needed.
"""
_LEAST = 1e-4


def combine(ruled: Ruled, case: Case, reading: Reading, weights: Mapping[str, float]) -> Query:
    """Give the query to act on."""
    query = _decided(ruled, case, reading, weights)
    lost = query.intent is Intent.UNKNOWN and not (query.choices or query.place_text)
    if not lost or ruled.rule == Rule.NEVER:
        return query
    not_ours, least = _OFFERED_BESIDE_OTHERS if case.has_kind("outside") else _OFFERED
    offered = tuple(islice(filter(None, reading.services), _MOST_OFFERED))
    likely = sum(reading.services[key] for key in offered)
    if reading.labels[Intent.UNKNOWN] > not_ours or likely < least:
        return query
    return replace(case.query(Intent.UNKNOWN, pick=None), choices=offered, score=0.5)


def _decided(ruled: Ruled, case: Case, reading: Reading, weights: Mapping[str, float]) -> Query:
    """Decide between the two readings."""
    labels = reading.labels
    own, learned = label_of(ruled.query), next(iter(labels))
    if _agree(ruled.query, own, learned) or ruled.rule in _SAFETY:
        return ruled.query
    intent = parted(learned)[0]
    other = _query(learned, case, reading) or _likelier(ruled.query, labels, case)
    if learned == SEVERAL and labels[learned] > 1 / 2 and _adds(other, ruled.query):
        return other
    share = trust(clues(ruled, case, labels), weights)
    unsure = labels[learned] < LEAST_SURE or (intent in _LASTING and share < _SURE)
    unsure = unsure or (intent is Intent.FEEDBACK and labels[learned] < _REPORTS)
    lost = intent is Intent.UNKNOWN and _has_unheard(case)
    framed = ruled.rule in _FRAMES and labels[learned] >= _SURER
    plain = _is_plain(ruled, case) and not framed
    if other is None or unsure or lost or plain:
        return ruled.query
    if labels[learned] < _SAYS_WHERE and _tells_where(ruled, case):
        return case.query(Intent.SET_PLACE, pick=None)
    if _EVEN[0] < share < _EVEN[1]:
        asked = _asked_back(ruled.query, other, case)
        if asked is not None:
            return asked
    return replace(other, score=round(labels[learned], 2)) if share > 1 / 2 else ruled.query


def _tells_where(ruled: Ruled, case: Case) -> bool:
    """Whether nothing is made out but a place where somebody is."""
    spot = case.sentence.spot
    asks = wishes(case.sentence.text) or case.sentence.moment
    told = ruled.rule in {"", Rule.SET_PLACE}
    return bool(told and spot.place and not spot.goal and not asks)


def _adds(other: Query | None, query: Query) -> TypeGuard[Query]:
    """Whether a reading looks for what another one looks for, and more."""
    if other is None or query.intent is not Intent.NEARBY:
        return False
    return set(query.categories) < set(other.categories)


def _is_plain(ruled: Ruled, case: Case) -> bool:
    """Whether the words can mean nothing else: a complaint, two wishes, a name and no more."""
    if (ruled.rule in _LISTING and wished_apart(case)) or ruled.query.place_kind == "part":
        return True
    alone = case.sentence.stray() == 0 and not (ruled.rule == Rule.REFUSED and case.asks_at_all)
    if ruled.rule == Rule.DETAIL and _picks_alone(case):
        return True
    if ruled.rule == Rule.FOLLOW:  # "早上八点到行吗": the last question at that moment
        told = case.sentence.stray() == case.sentence.stray_in_attributes
        return (told or case.mends) and bool(case.sentence.moment or case.sentence.attributes)
    return ruled.rule in _PLAIN or (alone and ruled.rule in _ALONE)


def _picks_alone(case: Case) -> bool:
    """Whether a line is picked and nothing else is said: "那第三个呢"."""
    others = [span.word for span in case.sentence.spans if span.word.kind != "filler"]
    small = all(f"{word.kind}.{word.key}" in _SMALL for word in others)
    return bool(case.pick) and small and case.sentence.stray() == 0


def _has_unheard(case: Case) -> bool:
    """Whether a facility is named, or a word of weight was not understood: to be said back."""
    return bool(case.sentence.facility or unheard_in(case.sentence))


def _likelier(query: Query, reading: Mapping[str, float], case: Case) -> Query | None:
    """Of several services that are named, the one that the classifier finds likeliest."""
    labels = {f"{Intent.NEARBY}/{service}": service for service in query.categories}
    if len(labels) < _SEVERAL or query.intent is not Intent.NEARBY:
        return None
    likeliest = next((label for label in reading if label in labels), None)
    return case.query(Intent.NEARBY, categories=(labels[likeliest],)) if likeliest else None


def _agree(query: Query, own: str, learned: str) -> bool:
    """Whether both read the same; hours of a service are a question about what is near, too."""
    terms = query.intent is Intent.DETAIL and query.pick is None and query.categories
    near = label_of(replace(query, intent=Intent.NEARBY)) if terms else own
    return learned in {own, near}


def clues(ruled: Ruled, case: Case, reading: Mapping[str, float]) -> dict[str, float]:
    """Give what tells which of two different readings is right."""
    own, learned = label_of(ruled.query), next(iter(reading))
    takes = f"takes:{parted(learned)[0]}"
    asks = float(bool(case.asks_at_all or QUESTION.search(case.sentence.text)))
    return {
        "bias": 1.0,
        "learned": math.log(reading[learned]),
        "own": math.log(max(reading.get(own, 0.0), _LEAST)),
        "score": ruled.query.score,
        "stray": min(case.sentence.stray(), 12) / 12,
        "long": min(len(case.sentence.text), 60) / 60,
        f"rule:{ruled.rule}": 1.0,
        takes: 1.0,
        f"rule:{ruled.rule}|{takes}": 1.0,
        "asks": asks,
        f"{takes}|asks": asks,
        f"{takes}|sure": float(case.weighed.sure),
        f"{takes}|acts": float(case.acts),
    }


def trust(clue: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Give how likely the classifier is right, of two readings of which one is."""
    return 1 / (1 + math.exp(-sum(value * weights.get(key, 0.0) for key, value in clue.items())))


def _query(label: str, case: Case, reading: Reading) -> Query | None:
    """Make a query of a label; None where the sentence has not what it takes."""
    intent, rest = parted(label)
    heard = case.sentence
    lacks = {
        Intent.SET_PLACE: not heard.has_place or _names_a_shop(case) or _asks_way(case),
        Intent.SET_PACE: case.pace is None,
        Intent.GREET: heard.has_place,
        Intent.MORE: NOT_FAR.search(heard.text) is not None,
        Intent.ROUTE: _goes_back(case) or _asks_bus(case),
        Intent.EMERGENCY: True,
        Intent.FORGET: not may_ask_to_erase(heard.text),
        Intent.CIRCLE: heard.has("cue.exist") and not (heard.stray() or case.says("intent.circle")),
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


def _may_report(case: Case) -> bool:
    """Whether a fact about a place may be told: not her own words or walk, and not a question."""
    text = case.sentence.text
    of_her = case.corrects or case.walker.off or is_of_a_walk(text)
    return not (of_her or asks_something(text))


def _asks_way(case: Case) -> bool:
    """Whether the way to a place is asked for, beside where she is."""
    return case.sentence.spot.goal is not None and case.says("intent.route")


def _goes_back(case: Case) -> bool:
    """Whether the last question is to be asked around another place again."""
    return case.sentence.has_place and RETURNS.match(case.sentence.text) is not None


def _asks_bus(case: Case) -> bool:
    """Whether a bus is asked for, and nowhere to go is named: "公交几路"."""
    named = case.sentence.has_place or case.sentence.called or case.pick is not None
    return case.has("outside.transport") and not (named or case.categories)


def _names_a_shop(case: Case) -> bool:
    """Whether what is none of ours is named first, and then a place: "超市 塘桥站"."""
    first = next(case.sentence.of_kind("outside"), None)
    if first is None or first.start or case.sentence.stray():
        return False
    return any(start == first.end for start, _ in case.sentence.spot.spans)


def _refuses_a_person(sentence: Sentence) -> bool:
    """Whether a person is named only to be refused: "别叫我打12345"."""
    spans = [span for span in sentence.of_kind("intent") if span.word.key == Intent.HUMAN]
    return bool(spans) and all(is_denied(sentence.text, span.start) for span in spans)


def _further(intent: Intent, case: Case) -> dict[str, str | None]:
    """Say where what is none of ours is named to be, and that somebody complains."""
    if intent is Intent.UNKNOWN:
        return {"place_text": case.sentence.spot.text}
    complains = intent is Intent.HUMAN and (is_complaint(case) or case.says("complaint.who_cares"))
    return {"topic": "complaint"} if complains else {}


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
        return _unanswered(_asked_there(case, reading))
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
    return reading.labels.get(Intent.ANSWER, 0.0) >= _SURE and not looks


def _unanswered(query: Query) -> Query:
    """Mark that no source answers the question, where no part of it is said to be untold."""
    told = query.untold or query.attributes or query.meaning or query.advice
    return replace(query, unanswered=bool(query.categories) and not told)


def _asked_there(case: Case, reading: Reading) -> Query:
    """Look for the service that a question is about, if it is plain which."""
    if case.weighed.categories and (case.meaning or case.weighed.sure):
        return case.query(Intent.NEARBY, categories=case.weighed.categories, pick=None)
    likeliest = max(filter(None, reading.services), key=reading.services.__getitem__)
    least = _SPOKEN_OF_BESIDE_OTHERS if case.has_kind("outside") else _SPOKEN_OF
    if reading.services[likeliest] >= least:
        return case.query(Intent.NEARBY, categories=(likeliest,), pick=None)
    return case.query(Intent.UNKNOWN, pick=None, score=0.0)


def _spoken_of(case: Case, reading: Reading) -> tuple[str, ...]:
    """Give the service that is spoken of without its name; none where a listed place is meant."""
    likeliest, share = next(iter(reading.services.items()))
    named = case.sentence.facility or case.pick is not None
    return (likeliest,) if likeliest and share >= _SPOKEN_OF and not named else ()


def _asked_back(one: Query, other: Query, case: Case) -> Query | None:
    """Ask which of two single services is meant."""
    services = (*one.categories, *other.categories)
    both_look = one.intent is other.intent is Intent.NEARBY
    if not both_look or len(services) != 2 or one.categories == other.categories:
        return None
    return replace(case.query(Intent.UNKNOWN, pick=None), choices=services, score=0.5)
