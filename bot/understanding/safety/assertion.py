"""Whether a sign of danger is said of here and now.

After NegEx (Chapman and others, 2001) and ConText (Harkema and others, 2009): a cue ("去年",
"听说", "没有") silences the signs in its reach, before or after it, until a word that ends it
("现在", "但是").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.understanding.safety.sign_patterns import Sign
    from bot.understanding.safety.terms import Span, TermMatches

_EVERYWHERE, _NOWHERE = 1000, -1
_NEGATIONS = ("没", "不", "没有", "not ", "n't ")
_NOT_SO, _OR_NOT = "不是", "是不是"


@dataclass(frozen=True, slots=True)
class Cue:
    """One kind of words that take the danger out of a sign.

    Attributes:
        name: class of the cue's words.
        silences: kinds of danger that it silences.
        after: how many units behind the cue a sign may begin; -1: nowhere.
        before: how many units in front of the cue a sign may end; -1: nowhere.
        pauses: how many pauses may stand between them.
        inside: whether it silences a sign that is spread around it.
        ends: classes of words at which its reach forward ends.
        unless: classes of words with which, anywhere in the text, it silences nothing.
    """

    name: str
    silences: frozenset[str]
    after: int
    before: int
    pauses: int
    inside: bool
    ends: frozenset[str]
    unless: frozenset[str]

    @classmethod
    def of(cls, name: str, table: Mapping[str, Any]) -> Cue:
        """Read a table of `assertion.toml`; a reach that is not written is none."""
        return cls(
            name,
            frozenset(table["silences"]),
            _reach(table.get("after", _NOWHERE)),
            _reach(table.get("before", _NOWHERE)),
            table.get("pauses", 0),
            table.get("inside", False),
            frozenset(table.get("ends", ())),
            frozenset(table.get("unless", ())),
        )

    def silences_at(self, found: TermMatches, sign: Sign) -> bool:
        """Whether one of this cue's words reaches a sign."""
        if found.has(self.unless):
            return False
        cues = (cue for cue in found.spans.get(self.name, ()) if not _is_negated(found, cue))
        return any(self._reaches(found, cue, sign) for cue in cues)

    def _reaches(self, found: TermMatches, cue: Span, sign: Sign) -> bool:
        start, end = sign.whole
        if cue.end <= start:
            near = found.are_near(cue.end, start, self.after, self.pauses)
            return near and not self._ended(found, cue, sign)
        if end <= cue.start:
            return found.are_near(end, cue.start, self.before, self.pauses)
        if any(part.holds(cue) for part in sign.parts):
            return self.inside and len(sign.parts) > 1
        if any(part.meets(cue) for part in sign.parts):
            return True
        later = (part.start for part in sign.parts if cue.end <= part.start)
        near = any(found.are_near(cue.end, part, self.after, self.pauses) for part in later)
        return self.inside or near

    def _ended(self, found: TermMatches, cue: Span, sign: Sign) -> bool:
        """Whether another word has ended the cue's reach, before the sign or as a part of it."""
        ends = [end for end in found.of(self.ends) if cue.end <= end.start]
        before = any(end.start < sign.whole.start for end in ends)
        return before or any(part.holds(end) for part in sign.parts for end in ends)


@dataclass(frozen=True, slots=True)
class Assertion:
    """Every cue, by the kind of danger that it silences."""

    cues: Mapping[str, tuple[Cue, ...]]

    @classmethod
    def of(cls, tables: Mapping[str, Mapping[str, Any]], kinds: Iterable[str]) -> Assertion:
        """Read the tables of `assertion.toml`."""
        cues = [Cue.of(name, table) for name, table in tables.items() if "silences" in table]
        return cls({kind: tuple(cue for cue in cues if kind in cue.silences) for kind in kinds})

    def stands(self, kind: str, sign: Sign, found: TermMatches) -> bool:
        """Whether a sign is said of here and now, and meant."""
        return not any(cue.silences_at(found, sign) for cue in self.cues[kind])


def _reach(value: int | str) -> int:
    return _EVERYWHERE if value == "all" else int(value)


def _is_negated(found: TermMatches, cue: Span) -> bool:
    """Whether the cue itself is denied: "没找到了", "不是开玩笑", "not fine now"."""
    denied = found.text.endswith(_NOT_SO, 0, cue.start)
    asked = found.text.endswith(_OR_NOT, 0, cue.start)
    return (denied and not asked) or found.text.endswith(_NEGATIONS, 0, cue.start)
