"""Slips of the pen in a parsed sentence, mended where that tells more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.understanding.corrections.slips import is_better, is_doubtful, slips, tells_time
from bot.understanding.query import Intent
from bot.understanding.rules.decide import decide
from bot.understanding.rules.ruled import Ruled
from bot.understanding.turns.walk_reports import is_of_a_walk

if TYPE_CHECKING:
    from bot.understanding.corrections.correctors import Correctors
    from bot.understanding.evidence.case import Case
    from bot.understanding.parser import Parser

REPAIRED = 0.8
"""What the score of a rule is multiplied by where a slip was mended for it."""


@dataclass(frozen=True)
class Repair:
    """Parses a sentence again as it may have been meant, and keeps what tells more."""

    parser: Parser
    correctors: Correctors

    def ruled(self, case: Case) -> tuple[Case, Ruled]:
        """Apply the rules to a sentence as it is, or mended: its times, its words, its places."""
        case, ruled = self._in_words(self._in_times(case))
        placed = self._in_places(case)
        return (case, ruled) if placed is case else (placed, decide(placed))

    def _in_times(self, case: Case) -> Case:
        """Mend slips in words of time, "礼败六" and "七典", where that alone tells more."""
        plain = case.sentence.text
        mended = self.correctors.mend_times(plain) if case.sentence.unexplained() else plain
        if mended == plain:
            return case
        second = self.parser.parse_again(case, mended)
        return second if tells_time(second, case) else case

    def _in_words(self, case: Case) -> tuple[Case, Ruled]:
        """Mend slips in any words of a doubtful sentence, where a rule finds more in it then."""
        plain, ruled = case.sentence.text, decide(case)
        query = ruled.query
        if not is_doubtful(query, case) or is_of_a_walk(plain):
            return case, ruled
        mended = self.correctors.mend(plain)
        if mended == plain:
            return case, ruled
        second = self.parser.parse_again(case, mended)
        rule, better = decide(second)
        named = better.intent is Intent.EMERGENCY or query.categories
        guessed = named and not (query.place_text or slips(plain, mended, case.sentence))
        if guessed or not is_better(better, second, query):
            return case, ruled
        return second, Ruled(rule, replace(better, score=round(better.score * REPAIRED, 2)))

    def _in_places(self, case: Case) -> Case:
        """Mend slips in names of places, "南泉新寸", where none is known and that tells one."""
        plain, mentions = case.sentence.text, case.sentence.mentions
        lost = case.sentence.unexplained() and not (
            mentions.place or mentions.goal or mentions.listed
        )
        mended = self.correctors.mend_places(plain) if lost else plain
        if mended == plain:
            return case
        second = self.parser.parse_again(case, mended)
        return second if second.sentence.mentions.place else case
