"""How a sentence is written: its language, and the titles of works in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.normal_form import is_chinese, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

_OF_NO_LANGUAGE = regex(r"(?:(?:okay|ok|[a-z])(?![a-z])|[\W\d_])*")
_TITLE = regex("《([^》]{1,40})》")


def language_of(text: str) -> str:
    """Give "zh" or "en" for a normalised sentence, empty where it is of no language: "OK", "2"."""
    if _OF_NO_LANGUAGE.fullmatch(text):
        return ""
    latin = sum("a" <= char <= "z" for char in text)
    return "en" if latin > 3 * sum(map(is_chinese, text)) else "zh"


def titles_in(text: str, written: str) -> Iterator[tuple[int, int]]:
    """Where a normalised sentence names a book, a film or a play; its marks are gone by then."""
    for found in _TITLE.finditer(written):
        title = normalise(found[1])
        start = text.find(title) if title else -1
        if start >= 0:
            yield start, start + len(title)
