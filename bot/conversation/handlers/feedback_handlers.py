"""What a resident says is wrong: kept under a number, which tells what has become of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.alarms.first_advice import emergency
from bot.conversation.composing.phrases import walking_time
from bot.conversation.handlers.care_handlers import care
from bot.conversation.handlers.picking import picked, unclear
from bot.conversation.records import TicketStatus
from bot.conversation.reply import Button
from bot.conversation.session import Awaits, Pending
from bot.conversation.shut_reports import nearest_other
from bot.understanding.follow_ups.asked_state import tells_open, tells_shut
from bot.understanding.query import Intent
from geo.errors import YikeError

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query
    from geo.facility import Facility

_MOST_WORDS = 1000
"""Characters of a resident's words that are kept."""
_SHOWN_CHARS = 30


def feedback(context: Context, query: Query) -> Outcome:
    """Keep what is wrong with a facility that is named, listed or looked at.

    A pressed button asks for the words, words about nothing ask for the facility.
    """
    if context.feedback is None:
        return context.plain(Intent.FEEDBACK, "feedback.not_here")
    if query.doubt:  # what may tell of danger is no note for the office
        return context.plain(Intent.UNKNOWN, "unknown.text")
    chosen = picked(context, query)
    words = context.event.text or (context.session.pending or Pending(Awaits.FEEDBACK)).words
    if chosen and words:
        return file(context, words, chosen[0])
    if words:
        waiting = context.remember(pending=Pending(Awaits.FEEDBACK, words=words[:_MOST_WORDS]))
        return _which(waiting, query)
    return _ask_words(context, chosen[0] if chosen else "")


def _which(context: Context, query: Query) -> Outcome:
    """Ask which facility the words are about; without a list, how to get to one."""
    if context.session.listed:
        return unclear(context, query, Intent.FEEDBACK)
    return context.plain(Intent.FEEDBACK, "feedback.which", menu=True)


def told(context: Context, query: Query, text: str) -> Outcome:
    """Take the words that were asked for, or the facility that words were about."""
    pending = context.session.pending or Pending(Awaits.FEEDBACK)
    if pending.words:
        chosen = picked(context, query)
        return file(context, f"{pending.words} / {text}", chosen[0] if chosen else "")
    return file(context, text, pending.facility)


def still_waiting(context: Context, outcome: Outcome) -> Outcome:
    """Answer a question first, and ask again which facility the words are about."""
    waits = context.session.pending
    if waits is None or outcome.reply.intent is Intent.EMERGENCY:
        return outcome
    asks = context.say("feedback.still_which", words=_shown(waits.words))
    after = replace(outcome.session, pending=waits)
    return outcome.but(text=f"{outcome.reply.text}\n{asks}")._replace(session=after)


def remark(context: Context) -> Outcome:
    """Take feedback about the facility just spoken of, or about none; ask for words first."""
    words, about = context.event.text, context.session.facility
    if words is None:
        return _ask_words(context, about)
    query = context.understander.understand(words, context.now)
    if query.intent is Intent.EMERGENCY:
        return emergency(context, query)
    if query.topic == "care":
        return care(context)
    return file(context, words, about)


def _ask_words(context: Context, facility_id: str) -> Outcome:
    waiting = context.remember(pending=Pending(Awaits.FEEDBACK, facility=facility_id))
    return waiting.plain(Intent.FEEDBACK, "feedback.ask")


def file(context: Context, words: str, facility_id: str) -> Outcome:
    """Keep a resident's words about a facility; an empty id means about none."""
    context = context.remember(pending=None)
    if context.feedback is None:
        return context.plain(Intent.FEEDBACK, "feedback.not_here")
    try:
        ticket = context.feedback.file(
            facility_id or None,
            words[:_MOST_WORDS],
            context.person,
            context.now,
            context.event.id,
        )
    except YikeError:
        return context.plain(Intent.FEEDBACK, "feedback.failed")
    if not facility_id:
        return context.plain(
            Intent.FEEDBACK, "feedback.kept", number=ticket.number, words=_shown(words)
        )
    context = context.remember(facility=facility_id, told=Intent.FEEDBACK)
    facility = context.dataset.facility(facility_id)
    name, number = context.composer.name(facility), ticket.number
    if not tells_shut(words):
        if tells_open(words):
            left = tuple(one for one in context.session.reported if one != facility_id)
            context = context.remember(reported=left)
        said = context.say("feedback.kept_about", name=name, number=number, words=_shown(words))
        return context.reply(Intent.FEEDBACK, said)
    context = context.remember(reported=(*context.session.reported, facility_id))
    return _kept_as_shut(context, facility, number)


def _shown(words: str) -> str:
    """Say back what is kept, so that she sees when it is not what she meant."""
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN_CHARS else f"{line[:_SHOWN_CHARS]}…"


def _kept_as_shut(context: Context, facility: Facility, number: str) -> Outcome:
    """Say that a report is kept, and at once where else she may go."""
    composer, other = context.composer, nearest_other(context, facility)
    values = {
        "what": composer.kinds([facility.category]),
        "name": composer.name(facility),
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


def status(context: Context, number: str) -> Outcome:
    """Tell what has become of a ticket."""
    if context.feedback is None:
        return context.plain(Intent.FEEDBACK, "feedback.not_here")
    ticket = context.feedback.ticket(number)
    if ticket is None:
        return context.plain(Intent.FEEDBACK, "feedback.unknown", number=number)
    key = f"feedback.{ticket.status.value}"
    if ticket.status is TicketStatus.REJECTED and ticket.reason:
        key = "feedback.rejected_because"
    return context.plain(Intent.FEEDBACK, key, number=ticket.number, reason=ticket.reason)
