"""Which meal of the day a sentence asks for, or whether any is served."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.understanding.lexicon.patterns import any_of

if TYPE_CHECKING:
    from collections.abc import Mapping

ANY = "any"
"""Whichever meal is served at the moment: "还有饭吃吗"."""


@dataclass(frozen=True, slots=True)
class Meals:
    """Reads meals with the words of `meal.toml`: one that is named goes before any."""

    words: Mapping[str, re.Pattern[str]]

    @classmethod
    def of(cls, tables: Mapping[str, Mapping[str, Any]]) -> Meals:
        """Build from the tables of `meal.toml`."""
        named = {key: any_of(table["words"]) for key, table in tables.items() if key != ANY}
        return cls({**named, ANY: re.compile("|".join(tables[ANY]["patterns"]))})

    def find(self, text: str) -> str:
        """Give the meal that a normalised sentence asks for; "" where it asks for none."""
        return next((key for key, words in self.words.items() if words.search(text)), "")
