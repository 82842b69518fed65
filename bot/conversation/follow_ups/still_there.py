"""Whether a place is still there: asked about, or seen by somebody who went."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.handlers.facility_handlers import detail
from bot.conversation.handlers.feedback_handlers import feedback
from bot.conversation.handlers.picking import picked, unclear
from bot.understanding.follow_ups.asked_state import cannot_find, tells_door_shut, tells_shut
from bot.understanding.query import Intent
from geo.facility import Status

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query
    from geo.facility import Facility


def of_its_door(context: Context, query: Query) -> Query:
    """Take no danger from a door that was shut where a place was told or listed: "去了没开门"."""
    session = context.session
    spoken_of = session.facility or session.listed
    shut = query.intent is not Intent.EMERGENCY and tells_door_shut(context.turn.plain)
    return replace(query, doubt=None) if shut and spoken_of else query


def still_there(context: Context, query: Query) -> Outcome | None:
    """Say that no source tells, and what is known of it; a question is no report."""
    asked = _of_one(context, query, Intent.DETAIL)
    if not picked(context, asked):
        return unclear(context, query, Intent.DETAIL) if _is_report(query) else None
    told = detail(context, asked)
    facilities = [one.facility for one in told.reply.listed]
    if any(one.status is not Status.OPEN for one in facilities):
        return told  # it is said in the details
    names = context.composer.names(facilities)
    said = context.say("further.still_there", name=names, ask=context.say("heard.ask"))
    return told.but(text=f"{said}\n{told.reply.text}")


def seen_there(context: Context, query: Query) -> Outcome | None:
    """Keep what was seen of the facility named or spoken of; None without one.

    Who cannot find it has not seen that it is shut: she is asked where she is.
    """
    words = context.turn.text
    session = context.session
    here = _stands_at(context)
    if here and not (query.facility or query.pick):
        query = replace(query, facility=here)
    of_list = bool(session.listed) and tells_shut(words)
    if not (query.facility or query.pick or session.speaks_of_one or of_list):
        return None
    asked = _of_one(context, query, Intent.FEEDBACK)
    chosen = picked(context, asked)
    if chosen and cannot_find(words) and not tells_shut(words):
        return _not_found(context, context.dataset.facility(chosen[0]))
    return feedback(context, asked)


def _stands_at(context: Context) -> str:
    """Give the facility at whose door she says she is; "" where she is anywhere else."""
    place = context.session.place or ""
    return place if any(one.id == place for one in context.dataset.facilities) else ""


def _not_found(context: Context, facility: Facility) -> Outcome:
    """Ask where she stands, to tell the way from there, and how to say that it is gone."""
    name = context.composer.name(facility)
    gone = context.say("further.not_found_gone", name=name)
    if facility.geometry is None:
        lost = context.say("further.not_found_lost", name=name)
        return context.reply(Intent.DETAIL, f"{lost}\n{gone}")
    waiting = context.awaiting_place(facility=facility.id).remember(facility=facility.id)
    error = round(facility.position_error_m or 0)
    asks = context.say("further.not_found", name=name, error=error)
    return waiting.reply(Intent.DETAIL, f"{asks}\n{gone}", categories=(facility.category,))


def _of_one(context: Context, query: Query, intent: Intent) -> Query:
    """Ask of the facility that is named or picked, else of the one spoken of."""
    named = query.facility or query.pick
    spoken_of = 0 if context.session.speaks_of_one else None
    return replace(
        query,
        intent=intent,
        categories=(),
        place=None,
        topic=None,
        choices=(),
        attributes=(),
        pick=query.pick if named else spoken_of,
    )


def _is_report(query: Query) -> bool:
    return query.intent is Intent.FEEDBACK
