"""What holds for all further answers: how a resident walks, which language she reads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.handlers.facility_handlers import route
from bot.conversation.handlers.general_handlers import offer_help
from bot.conversation.handlers.list_handlers import show
from bot.conversation.location import in_language
from bot.conversation.reply import Button
from bot.understanding.query import Intent, Query
from geo.facility import Pace

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.conversation.session import Slots


def set_pace(context: Context, query: Query) -> Outcome:
    """Walk as a sentence says: its pace, with or without steps, or no longer so."""
    slots = context.session.slots
    if slots and query.accessible != slots.accessible and (query.accessible or query.off):
        slots = replace(slots, accessible=query.accessible)
    if slots:
        context = context.remember(slots=_then(slots, query))
    if query.pace:
        return walk_at(context, query.pace)
    if query.off:
        key = "pace.off" if "slow" in query.off else "pace.steps"
        return _noted(context, context.say(key))
    if query.accessible:
        return _noted(context, context.say("pace.level"))
    buttons = tuple(Button(context.say(f"telegram.pace_{one}"), f"pace:{one}") for one in Pace)
    return context.reply(Intent.SET_PACE, context.say("telegram.choose_pace"), buttons=buttons)


def _then(slots: Slots, query: Query) -> Slots:
    """Ask the last question for the moment that is said beside the pace: "周日开吗,我走得慢"."""
    return replace(
        slots,
        at=query.at or slots.at,
        open_now=query.open_now or slots.open_now,
        weekdays=query.weekdays or slots.weekdays,
    )


def switched_off(context: Context, query: Query) -> Context:
    """Forget the slow pace when a sentence switches it off."""
    return context.remember(pace=None) if "slow" in query.off and not query.pace else context


def walk_at(context: Context, pace: Pace) -> Outcome:
    """Walk at another pace from now on, and answer the last question again."""
    return _noted(context.remember(pace=pace), context.say(f"pace.{pace.value}"))


def _noted(context: Context, noted: str) -> Outcome:
    """Say what is noted, and answer the last question again."""
    session = context.session
    if session.told is Intent.ROUTE and session.facility and session.origin:
        way = route(context, Query(Intent.ROUTE, session.language, pick=0))
        return way.but(intent=Intent.SET_PACE, text=f"{noted}\n{way.reply.text}")
    if context.session.slots is None or context.session.origin is None:
        buttons = context.menu_buttons()
        return context.reply(Intent.SET_PACE, noted, buttons=buttons)
    shown = show(context, context.session.slots, above=1)
    return shown.but(intent=Intent.SET_PACE, text=f"{noted}\n{shown.reply.text}")


def speak(context: Context, language: str) -> Outcome:
    """Speak another language from now on."""
    return offer_help(in_language(context, language))
