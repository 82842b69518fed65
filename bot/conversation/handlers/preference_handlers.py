"""What holds for all further answers: how a resident walks, which language she reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.context import MENU
from bot.conversation.handlers.general_handlers import offer_help, unknown
from bot.conversation.handlers.list_handlers import show
from bot.conversation.location import in_language
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query
    from geo.facility import Pace


def set_pace(context: Context, query: Query) -> Outcome:
    """Walk at the pace that a sentence names."""
    return unknown(context, query) if query.pace is None else walk_at(context, query.pace)


def walk_at(context: Context, pace: Pace) -> Outcome:
    """Walk at another pace from now on, and answer the last question again."""
    context = context.remember(pace=pace)
    noted = context.say(f"pace.{pace.value}")
    if context.session.slots is None or context.session.origin is None:
        buttons = context.category_buttons(MENU)
        return context.reply(Intent.SET_PACE, noted, buttons=buttons)
    shown = show(context, context.session.slots)
    return shown.but(intent=Intent.SET_PACE, text=f"{noted}\n{shown.reply.text}")


def speak(context: Context, language: str) -> Outcome:
    """Speak another language from now on."""
    return offer_help(in_language(context, language))
