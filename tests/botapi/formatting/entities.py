"""Formatted text: parse modes, explicit entities, and what Telegram finds by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.botapi.formatting import html_mode, markdown_mode
from tests.botapi.formatting.styled import Formatted
from tests.botapi.wire import bad_request, utf16_length

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.botapi.wire import Json

_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"，。；！？、（）]+)"
    r"|(?<![\w/])(?P<bot_command>/\w{1,64}(?:@\w{3,32})?)"
    r"|(?<!\w)(?P<mention>@\w{4,32})",
    re.ASCII,
)


def formatted(text: str, parse_mode: str, entities: Iterable[Json] | None) -> Formatted:
    """Apply a parse mode or a list of entities; refuse what Telegram would refuse."""
    if not text:
        return Formatted("")
    match parse_mode.lower():
        case "html":
            return trimmed(html_mode.parse(text))
        case "markdownv2":
            return trimmed(markdown_mode.parse(text))
        case "" | "none":
            return trimmed(Formatted(text, tuple(_checked(text, entities or ()))))
        case _:
            raise bad_request("unsupported parse_mode")


def trimmed(styled: Formatted) -> Formatted:
    """Drop white space around the text and entities without text; sort the rest."""
    lead = len(styled.text) - len(styled.text.lstrip())
    text = styled.text.strip()
    end = utf16_length(text)
    kept = []
    for entity in styled.entities:
        start = max(entity["offset"] - lead, 0)
        stop = min(entity["offset"] + entity["length"] - lead, end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    kept.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return Formatted(text, tuple(kept))


def detected(text: str) -> tuple[Json, ...]:
    """Commands, links and mentions in what a person typed."""
    return tuple(
        {
            "type": found.lastgroup,
            "offset": utf16_length(text[: found.start()]),
            "length": utf16_length(found.group()),
        }
        for found in _FOUND.finditer(text)
    )


def _checked(text: str, entities: Iterable[Json]) -> Iterable[Json]:
    end = utf16_length(text)
    for entity in entities:
        if not isinstance(entity, dict) or not entity.get("type"):
            raise bad_request("can't parse MessageEntity: Type is not specified")
        try:
            offset, length = int(entity["offset"]), int(entity["length"])
        except (KeyError, ValueError, TypeError):
            raise bad_request("can't parse MessageEntity: Can't find field \"offset\"") from None
        if offset < 0 or length <= 0 or offset + length > end:
            where = f"entity beginning at UTF-16 offset {offset}"
            raise bad_request(f"{where} ends after the end of the text at UTF-16 offset {end}")
        yield entity
