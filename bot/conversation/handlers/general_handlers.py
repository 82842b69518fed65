"""Answers that need no place: greetings, cited answers, emergencies, what is not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.composing.hours_in_words import day_of_year
from bot.conversation.context import Outcome
from bot.conversation.handlers import safety_handlers
from bot.conversation.reply import Reply
from bot.conversation.session import Session
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from bot.conversation.context import Context
    from bot.understanding.query import Query


_KINDS = frozenset(
    {
        *("joke", "weather", "clock", "manners", "company", "rude", "far", "noted"),
        *("unlisted", "transport", "machines", "money", "other"),
    }
)
"""The kinds of matters that are answered in a way of their own."""


def greet(context: Context, _: Query | None = None) -> Outcome:
    """Greet."""
    return context.plain(Intent.GREET, "hello.greet", menu=True)


def offer_help(context: Context, _: Query | None = None) -> Outcome:
    """Tell what can be asked."""
    return context.plain(Intent.HELP, "hello.help", menu=True)


def thanks(context: Context, query: Query) -> Outcome:
    """Say that it was a pleasure, or that it is good that an alarm is over."""
    if query.topic == "over":
        return safety_handlers.over(context)
    return context.plain(Intent.THANKS, "hello.thanks")


def human(context: Context, query: Query) -> Outcome:
    """Say where people answer; to somebody who is annoyed, also how to tell them."""
    if query.topic == "care":
        return safety_handlers.care(context)
    key = "human.complaint" if query.topic == "complaint" else "human.text"
    return context.plain(Intent.HUMAN, key)


def unknown(context: Context, query: Query) -> Outcome:
    """Say that this is beyond us and who can help; ask back when it may be several things."""
    if query.choices:
        buttons = context.category_buttons(query.choices)
        asked = context.say("unknown.clarify", kinds=context.composer.kinds(query.choices))
        return context.reply(Intent.UNKNOWN, asked, buttons=buttons)
    context.demand.note_unanswered("unknown", context.now.hour)
    if query.place_text:
        return context.plain(Intent.UNKNOWN, "place.elsewhere", name=query.place_text[:20])
    return _not_ours(context, query)


def _not_ours(context: Context, query: Query) -> Outcome:
    """Say what is not known here and what to do instead, by the kind of matter that it is."""
    now, days = context.now, context.say("hours.days").split(",")
    return context.plain(
        Intent.UNKNOWN,
        f"unknown.{query.topic if query.topic in _KINDS else 'text'}",
        menu=True,
        word=query.unheard[0] if query.unheard else "",
        date=day_of_year(now, context.session.language),
        day=days[now.weekday()],
        clock=f"{now:%H:%M}",
    )


def forget(context: Context, _: Query | None = None) -> Outcome:
    """Say that all is erased; the dialogue erases it."""
    reply = Reply(Intent.FORGET, context.say("forget.done"), context.session.language)
    return Outcome(reply, Session())


def answer(context: Context, query: Query) -> Outcome:
    """Answer from the report, with the source."""
    if query.topic is None:
        return unknown(context, query)
    found = context.answers.get(query.topic)
    language = context.session.language
    lines = [found.text.said_in(language), found.citation(context.dataset.sources, language)]
    if context.number("hotline") not in lines[0]:
        lines.append(context.say("answer.next"))
    return context.reply(Intent.ANSWER, "\n".join(lines), answer=found)
