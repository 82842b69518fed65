"""Signs that somebody needs help at once; they come before everything else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.understanding.patterns import any_of, come_together, together

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from bot.understanding.patterns import Together

# Of several kinds of danger in one sentence, the one whose number must be called first.
TOPICS = ("fire", "gas", "suicide", "crime", "medical")
_NEAR_CHARS = 4


@dataclass(frozen=True, slots=True)
class _Topic:
    """The signs of one kind of danger; `past` may be long over, `settled` may be for a lawyer."""

    name: str
    urgent: re.Pattern[str]
    signs: re.Pattern[str]
    together: tuple[Together, ...]
    past: frozenset[str]
    settled: frozenset[str]


@dataclass(frozen=True, slots=True)
class Danger:
    """Finds emergencies; when in doubt it takes a sentence for one."""

    topics: tuple[_Topic, ...]
    hyperbole: re.Pattern[str]
    calm: re.Pattern[str]
    past: re.Pattern[str]
    negated: re.Pattern[str]

    @classmethod
    def of(cls, tables: Mapping[str, Mapping[str, Any]]) -> Danger:
        """Build from the tables of `danger.toml`."""
        return cls(
            tuple(_topic(name, tables[name]) for name in TOPICS),
            *(any_of(tables[key]["words"]) for key in ("hyperbole", "calm", "past", "not")),
        )

    def topic_of(self, text: str, *, asks: bool) -> str | None:
        """Name the danger in a normalised sentence, or None.

        `asks`: the sentence also asks where a service is; then what is denied ("没有摔倒") and
        what is for a lawyer ("被骗了") is no emergency. A fall of last year never is.
        """
        plain = self.hyperbole.sub(",", text)
        for topic in self.topics:
            if topic.urgent.search(plain):
                return topic.name
        if self.calm.search(plain):
            return None
        return next((t.name for t in self.topics if self._shows(t, plain, asks=asks)), None)

    def _shows(self, topic: _Topic, text: str, *, asks: bool) -> bool:
        past = self.past.search(text) is not None
        for found in topic.signs.finditer(text):
            over = (past and found[0] in topic.past) or (asks and found[0] in topic.settled)
            denied = asks and self.negated.search(text[: found.start()][-_NEAR_CHARS:])
            if not over and not denied:
                return True
        quiet = past or (asks and topic.settled)
        return not quiet and any(come_together(parts, text) for parts in topic.together)


def _topic(name: str, table: Mapping[str, Any]) -> _Topic:
    return _Topic(
        name,
        any_of(table["urgent"]),
        any_of(table["signs"]),
        tuple(map(together, table["together"])),
        frozenset(table.get("history", ())),
        frozenset(table.get("settled", ())),
    )
