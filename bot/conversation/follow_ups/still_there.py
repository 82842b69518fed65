"""Whether a place is still there: asked about, or seen by somebody who went."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.follow_ups.last_spoken import one_spoken_of
from bot.conversation.handlers.facility_handlers import detail
from bot.conversation.handlers.feedback_handlers import feedback
from bot.conversation.handlers.picking import picked, unclear
from bot.understanding.query import Intent
from geo.facility import Status

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query


def still_there(context: Context, query: Query) -> Outcome | None:
    """Say that no source tells, and what is known of it; a question is no report."""
    asked = _of_one(context, query, Intent.DETAIL)
    if not picked(context, asked):
        return unclear(context, query, Intent.DETAIL) if _is_report(query) else None
    told = detail(context, asked)
    facilities = [one.facility for one in told.reply.listed]
    if any(one.status is not Status.OPEN for one in facilities):
        return told  # it is said in the details
    names = context.composer.series(map(context.composer.name, facilities))
    said = context.say("further.still_there", name=names, ask=context.say("heard.ask"))
    return told.but(text=f"{said}\n{told.reply.text}")


def seen_there(context: Context, query: Query) -> Outcome | None:
    """Keep what was seen of the facility spoken of; None without one."""
    if not one_spoken_of(context.session):
        return None
    return feedback(context, _of_one(context, query, Intent.FEEDBACK))


def _of_one(context: Context, query: Query, intent: Intent) -> Query:
    """Ask of the facility that is named or picked, else of the one spoken of."""
    named = query.facility or query.pick
    spoken_of = 0 if one_spoken_of(context.session) else None
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
