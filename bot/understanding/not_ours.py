"""What kind of matter it is that Yike does not know: a joke, the weather, a shop."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from bot.understanding.listed_words import UNLISTED
from bot.understanding.patterns import any_of
from bot.understanding.query import Intent

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from bot.understanding.query import Query
    from bot.understanding.rules.case import Case

OTHER = "other"
"""Known to be none of ours, and of no kind that has an answer of its own."""

_TRANSPORT = "transport"
_WHERE = "哪里"
_FEW_CHARS = 6
_KINDS = {
    "weather": "weather",
    _TRANSPORT: _TRANSPORT,
    "machines": "machines",
    "money": "money",
    "task": "joke",
    "maths": "joke",
    **dict.fromkeys(("shops", "restaurants", "pets", "leisure", "civic", UNLISTED), UNLISTED),
}
"""The kinds of the groups of `outside.toml`."""


@dataclass(frozen=True, slots=True)
class NotOurs:
    """The words of `not_ours.toml` by the kind that they tell."""

    words: Mapping[str, re.Pattern[str]]

    @classmethod
    def of(cls, tables: Mapping[str, Mapping[str, list[str]]]) -> Self:
        """Read the tables of the file."""
        return cls({kind: any_of(table["words"]) for kind, table in tables.items()})

    def named(self, query: Query, case: Case) -> Query:
        """Tell of a query that is not understood what kind it is, and which word says so."""
        if query.intent is not Intent.UNKNOWN or query.choices:
            return query
        kind, word = self._kind(case)
        if query.place_text:
            # The way there is asked for, not what is there.
            return replace(query, topic=kind, place_text=None) if kind == _TRANSPORT else query
        return replace(query, topic=kind, unheard=(word,) if kind == UNLISTED else query.unheard)

    def _kind(self, case: Case) -> tuple[str | None, str]:
        for kind, pattern in self.words.items():
            found = pattern.search(case.sentence.text)
            if found:
                return kind, found[0]
        other = next(case.sentence.of_kind("outside"), None)
        if other is None:
            return None, ""
        word = other.word.text
        if word.startswith(_WHERE):  # "哪里买菜" is about 买菜
            word = case.sentence.text[other.start + len(_WHERE) :][:_FEW_CHARS]
        return _KINDS.get(other.word.key, OTHER), word
