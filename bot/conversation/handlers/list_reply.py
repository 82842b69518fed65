"""A list of facilities as a reply: its picture, and the buttons under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.composing.phrases import mark
from bot.conversation.reply import Button, Picture
from bot.conversation.session import Slots
from geo.facility import Pace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.conversation.context import Context, Outcome
    from bot.conversation.reply import Listed
    from bot.understanding.query import Intent


def list_reply(
    context: Context,
    intent: Intent,
    text: str,
    page: tuple[Listed, ...],
    drawn: tuple[Listed, ...],
) -> Outcome:
    """Give a list as the session remembers it; `drawn` is what the picture shows of it."""
    slots, point = context.session.slots or Slots(), context.session.point
    minutes = slots.minutes or context.minutes
    picture = None
    if point:
        ids = tuple(one.facility.id for one in drawn if one.walk)
        picture = Picture(point, minutes, context.pace, ids)
    return context.reply(
        intent,
        text,
        categories=slots.categories,
        origin=context.session.origin,
        minutes=minutes,
        open_now=slots.open_now,
        accessible=slots.accessible,
        listed=page,
        picture=picture,
        buttons=tuple(_buttons(context, page, slots)),
        at=slots.at,
    )


def _buttons(context: Context, page: tuple[Listed, ...], slots: Slots) -> Iterator[Button]:
    session = context.session
    numbered = list(enumerate(page, start=session.shown - len(page) + 1))
    for number, one in numbered:
        label = context.say("button.detail", number=mark(number))
        yield Button(label, f"detail:{one.facility.id}")
    if session.shown < len(session.listed):
        yield Button(context.say("button.more"), "more")
    if not slots.open_now:
        yield Button(context.say("button.open_only"), "open")
    if context.pace is not Pace.SLOW:
        yield Button(context.say("button.slower"), "pace:slow")
    nearest = next((pair for pair in numbered if pair[1].walk), None)
    if nearest:
        label = context.say("button.route", number=mark(nearest[0]))
        yield Button(label, f"route:{nearest[1].facility.id}")
    yield Button(context.say("button.feedback"), "feedback")
