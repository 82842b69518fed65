"""Situations told in ordinary words, whose signs suffice however a sentence is worded.

What weighs the wording of an alarm has learned few floods, earthquakes and frauds, so it would
doubt them. Here the words alone decide, unless a cue silences them: one that names the situation,
or one that silences its kind of danger.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.understanding.safety.sign_patterns import Patterns, classes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.understanding.safety.assertion import Assertion
    from bot.understanding.safety.terms import TermMatches

_HASTE = "haste"


@dataclass(frozen=True, slots=True)
class Situation:
    """One table of `situation.toml`.

    Attributes:
        signs: the words that tell of it.
        topics: the kinds of danger that its advice serves; the first is its own.
        bare: words that tell of it where nothing but haste is said besides.
        yields: whether its advice gives way where other signs of its own kind stand.
    """

    signs: Patterns
    topics: tuple[str, ...]
    bare: frozenset[str]
    yields: bool

    @property
    def topic(self) -> str:
        """The kind of danger that it is by itself."""
        return self.topics[0]


@dataclass(frozen=True, slots=True)
class Situations:
    """Every situation by its name."""

    tables: dict[str, Situation]
    assertion: Assertion

    @classmethod
    def of(
        cls,
        tables: Mapping[str, Mapping[str, Any]],
        words: dict[str, tuple[str, ...]],
        assertion: Assertion,
    ) -> Situations:
        """Read the tables of `situation.toml`; plain words become classes of their own in `words`.

        The table `classes` is none of them: its words are in `words` already.
        """
        read = {
            name: Situation(
                Patterns.of(table["signs"], words),
                tuple(table["topics"]),
                classes("/".join(table.get("bare", ())), words),
                table.get("yields", False),
            )
            for name, table in tables.items()
            if name != "classes"
        }
        return cls(read, assertion)

    def told_in(self, found: TermMatches) -> tuple[str, ...]:
        """Name the situations that are told of here and now."""
        return tuple(name for name, one in self.tables.items() if self._tells(name, one, found))

    def _tells(self, name: str, one: Situation, found: TermMatches) -> bool:
        """Whether a sign stands, or a bare word is all that is said."""
        if found.has(one.bare) and found.is_all(one.bare | {_HASTE}):
            return True
        kinds = (name, one.topic)
        return any(
            all(self.assertion.stands(kind, sign, found) for kind in kinds)
            for sign in one.signs.find(found)
        )
