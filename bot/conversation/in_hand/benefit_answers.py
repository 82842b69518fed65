"""A benefit that is asked about: what is told of it, or that no source does, and where to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.handlers.general_handlers import answer
from bot.knowledge.answer_facts import tells_of
from bot.understanding.follow_ups.follow_up_reading import HOW
from bot.understanding.in_hand.benefits import benefit_asked
from bot.understanding.query import Intent, Query
from bot.understanding.turns.place_questions import applying_question, asks_of_there

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.knowledge.answers import Answer

_LOOKED_AT = 8
_READ = frozenset({Intent.NEARBY, Intent.DETAIL, Intent.ANSWER, Intent.UNKNOWN})


def benefit_told(context: Context, query: Query) -> Outcome | None:
    """Answer about a benefit, in whatever words it is asked for; where she is does not matter.

    None where no benefit is named, or where the report says surely what is asked.
    """
    named = query.facility or query.follow_up or query.intent not in _READ
    if named or context.answers.is_surely(query.topic, context.turn.words):
        return None
    name = benefit_asked(context.turn)
    if not name or _is_of_place(context):
        return None
    told = _told_of(context, name)
    if told:
        return answer(context, Query(Intent.ANSWER, context.session.language, topic=told.id))
    context = context.remember(pending=None)
    kinds = context.composer.kinds(query.categories)
    key = "unknown.benefit" if kinds else "unknown.benefit_alone"
    return context.plain(Intent.UNKNOWN, key, words=context.turn.words, kinds=kinds)


def _is_of_place(context: Context) -> bool:
    """Whether it is asked what the place or the service in hand has: "低保能打折吗"."""
    session = context.session
    in_hand = session.speaks_of_one or session.listed
    return bool(in_hand and not session.answer) and asks_of_there(context.turn)


def _told_of(context: Context, name: str) -> Answer | None:
    """Find what is told of how a benefit is had: its title names it."""
    hits = context.answers.search(applying_question(name), _LOOKED_AT)
    titled = (hit.answer for hit in hits if name in hit.answer.title.zh)
    return next((one for one in titled if tells_of(one, HOW)), None)
