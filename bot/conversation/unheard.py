"""Says back in half a line what of a sentence was not used; it is never passed over in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.composing import phrases
from bot.conversation.ranking import UNTOLD, delivers
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query

_WALKS = frozenset({Intent.NEARBY, Intent.CIRCLE, Intent.DETAIL, Intent.ROUTE})


def with_notes(context: Context, query: Query, outcome: Outcome) -> Outcome:
    """Put what was not used before an answer about places."""
    if query.intent not in _WALKS:
        return outcome
    notes = list(_notes(context, query, outcome))
    return outcome.but(text="\n".join([*notes, outcome.reply.text])) if notes else outcome


def lines_above(query: Query) -> int:
    """Count the lines that may be put before the answer to a query."""
    noted = {*UNTOLD, "delivery"}.intersection(query.attributes)
    told = (query.impossible, query.unheard, query.not_ours, query.advice)
    return len(noted) + sum(map(bool, told))


def _notes(context: Context, query: Query, outcome: Outcome) -> Iterator[str]:
    language = outcome.session.language
    when = phrases.moment(query.at, context.now, language) if query.at else ""
    shown = context.say("heard.then", when=when.strip()) if when else context.say("heard.now")
    if query.impossible:
        yield context.say("heard.impossible", words=query.impossible, shown=shown)
    comma = "”“" if language == "zh" else "”, “"
    if query.not_ours:
        yield context.say("heard.not_ours", words=comma.join(query.not_ours))
    if query.unheard:
        yield context.say("heard.unused", words=comma.join(query.unheard), shown=shown)
    for untold in UNTOLD:
        if untold in query.attributes:
            yield context.say(f"heard.{untold}")
    if "delivery" in query.attributes and not any(map(delivers, outcome.reply.listed)):
        yield context.say("heard.delivery")
