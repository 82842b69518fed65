"""The last question again around another place that was told: hers, somebody else's, or before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.handlers.list_handlers import show
from bot.conversation.location import ask_place, at_named_place, known_place, named_origin
from bot.understanding.query import Intent
from bot.understanding.turns.sides import Side, side_named, side_of_wish

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.conversation.session import Session
    from bot.understanding.query import Query

_LOOKS = frozenset({Intent.NEARBY, Intent.CIRCLE})


def of_other_side(context: Context) -> Outcome | None:
    """Ask again around the place that is named as hers, as theirs, or as before."""
    session, side = context.session, side_named(context.turn)
    if side is None:
        return None
    slots = (session.pending.slots if session.pending else None) or session.slots
    if side is Side.OWN and _is_elsewhere(session) and not session.before:
        return ask_place(context.remember(pending=None), slots=slots)
    place = _place_of(session, side)
    if place is None:
        return show(context, slots) if side is Side.OWN and slots and session.origin else None
    if known_place(context, place) is None:
        return None
    moved = at_named_place(context, place).remember(pending=None)
    if slots:
        return show(moved, slots)
    text = context.say("place.set", place=named_origin(context, place).name)
    return moved.reply(
        Intent.SET_PLACE, text, origin=moved.session.origin, buttons=moved.menu_buttons()
    )


def _is_elsewhere(session: Session) -> bool:
    """Whether the place that is asked about is not where she is herself."""
    return session.theirs is not None and session.place == session.theirs


def _place_of(session: Session, side: Side) -> str | None:
    """Give the id of the place meant; None where it is the one asked about, or none was told."""
    if side is Side.THEIRS:
        return session.theirs
    if side is Side.BEFORE:
        return session.before
    return session.before if _is_elsewhere(session) else None


def on_its_side(context: Context, query: Query) -> Query:
    """Look around the place of whom the wish tells: "她附近有食堂吗"."""
    looks = query.intent in _LOOKS and not (query.names_a_place or query.facility)
    side = side_of_wish(context.turn) if looks and context.session.theirs else None
    place = _place_of(context.session, side) if side else None
    return replace(query, place=place) if place and known_place(context, place) else query
