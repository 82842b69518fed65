"""The last question again around another place that was told: hers, somebody else's, or before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.handlers.facility_handlers import route
from bot.conversation.handlers.list_handlers import show
from bot.conversation.location import ask_place, at_named_place, known_place
from bot.conversation.session import Awaits, Pending, Slots
from bot.understanding.query import Intent, Query
from bot.understanding.turns.sides import (
    Side,
    goes_to_theirs,
    is_beside_it,
    is_near_them,
    side_named,
    side_of_wish,
)

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.conversation.session import Session

_LOOKS = frozenset({Intent.NEARBY, Intent.CIRCLE})


def of_other_side(context: Context, query: Query) -> Outcome | None:
    """Ask again around the place that is named as hers, as theirs, or as before."""
    session, side = context.session, side_named(context.turn)
    slots = (session.pending.slots if session.pending else None) or session.slots
    if is_near_them(context.turn) and not (session.theirs or query.names_a_place):
        return _asks_theirs(context, query, slots)
    if side is Side.BETWEEN:
        both = session.theirs and session.origin
        return context.plain(Intent.SET_PLACE, "place.between_two") if both else None
    if side is Side.OWN:
        return _around_own(context, slots)
    if goes_to_theirs(context.turn):
        return _way_to_theirs(context, slots)
    place = _place_of(session, side) if side else None
    if place is None or not _is_known(context, place):
        return None
    moved = at_named_place(context, place).remember(pending=None)
    return show(moved, slots) if slots else _told_where(moved)


def _around_own(context: Context, slots: Slots | None) -> Outcome | None:
    """Ask again around where she is herself; ask her where that is, if she never said."""
    if not context.session.elsewhere:
        return show(context, slots) if slots and context.session.origin else None
    back = _back_home(context)
    if back is None:
        return ask_place(context.remember(pending=None), slots=slots)
    return show(back, slots) if slots else _told_where(back)


def _way_to_theirs(context: Context, slots: Slots | None) -> Outcome | None:
    """Tell the way from where she is herself to the nearest of what was listed near them."""
    session = context.session
    if not (slots and session.theirs and _is_known(context, session.theirs)):
        return None
    listed = show(at_named_place(context, session.theirs), slots).reply.listed
    here = _back_home(context) if session.elsewhere else context
    if not listed or here is None:
        return None
    return route(here, Query(Intent.ROUTE, facility=listed[0].facility.id))


def _told_where(moved: Context) -> Outcome:
    """Say around which place it is looked from now on."""
    origin = moved.session.origin
    text = moved.say("place.set", place=origin.name if origin else "")
    return moved.reply(Intent.SET_PLACE, text, origin=origin, buttons=moved.menu_buttons())


def _asks_theirs(context: Context, query: Query, slots: Slots | None) -> Outcome | None:
    """Ask where somebody is of whom she has not told it: "离我妈近的食堂"."""
    if query.categories and query.intent in _LOOKS:
        slots = Slots(query.intent, query.categories)
    if slots is None or query.intent is Intent.EMERGENCY:
        return None
    asked = ask_place(context.remember(pending=None), slots=slots)
    pending = Pending(Awaits.PLACE, slots, of_theirs=True)
    session = replace(asked.session, pending=pending)
    return asked.but(text=context.say("place.ask_theirs"))._replace(session=session)


def _back_home(context: Context) -> Context | None:
    """Be where she is herself again; None where she never said."""
    session = context.session
    place = session.before if session.before != session.theirs else None
    if place and known_place(context, place):
        return at_named_place(context, place).remember(pending=None)
    if session.own is None:
        return None
    own = session.moved_to(session.own, context.now)
    return replace(context, session=replace(own, pending=None))


def _is_known(context: Context, place: str) -> bool:
    """Whether it is a place of the dataset, or a facility."""
    known = known_place(context, place) is not None
    return known or any(one.id == place for one in context.dataset.facilities)


def _place_of(session: Session, side: Side) -> str | None:
    """Give the id of their place, or of the one before; None where none was told."""
    return {Side.THEIRS: session.theirs, Side.BEFORE: session.before}.get(side)


def on_its_side(context: Context, query: Query) -> tuple[Context, Query]:
    """Look around the place of whom the wish tells: "她附近有食堂吗", "它旁边有食堂吗"."""
    session = context.session
    looks = query.intent in _LOOKS and not (query.names_a_place or query.facility)
    if not (looks and session.theirs):
        return context, query
    side = side_of_wish(context.turn)
    if side is None and session.told is Intent.SET_PLACE and is_beside_it(context.turn):
        side = Side.THEIRS
    if side is Side.OWN and session.elsewhere:
        return _back_home(context) or context, query
    place = _place_of(session, side) if side else None
    if place and _is_known(context, place):
        return context, replace(query, place=place, follow_up=None)
    return context, query
