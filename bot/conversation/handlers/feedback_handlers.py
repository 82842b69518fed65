"""What a resident says is wrong: asked for until a facility and a fault are known, then kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.alarms.first_advice import emergency
from bot.conversation.handlers.care_handlers import care
from bot.conversation.handlers.picking import called_anywhere, picked, unclear
from bot.conversation.reports.filing import MOST_WORDS, file, file_of_none, shown
from bot.conversation.session import Awaits, Pending
from bot.understanding.query import Intent
from bot.understanding.safety.danger import Danger
from bot.understanding.text.secrets import without_secrets
from bot.understanding.topics import CARE, COMPLAINT
from bot.understanding.turns.faults_told import gives_away, tells_fault
from bot.understanding.turns.report_turns import (
    is_refused,
    name_said,
    one_that_changed,
    tells_no_fault,
)
from bot.understanding.turns.turn import Turn

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query

_OF_PERSONS = frozenset({Danger.SUICIDE, Danger.MEDICAL})
_SURE_CHARS = 3
"""So much of the beginning of a name tells which facility is meant."""


def changed(context: Context, query: Query) -> Outcome | None:
    """Keep what became of a facility that is called by its street: "峨山路的搬走了"."""
    name = one_that_changed(context.turn)
    ids = called_anywhere(context, name) if name and context.feedback else ()
    return feedback(context, replace(query, place=None, facility=ids[0])) if ids else None


def feedback(context: Context, query: Query) -> Outcome:
    """Keep what is wrong with a facility that is named, or the only one spoken of.

    A pressed button asks for the words, words about nothing ask for the facility.
    """
    if context.feedback is None:
        return context.plain(Intent.FEEDBACK, "feedback.not_here")
    if query.doubt:  # what may tell of danger is no note for the office
        return context.plain(Intent.UNKNOWN, "unknown.text")
    words = context.event.text or (context.session.pending or Pending(Awaits.FEEDBACK)).words
    chosen = _meant(context, query)
    if not words:
        return _ask_words(context, chosen[0] if chosen else "")
    return _kept_or_asked(context, query, words, chosen)


def _kept_or_asked(context: Context, query: Query, words: str, chosen: tuple[str, ...]) -> Outcome:
    """Keep what is known in full; else ask for the facility, or for what is wrong with it."""
    if not chosen:
        words = without_secrets(words)[:MOST_WORDS]
        waiting = context.remember(pending=Pending(Awaits.FEEDBACK, words=words))
        return _which(waiting, query)
    if tells_no_fault(Turn(words)):
        return _ask_words(context, chosen[0])
    return file(context, words, chosen)


def _meant(context: Context, query: Query) -> tuple[str, ...]:
    """Give the ids that a report is about; none where a list leaves open which of it.

    The first of a list is not blamed for what is said of no line.
    """
    session = context.session
    named = query.facility or query.listed or query.pick or query.attributes
    if named or context.event.press:
        return picked(context, query)
    named_so = _begins_in_words(context)
    if named_so:
        return named_so
    about = session.facility if session.speaks_of_one else ""
    category_of = context.dataset.category_of
    stem = _by_stem(context, query)
    if stem:
        return stem
    if query.categories:
        known = {*session.listed[: session.shown], *filter(None, [about])}
        alike = tuple(one for one in known if category_of(one) in query.categories)
        return (about,) if about in alike else alike if len(alike) == 1 else ()
    return (about,) if about else session.listed if len(session.listed) == 1 else ()


def _begins_in_words(context: Context) -> tuple[str, ...]:
    """Give the only facility whose name begins with words of hers: "塘东居委助餐点"."""
    words, found = context.turn.plain, dict[str, int]()
    for one in context.dataset.facilities:
        name = one.name.zh
        fits = [size for size in range(_SURE_CHARS, len(name) + 1) if name[:size] in words]
        if fits:
            found[one.id] = fits[-1]
    longest = tuple(one for one, size in found.items() if size == max(found.values()))
    return longest if len(longest) == 1 else ()


def _by_stem(context: Context, query: Query) -> tuple[str, ...]:
    """Give the only facility of a service with two characters in its name that no other has."""
    names = {
        one.id: one.name.zh
        for one in context.dataset.facilities
        if one.category in query.categories
    }
    words, found = context.turn.plain, set[str]()
    for start in range(len(words) - 1):
        two = words[start : start + 2]
        bearers = [one for one, name in names.items() if two in name]
        found |= {*bearers} if len(bearers) == 1 else set()
    return tuple(found) if len(found) == 1 else ()


def _which(context: Context, query: Query) -> Outcome:
    """Ask which facility the words are about; without a list, how to get to one."""
    if context.session.listed:
        return unclear(context, query, Intent.FEEDBACK)
    return context.plain(Intent.FEEDBACK, "feedback.which", menu=True)


def told(context: Context, query: Query, text: str) -> Outcome | None:
    """Take the words that were asked for, or the facility that words were about.

    Who has nothing to report leaves nothing behind; None where neither is told.
    """
    pending = context.session.pending or Pending(Awaits.FEEDBACK)
    if query.doubt and query.intent is not Intent.FEEDBACK and not _is_of_things(context, query):
        return None  # what may tell of danger is no note for the office
    if is_refused(context.turn):
        return context.remember(pending=None).plain(Intent.FEEDBACK, "feedback.not_kept")
    named = query.facility or query.listed or query.pick
    chosen = picked(context, query) if named else ()
    if not pending.words:
        chosen = chosen or tuple(filter(None, [pending.facility]))
        if not (chosen and named) and not _is_fault(context, query):
            return context.plain(Intent.FEEDBACK, "feedback.no_fault")
        return _asked_for(context, query, text, chosen)
    chosen = chosen or called_anywhere(context, name_said(context.turn))
    words = text if tells_no_fault(Turn(pending.words)) else f"{pending.words} / {text}"
    fault = query.intent is Intent.FEEDBACK
    return _kept_or_asked(context, query, words, chosen) if chosen or fault else None


def _is_of_things(context: Context, query: Query) -> bool:
    """Whether a doubt is of no person, where a fault is told: "门口的牌子不见了"."""
    return query.doubt not in _OF_PERSONS and tells_fault(context.turn)


def _is_fault(context: Context, query: Query) -> bool:
    """Whether the words that were asked for tell what is wrong; nothing else is kept."""
    known = query.intent is Intent.FEEDBACK or query.topic == COMPLAINT
    return tells_fault(context.turn) or (known and not gives_away(context.turn))


def still_waiting(context: Context, outcome: Outcome) -> Outcome:
    """Answer a question first, and ask again which facility the words are about."""
    waits = context.session.pending
    if waits is None or outcome.reply.intent is Intent.EMERGENCY:
        return outcome
    asks = context.say("feedback.still_which", words=shown(waits.words))
    after = replace(outcome.session, pending=waits)
    return outcome.but(text=f"{outcome.reply.text}\n{asks}")._replace(session=after)


def remark(context: Context) -> Outcome:
    """Take feedback about the facility just spoken of, or about none; ask for words first."""
    words, about = context.event.text, context.session.facility
    if words is None:
        return _ask_words(context, about if context.session.speaks_of_one else "")
    query = context.understander.understand(words, context.now)
    if query.intent is Intent.EMERGENCY:
        return emergency(context, query)
    if query.topic == CARE:
        return care(context, query)
    return _asked_for(context, query, words, _meant(context, query))


def _asked_for(context: Context, query: Query, words: str, chosen: tuple[str, ...]) -> Outcome:
    """Keep words that she was asked for, or sent as feedback: without a list, of no facility."""
    if chosen or context.session.listed or tells_no_fault(Turn(words)):
        return _kept_or_asked(context, query, words, chosen)
    return file_of_none(context, words)


def _ask_words(context: Context, facility_id: str) -> Outcome:
    waiting = context.remember(pending=Pending(Awaits.FEEDBACK, facility=facility_id))
    if not facility_id:
        return waiting.plain(Intent.FEEDBACK, "feedback.ask")
    waiting = waiting.remember(facility=facility_id, told=Intent.DETAIL)
    name = context.composer.name(context.dataset.facility(facility_id))
    return waiting.plain(Intent.FEEDBACK, "feedback.ask_about", name=name)
