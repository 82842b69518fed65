"""What is asked of the numbers to call, in an alarm or not: which, when, what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query


def answered(context: Context, query: Query) -> Outcome:
    """Say which number is whose, and what to say there: nobody tells of danger."""
    return context.reply(Intent.HELP, "\n".join(answer_lines(context, query)))


def answer_lines(context: Context, query: Query) -> tuple[str, ...]:
    """Answer what is asked of a number to call; it stands in the first line."""
    *named, aspect = query.situations
    whose = named[0] if named else "any"
    second = {"when": f"calling.when_{whose}", "cost": "calling.cost"}
    key = second.get(aspect, f"calling.tell_{whose}")
    return context.say(f"calling.{whose}"), context.say(key)
