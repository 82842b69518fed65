"""Whoever cannot hear: a screen to show instead of a call, and who calls for her."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.understanding.after_alarm.helpers_named import asks_to_write, service_called
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query

_LOOSE = frozenset({Intent.UNKNOWN, Intent.HUMAN, Intent.HELP})


def heard(context: Context, query: Query) -> Context:
    """Know from now on that she cannot telephone, once she tells so."""
    return replace(context, deaf=True) if _tells_so(query) else context


def answered(context: Context, query: Query) -> Outcome | None:
    """Answer who cannot telephone where there is no danger; None for any other wish.

    It is asked behind the turns of an alarm (`turn_handler`).
    """
    if not context.deaf or query.plain or query.intent is Intent.EMERGENCY:
        return None
    number = _asked_for(context)
    if asks_to_write(context.turn):
        lines = (context.say("emergency.messages"), *_screen(context, number))
        return context.reply(Intent.HUMAN, "\n".join(lines))
    if query.intent not in _LOOSE:
        return None
    if number:
        return context.reply(Intent.HUMAN, "\n".join(_screen(context, number)))
    if not _tells_so(query):
        return None
    lines = (context.say("emergency.deaf_kept"), _caller(context))
    return context.reply(Intent.HUMAN, "\n".join(lines))


def with_a_caller(context: Context, outcome: Outcome) -> Outcome:
    """Say who may call for her, below an answer that tells to telephone."""
    reply, hotline = outcome.reply, context.number("hotline")
    in_alarm, line = reply.intent is Intent.EMERGENCY or outcome.alarm, _caller(context)
    if not context.deaf or in_alarm or hotline not in reply.text or line in reply.text:
        return outcome._replace(deaf=context.deaf)
    return outcome.but(text=f"{reply.text}\n{line}")._replace(deaf=True)


def _tells_so(query: Query) -> bool:
    """Tell whether she tells that she cannot hear."""
    return query.told is not None and query.told.deaf


def _asked_for(context: Context) -> str:
    """The number of whom she wants to reach; none where she names nobody."""
    found = service_called(context.turn)
    return context.number(found) if found else ""


def _screen(context: Context, number: str) -> tuple[str, ...]:
    """Give a screen to show; the ambulance is called where she names nobody."""
    screen = context.say("emergency.deaf", number=number or context.number("ambulance"))
    return (screen, context.say("emergency.deaf_tell"))


def _caller(context: Context) -> str:
    """Say who can call for her."""
    return context.say("emergency.deaf_caller", number=context.number("hotline"))
