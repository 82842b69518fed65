"""Warm words for somebody who grieves or is lonely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.alarms.first_advice import WANTED, lines_to_talk
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query

_TALKS = ("station", "culture")


def care(context: Context) -> Outcome:
    """Be warm to somebody who grieves or is lonely, and name whom to talk to."""
    text = context.say("human.care", lines=lines_to_talk(context))
    return context.reply(Intent.HUMAN, text, buttons=context.category_buttons(_TALKS))


def sympathising(context: Context, query: Query, outcome: Outcome) -> Outcome:
    """Begin with a word to somebody who tells of a death beside a wish."""
    if not query.mourns or context.alarm or outcome.reply.intent in {Intent.HUMAN, *WANTED}:
        return outcome
    return outcome.but(text=f"{context.say('human.sympathy')}\n{outcome.reply.text}")
