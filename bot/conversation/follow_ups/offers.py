"""One thing asked of the place or the list spoken of last: "能拔牙吗" is no wish for a new list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.composing import phrases
from bot.conversation.follow_ups.last_spoken import kind_spoken_of
from bot.conversation.handlers.facility_handlers import NOTES, about_one, detail, seen
from bot.conversation.handlers.picking import unclear
from bot.understanding.follow_ups.follow_up_reading import HOURS
from bot.understanding.lexicon.listed_words import UNLISTED
from bot.understanding.other_matters.not_ours import OTHER
from bot.understanding.query import Intent, Query
from bot.understanding.turns.place_questions import asks_of_there, asks_what_is_there

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.conversation.context import Context, Outcome
    from geo.facility import Facility

_ASKS = frozenset({Intent.NEARBY, Intent.DETAIL})
_LOST = frozenset({None, UNLISTED, OTHER, "machines", "money"})
"""What is made of a word that names no service: "现金收吗", "能带狗进去吗"."""


def offered(context: Context, query: Query) -> Outcome | None:
    """Say whether a source tells of what is asked for; None where it is asked of nothing told."""
    session = context.session
    own = query.intent in _ASKS and not (query.also or query.aspects or query.attributes)
    if not (query.offer and own and query.categories) or session.answer or session.pending:
        return None
    if session.speaks_of_one:
        facility = context.dataset.facility(session.facility)
        return _of_one(context, query, facility) if _is_of(query, (facility.category,)) else None
    kinds = kind_spoken_of(session)
    alike = session.listed and _is_of(query, kinds)
    return _of_list(context, query, kinds) if alike else None


def of_another_matter(context: Context, query: Query) -> Outcome | None:
    """Say that no source tells of what is asked in a word of another service: "有医生吗".

    Where places of that service are, is told as ever when she asks for them.
    """
    session = context.session
    one = session.speaks_of_one and context.dataset.facility(session.facility)
    kinds = kind_spoken_of(session) if session.listed else ()
    if one and (query.unanswered or query.intent is Intent.ANSWER):
        kinds = (one.category,)
    if not (kinds and _is_of_another(context, query, kinds)) or session.answer:
        return None
    if session.pending or not asks_of_there(context.turn):
        return None
    asked = (one,) if one else context.listed
    name = context.composer.name(one) if one else context.composer.kinds(kinds)
    name = name[:1].upper() + name[1:]
    words, ask = context.turn.words, _ask(context, asked)
    lines = [context.say("further.offer_unknown", name=name, words=words, ask=ask)]
    if query.categories:
        kind = context.composer.kinds(query.categories)
        lines.append(context.say("further.another_matter", kind=kind))
    if one:
        told = seen(context, one.id, context.now)
        return about_one(context, Intent.DETAIL, "\n".join(lines), told)
    return context.reply(Intent.DETAIL, "\n".join(lines), categories=kinds)


def _is_of_another(context: Context, query: Query, kinds: tuple[str, ...]) -> bool:
    """Whether a question is read as one of another service or the report, or as none of ours."""
    placed = query.names_a_place or query.pick is not None
    if placed or query.also or query.doubt or query.follow_up or query.at:
        return False
    if query.attributes or query.accessible or {*query.aspects} - {HOURS}:
        return False  # what is asked is known: the answer to it is better
    if query.intent is Intent.UNKNOWN:
        return query.topic in _LOST
    if query.intent is Intent.ANSWER:  # "能用敬老卡吗" is not asked of the card
        return not (query.facility or context.answers.is_surely(query.topic, context.turn.words))
    other = query.categories and not {*query.categories} & {*kinds}
    return query.intent is Intent.NEARBY and bool(other)


def what_is_there(context: Context) -> Outcome | None:
    """Tell the notes of the place told last, or ask which of the list is meant."""
    session = context.session
    if session.answer or session.pending or not asks_what_is_there(context.turn):
        return None
    notes = Query(Intent.DETAIL, session.language, pick=0, topic=NOTES)
    if session.speaks_of_one:
        return detail(context, notes)
    return unclear(context, notes, Intent.DETAIL) if session.listed else None


def _is_of(query: Query, kinds: tuple[str, ...]) -> bool:
    """Whether the thing is of the services spoken of."""
    return {*query.categories} <= {*kinds}


def _of_one(context: Context, query: Query, facility: Facility) -> Outcome:
    one, name = seen(context, facility.id, context.now), context.composer.name(facility)
    services = context.composer.services(facility)
    told = _tells(facility, query)
    lines = [] if told else [_unknown(context, query, name, (facility,))]
    if services or told:
        lines.append(context.say("further.offers", name=name, services=services or name))
    lines.append(context.say("further.go") if facility.geometry else "")
    return about_one(context, Intent.DETAIL, "\n".join(filter(None, lines)), one)


def _of_list(context: Context, query: Query, kinds: tuple[str, ...]) -> Outcome:
    """Name those of the list of which a source tells it, or say that none does."""
    listed = context.listed
    telling = [(line, one) for line, one in enumerate(listed, 1) if _tells(one, query)]
    if telling:
        rows = [f"{phrases.mark(number)} {context.composer.name(one)}" for number, one in telling]
        lines = [context.say("further.offered_by", words=query.offer), *rows]
        step = phrases.ordinal(telling[0][0], context.session.language)
        lines.append(context.say("list.next", number=step))
        return context.reply(Intent.DETAIL, "\n".join(lines), categories=kinds)
    unknown = _unknown(context, query, context.composer.kinds(kinds), listed)
    lines = [unknown, context.say("further.one_of_them")]
    return context.reply(Intent.DETAIL, "\n".join(lines), categories=kinds)


def _tells(facility: Facility, query: Query) -> bool:
    """Whether a source names a thing among what there is, or in the name of the place itself.

    At what time it is there, none does.
    """
    told = (*facility.services, *facility.name)
    named = any(query.offer in one.lower() for one in told if one)
    return named and query.intent is Intent.NEARBY


def _unknown(context: Context, query: Query, name: str, asked: Sequence[Facility]) -> str:
    """Say that no source tells it, and whom to ask."""
    words = query.offer if query.intent is Intent.NEARBY else context.turn.words
    return context.say("further.offer_unknown", name=name, words=words, ask=_ask(context, asked))


def _ask(context: Context, facilities: Sequence[Facility]) -> str:
    """Say which number to call: that of the only facility meant if it has one."""
    first, *others = facilities
    if others or not first.phone:
        return context.say("heard.ask")
    name = context.composer.name(first)
    return context.say("heard.ask_there", tel=first.phone, name=name)
