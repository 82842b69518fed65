"""A facility that is told to have opened: kept for staff, and never told of as if it were known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.reports.filing import MOST_WORDS, file_of_none
from bot.conversation.session import Awaits, Pending
from bot.understanding.evidence.wish_clauses import wishes
from bot.understanding.query import Intent
from bot.understanding.text.questions import asks_something
from bot.understanding.text.secrets import without_secrets
from bot.understanding.turns.faults_told import gives_away
from bot.understanding.turns.new_places import tells_new_place
from bot.understanding.turns.report_turns import is_refused

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query

_TOLD = frozenset(
    {Intent.NEARBY, Intent.UNKNOWN, Intent.FEEDBACK, Intent.SET_PLACE, Intent.DETAIL, Intent.ROUTE}
)


def of_new_place(context: Context, query: Query) -> Outcome | None:
    """Ask for the name and the place of a facility that has opened, and keep what is told."""
    pending = context.session.pending
    if pending and pending.awaits is Awaits.NEW_PLACE:
        return _told(context, query, pending)
    if query.doubt or query.intent not in _TOLD or not tells_new_place(context.turn):
        return None
    if context.feedback is None:
        return context.plain(Intent.FEEDBACK, "feedback.not_here")
    words = without_secrets(context.turn.text)[:MOST_WORDS]
    waiting = context.remember(pending=Pending(Awaits.NEW_PLACE, words=words))
    return waiting.plain(Intent.FEEDBACK, "feedback.new_place")


def _told(context: Context, query: Query, pending: Pending) -> Outcome | None:
    """Keep where it is; None where she asks for something else, and nothing is kept."""
    if is_refused(context.turn):
        return context.remember(pending=None).plain(Intent.FEEDBACK, "feedback.not_kept")
    plain = context.turn.plain
    other = query.doubt or query.intent not in _TOLD or asks_something(plain) or wishes(plain)
    if other or gives_away(context.turn):
        return None
    return file_of_none(context, f"{pending.words} / {context.turn.text}")
