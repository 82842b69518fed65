"""What a place should be like: the nearest, open longest, with delivery; and what nobody knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.understanding.patterns import any_of
from bot.understanding.stance import is_denied

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# How people ask for a quality, whatever it is: "最大的", "有空调的", "不辣的".
_SUPERLATIVE = r"最[^\W_,·]{1,3}?(?=的|那|一)"
_HAVING = r"(?:要有|带|不要|不|(?<!有)没有?)[^\W_,·]{1,4}?的(?=,|$|[㐀-鿿]|那|吗)"
_CONDITION = re.compile(rf"{_SUPERLATIVE}|{_HAVING}")


@dataclass(frozen=True, slots=True)
class Attributes:
    """Reads qualities with the words of `attribute.toml`."""

    words: Mapping[str, re.Pattern[str]]

    @classmethod
    def of(cls, tables: Mapping[str, Mapping[str, Any]]) -> Attributes:
        """Build from the tables of `attribute.toml`: one for each quality."""
        return cls({key: any_of(table["words"]) for key, table in tables.items()})

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Give each quality that is asked for, and where: one that is denied is not."""
        for key, pattern in self.words.items():
            found = pattern.search(text)
            if found and not is_denied(text, found.start()):
                yield *found.span(), key


def conditions_in(text: str) -> Iterator[tuple[int, int]]:
    """Find what a place should be or have, in whatever words."""
    return (found.span() for found in _CONDITION.finditer(text))
