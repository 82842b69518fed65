"""What is said of a report that was just kept: taken back, mended, not sure, asked after."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.handlers.picking import picked
from bot.conversation.reports.filing import file, withdrawn
from bot.conversation.reports.ticket_status import status
from bot.understanding.follow_ups.told_facts import goes_on_telling, states_hours
from bot.understanding.query import Intent
from bot.understanding.text.questions import asks_something
from bot.understanding.turns.report_turns import (
    ReportTurn,
    means_other_one,
    names_report,
    said_of_report,
)

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query


def after_report(context: Context, query: Query) -> Outcome | None:
    """Answer what is said of the last report; None for everything else."""
    session = context.session
    just_kept = session.told is Intent.FEEDBACK
    if context.feedback and session.speaks_of_one and states_hours(context.turn.plain):
        return file(context, context.turn.text, (session.facility,))
    asks = bool(session.tickets) and said_of_report(context.turn) is ReportTurn.RECORDED
    if context.feedback is None or not (just_kept or asks or names_report(context.turn)):
        return None
    if not session.tickets:
        return _of_no_report(context, just_kept=just_kept)
    other = _other_one(context, query) if just_kept else ()
    if other:
        return _moved(context, other)
    return _answered(context) or (_told_more(context) if just_kept else None)


def _answered(context: Context) -> Outcome | None:
    """Take the last report back, or say how far it is."""
    session, said = context.session, said_of_report(context.turn)
    numbers = context.composer.series(session.tickets)
    if said is ReportTurn.TAKEN_BACK:
        context, taken = withdrawn(context)
        key = "feedback.withdrawn" if taken else "feedback.too_late"
        return context.plain(Intent.FEEDBACK, key, numbers=numbers)
    if said is ReportTurn.RECORDED:
        return _recorded(context)
    if said is ReportTurn.ASKED_AFTER:
        return _progress(context)
    if said not in _SAID or session.told is not Intent.FEEDBACK:
        return None
    return context.plain(Intent.FEEDBACK, _SAID[said], numbers=numbers)


def _recorded(context: Context) -> Outcome:
    """Say that the last report is kept, and how far it is."""
    told = _progress(context)
    return told.but(text=f"{context.say('feedback.recorded')}\n{told.reply.text}")


_SAID = {ReportTurn.UNSURE: "feedback.unsure", ReportTurn.AFFIRMED: "feedback.affirmed"}


def _told_more(context: Context) -> Outcome | None:
    """Keep what else is told of the facility that was just reported."""
    facility = context.session.facility
    if not (facility and goes_on_telling(context.turn.plain)):
        return None
    return file(context, context.turn.text, (facility,))


def _of_no_report(context: Context, *, just_kept: bool) -> Outcome | None:
    """Answer what is said of a report where hers is taken back, or another was looked up."""
    said = said_of_report(context.turn)
    if said is ReportTurn.ASKED_AFTER and just_kept:
        return context.plain(Intent.FEEDBACK, "feedback.progress")
    taken_back = said is ReportTurn.TAKEN_BACK
    return context.plain(Intent.FEEDBACK, "feedback.not_kept") if taken_back else None


def _other_one(context: Context, query: Query) -> tuple[str, ...]:
    """Give the facility that is meant instead of the one that was reported."""
    named = query.pick or query.facility or query.listed
    asks = asks_something(context.turn.plain)
    if asks or not (named and means_other_one(context.turn)):
        return ()
    return tuple(one for one in picked(context, query) if one != context.session.facility)


def _moved(context: Context, ids: tuple[str, ...]) -> Outcome:
    """Keep the words of the last report about another facility, and take that report back."""
    numbers = context.session.tickets
    tickets = filter(None, (context.feedback.ticket(one) for one in numbers if context.feedback))
    words = next((ticket.words for ticket in tickets), "")
    kept = file(context, f"{words} / {context.turn.text}", ids)
    if kept.session.tickets == numbers:
        return kept  # nothing was kept, so nothing is taken back
    _, taken = withdrawn(context)
    key = "feedback.instead" if taken else "feedback.too_late"
    said = context.say(
        key, numbers=context.composer.series(numbers), hotline=context.number("hotline")
    )
    shut = {context.session.facility}.difference(ids)
    left = tuple(one for one in kept.session.reported if one not in shut)
    kept = kept._replace(session=replace(kept.session, reported=left))
    return kept.but(text=f"{said}\n{kept.reply.text}")


def _progress(context: Context) -> Outcome:
    """Tell how far the last report is."""
    return status(context, context.session.tickets[-1])
