"""What a sentence asks of what was told before, without naming it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from bot.lazy_regex import regex
from bot.understanding.follow_ups.asked_comparison import (
    asked_quality,
    asks_for_station,
    is_against,
    leaves_choice,
)
from bot.understanding.follow_ups.asked_distance import (
    asks_distance,
    asks_if_managed,
    from_station,
    is_apart,
    is_of_facility,
    is_of_her,
    measured_from,
)
from bot.understanding.follow_ups.asked_further import further_asked
from bot.understanding.follow_ups.asked_hospital import asks_where, unknown_hospital, wants_big
from bot.understanding.follow_ups.asked_matter import is_far_fetched
from bot.understanding.follow_ups.asked_offer import offer_asked
from bot.understanding.follow_ups.asked_onward import onward_asked
from bot.understanding.follow_ups.asked_service import services_of_lines
from bot.understanding.follow_ups.asked_state import state_asked
from bot.understanding.follow_ups.asked_terms import OF_AGE, TERMS, asks_of_hukou, terms_asked
from bot.understanding.follow_ups.asked_visit import goes_to, stays_there
from bot.understanding.lexicon.patterns import MASK, any_of, masked
from bot.understanding.query import FollowUp, Intent
from bot.understanding.services import HEALTH
from bot.understanding.text.length import is_short
from bot.understanding.topics import COMPLAINT, HOSPITAL

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from bot.understanding.evidence.case import Case
    from bot.understanding.query import Query

HOURS, HOW, DEAL, WHERE = "hours", "how", "deal", "where"
"""Aspects: being open, at a moment that is said or now; how to apply; what to do about it."""

_SMALL = "small"
_MOST_CHARS = 24
_SILENT = regex(r"[,?·\s]+")
_FILTERS = regex("(?:开着|开门|营业|上班)的$")
# A wish, what else there is, and a question about the calendar.
_OF_ITS_OWN = regex(
    r"(?:^|[我们])(?:就|很|也)?(?:想|要)(?:去|要)?(?:吃|看|找)(?![^,]*(?:[吗么呢?？几哪]|什么|多少))"
    r"|还有(?:什么|哪)|[今明昨后]天是?(?:几号|几月|周几|什么日子)"
)
_CLOCK = "clock"
# "周几有课" asks for the days of something, and not which day it is.
_DAY_OF = regex(
    "(?:周|星期|礼拜)几[^,]{0,4}(?:有|开|关|休|上|营业|放|收|办|教|来|值|唱|跳|活动)|(?:哪天|几号)(?:有|开|关|休|放|办|来)"
)
_IT_IS = regex("^(?:就|我|你|说|讲|问|的|对|,)*是(?=·)|^it(?:'s| is)(?= )")
_WHERE_IS = regex(
    "^(?:请问|那么?)|(?:在|是|的?位置|的?地址)*(?:哪[里边儿]?|哪条路上?|什么地方)[啊呀呢]?$"
    r"|^where(?:'s| is)(?: the)? "
)
_READ = frozenset({Intent.NEARBY, Intent.ANSWER, Intent.DETAIL})
_PLACED = frozenset({*_READ, Intent.UNKNOWN, Intent.SET_PLACE})
_SMALL_TALK = frozenset({Intent.THANKS, Intent.GREET, Intent.HELP})
_URGENT = frozenset({Intent.EMERGENCY, Intent.FORGET})
"""What is said of danger, or to be forgotten, is asked of nothing told before."""


@dataclass(frozen=True, slots=True)
class FollowUps:
    """Reads with the words of `follow_up.toml`, by aspect."""

    aspects: Mapping[str, re.Pattern[str]]
    every: re.Pattern[str]

    @classmethod
    def of(cls, tables: Mapping[str, Mapping[str, list[str]]]) -> Self:
        """Read the tables of the file."""
        aspects = {key: any_of(table["words"]) for key, table in tables.items() if key != _SMALL}
        return cls(aspects, any_of(word for table in tables.values() for word in table["words"]))

    def noted(self, query: Query, case: Case) -> Query:
        """Note what is asked of what was told before; an alarm or a wish to be forgotten stays."""
        if query.intent not in _URGENT and is_apart(case):
            return replace(query, follow_up=FollowUp.APART, also=())
        if query.intent in _URGENT or query.also:
            return query
        query = _of_hospital(query, case)
        if query.goal_text or query.topic == HOSPITAL:
            return query
        query = _of_facility_alone(query, case) or self._of_last(query, case)
        mentioned = case.weighed.categories if query.intent is Intent.UNKNOWN else ()
        services = services_of_lines(case)
        if query.topic == _CLOCK and _DAY_OF.search(case.sentence.text):
            query = replace(query, topic=None, plain=False)
        named = case.has_kind("category") or case.sentence.mentions.committee
        return replace(
            query,
            services=services,
            offer=offer_asked(case),
            guessed=(bool(query.categories) and not named) or is_far_fetched(query, case),
            mentioned=mentioned,
        )

    def _of_last(self, query: Query, case: Case) -> Query:
        if query.intent is Intent.ANSWER:
            query = replace(query, facility=case.sentence.facility)
        quality = asked_quality(case)
        if leaves_choice(case):  # "都行" names no service, whatever it looks like
            query = replace(query, intent=Intent.UNKNOWN, categories=(), choices=(), topic=None)
        if quality is not None:
            return _comparing(query, case, quality)
        if from_station(case):
            return replace(query, follow_up=FollowUp.COMPARISON, place=None, place_kind="metro")
        mentions = case.sentence.mentions
        if mentions.place and is_of_her(case):
            start = mentions.start if mentions.goal else None
            goal = mentions.goal or mentions.place
            return replace(query, intent=Intent.ROUTE, categories=(), place=start, goal=goal)
        if asks_distance(case):
            facility = measured_from(case)
            query = replace(query, place=mentions.place, goal=mentions.goal or facility)
            query = replace(query, facility=None) if facility else query
            if facility or (asks_if_managed(case) and not case.weighed.categories):
                query = replace(query, categories=())
            return replace(query, follow_up=FollowUp.DISTANCE)
        kind = onward_asked(case) or further_asked(case) or state_asked(case)
        if kind:
            return replace(query, follow_up=kind, facility=case.sentence.facility)
        return self._with_aspects(query, case)

    def _with_aspects(self, query: Query, case: Case) -> Query:
        """Note what is asked about, where no word of the sentence names a subject."""
        sentence = case.sentence
        if asks_of_hukou(case):
            return _alone(query)
        named = sentence.has_place or sentence.mentions.goal or sentence.called or case.pick
        if named or not is_short(sentence.text, _MOST_CHARS) or _FILTERS.search(sentence.text):
            return query
        if _OF_ITS_OWN.search(sentence.text):
            return query
        terms = terms_asked(case)
        if terms:
            intent = Intent.UNKNOWN if query.intent in _SMALL_TALK else query.intent
            return replace(query, intent=intent, aspects=(terms,), bare=True)
        known = [one for one in sentence.attributes if one[2] in self.aspects]
        spans = [(start, end) for start, end, _ in known]
        spans += (found.span() for found in self.every.finditer(sentence.masked))
        spans += (found.span() for found in OF_AGE.finditer(sentence.masked))
        if _SILENT.sub("", masked(sentence.masked, spans).replace(MASK, "")):
            return query
        found = [key for key, words in self.aspects.items() if words.search(sentence.masked)]
        found += [key for _, _, key in known]
        timed = (HOURS,) if sentence.moment else ()
        if sentence.moment and query.intent is Intent.UNKNOWN:  # "星期六看不看"
            at = sentence.moment.at
            query = case.query(Intent.NEARBY, follows=True, pick=None, at=at)
        return replace(query, aspects=tuple(dict.fromkeys((*found, *timed))), bare=True)


def _alone(query: Query) -> Query:
    """Ask for whom it is, of whatever was spoken of; where somebody is registered is no place."""
    asked = replace(query.about(None), place=None, topic=None)
    return replace(asked, aspects=(TERMS,), bare=True)


def _of_hospital(query: Query, case: Case) -> Query:
    """Ask for the way to a hospital that is named, or for a large one."""
    if case.sentence.called or case.pick or query.topic == COMPLAINT:
        return query
    unknown = unknown_hospital(case)
    if unknown:
        start = case.sentence.mentions.place
        return replace(
            query,
            intent=Intent.ROUTE,
            goal_text=unknown,
            place=start,
            categories=(),
            place_text=None,
        )
    if asks_where(case):
        goal = case.sentence.mentions.place
        return replace(query, intent=Intent.ROUTE, categories=(), place=None, goal=goal)
    if wants_big(case) and (query.intent is Intent.UNKNOWN or query.categories == (HEALTH,)):
        return replace(
            query, intent=Intent.NEARBY, categories=(HEALTH,), topic=HOSPITAL, choices=()
        )
    return query


def _of_facility_alone(query: Query, case: Case) -> Query | None:
    """Ask of the facility itself where nothing else is named: its walk, the way, or its card."""
    called = case.sentence.called
    if called and called.facility and query.intent in _READ and goes_to(case.sentence, called):
        return replace(query, intent=Intent.ROUTE, categories=(), topic=None, attributes=())
    if (
        called
        and called.facility
        and query.intent in _PLACED
        and stays_there(case.sentence, called)
    ):
        return case.query(Intent.DETAIL, categories=(), attributes=())
    if query.intent is not Intent.NEARBY:
        return None
    if is_of_facility(case):
        return replace(query, follow_up=FollowUp.DISTANCE)
    return replace(query, intent=Intent.DETAIL) if _names_alone(case) else None


def _names_alone(case: Case) -> bool:
    """Whether a facility is named and no more is asked than where it is: its card is asked for.

    A name that any such place may have, "文化活动中心", asks for those that are near.
    """
    called = case.sentence.called
    if called is None or not called.facility:
        return False
    if any((s.start, s.end) == called[:2] for s in case.sentence.of_kind("category")):
        return False
    alone = _IT_IS.sub("", masked(case.sentence.text, [called[:2]]))
    return not _SILENT.sub("", _WHERE_IS.sub("", alone))


def _comparing(query: Query, case: Case, quality: str) -> Query:
    """Compare by a quality, or by one of which nothing is known; line 0 is the one spoken of."""
    picks = (0, *case.sentence.pick.lines) if is_against(case) else query.picks
    return replace(
        query,
        follow_up=FollowUp.COMPARISON,
        picks=picks,
        attributes=(quality, *query.attributes) if quality else (),
        place=case.sentence.mentions.place,
        place_kind="metro" if asks_for_station(case) else query.place_kind,
    )
