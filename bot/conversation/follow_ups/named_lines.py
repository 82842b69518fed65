"""A line of the last list that is called by a part of its name: "南泉那家", "the Nanquan one".

A name is as good as a number: it is read as one, so that whatever may be asked of "第二个" may be
asked of it. A name that fits none, or several, is asked back, and never taken for another line.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bot.conversation.follow_ups.line_names import LEAST, LineNames
from bot.conversation.handlers.picking import called_anywhere, unclear, which_named
from bot.normal_form import is_chinese
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query

_POINTER = re.compile(
    "(?:的|这边的?|那边的?)?[那这搿迭伊嗰]一?[家个处间爿只条]"
    "(?!人|话|时|地方|路口|小区|公园|医院|月|星期|礼拜)"
)
_RUN = re.compile("[㐀-鿿a-z0-9]{1,8}$")
# What stands before a name, and is none of it: "我想吃|南泉那家", "你说的|那家".
_LEAD = re.compile(
    "^(?:请问|帮|那么?|就|我们?|阿拉|想|要|去|到|问一?下?|看一?下?|看看|选|找|吃|还是|是|不|和|跟|与|比|离|从|在"
    "|有|叫|对|的|[你您侬]|刚刚?才?|上面|前面|下面|后面|中间|当中|旁边|楼[上下]|说|讲|列|推荐|介绍|给|过|另外|其他"
    "|别|最|近|远|第一|哪里?|里|外|了|好|大|小|新|老|开着|开门|关着|关门|都|也|还|附近|这|它"
    "|什么|没有?|不要|除了?)+"
)
# Asked of a line without a pointer: "金浦的几点开", "就南泉吧".
_BEFORE = "(?:^|(?<=[,去到选吃就那问是和跟与比离还个的]))"
_BEHIND = (
    "(?:(?:的|那边的?|那里的?)(?=几点|电话|地址|号码|怎|咋|哪能|在哪|远|多远|呢|吧|$))?"
    "(?=几点|电话|地址|号码|怎么[走去]|咋[走去]|哪能[走去]|在哪|在啥|远[吗不伐]|多远|有多远|要走"
    "|(?:呢|吧|也?可以|好了?|行)?$|[吃和跟与比还哪])"
)
_ENGLISH = re.compile(
    "(?:the )?(?<![a-z])(?P<word>[a-z']{4,})"
    "(?: (?:one|place|canteen|station|centre|center|house))?(?![a-z])"
)
_AROUND = re.compile(r"(?<![a-z])(?:in|at|near|around|from|live|by|beside) (?:the )?$")
_AS_PLACE = re.compile(r" (?:road|rd|street|station|metro|village|committee|park)(?![a-z])")
_MARK = re.compile("[①-⑳]")
_SURE = 4
_ABOUT_ONE = frozenset({Intent.ROUTE, Intent.FEEDBACK})
_ASKED = frozenset({Intent.DETAIL, Intent.ROUTE, Intent.UNKNOWN, Intent.FEEDBACK})


class Name(NamedTuple):
    """Where a text names a line, `text[start:end]`, in which words, and whom they may mean."""

    start: int
    end: int
    words: str
    lines: tuple[int, ...]


def by_number(context: Context, query: Query) -> Query:
    """Read a sentence with the number of each line that it calls by name."""
    query = _by_mark(context, query)
    names = _told_apart(context, query) if _may_name(context, query) else []
    if not names:
        return _of_line(_unlisted(context, query))
    text = _text(context)
    for name in sorted(names, reverse=True):
        number = f"number {name.lines[0]}" if text.isascii() else f"第{name.lines[0]}个"
        text = f"{text[: name.start]}{number}{text[name.end :]}"
    again = context.understander.understand(text, context.now)
    if again.intent is Intent.EMERGENCY:
        return query
    if again.intent is Intent.NEARBY and not again.pick:
        return replace(again, intent=Intent.ROUTE, categories=(), pick=names[0].lines[0])
    return _of_line(again)


def _by_mark(context: Context, query: Query) -> Query:
    """Read the mark of a line in a Chinese sentence as its number: "①怎么走"."""
    said = context.turn.text
    marked = _MARK.sub(lambda found: f"第{ord(found[0]) - ord('①') + 1}个", said)
    if marked == said or not context.session.listed or not any(map(is_chinese, said)):
        return query
    return context.understander.understand(marked, context.now)


def _unlisted(context: Context, query: Query) -> Query:
    """Ask of the one that a pointer names where it is of no line: "蓝高那个"."""
    if not _may_name(context, query):
        return query
    pointed = _pointed_at(LineNames.of(context), _text(context))
    strange = [one.words for one in pointed if not one.lines]
    own = (words for words in strange if not _is_kind(context, words))
    found = [one for words in own for one in called_anywhere(context, words)]
    if len(found) != 1:
        return query
    intent = query.intent if query.intent in _ABOUT_ONE else Intent.DETAIL
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
    text = _text(context)
    doubtful = (one for one in _pointed_at(LineNames.of(context), text) if len(one.lines) != 1)
    name = next(doubtful, None)
    if name is None:
        return None
    inside = context.understander.understand(name.words, context.now)
    if name.lines or inside.place or inside.place_text or _is_strange(query):
        return which_named(context, query.intent, name.words, name.lines)
    if inside.categories and not context.session.facility:  # "食堂那个", of a list of canteens
        return unclear(context, query, query.intent)
    return None


def _text(context: Context) -> str:
    return context.turn.plain


def _may_name(context: Context, query: Query) -> bool:
    """Whether a line may be called by a part of its name: something is listed, and none in full."""
    named = query.facility or query.left_out or query.point
    return bool(context.session.listed) and not named and query.intent is not Intent.EMERGENCY


def _is_strange(query: Query) -> bool:
    """Whether nothing else of the sentence tells which one is meant: no kind, no quality."""
    told = (query.categories, query.attributes, query.at, query.meal, query.place, query.minutes)
    more = query.open_now or query.accessible or query.pick or query.aspects or query.weekdays
    return query.intent in _ASKED and not any(told) and not more


def _told_apart(context: Context, query: Query) -> list[Name]:
    """Give the names where each is of one line alone."""
    names, text = LineNames.of(context), _text(context)
    found = list(_pointed_at(names, text))
    if not found and not any(query.goal == one.id for one in context.dataset.facilities):
        found = [*_said_plainly(names, query, text), *_in_english(names, text)]
        found = [one for one in found if _is_of_list(context, query, one.words)]
    return found if all(len(one.lines) == 1 for one in found) else []


def _is_of_list(context: Context, query: Query, words: str) -> bool:
    """Whether a name is meant, and no service but that of the list: "医生工作室" is no job.

    A name that any such place may have, "那为老服务中心呢", asks for those that are near.
    """
    slots = context.session.slots
    if not query.categories:
        return True
    if query.intent is Intent.NEARBY and _is_kind(context, words):
        return False
    of_list = slots.categories if slots else ()
    return bool(of_list) and (len(words) >= _SURE or {*query.categories} <= {*of_list})


def _is_kind(context: Context, words: str) -> bool:
    """Whether some words alone name a service."""
    return bool(context.understander.understand(words, context.now).categories)


def _pointed_at(names: LineNames, text: str) -> Iterator[Name]:
    """Give the names that a pointer ends: "南泉那家"."""
    for pointer in _POINTER.finditer(text):
        run = _RUN.search(text, 0, pointer.start())
        found = _name_in(names, run[0]) if run else None
        if found:
            words, lines = found
            yield Name(pointer.start() - len(words), pointer.end(), words, lines)


def _name_in(names: LineNames, run: str) -> tuple[str, tuple[int, ...]] | None:
    """Give the name at the end of a run of characters, and the lines that bear it; or None.

    An end that is no more than a kind of house is no name behind another one: "东方养护院".
    """
    words = _LEAD.sub("", run)
    whole = names.called(words) or names.shortened(words) if len(words) >= LEAST else ()
    if whole:
        return words, whole
    for end in (run[start:] for start in range(len(run) - LEAST + 1)):
        lines = names.called(end)
        alone = not _LEAD.sub("", run.removesuffix(end))
        if lines and (alone or all(names.begins(one, end) for one in lines)):
            return end, lines
    return (words, names.alike(words)) if len(words) >= LEAST else None


def _said_plainly(names: LineNames, query: Query, text: str) -> Iterator[Name]:
    """Give the names that are said without a pointer, where something is asked of the line."""
    for line in range(1, len(names.names) + 1):
        for words in names.ways(line):
            found = re.search(f"{_BEFORE}{re.escape(words)}{_BEHIND}", text)
            if found and _is_asked(query, found):
                yield Name(*found.span(), words, (line,))
                break


def _is_asked(query: Query, found: re.Match[str]) -> bool:
    """Whether a name is asked about: alone, it may be where she is, unless nobody knows it so."""
    alone = found.span() == (0, len(found.string))
    return not (alone and (query.place or query.place_text))


def _in_english(names: LineNames, text: str) -> Iterator[Name]:
    """Give the names in English: a word that is in the name of one line alone."""
    for found in _ENGLISH.finditer(text):
        place = _AROUND.search(text, 0, found.start()) or _AS_PLACE.match(text, found.end("word"))
        lines = names.english_called(found["word"])
        if lines and not place:
            yield Name(*found.span(), found["word"], lines)
