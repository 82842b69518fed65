"""The MarkdownV2 parse mode: nested styles, links, code; reserved characters escaped."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.botapi.formatting.styled import Formatted, byte_offset, unparsable
from tests.botapi.wire import utf16_length

if TYPE_CHECKING:
    from tests.botapi.wire import Json

# https://core.telegram.org/bots/api#markdownv2-style
_RESERVED = set("_*[]()~`>#+-=|{}.!")
_STYLES = {
    "__": "underline",
    "_": "italic",
    "*": "bold",
    "~": "strikethrough",
    "||": "spoiler",
    "```": "pre",
    "`": "code",
    "![": "custom_emoji",
    "[": "text_link",
}
_NAMES = {"text_link": "TextUrl", "custom_emoji": "CustomEmoji"}


@dataclass(slots=True)
class _Open:
    """A mark that waits for its end."""

    mark: str
    offset: int
    start: int


@dataclass(slots=True)
class _Parser:
    """One pass over the source."""

    source: str
    at: int = 0
    text: list[str] = field(default_factory=list)
    length: int = 0
    open: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.text.append(text)
        self.length += utf16_length(text)

    def step(self) -> None:
        """Read one character, one mark or one block of code."""
        here = self.source[self.at]
        escapes = here == "\\" and self.at + 1 < len(self.source)
        if escapes and 0 < ord(self.source[self.at + 1]) < 127:
            self.write(self.source[self.at + 1])
            self.at += 2
        elif here not in _RESERVED:
            self.write(here)
            self.at += 1
        elif here == ">" and self.at_line_start():
            self.quote()
        elif here == "]" and self.open and self.open[-1].mark in {"[", "!["}:
            self.link(self.open.pop())
        else:
            self.mark(here)

    def at_line_start(self) -> bool:
        return self.at == 0 or self.source[self.at - 1] == "\n"

    def mark(self, here: str) -> None:
        found = next((m for m in _STYLES if self.source.startswith(m, self.at)), None)
        if found is None:
            why = f"Character '{here}' is reserved and must be escaped with the preceding '\\'"
            raise unparsable(why)
        begin = _Open(found, self.length, self.at)
        self.at += len(found)
        if found in {"```", "`"}:
            self.code(begin)
        elif self.open and self.open[-1].mark == found:
            self.close(self.open.pop())
        else:
            self.open.append(begin)

    def code(self, begin: _Open) -> None:
        end = self.at
        while not self.source.startswith(begin.mark, end):
            if end >= len(self.source):
                raise self.endless(begin)
            end += 2 if self.source[end] == "\\" else 1
        content = _unescaped(self.source[self.at : end])
        extra: Json = {}
        language, newline, rest = content.partition("\n")
        if begin.mark == "```" and newline and not language.count(" "):
            content, extra = rest, {"language": language} if language else {}
        self.write(content)
        self.at = end + len(begin.mark)
        self.close(begin, **extra)

    def link(self, begin: _Open) -> None:
        if not self.source.startswith("](", self.at):
            self.at += 1
            return
        end = self.at + 2
        while end < len(self.source) and self.source[end] != ")":
            end += 2 if self.source[end] == "\\" else 1
        if end >= len(self.source):
            where = byte_offset(self.source, self.at + 1)
            raise unparsable(f"Can't find end of a URL at byte offset {where}")
        url = _unescaped(self.source[self.at + 2 : end])
        self.at = end + 1
        key = "url" if begin.mark == "[" else "custom_emoji_id"
        self.close(begin, **{key: url})

    def quote(self) -> None:
        begin = _Open(">", self.length, self.at)
        self.at += 1
        while self.at < len(self.source):
            if self.source[self.at] == "\n" and not self.source.startswith("\n>", self.at):
                break
            if self.source.startswith("\n>", self.at):
                self.write("\n")
                self.at += 2
            else:
                self.step()
        self.add("blockquote", begin)

    def close(self, begin: _Open, **extra: str) -> None:
        self.add(_STYLES[begin.mark], begin, **extra)

    def add(self, kind: str, begin: _Open, **extra: str) -> None:
        length = self.length - begin.offset
        self.entities.append({"type": kind, "offset": begin.offset, "length": length, **extra})

    def endless(self, begin: _Open) -> Exception:
        kind = _STYLES[begin.mark]
        where = byte_offset(self.source, begin.start)
        name = _NAMES.get(kind, kind.capitalize())
        return unparsable(f"Can't find end of {name} entity at byte offset {where}")


def parse(source: str) -> Formatted:
    """Read MarkdownV2 as Telegram does; an ApiError says what is wrong and where."""
    parser = _Parser(source)
    while parser.at < len(source):
        parser.step()
    if parser.open:
        raise parser.endless(parser.open[-1])
    return Formatted("".join(parser.text), tuple(parser.entities))


def _unescaped(source: str) -> str:
    out: list[str] = []
    at = 0
    while at < len(source):
        if source[at] == "\\" and at + 1 < len(source) and 0 < ord(source[at + 1]) < 127:
            at += 1
        out.append(source[at])
        at += 1
    return "".join(out)
