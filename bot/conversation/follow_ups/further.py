"""What follows on a list: a nearer one, another one, all but one, how many there are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.composing import phrases
from bot.conversation.follow_ups.walks_compared import end_of_list
from bot.conversation.handlers import list_handlers
from bot.conversation.handlers.facility_handlers import detail
from bot.conversation.handlers.picking import listed_as
from bot.conversation.names_said import in_short, without_its_own
from bot.understanding.query import Intent, Query
from bot.understanding.turns.refusals import (
    it_is_not_wanted,
    lines_not_wanted,
    name_not_wanted,
    wants_another,
)

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome


_ABOUT_IT = frozenset({Intent.NEARBY, Intent.DETAIL, Intent.MORE, Intent.UNKNOWN, Intent.ROUTE})


def instead_of(context: Context, query: Query) -> Query:
    """Look for its kind without the one that is named: "去过塘桥养护院了，还有别的吗"."""
    asked = query.intent in _ABOUT_IT and not (query.picks or query.doubt)
    if not asked:
        return query
    called = in_short(context, query)
    named = query.facility or (called[0] if called else "")
    name = context.dataset.facility(named).name if named else None
    said = name and (name.zh if context.session.language == "zh" else name.en)
    if not said or not wants_another(context.turn, said):
        return query
    kind = query.categories or (context.dataset.facility(named).category,)
    query = without_its_own(context, replace(query, facility=named), named)
    looked = replace(query, intent=Intent.NEARBY, categories=kind, facility=None, also=())
    looked = replace(looked, left_out=(named,), unheard=(), follow_up=None, pick=None)
    return replace(looked, attributes=(), aspects=(), offer="", bare=False)


def closer(context: Context, query: Query) -> Outcome | None:
    """Say that the first is the nearest, counted at the pace that is said beside it."""
    if query.pace:
        context = context.remember(pace=query.pace)
    if not context.session.listed or context.session.slots is None:
        return _of_its_kind(context)
    outcome = end_of_list(context, more=context.say("further.no_closer"))
    if outcome is None or not query.pace:
        return outcome
    noted = context.say(f"pace.{query.pace.value}")
    return outcome.but(text=f"{noted}\n{outcome.reply.text}")


def others(context: Context, query: Query) -> Outcome | None:
    """Show the next part of the list, or what else there is of the kind of a facility."""
    del query
    session = context.session
    if session.slots and session.point:
        return list_handlers.more(context)
    return _of_its_kind(context, but_it=True)


def neighbour(context: Context, query: Query) -> Outcome | None:
    """Open the line before or behind the one told last: "后面那个"; None for any other wish."""
    asks = query.intent is Intent.NEARBY and {*query.attributes} & {"next", "previous"}
    other = query.categories or query.names_a_place or query.also or query.at
    if not asks or other or context.session.facility not in context.session.listed:
        return None
    return detail(context, replace(query, intent=Intent.DETAIL))


def count(context: Context, query: Query) -> Outcome | None:
    """Say how many the list has; None without one."""
    del query
    session = context.session
    if not (session.listed and session.slots and session.origin):
        return None
    located = [one for one in context.listed if one.geometry]
    what = context.composer.kinds(session.slots.categories)
    minutes = session.slots.minutes or context.minutes
    values = {"place": session.origin.name, "what": what, "minutes": minutes}
    lines = [context.say("further.count", count=len(located), **values)]
    lost = len(session.listed) - len(located)
    if lost:
        lines.append(context.say("further.count_lost", count=lost))
    left = len(session.listed) - session.shown
    if left > 0:
        lines.append(context.say("list.more", count=left))
    lines.append(context.say("list.next", number=phrases.ordinal(1, session.language)))
    return context.reply(Intent.DETAIL, "\n".join(lines))


def _of_its_kind(context: Context, *, but_it: bool = False) -> Outcome | None:
    """List what is of the kind of the facility spoken of."""
    facility = context.session.facility
    if not facility:
        return None
    one = context.dataset.facility(facility)
    unwanted = (one.id,) if but_it else ()
    query = Query(
        Intent.NEARBY,
        context.session.language,
        categories=(one.category,),
        left_out=unwanted,
    )
    return list_handlers.nearby(context, query)


def without(context: Context, query: Query) -> Outcome | None:
    """Show the list without the lines that are turned down; None where none is."""
    slots, listed = context.session.slots, context.session.listed
    other = query.picks or query.facility or query.place or query.also or query.doubt
    if not other and not _spoken_of(context) and it_is_not_wanted(context.turn):
        return _of_its_kind(context, but_it=True) if context.session.speaks_of_one else None
    if not slots or other:
        return None
    same = {*query.categories} <= {*slots.categories}
    lines = lines_not_wanted(context.turn) if same else ()
    unwanted = [listed[line - 1] for line in lines if line <= len(listed)] or _called(context)
    unwanted = unwanted or _spoken_of(context)
    if not unwanted:
        return None
    left_out = tuple(dict.fromkeys((*slots.left_out, *unwanted)))
    fresh = context.remember(facility="", told=None)
    shown = list_handlers.show(fresh, replace(slots, left_out=left_out))
    names = context.composer.names(map(context.dataset.facility, unwanted))
    said = context.say("further.without", names=names)
    return shown.but(text=f"{said}\n{shown.reply.text}")


def _spoken_of(context: Context) -> list[str]:
    """Give the one of the list that was told last, where another one is wanted instead."""
    session = context.session
    told = session.speaks_of_one and session.facility in session.listed and len(session.listed) > 1
    return [session.facility] if told and it_is_not_wanted(context.turn) else []


def _called(context: Context) -> list[str]:
    """Give the one of the list whose name is turned down; of several none is surely meant."""
    words = name_not_wanted(context.turn)
    found = listed_as(context, words) if words else ""
    return [found] if found else []
