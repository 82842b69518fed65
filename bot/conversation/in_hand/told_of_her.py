"""A bare fact of her behind a wish: it belongs to the wish, and never takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.follow_ups.last_spoken import kind_spoken_of
from bot.conversation.handlers.facility_handlers import about_one, seen
from bot.conversation.location import ask_place
from bot.knowledge.answer_facts import title_alone, whom_to_ask
from bot.understanding.follow_ups.asked_terms import DIET, PAPERS, TERMS
from bot.understanding.in_hand.facts_of_her import tells_of_herself
from bot.understanding.query import Intent
from bot.understanding.services import CANTEEN

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query

_ANSWERED = frozenset({TERMS, PAPERS})
_NOT_FACTS = frozenset({Intent.EMERGENCY, Intent.FORGET, Intent.FEEDBACK})


def told_of_her(context: Context, query: Query) -> Outcome | None:
    """Say that no source tells what follows from a fact of her, and go on with what she wished.

    None where nothing is in hand, or where more than a fact is told.
    """
    session = context.session
    waits_for_words = session.pending and not session.waits_for_place
    if waits_for_words or not _is_alone(context, query):
        return None
    line = context.say("further.told_fact", words=context.turn.words)
    if session.waits_for_place and kind_spoken_of(session):
        asked = ask_place(context)
        return asked.but(intent=Intent.DETAIL, text=f"{line}\n{asked.reply.text}")
    if session.answer:
        return _beside_answer(context)
    return _beside_one(context, line) if session.speaks_of_one else _beside_list(context, line)


def _is_alone(context: Context, query: Query) -> bool:
    """Whether nothing but a fact is told; of age and papers it is known what nobody tells."""
    named = query.names_a_place or query.names_a_facility or query.also
    known = {*query.aspects} & _ANSWERED
    eats = DIET in query.aspects and CANTEEN in kind_spoken_of(context.session)
    if query.intent in _NOT_FACTS or named or known or eats:
        return False
    return tells_of_herself(context.turn)


def _beside_one(context: Context, line: str) -> Outcome:
    one = seen(context, context.session.facility, context.now)
    text = f"{context.composer.name(one.facility)}\n{line}"
    return about_one(context, Intent.DETAIL, text, one)


def _beside_list(context: Context, line: str) -> Outcome | None:
    session = context.session
    kinds = kind_spoken_of(session)
    if not kinds:
        return None
    lines = [context.say("further.of_kind", what=context.composer.kinds(kinds)), line]
    lines += [context.say("further.one_of_them")] if session.listed else []
    return context.reply(Intent.DETAIL, "\n".join(lines), categories=kinds)


def _beside_answer(context: Context) -> Outcome:
    """Say it of the matter that was explained, and whom to ask."""
    told, language = context.answers.get(context.session.answer), context.session.language
    title = title_alone(told.title.said_in(language))
    advice = whom_to_ask(told) if language == "zh" else ""
    line = context.say("further.not_told", title=title, words=context.turn.words)
    text = f"{line}\n{advice or context.say('answer.next')}"
    return context.reply(Intent.ANSWER, text, answer=told)
