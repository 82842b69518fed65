"""How two houses of one service differ: no source tells it, and what is known of each is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.composing import detail_text
from bot.understanding.in_hand.two_houses import two_houses_compared
from bot.understanding.query import Intent
from bot.understanding.slots.facility_names import called_shortly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query

_READ = frozenset({Intent.NEARBY, Intent.DETAIL, Intent.UNKNOWN, Intent.ANSWER})


def houses_compared(context: Context, query: Query) -> Outcome | None:
    """Say that no source tells how two houses differ; None for anything else."""
    words = two_houses_compared(context.turn)
    if words is None or query.doubt or query.intent not in _READ:
        return None
    if not all(_is_of_ours(context, one) for one in words):
        return None
    hotline = context.number("hotline")
    lines = [context.say("heard.two_kinds", one=words[0], other=words[1], hotline=hotline)]
    lines += _what_is_known(context, words)
    return context.reply(query.intent, "\n".join(lines), categories=query.categories)


def _is_of_ours(context: Context, words: str) -> bool:
    """Whether some words alone name a service, or one house of it."""
    read = context.understander.understand(words, context.now)
    return bool(read.categories or _called(context, words))


def _called(context: Context, words: str) -> tuple[str, ...]:
    """Give the one house that some words call."""
    named = context.understander.understand(words, context.now).facility
    if named:
        return (named,)
    return called_shortly(words, context.dataset.facilities, context.dataset.name.zh)


def _what_is_known(context: Context, words: tuple[str, str]) -> Iterator[str]:
    """Tell of each house that is called what there is, and for whom."""
    for one in dict.fromkeys(found for word in words for found in _called(context, word)):
        facility = context.dataset.facility(one)
        yield context.composer.name(facility)
        yield from detail_text.notes(context.composer, facility)
