"""Keeps a report under a number, and takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.composing.phrases import walking_time
from bot.conversation.reply import Button
from bot.conversation.reports.shut_reports import nearest_other
from bot.understanding.follow_ups.asked_state import tells_open, tells_shut
from bot.understanding.query import Intent
from bot.understanding.text.secrets import without_secrets
from geo.errors import YikeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.conversation.context import Context, Outcome
    from geo.facility import Facility

MOST_WORDS = 1000
"""Characters of a resident's words that are kept."""
_SHOWN_CHARS = 30


def file(context: Context, words: str, ids: Sequence[str]) -> Outcome:
    """Keep a resident's words about facilities, under a number for each."""
    context = context.remember(pending=None)
    if context.feedback is None:
        return context.plain(Intent.FEEDBACK, "feedback.not_here")
    if tells_open(words) and ids[0] in context.session.reported:
        if _is_last(context, ids[0]):
            return _open_after_all(context, ids[0])
        context = _listed_again(context, ids[0])
    try:
        numbers = tuple(_kept(context, words, one, nth) for nth, one in enumerate(ids))
    except YikeError:
        return context.plain(Intent.FEEDBACK, "feedback.failed")
    context = context.remember(facility=ids[0], told=Intent.FEEDBACK, tickets=numbers)
    facilities = [context.dataset.facility(one) for one in ids]
    number = context.composer.series(numbers)
    if tells_shut(words):
        context = context.remember(reported=(*context.session.reported, *ids))
        return _kept_as_shut(context, facilities, number)
    names = context.composer.names(facilities)
    values = {"name": names, "number": number, "words": shown(words)}
    return context.reply(Intent.FEEDBACK, context.say("feedback.kept_about", **values))


def _kept(context: Context, words: str, facility: str | None, nth: int) -> str:
    """Keep words about the nth facility of one event, and give the number."""
    event = f"{context.event.id}/{nth}" if nth else context.event.id
    log = context.feedback
    if log is None:
        return ""
    words = without_secrets(words)[:MOST_WORDS]
    return log.file(facility, words, context.person, context.now, event).number


def file_of_none(context: Context, words: str) -> Outcome:
    """Keep words that were asked for where no list tells what they are about."""
    context = context.remember(pending=None)
    if context.feedback is None:
        return context.plain(Intent.FEEDBACK, "feedback.not_here")
    try:
        number = _kept(context, words, None, 0)
    except YikeError:
        return context.plain(Intent.FEEDBACK, "feedback.failed")
    context = context.remember(facility="", told=Intent.FEEDBACK, tickets=(number,))
    return context.plain(Intent.FEEDBACK, "feedback.kept", number=number, words=shown(words))


def shown(words: str) -> str:
    """Say back what is kept, so that she sees when it is not what she meant."""
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN_CHARS else f"{line[:_SHOWN_CHARS]}…"


def _kept_as_shut(context: Context, facilities: Sequence[Facility], number: str) -> Outcome:
    """Say that a report is kept, and at once where else she may go."""
    composer, other = context.composer, nearest_other(context, facilities[0])
    values = {
        "what": composer.kinds([facilities[0].category]),
        "name": composer.names(facilities),
        "number": number,
    }
    if other is None or other.walk is None:
        return context.reply(Intent.FEEDBACK, context.say("feedback.kept_shut", **values))
    values["other"] = composer.name(other.facility)
    values["time"] = walking_time(other.walk, context.session.language)
    values["state"] = composer.state(other)
    way = Button(context.say("button.route", number="").strip(), f"route:{other.facility.id}")
    text = context.say("feedback.kept_shut_other", **values)
    return context.reply(Intent.FEEDBACK, text, buttons=(way,))


def _is_last(context: Context, facility: str) -> bool:
    """Whether what she reported last is of a facility alone."""
    log, numbers = context.feedback, context.session.tickets
    tickets = [log.ticket(one) for one in numbers] if log else []
    return bool(tickets) and all(one and one.facility_id == facility for one in tickets)


def _open_after_all(context: Context, facility: str) -> Outcome:
    """Take the report back that a facility is shut."""
    numbers = context.composer.series(context.session.tickets)
    context, taken = withdrawn(context)
    name = context.composer.name(context.dataset.facility(facility))
    key = "feedback.open_after_all" if taken else "feedback.too_late"
    return context.plain(Intent.FEEDBACK, key, name=name, numbers=numbers)


def _listed_again(context: Context, facility: str) -> Context:
    """List a facility again that is open; the report that it is shut stays with staff."""
    return context.remember(
        reported=tuple(one for one in context.session.reported if one != facility)
    )


def withdrawn(context: Context) -> tuple[Context, bool]:
    """Take back what she reported last; False where staff have decided on it already."""
    log, session = context.feedback, context.session
    if log is None:
        return context, False
    about = {ticket.facility_id for one in session.tickets if (ticket := log.ticket(one))}
    taken = [log.withdraw(one) for one in session.tickets]
    left = tuple(one for one in session.reported if one not in about)
    return context.remember(tickets=(), reported=left), all(taken)
