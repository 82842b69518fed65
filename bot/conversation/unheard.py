"""Says back in half a line what of a sentence was not used; it is never passed over in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.composing import phrases
from bot.conversation.composing.delivery import delivery_line
from bot.conversation.unwanted import called
from bot.knowledge.answer_facts import tells, text_of
from bot.understanding.moments.spans_of_days import is_span_of_days
from bot.understanding.query import Intent
from bot.understanding.slots.attribute_names import UNTOLD, Attribute
from geo.facility import Accessible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query

_NOTED = frozenset({Intent.NEARBY, Intent.CIRCLE, Intent.DETAIL, Intent.ROUTE, Intent.ANSWER})


def with_notes(context: Context, query: Query, outcome: Outcome) -> Outcome:
    """Put what was not used before an answer about places, and before a cited one."""
    if query.intent not in _NOTED and not (query.left_out and query.intent is Intent.MORE):
        return outcome
    notes = list(_notes(context, query, outcome))
    return outcome.but(text="\n".join([*notes, outcome.reply.text])) if notes else outcome


def lines_above(query: Query) -> int:
    """Count the lines that may be put before the answer to a query."""
    noted = {*UNTOLD}.intersection(query.attributes)
    told = (
        query.impossible,
        query.unheard,
        query.left_out,
        query.untold,
        query.unanswered,
        query.meaning,
        query.other_days,
        query.not_ours,
        query.advice,
    )
    return len(noted) + sum(map(bool, told))


def _notes(context: Context, query: Query, outcome: Outcome) -> Iterator[str]:
    language = outcome.session.language
    when = phrases.moment(query.at, context.now, language).strip() if query.at else ""
    shown = context.say("heard.then", when=when) if when else context.say("heard.now")
    if query.impossible:
        yield context.say("heard.impossible", words=query.impossible, shown=shown)
    if query.not_ours:
        yield context.say("heard.not_ours", words=_quoted(context, query.not_ours))
    yield from _left_out(context, query)
    unused = (*query.unheard, *(one for one in query.left_out if not called(context, query, one)))
    spans = tuple(filter(is_span_of_days, unused))
    if spans:
        yield context.say("heard.span", shown=shown)
    unused = tuple(one for one in unused if one not in spans)
    if unused:
        yield context.say("heard.unused", words=_quoted(context, unused), shown=shown)
    if query.other_days and when:
        days = _quoted(context, query.other_days)
        yield context.say("heard.other_days", when=when, words=days)
    yield from _unexplained(context, query, outcome)
    yield from _of_qualities(context, query, outcome)


def _quoted(context: Context, words: Sequence[str]) -> str:
    """Join her words, of which the text around them has the outer quotation marks."""
    return ("”“" if context.session.language == "zh" else "”, “").join(words)


def _of_qualities(context: Context, query: Query, outcome: Outcome) -> Iterator[str]:
    """Say what no source tells of the qualities that are asked for."""
    reply = outcome.reply
    asked = query.accessible and query.intent is Intent.DETAIL and len(reply.listed) == 1
    if asked and reply.listed[0].facility.accessible is Accessible.UNKNOWN:
        yield context.say("detail.accessible_unknown")
    answered = text_of(reply.answer) if reply.answer else None
    for untold in UNTOLD:
        if untold in query.attributes and not (answered and tells(untold, answered)):
            yield context.say(f"heard.{untold}", ask=_whom_to_ask(context, outcome))
    if Attribute.DELIVERY in query.attributes and answered is None:
        line = delivery_line(context.composer, query.categories or reply.categories)
        if line not in reply.text:  # a list tells it itself
            yield line


def _unexplained(context: Context, query: Query, outcome: Outcome) -> Iterator[str]:
    """Say what a kind of house is called here, and which questions no source answers."""
    ask = _whom_to_ask(context, outcome)
    if query.meaning and query.categories:
        kind = context.composer.kinds(query.categories)
        told = "heard.use" if kind.startswith(query.meaning) else "heard.meaning"
        yield context.say(told, word=query.meaning, kind=kind, ask=ask)
    kinds = context.composer.kinds(query.categories)
    if query.unanswered and kinds:
        yield context.say("heard.unanswered", ask=ask, kinds=kinds)
    elif query.unanswered and not {*UNTOLD}.intersection(query.attributes):
        yield context.say("heard.untold", words=context.turn.words, ask=ask)
    if query.untold and not query.advice:
        yield context.say("heard.untold", words=_quoted(context, query.untold), ask=ask)


def _left_out(context: Context, query: Query) -> Iterator[str]:
    """Say which facilities are not listed because they are not wanted."""
    found = (one for words in query.left_out for one in called(context, query, words))
    names = context.composer.names(found)
    if names:
        yield context.say("heard.left_out", names=names)


def _whom_to_ask(context: Context, outcome: Outcome) -> str:
    """Say which number to call: that of the first facility in the answer that has one."""
    called = (one.facility for one in outcome.reply.listed if one.facility.phone)
    first = next(called, None)
    if first is None:
        return context.say("heard.ask")
    name = context.composer.name(first)
    return context.say("heard.ask_there", tel=first.phone, name=name)
