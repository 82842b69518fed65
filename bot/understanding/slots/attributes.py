"""What a place should be like: the nearest, open longest, with delivery; and what nobody knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.lazy_regex import regex
from bot.understanding.lexicon.patterns import any_of, masked
from bot.understanding.slots.attribute_names import Attribute
from bot.understanding.text.stance import is_denied

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# How people ask for a quality, whatever it is: "最大的", "有空调的", "不辣的".
_SUPERLATIVE = r"最[^\W_,·]{1,3}?(?=的|那|一)"
_HAVING = r"(?:要有|带|不要|不|(?<!有)没有?)[^\W_,·]{1,4}?的(?=,|$|[㐀-鿿]|那|吗)"
_CONDITION = regex(rf"{_SUPERLATIVE}|{_HAVING}")

_BRINGS_HOME = regex("送餐|送饭|上门|deliver")
_IN_ORDER = frozenset({Attribute.MIDDLE, Attribute.NEXT, Attribute.PREVIOUS})


@dataclass(frozen=True, slots=True)
class Attributes:
    """Reads qualities with the words of `attribute.toml`.

    `told_beside` are those that only some service makes one, by that service: of waste, "bulky".
    """

    words: Mapping[str, re.Pattern[str]]
    told_beside: Mapping[tuple[str, str], re.Pattern[str]]

    @classmethod
    def of(cls, tables: Mapping[str, Mapping[str, Any]]) -> Attributes:
        """Build from the tables of `attribute.toml`: one for each quality."""
        alone = {key: table for key, table in tables.items() if "beside" not in table}
        return cls(
            {key: _pattern_of(table) for key, table in alone.items()},
            {
                (table["beside"], key): any_of(table["words"])
                for key, table in tables.items()
                if key not in alone
            },
        )

    def find(
        self, text: str, picked: Sequence[tuple[int, int]] = ()
    ) -> Iterator[tuple[int, int, str]]:
        """Give each quality that is asked for, and where: one that is denied is not.

        `picked` is where lines of a list are named: "最后一个" is none that comes next.
        """
        numberless = masked(text, picked)
        for key, pattern in self.words.items():
            found = pattern.search(numberless if key in _IN_ORDER else text)
            if found and not is_denied(text, found.start()):
                yield *found.span(), key

    def beside(self, services: Sequence[str], text: str) -> Iterator[str]:
        """Give the qualities of a text that some services make such."""
        for (service, key), words in self.told_beside.items():
            if service in services and words.search(text):
                yield key


def _pattern_of(table: Mapping[str, Any]) -> re.Pattern[str]:
    """One pattern for the words of a quality, and for its regular expressions where it has some."""
    return re.compile("|".join((any_of(table["words"]).pattern, *table.get("patterns", ()))))


def brings_home(service: str) -> bool:
    """Whether a service of a place, as its source names it, is that meals are brought home."""
    return _BRINGS_HOME.search(service) is not None


def conditions_in(text: str) -> Iterator[tuple[int, int]]:
    """Find what a place should be or have, in whatever words."""
    return (found.span() for found in _CONDITION.finditer(text))
