"""How far a facility is from a named place, or two of a list from each other; nobody moves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation import names_said
from bot.conversation.composing import way_text
from bot.conversation.follow_ups.comparisons import named_lines
from bot.conversation.follow_ups.last_spoken import kind_spoken_of
from bot.conversation.follow_ups.walks_compared import end_of_list
from bot.conversation.handlers.facility_handlers import about_one
from bot.conversation.handlers.passage_handlers import route_to_place
from bot.conversation.handlers.picking import picked, unclear
from bot.conversation.location import ask_nearby, ask_place, known_place, named_origin
from bot.conversation.lookup.search import Question
from bot.understanding.query import Intent
from bot.understanding.slots.attribute_names import Attribute
from bot.understanding.slots.facility_names import most_alike, whole_names_in

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.conversation.reply import Listed, Origin
    from bot.understanding.query import Query

_TWO = 2


def distance(context: Context, query: Query) -> Outcome | None:
    """Say how far it is; None where nothing was spoken of that could be meant."""
    query = names_said.with_goal(context, query)
    named = whole_names_in(context.turn.text, context.dataset.facilities)
    if len(named) == _TWO:
        return _from(context, named_origin(context, named[0]), named[1])
    target = query.goal or query.place
    if target and query.place and query.place != target:
        return _between_places(context, query)
    chosen = _chosen(context, query)
    if target:
        return _from_place(context, query, target, chosen[0] if chosen else "")
    if chosen:
        return _from_her(context, chosen[0])
    return None if query.categories else end_of_list(context)


def apart(context: Context, query: Query) -> Outcome | None:
    """Say how far two lines of the list are from each other; None without a list."""
    listed = context.session.listed
    if not listed:
        return None
    named = [one for _, one in named_lines(context, query)]
    if not named and len(listed) == _TWO:
        named = [*listed]
    if len(named) != _TWO:
        return context.plain(Intent.DETAIL, "further.which_two")
    one, other = named
    return _from(context, named_origin(context, one), other)


def _chosen(context: Context, query: Query) -> tuple[str, ...]:
    """Give the facilities that are spoken of; "it" after a list of several is none of them."""
    session, one = context.session, not query.pick and not query.facility
    if query.categories and Attribute.NEAREST in query.attributes:
        return ()
    if one and session.facility and not query.categories:
        return (session.facility,)
    if query.pick == 0 and len(session.listed) > 1:
        return ()
    if query.categories and not query.facility:
        return _of_kind(context, query)
    return picked(context, query)


def _of_kind(context: Context, query: Query) -> tuple[str, ...]:
    """Give the one of a kind that is spoken of: for a walk from here, of the list, too."""
    session, dataset = context.session, context.dataset
    if session.facility and dataset.facility(session.facility).category in query.categories:
        return (session.facility,)
    if query.place or query.goal:
        return ()
    alike = (one for one in context.listed if one.category in query.categories)
    meant = most_alike(context.turn.text, alike)
    return (meant.id,) if meant else ()


def _from_place(context: Context, query: Query, target: str, facility: str) -> Outcome:
    origin = named_origin(context, target)
    if origin.point is None:
        return ask_nearby(context, origin).but(intent=Intent.ROUTE)
    kinds = query.categories or _waiting_kinds(context)
    if not facility and kinds:
        return _nearest_to(context, kinds, origin)
    here = context.session.origin and not context.session.listed
    if not facility and here and known_place(context, target):
        return route_to_place(context, replace(query, goal=target, place=None))
    if not facility:
        return unclear(context, query, Intent.DETAIL)
    return _from(context, origin, facility)


def _from_her(context: Context, facility: str) -> Outcome:
    origin = context.session.origin
    if origin is None or origin.point is None:
        waiting = context.awaiting_place(facility=facility)
        return ask_place(waiting).but(intent=Intent.ROUTE)
    return _from(context, origin, facility)


def _between_places(context: Context, query: Query) -> Outcome:
    """Walk from one place to another, and be where she was."""
    if known_place(context, query.goal) is None:
        return _from(context, named_origin(context, query.place or ""), query.goal or "")
    outcome = route_to_place(context, query)
    return outcome._replace(session=context.session)


def _from(context: Context, origin: Origin, facility: str) -> Outcome:
    one = context.dataset.facility(facility)
    seen = context.search.seen_from(origin, one, context.pace, context.now)
    return _told(context, origin, seen)


def _told(context: Context, origin: Origin, one: Listed) -> Outcome:
    text = way_text.distance(context.composer, origin, one)
    return about_one(context, Intent.DETAIL, text, one).but(origin=origin)


def _waiting_kinds(context: Context) -> tuple[str, ...]:
    """Give the services of a question that waits for her place, and has no list yet."""
    return () if context.session.listed else kind_spoken_of(context.session)


def _nearest_to(context: Context, kinds: tuple[str, ...], origin: Origin) -> Outcome:
    """Name the nearest of some kinds to a place."""
    question = Question(kinds, context.minutes, context.pace, context.now)
    nearest = next(iter(context.search.walkable(origin, question)), None)
    what = context.composer.kinds(kinds)
    if nearest is None:
        return context.plain(
            Intent.NEARBY,
            "list.none_at_all",
            place=origin.name,
            what=what,
            minutes=context.minutes,
        )
    outcome = _told(context, origin, nearest)
    name = context.composer.name(nearest.facility)
    head = context.say("further.nearest_to", place=origin.name, what=what, name=name)
    return outcome.but(text=f"{head}\n{outcome.reply.text}")
