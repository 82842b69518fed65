"""The HTML parse mode: known tags, balanced, everything else escaped."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.botapi.formatting.styled import Formatted, byte_offset, unparsable
from tests.botapi.wire import utf16_length

if TYPE_CHECKING:
    from tests.botapi.wire import Json

# https://core.telegram.org/bots/api#html-style
_STYLES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre",
    "tg-emoji": "custom_emoji", "blockquote": "blockquote",
}  # fmt: skip
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));?")
_ATTRIBUTE = re.compile(r"""([^\s=>]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+)(?=[\s>]))\s*""")
_PLAIN = re.compile(r"[^<&]+")


@dataclass(slots=True)
class _Open:
    """A tag that waits for its end."""

    tag: str
    attributes: dict[str, str]
    offset: int
    start: int


@dataclass(slots=True)
class _Parser:
    """One pass over the source."""

    source: str
    text: list[str] = field(default_factory=list)
    length: int = 0
    open: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.text.append(text)
        self.length += utf16_length(text)

    def fail(self, why: str, position: int) -> Exception:
        return unparsable(f"{why} at byte offset {byte_offset(self.source, position)}")

    def step(self, at: int) -> int:
        """Read one run of text, one reference or one tag; return where the next begins."""
        plain = _PLAIN.match(self.source, at)
        if plain:
            self.write(plain.group())
            return plain.end()
        if self.source[at] == "&":
            return self.reference(at)
        return self.end_tag(at) if self.source.startswith("</", at) else self.start_tag(at)

    def reference(self, at: int) -> int:
        found = _REFERENCE.match(self.source, at)
        self.write(_character(found) if found else "&")
        return found.end() if found else at + 1

    def start_tag(self, at: int) -> int:
        name = re.compile(r"[^\s>]*").match(self.source, at + 1)
        if name is None or name.end() == len(self.source):
            raise self.fail("Unclosed start tag", at)
        tag = name.group().lower()
        if tag not in _STYLES:
            raise self.fail(f'Unsupported start tag "{name.group()}"', at)
        attributes, end = self.attributes(tag, name.end(), at)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self.fail('Tag "span" must have class "tg-spoiler"', at)
        self.open.append(_Open(tag, attributes, self.length, at))
        return end

    def attributes(self, tag: str, at: int, begin: int) -> tuple[dict[str, str], int]:
        found: dict[str, str] = {}
        while True:
            while at < len(self.source) and self.source[at].isspace():
                at += 1
            if at == len(self.source):
                raise self.fail("Unclosed start tag", begin)
            if self.source[at] == ">":
                return found, at + 1
            bare = re.compile(r"expandable(?=[\s>])").match(self.source, at)
            pair = _ATTRIBUTE.match(self.source, at)
            if bare:
                found["expandable"], at = "", bare.end()
            elif pair:
                value = next((v for v in pair.groups()[1:] if v is not None), "")
                found[pair[1].lower()] = _REFERENCE.sub(_character, value)
                at = pair.end()
            else:
                why = f'Expected equal sign in declaration of an attribute of the tag "{tag}"'
                raise self.fail(why, at)

    def end_tag(self, at: int) -> int:
        found = re.compile(r"</([^\s>]*)\s*>").match(self.source, at)
        if found is None:
            raise self.fail("Unclosed end tag", at)
        if not self.open:
            raise self.fail("Unexpected end tag", at)
        opened = self.open.pop()
        name = found[1].lower()
        if name and name != opened.tag:
            where = f"Unmatched end tag at byte offset {byte_offset(self.source, at)}"
            raise unparsable(f'{where}, expected "</{opened.tag}>", found "</{name}>"')
        self.close(opened)
        return found.end()

    def close(self, opened: _Open) -> None:
        entity: Json = {
            "type": _STYLES[opened.tag],
            "offset": opened.offset,
            "length": self.length - opened.offset,
        }
        match opened.tag:
            case "a":
                covered = "".join(self.text).encode("utf-16-le")[opened.offset * 2 :]
                entity["url"] = opened.attributes.get("href") or covered.decode("utf-16-le")
            case "tg-emoji":
                entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "")
            case "blockquote" if "expandable" in opened.attributes:
                entity["type"] = "expandable_blockquote"
            case "code" if self.open and self.open[-1].tag == "pre":
                language = opened.attributes.get("class", "")
                self.open[-1].attributes["language"] = language.removeprefix("language-")
                return
            case "pre" if opened.attributes.get("language"):
                entity["language"] = opened.attributes["language"]
        self.entities.append(entity)


def parse(source: str) -> Formatted:
    """Read HTML as Telegram does; an ApiError says which tag is wrong and where."""
    parser = _Parser(source)
    at = 0
    while at < len(source):
        at = parser.step(at)
    if parser.open:
        tag = parser.open[-1].tag
        raise unparsable(f'Can\'t find end tag corresponding to start tag "{tag}"')
    return Formatted("".join(parser.text), tuple(parser.entities))


def _character(found: re.Match[str]) -> str:
    named, decimal, hexadecimal = found.groups()
    if named:
        return _NAMED[named]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0 < code < 0x110000 else found.group()
