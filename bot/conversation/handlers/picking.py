"""Which facilities a sentence speaks of: by name, by number, by where they stand in the list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.composing.phrases import mark
from bot.conversation.lookup.ranking import ranked
from bot.conversation.reply import Button
from bot.conversation.unwanted import is_called, left_out
from bot.understanding.query import Intent
from bot.understanding.slots.attribute_names import OF_ANY, UNTOLD, Attribute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query

_MOST_BUTTONS = 8
ABOUT_ONE = frozenset({Intent.ROUTE, Intent.FEEDBACK})
"""What is asked of one place, beside its details."""


def picked(context: Context, query: Query) -> tuple[str, ...]:
    """Give the ids of the facilities spoken of, in their order; none where that is not told."""
    if query.facility:
        return (query.facility,)
    if query.listed:
        return called_anywhere(context, query.listed)
    placed = "" if query.categories else _placed(context, query)
    if placed:
        return (placed,)
    if not query.pick and query.categories:
        return _of_kind(context, query.categories, left_out(context, query))
    if query.pick:
        lines = query.picks or (query.pick,)
        return tuple(filter(None, (_line(context, line) for line in lines)))
    session = context.session
    shown = 1 in {len(session.listed), session.shown}
    alone = query.pick == 0 or shown  # "它" is the first of a list, too
    one = session.facility or (session.listed[0] if session.listed and alone else "")
    return (one,) if one else ()


def of_last_list(context: Context, query: Query) -> Query:
    """Name the line that a further wish means before the first wish lists anything else."""
    one = query.pick is not None and query.pick > 0 and len(query.picks) <= 1
    chosen = picked(context, query) if one and not query.facility else ()
    return replace(query, facility=chosen[0], pick=None, picks=()) if chosen else query


def listed_as(context: Context, words: str) -> str:
    """Give the id of the only facility of the last list whose name holds the words, or ""."""
    found = [one.id for one in context.listed if is_called(one, words)]
    return found[0] if len(found) == 1 else ""


def unclear(context: Context, query: Query, intent: Intent) -> Outcome:
    """Say that no such line was listed, or ask which of them is meant."""
    listed = context.session.listed[: context.session.shown]
    if not listed:
        return context.plain(intent, "detail.which", menu=True)
    if query.pick and query.pick > len(listed):
        text = context.say("detail.only", count=len(listed), pick=query.pick)
    else:
        text = context.say("detail.which_of", count=len(listed))
    return _asked_back(context, intent, text, range(1, len(listed) + 1))


def which_named(context: Context, intent: Intent, words: str, lines: Sequence[int]) -> Outcome:
    """Say that some words are in the name of none of the list, or of several, and ask which."""
    shown = range(1, context.session.shown + 1)
    text = context.say("detail.named_none", words=words)
    if lines:
        listed, name = context.listed, context.composer.name
        named = (f"{mark(line)} {name(listed[line - 1])}" for line in lines)
        text = context.say(
            "detail.named_several", words=words, names=context.composer.series(named)
        )
    intent = intent if intent in ABOUT_ONE else Intent.DETAIL
    return _asked_back(context, intent, text, lines or shown)


def _asked_back(context: Context, intent: Intent, text: str, lines: Sequence[int]) -> Outcome:
    """Ask a question, with a button for each of some lines of the last list."""
    verb = intent.value if intent in ABOUT_ONE else "detail"
    listed, name = context.listed, context.composer.name
    buttons = tuple(
        Button(f"{mark(line)} {name(listed[line - 1])}", f"{verb}:{listed[line - 1].id}")
        for line in lines
    )
    return context.reply(intent, text, buttons=buttons[:_MOST_BUTTONS])


def _line(context: Context, line: int) -> str:
    """The facility on a line of the last list, from 1; −1 is the last shown, −2 the one before.

    0 is none of the list: it is the facility spoken of, "它比第一个近吗".
    """
    listed = context.session.listed
    if line == 0:
        return context.session.facility
    if line < 0:
        shown = listed[: context.session.shown]
        return shown[line] if -line <= len(shown) else ""
    return listed[line - 1] if line <= len(listed) else ""


def _of_kind(
    context: Context, categories: tuple[str, ...], unwanted: tuple[str, ...]
) -> tuple[str, ...]:
    """The one just spoken of if it is of some category, or the first of the last list that is."""
    category_of = context.dataset.category_of
    known = filter(None, (context.session.facility, *context.session.listed))
    alike = (one for one in known if category_of(one) in categories and one not in unwanted)
    return tuple(alike)[:1]


def called_anywhere(context: Context, words: str) -> tuple[str, ...]:
    """Give the one whose name holds the words: of the last list, of its kinds, or else of all."""
    facilities = context.dataset.facilities
    listed = [one for one in facilities if one.id in context.session.listed]
    kinds = {one.category for one in listed}
    alike = [one for one in facilities if one.category in kinds]
    for among in (listed, alike, facilities):
        found = [one.id for one in among if is_called(one, words)]
        if found:
            return tuple(found) if len(found) == 1 else ()
    return ()


def _placed(context: Context, query: Query) -> str:
    """The facility that stands somewhere in the list, or of those named is first by a quality."""
    listed = context.session.listed[: context.session.shown]
    attributes = query.attributes
    if not (attributes and listed):
        return ""
    if Attribute.MIDDLE in attributes:
        return listed[len(listed) // 2] if len(listed) % 2 else ""
    if Attribute.NEXT in attributes or Attribute.PREVIOUS in attributes:
        step = 1 if Attribute.NEXT in attributes else -1
        return _neighbour(context.session.facility, listed, step)
    if len(query.picks) > 1:
        named = {_line(context, line) for line in query.picks}
        listed = tuple(one for one in listed if one in named) or listed
    dataset = context.dataset
    lines = [context.search.unwalked(dataset.facility(one), context.now) for one in listed]
    ordered = ranked(lines, attributes, context.now, dataset.calendar)
    if Attribute.FARTHEST in attributes:
        return listed[-1]
    chooses = {*attributes}.difference(UNTOLD, OF_ANY, [Attribute.OPEN_ONLY])
    return ordered[0].facility.id if chooses else ""


def _neighbour(facility: str, listed: tuple[str, ...], step: int) -> str:
    """The one behind or before the facility last spoken of; of none, the last or the first."""
    if facility not in listed:
        return listed[-1 if step > 0 else 0]
    return listed[min(max(listed.index(facility) + step, 0), len(listed) - 1)]
