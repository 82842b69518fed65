"""What no source tells, said before it is asked where she is: it does not hang on her place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.unheard import lines_above
from bot.understanding.in_hand.yes_or_no import asks_yes_or_no
from bot.understanding.text.length import is_short

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query

_MOST_QUOTED = 24


def with_the_unknown(context: Context, query: Query, outcome: Outcome) -> Outcome:
    """Begin with what is not known where a question would be met with "where are you" alone."""
    waits = outcome.reply.needs_place and not query.names_a_place
    if not waits or lines_above(query) or not asks_yes_or_no(context.turn):
        return outcome
    words = query.offer or context.turn.words
    if not is_short(words, _MOST_QUOTED) or _is_told_of_any(context, query, words):
        return outcome
    line = context.say("heard.untold", words=words, ask=context.say("heard.ask"))
    return outcome.but(text=f"{line}\n{outcome.reply.text}")


def _is_told_of_any(context: Context, query: Query, words: str) -> bool:
    """Whether some facility of the service is known to offer what the words name."""
    alike = (one for one in context.dataset.facilities if one.category in query.categories)
    return any(words in told or told in words for one in alike for told in one.services)
