"""What somebody else wrote and she passes on: news, warnings, a question of her daughter's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.danger_kinds import DANGER_KINDS
from bot.conversation.reply import Button
from bot.understanding.query import Intent
from bot.understanding.safety.danger import Danger

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query

_LONGEST_QUESTION = 30
"""Characters; whatever is longer is news or a warning, and no question to a guide."""

_QUESTIONS = frozenset(
    {Intent.NEARBY, Intent.CIRCLE, Intent.ROUTE, Intent.DETAIL, Intent.ANSWER, Intent.SET_PLACE}
)


def passed_on_question(query: Query, text: str) -> bool:
    """Tell whether a forwarded text is a question that may be answered as if it were hers."""
    return query.intent in _QUESTIONS and not query.doubt and len(text) <= _LONGEST_QUESTION


def passed_on(context: Context, query: Query) -> Outcome:
    """Raise no alarm and file nothing: ask whether it happens to her, or what she wants to know."""
    if query.intent is not Intent.EMERGENCY and not query.doubt:
        return context.plain(Intent.UNKNOWN, "forward.what", menu=True)
    topic = (query.topic if query.intent is Intent.EMERGENCY else query.doubt) or Danger.MEDICAL
    number = context.number(DANGER_KINDS[topic].whom)
    text = context.say("forward.danger", number=number)
    buttons = (
        Button(context.say("forward.mine"), f"danger:{topic}"),
        Button(context.say("forward.not_mine"), "no_danger"),
    )
    return context.reply(Intent.UNKNOWN, text, buttons=buttons)


def no_danger(context: Context) -> Outcome:
    """Be glad that it happens to nobody here."""
    return context.plain(Intent.THANKS, "forward.relief")
