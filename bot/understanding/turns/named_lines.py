"""Where a sentence calls a line of a list by a part of its name: "南泉那家", "the Nanquan one"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bot.lazy_regex import regex
from bot.normal_form import is_chinese
from bot.understanding.turns.line_names import LEAST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.understanding.turns.line_names import ListedNames
    from bot.understanding.turns.turn import Turn

_POINTER = regex(
    "(?:的|这边的?|那边的?)?[那这搿迭伊嗰]一?[家个处间爿只条]"
    "(?!人|话|时|地方|路|街|弄|马路|小区|公园|医院|月|星期|礼拜)"
)
_RUN = regex("[㐀-鿿a-z0-9]{1,8}$")
# What stands before a name, and is none of it: "我想吃|南泉那家", "你说的|那家".
_LEAD = regex(
    "^(?:请问|帮|那么?|就|我们?|阿拉|想|要|去|到|问一?下?|看一?下?|选|找|吃|是|不|和|跟|与|比|离|从|在"
    "|有|叫|对|的|[你您侬]|刚才?|上面|前面|下面|后面|中间|当中|旁边|楼[上下]|说|讲|列|推荐|介绍|给|过|另外|其他"
    "|别|最|近|远|第一|哪|里|外|了|好|大|小|新|老|开着|开门|关着|关门|都|也|还|附近|这|它"
    "|什么|没|除)+"
)
# Asked of a line without a pointer: "金浦的几点开", "就南泉吧".
_BEFORE = "(?:^|(?<=[,去到选吃就那问是和跟与比离还个的]))"
_BEHIND = (
    "(?:(?:的|那边的?|那里的?)(?=几点|电话|地址|号码|怎|咋|哪能|在哪|远|多远|呢|吧|$))?"
    "(?=几点|电话|地址|号码|怎么[走去]|咋[走去]|哪能[走去]|在哪|在啥|远[吗不伐]|多远|有多远|要走"
    "|(?:呢|吧|也?可以|好了?|行)?$|[吃和跟与比还哪])"
)
_ENGLISH = regex(
    "(?:the )?(?<![a-z])(?P<word>[a-z']{4,})"
    "(?: (?:one|place|canteen|station|centre|center|house))?(?![a-z])"
)
_AROUND = regex(r"(?<![a-z])(?:in|at|near|around|from|live|by|beside) (?:the )?$")
_AS_PLACE = regex(r" (?:road|rd|street|station|metro|village|committee|park)(?![a-z])")
_MARK = regex("[①-⑳]")
_SLIP = regex(
    "(?:哦|噢|啊|呀|不是|不对|对不起|不好意思|,| )*(?:我|刚才|前面)*"
    "(?:讲|说|写|打|记|问|弄|搞)错(?:了|掉了)?"
    "[, ]*(?:应该|我(?:说|讲|问|要)的)?是(?P<name>[^,?]{3,14})[?]?"
)


class NamedLine(NamedTuple):
    """Where a text names a line, `text[start:end]`, in which words, and whom they may mean."""

    start: int
    end: int
    words: str
    lines: tuple[int, ...]


def with_numbers(text: str, named: Iterable[NamedLine]) -> str:
    """Write the number of its line for each name: "第二个" for "南泉那家"."""
    for name in sorted(named, reverse=True):
        number = f"number {name.lines[0]}" if text.isascii() else f"第{name.lines[0]}个"
        text = f"{text[: name.start]}{number}{text[name.end :]}"
    return text.removesuffix("的")  # "宁阳的" is a line


def named_after_slip(turn: Turn) -> str:
    """Give what is meant instead of a slip: "我讲错了,是申养望年荟"; or ""."""
    found = _SLIP.fullmatch(turn.plain)
    return found["name"] if found else ""


def marks_as_numbers(text: str) -> str:
    """Write the marks of lines in a Chinese sentence as their numbers: "①怎么走"."""
    if not any(map(is_chinese, text)):
        return text
    return _MARK.sub(lambda found: f"第{ord(found[0]) - ord('①') + 1}个", text)


def pointed_at(names: ListedNames, text: str) -> Iterator[NamedLine]:
    """Give the names that a pointer ends: "南泉那家"."""
    for pointer in _POINTER.finditer(text):
        run = _RUN.search(text, 0, pointer.start())
        found = _name_in(names, run[0]) if run else None
        if found:
            words, lines = found
            yield NamedLine(pointer.start() - len(words), pointer.end(), words, lines)


def said_plainly(names: ListedNames, text: str, *, alone: bool) -> Iterator[NamedLine]:
    """Give the names that are said without a pointer, where something is asked of the line.

    `alone` tells whether a name that is all of the text is one of them, or where she is.
    """
    for line in range(1, len(names.names) + 1):
        for words in names.ways(line):
            if words not in text:  # to compile a pattern takes longer than all else of an answer
                continue
            found = re.search(f"{_BEFORE}{re.escape(words)}{_BEHIND}", text)
            if found and (alone or found.span() != (0, len(text))):
                yield NamedLine(*found.span(), words, (line,))
                break


def in_english(names: ListedNames, text: str) -> Iterator[NamedLine]:
    """Give the names in English: a word that is in the name of one line alone."""
    for found in _ENGLISH.finditer(text):
        place = _AROUND.search(text, 0, found.start()) or _AS_PLACE.match(text, found.end("word"))
        lines = names.english_called(found["word"])
        if lines and not place:
            yield NamedLine(*found.span(), found["word"], lines)


def _name_in(names: ListedNames, run: str) -> tuple[str, tuple[int, ...]] | None:
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
