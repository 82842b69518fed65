"""The lines of a reply as blocks: a heading, paragraphs, numbered results, points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bot.conversation.composing.phrases import mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.conversation.reply import Button, Listed, Reply

_INDENT = "　"
_BULLET = "• "
_MOST = 60
_NUMBERS = {mark(number): number for number in range(1, _MOST + 1)}
_MARKED = re.compile(rf"({'|'.join(map(re.escape, _NUMBERS))}) (.+)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of its own."""

    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """A line of a list without an order."""

    text: str


@dataclass(frozen=True, slots=True)
class Result:
    """A numbered line with the facts below it, the facility it is about, and its buttons."""

    number: int
    name: str
    facts: tuple[str, ...]
    listed: Listed | None
    buttons: tuple[Button, ...]


Block: TypeAlias = Paragraph | Point | Result


def blocks_of(reply: Reply) -> tuple[str, tuple[Block, ...]]:
    """Part a reply's text into its first line and the blocks below that."""
    heading, *lines = reply.text.split("\n")
    return heading, tuple(_blocks(lines, reply))


def buttons_beside(reply: Reply, blocks: Sequence[Block]) -> tuple[Button, ...]:
    """Give the buttons that stand under no result."""
    placed = {button for one in blocks if isinstance(one, Result) for button in one.buttons}
    return tuple(button for button in reply.buttons if button not in placed)


def _blocks(lines: Sequence[str], reply: Reply) -> Iterator[Block]:
    listed = iter(reply.listed)
    rest = list(lines)
    while rest:
        line = rest.pop(0)
        marked = _MARKED.fullmatch(line)
        if marked:
            facts = []
            while rest and rest[0].startswith(_INDENT):
                facts.append(rest.pop(0).removeprefix(_INDENT))
            one = next(listed, None)
            name, fact = _parted(marked[2], one, reply.language)
            told = (fact, *facts) if fact else tuple(facts)
            yield Result(_NUMBERS[marked[1]], name, told, one, _buttons_of(one, reply))
        elif line.startswith(_BULLET):
            yield Point(line.removeprefix(_BULLET))
        elif line.strip():
            yield Paragraph(line.strip())


def _parted(line: str, one: Listed | None, language: str) -> tuple[str, str]:
    """Part a line into the name of its facility and what is told of it."""
    name = one.facility.name.said_in(language) if one else ""
    if not (name and line.startswith(name)):
        return line, ""
    kind, _, fact = line.removeprefix(name).partition("：" if language == "zh" else ": ")
    return name + kind, fact


def _buttons_of(one: Listed | None, reply: Reply) -> tuple[Button, ...]:
    """Give the buttons that are about one facility of a list."""
    if one is None:
        return ()
    about = f":{one.facility.id}"
    return tuple(button for button in reply.buttons if button.action.endswith(about))
