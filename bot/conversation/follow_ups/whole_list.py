"""What is asked of all that were listed: "今天开吗", "哪个有电话"; nobody is asked which one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.composing import phrases
from bot.conversation.composing.hours_in_words import hours_in_words
from bot.conversation.follow_ups.last_spoken import kind_spoken_of, moment_listed
from bot.conversation.handlers.list_handlers import nearby
from bot.conversation.unheard import with_notes
from bot.understanding.follow_ups.follow_up_reading import HOURS, WHERE
from bot.understanding.query import Intent, Query
from bot.understanding.text.length import is_short
from bot.understanding.turns.list_questions import (
    ListFact,
    asks_hours,
    asks_if_open,
    fact_asked,
    hours_question,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.conversation.context import Context, Outcome
    from geo.facility import Facility

_MOST_CHARS = 16
_OF_HOURS = frozenset({HOURS, WHERE, "when"})
_ASKS = frozenset({Intent.DETAIL, Intent.UNKNOWN, Intent.FEEDBACK})


def at_home(context: Context, query: Query) -> Query:
    """Read "周末有人吗" of places as a question about hours; "有人吗" alone calls for us."""
    spoken_of = context.session.listed or context.session.facility
    asked = hours_question(context.turn) if query.intent is Intent.GREET and spoken_of else None
    return context.understander.understand(asked, context.now) if asked else query


def of_whole_list(context: Context, query: Query) -> Outcome | None:
    """Answer for every line what is asked of none; None where one is spoken of, or named."""
    if not _is_of_list(context, query):
        return None
    fact = fact_asked(context.turn)
    if fact is ListFact.PHONE:
        texts = ("further.no_phone", "further.no_phone_of_others")
        return _told_of_each(context, lambda one: one.phone, texts)
    if fact is ListFact.ADDRESS:
        texts = ("further.no_address", "further.no_address_of_others")
        return _told_of_each(context, lambda one: one.address, texts)
    if fact is ListFact.HOURS and not (query.open_now or query.at) and asks_hours(context.turn):
        return _hours_of_each(context)
    alone = {*query.aspects} <= _OF_HOURS and HOURS in query.aspects and not query.at
    if not (alone or query.open_now or fact):
        return None
    outcome = _hours(context, query)
    return with_notes(context, replace(query, intent=Intent.NEARBY, attributes=()), outcome)


def _is_of_list(context: Context, query: Query) -> bool:
    session, kinds = context.session, kind_spoken_of(context.session)
    if not (session.listed and session.slots) or session.answer or session.pending:
        return False
    timed = query.impossible or query.meal or query.weekdays
    other = query.points_at_something or timed or query.attributes or query.also or query.topic
    hours = HOURS in query.aspects or asks_if_open(context.turn)
    bare = query.intent is Intent.NEARBY and hours and not query.at
    short = is_short(context.turn.words, _MOST_CHARS)
    asks = (query.intent in _ASKS or bare) and {*query.categories} <= {*kinds}
    return bool(asks and short and kinds) and not (other or session.facility)


def _hours(context: Context, query: Query) -> Outcome:
    """List with the hours where they are known of any; else say that they are of none."""
    listed = context.listed
    at = query.at or moment_listed(context)
    asked = replace(query, intent=Intent.NEARBY, categories=(), open_now=True, follows=True, at=at)
    if any(one.opening_hours for one in listed):
        return nearby(context, asked)
    slots = context.session.slots
    if slots and query.at:  # "3号呢" goes on from there
        context = context.remember(slots=replace(slots, at=query.at))
    return _answer(context, [context.say("further.no_hours")])


def _hours_of_each(context: Context) -> Outcome:
    """Tell when each opens: no list is drawn again, so that the numbers stay."""
    texts = ("further.no_hours", "service.others")
    told = moment_listed(context)
    if told:
        return _hours(context, Query(Intent.NEARBY, context.session.language, at=told))
    return _told_of_each(
        context, lambda one: hours_in_words(one.opening_hours, context.session.language), texts
    )


def _told_of_each(
    context: Context, fact_of: Callable[[Facility], str], texts: tuple[str, str]
) -> Outcome:
    """Give a fact of every line that has it; `texts` tell of none at all, and of the others."""
    listed = context.listed
    told = [(line, one, fact_of(one)) for line, one in enumerate(listed, 1)]
    known = [(line, one, fact) for line, one, fact in told if fact]
    lines = [
        context.say(
            "list.line", mark=phrases.mark(line), name=context.composer.name(one), facts=fact
        )
        for line, one, fact in known
    ]
    rest = len(listed) - len(known)
    if rest:
        lines.append(context.say(texts[bool(known)], count=rest))
    return _answer(context, lines)


def _answer(context: Context, lines: Sequence[str]) -> Outcome:
    step = context.say("list.next", number=phrases.ordinal(1, context.session.language))
    kinds = kind_spoken_of(context.session)
    return context.reply(Intent.DETAIL, "\n".join([*lines, step]), categories=kinds)
