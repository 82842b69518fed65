"""What is asked of what was just shown, and is read as the same wish: it is not shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.follow_ups.last_spoken import kind_spoken_of
from bot.conversation.handlers.facility_handlers import about_one, seen
from bot.understanding.in_hand.asked_again import (
    asks_of_access,
    asks_of_way,
    asks_what_is_had,
    does_a_thing,
)
from bot.understanding.in_hand.yes_or_no import asks_yes_or_no
from bot.understanding.query import Intent
from bot.understanding.slots.attribute_names import Attribute
from bot.understanding.turns.place_questions import asks_of_there
from geo.facility import Accessible

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query
    from geo.facility import Facility

_READ = frozenset({Intent.NEARBY, Intent.DETAIL, Intent.ROUTE, Intent.UNKNOWN, Intent.HUMAN})
_NOT_OWN = frozenset({Attribute.SPECIALIST})


def asked_again(context: Context, query: Query) -> Outcome | None:
    """Say in a line that no source tells what is asked; None for anything else."""
    session = context.session
    if session.answer or session.pending or query.intent not in _READ or query.also:
        return None
    if _is_of_way(context, query):
        line = context.say(f"heard.{Attribute.WAY}", ask=context.say("heard.ask"))
        return context.reply(Intent.ROUTE, f"{line}\n{context.say('route.next')}")
    if _placed(query):
        return None
    if _asks_access(context, query):
        line = context.say("further.no_access_told", ask=context.say("heard.ask"))
        kinds = kind_spoken_of(session)
        return context.reply(Intent.DETAIL, line, categories=kinds)
    return _of_the_same(context, query)


def _placed(query: Query) -> bool:
    """Whether it is said where, when or how far: that is asked anew."""
    when = query.is_timed or query.weekdays or query.meal
    limits = query.minutes or query.metres or {*query.attributes} - _NOT_OWN
    return bool(query.points_at_something or query.facility or when or limits or query.aspects)


def _is_of_way(context: Context, query: Query) -> bool:
    """Whether it is asked what the way is like that was just told: "路上有台阶吗"."""
    session = context.session
    told = session.goal or session.told is Intent.ROUTE
    return bool(told and not query.names_a_place) and asks_of_way(context.turn)


def _asks_access(context: Context, query: Query) -> bool:
    """Whether a ramp is asked for of a list that was made for a wheelchair already."""
    session = context.session
    asked = session.slots and session.slots.accessible and session.listed
    if not asked or session.speaks_of_one or not asks_of_access(context.turn):
        return False
    other = {*query.categories} - {*kind_spoken_of(session)}
    return not other and all(one.accessible is Accessible.UNKNOWN for one in context.listed)


def _of_the_same(context: Context, query: Query) -> Outcome | None:
    """Say it of the service or the only place of it that was shown."""
    session = context.session
    one = context.dataset.facility(session.facility) if session.speaks_of_one else None
    kinds = (one.category,) if one else kind_spoken_of(session) if session.listed else ()
    same = query.intent is Intent.NEARBY and {*query.categories} == {*kinds}
    if not (kinds and same) or _is_told(context, query, one):
        return None
    asks = asks_of_there(context.turn) or asks_yes_or_no(context.turn)
    asks = asks or (query.guessed and does_a_thing(context.turn))
    if one and one.geometry is None and (asks or asks_what_is_had(context.turn)):
        return _of_one(context, one)
    if one or not asks:
        return None
    words, ask = context.turn.words, context.say("heard.ask")
    name = context.composer.kinds(kinds)
    lines = [context.say("further.offer_unknown", name=name, words=words, ask=ask)]
    lines.append(context.say("further.one_of_them"))
    return context.reply(Intent.DETAIL, "\n".join(lines), categories=kinds)


def _is_told(context: Context, query: Query, one: Facility | None) -> bool:
    """Whether a source tells of it somewhere, so that it is answered by the list."""
    asked = (one,) if one else context.listed
    words = context.turn.plain
    told = (service.lower() for each in asked for service in each.services)
    return bool(query.offer) or any(service in words for service in told if len(service) > 1)


def _of_one(context: Context, one: Facility) -> Outcome:
    """Say that no other place is known, and that what is there is not."""
    told = seen(context, one.id, context.now)
    name = context.composer.name(one)
    text = context.say("further.same_place", words=context.turn.words, name=name)
    return about_one(context, Intent.DETAIL, text, told)
