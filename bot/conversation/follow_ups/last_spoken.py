"""What was last spoken of: a facility, a list or what waits for a place, or a cited answer.

A sentence without a subject of its own ("要多少钱", "那初八呢", "怎么申请") is asked of that.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation import names_said
from bot.understanding.follow_ups.follow_up_reading import DEAL, HOURS, HOW, WHERE
from bot.understanding.lexicon.listed_words import UNLISTED
from bot.understanding.query import Intent
from bot.understanding.slots.attribute_names import UNTOLD
from bot.understanding.slots.facility_names import stem_in_name
from bot.understanding.text.length import is_short
from bot.understanding.turns.list_questions import says_now
from bot.understanding.turns.place_questions import (
    asks_of_place,
    asks_parking,
    is_question,
    looks_around,
)

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.context import Context, Outcome
    from bot.conversation.session import Session
    from bot.understanding.query import Query

_ABOUT_PLACES = frozenset({Intent.NEARBY, Intent.CIRCLE, Intent.MORE, Intent.DETAIL, Intent.ROUTE})
_OWN = frozenset({Intent.THANKS, Intent.GREET, Intent.HELP, Intent.FEEDBACK, Intent.SET_PACE})
"""What means the same whatever was spoken of."""
_MOST_CHARS = 20


def leaning(context: Context, query: Query) -> Query:
    """Ask a sentence without a subject of the facility that was told last."""
    session = context.session
    if session.answer or not session.speaks_of_one:
        return query
    asks = asks_of_last(query) and {*query.aspects} != {DEAL}
    asks = asks or _asks_moment(context, query)
    here = _asks_here(context, query)
    lost = is_lost_question(context, query) or here
    if is_of_service(query, context.dataset.facility(session.facility).category):
        return query
    if not (asks or lost or _asks_quality(context, query)):
        return query
    return replace(
        query,
        intent=Intent.DETAIL,
        categories=(),
        topic=None,
        pick=0,
        choices=(),
        follows=False,
        attributes=asked_qualities(query),
        unheard=() if here else query.unheard,
        untold=_untold(context, query, always=lost and not asks),
    )


def asks_of_last(query: Query) -> bool:
    """Whether a sentence has no subject, and asks for something; where to eat is a new wish."""
    eats = query.intent is Intent.NEARBY and query.meal and WHERE in query.aspects
    return bool(query.aspects) and query.intent not in _OWN and not (query.pick or eats)


def _asks_quality(context: Context, query: Query) -> bool:
    """Whether what no source tells is asked, of no other place than the one told: "有床位吗"."""
    own = context.dataset.facility(context.session.facility).category
    alone = not query.points_at_something and {*query.categories} <= {own}
    looks = query.intent is Intent.NEARBY and not looks_around(context.turn)
    return bool(looks and alone and {*query.attributes}.intersection(UNTOLD))


def _asks_here(context: Context, query: Query) -> bool:
    """Whether what the town has no list of is asked of the place told last: "能洗澡吗"."""
    known = query.topic == UNLISTED or asks_parking(context.turn)
    asks = context.session.told is not None and asks_of_place(context.turn)
    return query.intent is Intent.UNKNOWN and known and asks and query.doubt is None


def _asks_moment(context: Context, query: Query) -> bool:
    """Whether nothing but another moment is asked about: "what about Monday morning"."""
    says = (query.categories, query.names_a_place, query.minutes, query.metres)
    more = (query.attributes, query.accessible, query.pace, query.impossible)
    when = query.at or query.weekdays or query.unheard
    timed = query.follows and when and not (any(says) or any(more))
    return query.intent is Intent.NEARBY and bool(timed) and not looks_around(context.turn)


def kind_spoken_of(session: Session) -> tuple[str, ...]:
    """Give the services of the last list, or of the question that waits for a place."""
    waiting = session.pending.slots if session.pending else None
    slots = waiting or session.slots
    return slots.categories if slots else ()


def moment_listed(context: Context) -> datetime | None:
    """Give the later moment that the last list was of, unless she asks of now."""
    slots = context.session.slots
    later = slots.at if slots and slots.at and slots.at > context.now else None
    return None if says_now(context.turn) else later


def asked_qualities(query: Query) -> tuple[str, ...]:
    """Give the qualities that are asked for, those that no source tells among them."""
    asked = (*query.attributes, *(one for one in query.aspects if one in UNTOLD))
    return tuple(dict.fromkeys(asked))


def untold_words(context: Context, query: Query, *, always: bool = False) -> tuple[str, ...]:
    """Give her words where it is asked how something is applied for: no source tells."""
    return (context.turn.words,) if HOW in query.aspects or always else ()


def _untold(context: Context, query: Query, *, always: bool) -> tuple[str, ...]:
    """Give the words of which it is said that no source tells, where no aspect says it already."""
    said = {*query.aspects}.intersection(UNTOLD)
    return () if said else query.untold or untold_words(context, query, always=always)


def is_lost_question(context: Context, query: Query) -> bool:
    """Whether something is asked that nobody understands by itself: "要照片吗"."""
    if query.doubt or not (_is_lost(context, query) or _is_bare(query)):
        return False
    return is_question(context.turn) and is_short(context.turn.words, _MOST_CHARS)


def _is_lost(context: Context, query: Query) -> bool:
    """Whether nothing is understood, not even that it is none of ours."""
    others = query.choices and not {*query.choices} & {*kind_spoken_of(context.session)}
    other = query.topic or others or query.place_text or query.refused or query.not_ours
    return query.intent is Intent.UNKNOWN and not other


def _is_bare(query: Query) -> bool:
    """Whether what is understood names no subject, and not all of it is understood."""
    if query.guessed and (query.untold or query.offer or query.intent is Intent.DETAIL):
        return True  # "周几有课" names no service of its own
    if query.intent is Intent.ANSWER:
        return query.bare or query.guessed  # "要报名吗" names no matter
    if query.intent is Intent.DETAIL:
        return bool(query.untold) and query.pick is None
    return query.intent is Intent.NEARBY and query.follows and not _asks_anything(query)


def _asks_anything(query: Query) -> bool:
    """Whether a sentence says what, where or when is looked for."""
    said = (query.categories, query.names_a_place, query.is_timed, query.minutes, query.metres)
    more = (query.attributes, query.accessible, query.unheard, query.meal)
    return any(said) or any(more)


def spoken(context: Context, query: Query, outcome: Outcome) -> Outcome:
    """Remember what an answer spoke of."""
    reply, session = outcome.reply, outcome.session
    if reply.answer and query.facility:
        told = replace(session, facility=query.facility, told=Intent.DETAIL, goal="", answer="")
        return outcome._replace(session=told)
    if reply.answer:
        return outcome._replace(session=replace(session, goal="", answer=reply.answer.id))
    if reply.intent in _ABOUT_PLACES and (reply.listed or reply.categories):
        one = _named_by_place(context, query, outcome) or _only_named(context, outcome)
        return outcome._replace(session=replace(session, answer="", facility=one))
    return outcome


def _only_named(context: Context, outcome: Outcome) -> str:
    """Give the facility spoken of; where none is listed, the only one that the text names."""
    reply = outcome.reply
    if outcome.session.facility or outcome.session.listed or reply.listed:
        return outcome.session.facility
    named = [one for one in context.dataset.facilities if context.composer.name(one) in reply.text]
    return named[0].id if len(named) == 1 else ""


def _named_by_place(context: Context, query: Query, outcome: Outcome) -> str:
    """Give the listed facility that is called by its place: "金浦食堂在哪里"."""
    if query.intent is not Intent.NEARBY or not query.place or not query.categories:
        return ""
    station = names_said.station_of(context, query.place)
    if station and station[0] in {one.facility.id for one in outcome.reply.listed}:
        return station[0]
    place = outcome.session.origin
    stem = stem_in_name(context.turn.text, place.name) if place else ""
    if not stem:
        return ""
    found = [one.facility for one in outcome.reply.listed if one.facility.name.zh.startswith(stem)]
    return found[0].id if len(found) == 1 else ""


def is_of_service(query: Query, but: str = "") -> bool:
    """Whether a moment is asked of a service that is named, "有饭吃吗", `but` of no other."""
    others = {*query.categories} - {but}
    return is_hours_alone(query) and bool(others)


def is_hours_alone(query: Query) -> bool:
    """Whether nothing but a moment or being open is asked about."""
    return {*query.aspects} == {HOURS}
