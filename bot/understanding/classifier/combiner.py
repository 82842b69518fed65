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
from typing import TYPE_CHECKING

from bot.understanding.classifier.learned_query import query_of
from bot.understanding.classifier.reading_labels import SEVERAL, label_of, parted
from bot.understanding.evidence.unheard_words import unheard_in
from bot.understanding.evidence.wish_clauses import wished_apart, wishes
from bot.understanding.query import Intent
from bot.understanding.rules.ruled import Rule
from bot.understanding.rules.setting_rules import whose
from bot.understanding.text.questions import QUESTION, speaks_of_contact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.understanding.classifier.classifier import Reading
    from bot.understanding.evidence.case import Case
    from bot.understanding.query import Query
    from bot.understanding.rules.ruled import Ruled

_LEAST_SURE = 0.3
"""Below this probability a reading is never taken: of new lines, half are wrong there."""
_SAYS_WHERE = 0.5
"""Below this probability nothing is looked for if a place is told and nothing is asked."""
_EVEN = (0.35, 0.65)
_SURE = 0.8
"""From this trust on, what cannot be taken back is done: deleting, filing a report."""
_REPORTS = 0.5
"""At least so probable must a report be: who works at the office reads every one."""
_SURELY_ALL = 0.9
"""Below this probability the service that is named is looked for, and not all there is."""
_SAFETY = frozenset({Rule.EMERGENCY, Rule.WHOM_TO_CALL, Rule.CARE})
"""Rules that read danger, whom to call, and grief: `danger_doubt` is the second reader of these."""
_LASTING = frozenset({Intent.FEEDBACK, Intent.FORGET})
_SETTING = frozenset({Rule.SET_PLACE, Rule.SET_PACE})
_SURER = 0.8
"""Below this probability a place or a pace alone is taken for what it says."""
_SEVERAL, _FEW = 2, 2
_MOST_OFFERED, _OFFERED, _OFFERED_BESIDE_OTHERS = 3, (0.5, 0.3), (0.3, 0.5)
"""So many services are offered to choose from where it is at most so likely that nothing of ours is
asked for, and at least so likely that it is one of these: of new lines that nothing else read, one
of them was meant in three of four. Beside words of other matters more is needed.
"""
_LEAST = 1e-4


def combine(ruled: Ruled, case: Case, reading: Reading, weights: Mapping[str, float]) -> Query:
    """Give the query to act on."""
    query = _decided(ruled, case, reading, weights)
    if query.intent is Intent.SET_PLACE and not query.topic and not query.homes and query.place:
        query = replace(query, topic=whose(case))
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
    labels = _possible(reading.labels, case)
    own, learned = label_of(ruled.query), next(iter(labels))
    if ruled.rule in _SAFETY or learned == own:
        return ruled.query
    if _agree(ruled.query, learned):
        if speaks_of_contact(case.sentence.text):
            return ruled.query
        return replace(ruled.query, intent=Intent.NEARBY)
    return _between(ruled, case, reading, weights)


def _between(ruled: Ruled, case: Case, reading: Reading, weights: Mapping[str, float]) -> Query:
    """Decide between two readings that differ."""
    labels = _possible(reading.labels, case)
    own, learned = label_of(ruled.query), next(iter(labels))
    intent = parted(learned)[0]
    other = query_of(learned, case, reading) or _likelier(ruled.query, labels, case)
    lasting = ruled.query.intent in _LASTING and case.pick is None
    doubted = lasting and labels.get(own, 0.0) < _LEAST_SURE
    more = learned == SEVERAL and labels[learned] > 1 / 2 and _adds(other, ruled.query)
    if other and (doubted or more):
        return other
    share = trust(clues(ruled, case, labels), weights)
    unsure = labels[learned] < _LEAST_SURE or (intent in _LASTING and share < _SURE)
    unsure = unsure or (intent is Intent.FEEDBACK and labels[learned] < _REPORTS)
    lost = intent is Intent.UNKNOWN and _has_unheard(case)
    # What a house is that is named is no question of what Yike can do.
    lost = lost or (intent is Intent.HELP and case.sentence.facility is not None)
    one = ruled.query.intent is Intent.NEARBY and ruled.query.categories
    unsure = unsure or bool(one and intent is Intent.CIRCLE and labels[learned] < _SURELY_ALL)
    if other is None or unsure or lost or _is_plain(ruled, case, labels):
        return ruled.query
    if labels[learned] < _SAYS_WHERE and _tells_where(ruled, case):
        return case.query(Intent.SET_PLACE, pick=None)
    if _EVEN[0] < share < _EVEN[1]:
        asked = _asked_back(ruled.query, other, case)
        if asked is not None:
            return asked
    return replace(other, score=round(labels[learned], 2)) if share > 1 / 2 else ruled.query


def _possible(labels: Mapping[str, float], case: Case) -> Mapping[str, float]:
    """Leave out what is asked of one facility where all near a place are: "附近有厕所吗"."""
    one = case.pick is not None or case.sentence.facility or case.categories
    if one or not (case.has("cue.near") and case.sentence.has_place):
        return labels
    left = {label: share for label, share in labels.items() if label != Intent.DETAIL}
    rest = sum(left.values())
    return {label: share / rest for label, share in left.items()} if rest else labels


def _tells_where(ruled: Ruled, case: Case) -> bool:
    """Whether nothing is made out but a place where somebody is."""
    mentions = case.sentence.mentions
    asks = wishes(case.sentence.text) or case.sentence.moment
    told = ruled.rule in {"", Rule.SET_PLACE}
    return bool(told and mentions.place and not mentions.goal and not asks)


def _adds(other: Query | None, query: Query) -> bool:
    """Whether a reading looks for what another one looks for, and more."""
    if other is None or query.intent is not Intent.NEARBY:
        return False
    return set(query.categories) < set(other.categories)


def _is_plain(ruled: Ruled, case: Case, labels: Mapping[str, float]) -> bool:
    """Whether the words can mean nothing else, in whichever conversation they are said."""
    heard = case.sentence
    if ruled.rule == Rule.FOLLOW and labels.get(Intent.ANSWER, 0.0) < _SURELY_ALL:
        # "早上八点到行吗": the last question at that moment
        told = heard.unexplained() == heard.unexplained_in_attributes
        changed = heard.moment or heard.times.long or heard.attributes
        return (told or case.mends) and bool(changed)
    if ruled.rule == Rule.SMALL_TALK or ruled.query.place_kind == "part":
        return True
    if ruled.query.intent is Intent.HELP and heard.unexplained() == 0:
        return next(iter(labels)) == Intent.UNKNOWN  # "are you a robot" is understood in full
    if ruled.rule == Rule.DETAIL:
        return _picks_alone(case)
    return ruled.rule in _SETTING and heard.unexplained() == 0 and max(labels.values()) < _SURER


def _picks_alone(case: Case) -> bool:
    """Whether a line is picked and hardly a word is strange: "第三个还有饭吗"."""
    heard = case.sentence
    if not case.pick or heard.has_place:
        return False
    begins = any(start == 0 for start, _ in heard.pick.spans)
    return heard.unexplained() == 0 or (begins and heard.unexplained() < _FEW)


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


def _agree(query: Query, learned: str) -> bool:
    """Whether both read the same: hours of a service are a question about what is near, too."""
    terms = query.intent is Intent.DETAIL and query.pick is None and query.categories
    return bool(terms) and learned == label_of(replace(query, intent=Intent.NEARBY))


def clues(ruled: Ruled, case: Case, reading: Mapping[str, float]) -> dict[str, float]:
    """Give what tells which of two different readings is right."""
    own, learned = label_of(ruled.query), next(iter(reading))
    rule, takes = f"rule:{ruled.rule}", f"takes:{parted(learned)[0]}"
    told = (*_told(case), "")
    return {
        "bias": 1.0,
        "learned": math.log(reading[learned]),
        "own": math.log(max(reading.get(own, 0.0), _LEAST)),
        "score": ruled.query.score,
        "stray": min(case.sentence.unexplained(), 12) / 12,
        "long": min(len(case.sentence.text), 60) / 60,
        f"{rule}|{takes}": 1.0,
        **dict.fromkeys((f"{one}|{held}" for one in (rule, takes) for held in told), 1.0),
    }


def _told(case: Case) -> Iterator[str]:
    """Name what a sentence holds that may tell which reading is right."""
    heard = case.sentence
    held = {
        "alone": heard.unexplained() == 0,
        "asks": case.asks_at_all or QUESTION.search(heard.text),
        "wishes": wishes(heard.text),
        "apart": wished_apart(case),
        "sure": case.weighed.sure,
        "acts": case.acts,
        "refuses": case.refuses,
        "corrects": case.corrects,
        "mends": case.mends,
        "near": case.has("cue.near"),
        "outside": case.has_kind("outside"),
        "place": heard.has_place,
        "moment": heard.moment,
        "pick": case.pick is not None,
        "facility": heard.facility,
        "attributes": heard.attributes,
        "unheard": unheard_in(heard),
    }
    return (name for name, holds in held.items() if holds)


def trust(clue: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Give how likely the classifier is right, of two readings of which one is."""
    return 1 / (1 + math.exp(-sum(value * weights.get(key, 0.0) for key, value in clue.items())))


def _asked_back(one: Query, other: Query, case: Case) -> Query | None:
    """Ask which of two single services is meant."""
    services = (*one.categories, *other.categories)
    both_look = one.intent is other.intent is Intent.NEARBY
    if not both_look or len(services) != 2 or one.categories == other.categories:
        return None
    return replace(case.query(Intent.UNKNOWN, pick=None), choices=services, score=0.5)
