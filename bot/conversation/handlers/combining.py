"""Several answers in one reply: to each facility that was named, to each wish of a message."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.context import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.conversation.context import Context

_MOST_BUTTONS = 12


def each(
    context: Context, chosen: Iterable[str], answer: Callable[[str, Context], Outcome]
) -> Outcome:
    """Answer about each of some facilities in turn."""
    first, *rest = chosen
    outcome = answer(first, context)
    for one in rest:
        outcome = joined(outcome, answer(one, replace(context, session=outcome.session)))
    return outcome


def joined(first: Outcome, second: Outcome) -> Outcome:
    """Put a second answer below the first; what is remembered is what the second led to."""
    one, other = first.reply, second.reply
    reply = replace(
        one,
        text=f"{one.text}\n\n{other.text}",
        categories=tuple(dict.fromkeys((*one.categories, *other.categories))),
        origin=one.origin or other.origin,
        needs_place=one.needs_place or other.needs_place,
        minutes=one.minutes or other.minutes,
        listed=(*one.listed, *(line for line in other.listed if line not in one.listed)),
        answer=one.answer or other.answer,
        picture=one.picture or other.picture,
        buttons=tuple(dict.fromkeys((*one.buttons, *other.buttons)))[:_MOST_BUTTONS],
        at=one.at or other.at,
    )
    return Outcome(reply, second.session)
