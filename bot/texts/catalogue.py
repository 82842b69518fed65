"""Messages that the code writes in English → Chinese, as long as somebody has translated them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from bot.lazy_regex import regex

_PLACE = regex(r"\\\{(\w+)\\\}")


def translated(message: str, table: str) -> str:
    """Translate a message by a table, a file beside this one; as it is where none fits.

    What stands in braces in the table is filled in from the message, and translated as well.
    """
    for pattern, chinese in _entries(table):
        match = pattern.fullmatch(message)
        if match:
            parts = {name: translated(part, table) for name, part in match.groupdict().items()}
            return chinese.format(**parts)
    return message


@cache
def _entries(table: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Read a table; messages without a gap go first, then those with the most letters."""
    written = tomllib.loads(Path(__file__).with_name(table).read_text("utf-8"))
    ordered = sorted(written.items(), key=lambda pair: ("{" in pair[0], -len(pair[0])))
    return tuple(
        (re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(english)), re.DOTALL), chinese)
        for english, chinese in ordered
    )
