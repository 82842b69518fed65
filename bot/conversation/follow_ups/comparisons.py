"""Which of several it is: the nearest, the one that opens first; or that this is not known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.composing.hours_in_words import hours_in_words
from bot.conversation.follow_ups.last_spoken import kind_spoken_of
from bot.conversation.follow_ups.walks_compared import (
    called_or_marked,
    end_of_list,
    nearest_station,
    row,
    walks_of_named,
)
from bot.conversation.handlers.facility_handlers import about_one
from bot.conversation.handlers.list_handlers import nearby
from bot.conversation.handlers.picking import unclear
from bot.conversation.location import named_origin
from bot.conversation.lookup.ranking import ranked
from bot.understanding.query import Intent
from bot.understanding.slots.attribute_names import Attribute
from bot.understanding.slots.facility_names import whole_names_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query

_FEWEST = 2
_MOST_TOLD = 4
_BY_WALK = frozenset({Attribute.NEAREST, Attribute.FARTHEST})
_BY_HOURS = {
    "earliest": "further.earliest",
    "latest": "further.latest",
    "longest": "further.longest",
}


def wants_nearest(context: Context, query: Query) -> bool:
    """Whether "最近的" asks for one of the list, and not for the list again."""
    plain = query.intent is Intent.NEARBY and query.attributes == (Attribute.NEAREST,)
    placed = query.categories or query.names_a_place
    other = placed or query.is_timed or query.also or query.follow_up
    return bool(plain and context.session.listed) and not other


def compare(context: Context, query: Query) -> Outcome | None:
    """Say which of the listed ones it is; None where nothing was listed that could be meant."""
    if query.place_kind == "metro":
        if context.session.facility or not context.session.listed:
            return nearest_station(context)
        return unclear(context, query, Intent.DETAIL)
    called = _called(context)
    lines = called or named_lines(context, query) or tuple(enumerate(context.session.listed, 1))
    if len(lines) < _FEWEST or not (called or _is_of_list(context, query)):
        return _of_awaited(context, query)
    quality = query.attributes[0] if query.attributes else ""
    if quality in _BY_WALK:
        farthest = quality == Attribute.FARTHEST
        return (
            walks_of_named(context, called, farthest=farthest)
            if called
            else _by_walk(context, query, farthest=farthest)
        )
    if quality in _BY_HOURS:
        return _by_hours(context, lines, quality)
    key = f"heard.{quality}" if quality else "further.untold"
    return context.plain(Intent.DETAIL, key, ask=context.say("heard.ask"))


def _of_awaited(context: Context, query: Query) -> Outcome | None:
    """List the service that waits for a place around the one that is named: "离贵龙最近的"."""
    session = context.session
    kinds = session.waits_for_place and kind_spoken_of(session)
    by_walk = query.attributes[:1] == (Attribute.NEAREST,) and query.place
    if not (kinds and by_walk) or query.categories or query.facility:
        return None
    return nearby(context, replace(query, intent=Intent.NEARBY, follows=True, follow_up=None))


def _called(context: Context) -> tuple[tuple[int, str], ...]:
    """Give the facilities that are called by their names, if they are several; 0: not listed."""
    listed = context.session.listed
    named = whole_names_in(context.turn.text, context.dataset.facilities)
    lines = tuple((listed.index(one) + 1 if one in listed else 0, one) for one in named)
    return lines if len(lines) >= _FEWEST else ()


def named_lines(context: Context, query: Query) -> tuple[tuple[int, str], ...]:
    """Give the lines of the last list that are named, if they are several."""
    every, shown = tuple(enumerate(context.session.listed, 1)), context.session.shown
    lines = [line if line >= 0 else shown + 1 + line for line in query.picks]
    about, listed = context.session.facility, context.session.listed
    here = listed.index(about) + 1 if about in listed else 0
    lines = [line or here for line in dict.fromkeys(lines)]
    named = tuple(every[line - 1] for line in dict.fromkeys(lines) if 0 < line <= len(every))
    return named if len(named) >= _FEWEST else ()


def _is_of_list(context: Context, query: Query) -> bool:
    """Whether no other service is asked for than the list is of."""
    return {*query.categories} <= {*map(context.dataset.category_of, context.session.listed)}


def _by_walk(context: Context, query: Query, *, farthest: bool) -> Outcome | None:
    """Compare the walks, from the place that is named if one is; she stays where she is."""
    here, place = context.session.origin, ""
    if query.place:
        there = named_origin(context, query.place)
        context, place = context.remember(origin=there), there.name
    named = named_lines(context, query)
    if named:
        outcome: Outcome | None = walks_of_named(context, named, farthest=farthest)
    else:
        outcome = end_of_list(context, farthest=farthest, place=place)
    if outcome is None:
        return None
    return outcome._replace(session=replace(outcome.session, origin=here))


def _by_hours(context: Context, lines: Sequence[tuple[int, str]], quality: str) -> Outcome:
    """Tell the hours that are known, the one that was asked for first."""
    told = [context.search.unwalked(context.dataset.facility(one), context.now) for _, one in lines]
    number_of = {one: number for number, one in lines}
    known = [one for one in told if one.facility.opening_hours]
    if not known:
        return context.plain(Intent.DETAIL, "further.no_hours")
    known = ranked(known, (quality,), context.now, context.dataset.calendar)
    rows = []
    if len(known) > 1:
        mark = called_or_marked(context, number_of[known[0].facility.id], known[0])
        rows.append(context.say(_BY_HOURS[quality], mark=mark))
    for one in known[:_MOST_TOLD]:
        hours = hours_in_words(one.facility.opening_hours, context.session.language)
        rows.append(row(context, number_of[one.facility.id], one, hours))
    if len(known) < len(told):
        rows.append(context.say("service.others", count=len(told) - len(known)))
    return about_one(context, Intent.DETAIL, "\n".join(rows), known[0])
