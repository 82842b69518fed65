"""A line of the last list that is called by a part of its name: "南泉那家", "the Nanquan one".

A name is as good as a number: it is read as one, so that whatever may be asked of "第二个" may be
asked of it. A name that fits none, or several, is asked back, and never taken for another line.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.handlers.picking import ABOUT_ONE, called_anywhere, unclear, which_named
from bot.conversation.location import known_place
from bot.conversation.unwanted import is_called
from bot.understanding.query import Intent
from bot.understanding.turns.line_names import ListedNames
from bot.understanding.turns.named_lines import (
    in_english,
    marks_as_numbers,
    named_after_slip,
    pointed_at,
    said_plainly,
    with_numbers,
)

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query
    from bot.understanding.turns.named_lines import NamedLine

_SURE = 4
_LIKELY = 0.6
_ASKED = frozenset({Intent.DETAIL, Intent.ROUTE, Intent.UNKNOWN, Intent.FEEDBACK})


def by_number(context: Context, query: Query) -> Query:
    """Read a sentence with the number of each line that it calls by name."""
    query = _by_mark(context, _after_slip(context, query))
    if not context.session.listed:
        return _of_kind_spoken_of(context, query)
    names = _told_apart(context, query) if _may_name(context, query) else []
    if not names:
        return _of_line(_unlisted(context, query))
    again = context.understander.understand(with_numbers(context.turn.plain, names), context.now)
    if again.intent is Intent.EMERGENCY:
        return query
    if again.intent is Intent.NEARBY and not again.pick:
        return replace(again, intent=Intent.ROUTE, categories=(), pick=names[0].lines[0])
    return _of_line(again)


def _by_mark(context: Context, query: Query) -> Query:
    """Read the mark of a line in a Chinese sentence as its number: "①怎么走"."""
    marked = marks_as_numbers(context.turn.text)
    if marked == context.turn.text or not context.session.listed:
        return query
    return context.understander.understand(marked, context.now)


def _after_slip(context: Context, query: Query) -> Query:
    """Ask of the house that is named instead of a slip: "我讲错了,是申养望年荟"."""
    meant = named_after_slip(context.turn)
    if not meant or query.facility or query.intent is Intent.EMERGENCY or query.doubt:
        return query
    again = context.understander.understand(meant, context.now)
    known = again.facility and again.intent is not Intent.EMERGENCY
    return replace(again, corrects=True) if known else query


def _of_kind_spoken_of(context: Context, query: Query) -> Query:
    """Ask of the one of a kind just spoken of that a pointer names: "宁阳那个收失智的吗"."""
    named = query.facility or query.goal or query.point or query.pick
    if named or query.doubt or query.intent not in _ASKED:
        return query
    session = context.session
    spoken = session.pending.slots if session.pending and session.pending.slots else session.slots
    of_one = (context.dataset.category_of(session.facility),) if session.facility else ()
    kinds = query.categories or of_one or (spoken.categories if spoken else ())
    alike = [one for one in context.dataset.facilities if one.category in kinds]
    for pointed in pointed_at(_listed_names(context), context.turn.plain):
        found = [one.id for one in alike if is_called(one, pointed.words)]
        if len(found) == 1:
            intent = query.intent if query.intent in ABOUT_ONE else Intent.DETAIL
            one = replace(query, intent=intent, facility=found[0], categories=(), listed=None)
            return replace(one, untold=(context.turn.words,)) if query.offer else one
    return query


def _unlisted(context: Context, query: Query) -> Query:
    """Ask of the one that a pointer names where it is of no line: "蓝高那个"."""
    if not _may_name(context, query):
        return query
    pointed = pointed_at(_listed_names(context), context.turn.plain)
    strange = [one.words for one in pointed if not one.lines]
    own = (words for words in strange if not _is_kind(context, words))
    found = [one for words in own for one in called_anywhere(context, words)]
    if len(found) != 1:
        return query
    intent = query.intent if query.intent in ABOUT_ONE else Intent.DETAIL
    return replace(query, intent=intent, facility=found[0], categories=(), pick=None)


def _of_line(query: Query) -> Query:
    """Ask of the line itself where "还有第三个呢" seems to turn a page."""
    if query.intent is not Intent.MORE or not query.picks:
        return query
    return replace(query, intent=Intent.DETAIL, pick=query.picks[0])


def name_unclear(context: Context, query: Query) -> Outcome | None:
    """Ask which line is meant by a name that several bear, or none; None where that is clear."""
    if not _may_name(context, query):
        return None
    pointed = pointed_at(_listed_names(context), context.turn.plain)
    name = next((one for one in pointed if len(one.lines) != 1), None)
    if name is None:
        return None
    inside = context.understander.understand(name.words, context.now)
    if name.lines or inside.names_a_place or _is_strange(query):
        return which_named(context, query.intent, name.words, name.lines)
    if inside.categories and not context.session.facility:  # "食堂那个", of a list of canteens
        return unclear(context, query, query.intent)
    return None


def _listed_names(context: Context) -> ListedNames:
    """Give how the lines of the last list may be called."""
    towns = context.dataset.places.of_kind("subdistrict")
    return ListedNames.of(context.listed, (name for one in towns for name in one.names))


def _may_name(context: Context, query: Query) -> bool:
    """Whether a line may be called by a part of its name: something is listed, and none in full."""
    named = query.facility or query.left_out or query.point
    return bool(context.session.listed) and not named and query.intent is not Intent.EMERGENCY


def _is_strange(query: Query) -> bool:
    """Whether nothing else of the sentence tells which one is meant: no kind, no quality."""
    told = (query.categories, query.attributes, query.is_timed, query.meal, query.place)
    more = (query.minutes, query.accessible, query.pick, query.aspects)
    return query.intent in _ASKED and not (any(told) or any(more))


def _told_apart(context: Context, query: Query) -> list[NamedLine]:
    """Give the names where each is of one line alone."""
    names, text = _listed_names(context), context.turn.plain
    found = list(pointed_at(names, text))
    if not found and not any(query.goal == one.id for one in context.dataset.facilities):
        alone = not _names_whole_place(context, query)  # else it may be where she is
        found = [*said_plainly(names, text, alone=alone), *in_english(names, text)]
        found = [one for one in found if _is_of_list(context, query, one.words)]
    return found if all(len(one.lines) == 1 for one in found) else []


def _names_whole_place(context: Context, query: Query) -> bool:
    """Whether a place is named, and not by a part of its name that a line has, too."""
    place = known_place(context, query.place)
    part = place and query.intent is Intent.SET_PLACE and context.turn.words not in place.names
    return query.names_a_place and not part


def _is_of_list(context: Context, query: Query, words: str) -> bool:
    """Whether a name is meant, and no service but that of the list: "医生工作室" is no job.

    A name that any such place may have, "那为老服务中心呢", asks for those that are near.
    """
    slots = context.session.slots
    if not query.categories or (query.guessed and query.score < _LIKELY):
        return True
    if query.intent is Intent.NEARBY and _is_kind(context, words):
        return False
    of_list = slots.categories if slots else ()
    return bool(of_list) and (len(words) >= _SURE or {*query.categories} <= {*of_list})


def _is_kind(context: Context, words: str) -> bool:
    """Whether some words alone name a service."""
    return bool(context.understander.understand(words, context.now).categories)
