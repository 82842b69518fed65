"""What is wished beside a refusal, and the second of two wishes in one message."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.understanding.classifier.second_wish import second_wish
from bot.understanding.compound.two_parts import both, without_lost
from bot.understanding.compound.two_people import wishes_of_two
from bot.understanding.evidence.refused_services import beside_refusal
from bot.understanding.query import Intent
from bot.understanding.rules.decide import CALM, decide

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case
    from bot.understanding.other_matters.not_ours import NotOurs
    from bot.understanding.parser import Parser
    from bot.understanding.query import Query
    from bot.understanding.two_readers import TwoReaders


@dataclass(frozen=True)
class SeveralWishes:
    """Reads the parts of a message each by itself, and puts together what they ask for."""

    parser: Parser
    readers: TwoReaders
    not_ours: NotOurs

    def noted(self, query: Query, case: Case) -> Query:
        """Give a query with what else is wished; without a classifier no message is parted."""
        if self.readers.classifier is None:
            return query
        query, sentence = self._beside_refusal(query, case), case.sentence
        of_two = wishes_of_two(sentence.text)
        parts = of_two or second_wish(sentence, sentence.written, self.readers.classifier)
        if not parts:
            return query
        cases = [self.parser.parse_again(case, part) for part in parts]
        one, other = (self.not_ours.named(self._read(part), part) for part in cases)
        lost = without_lost(query, one, other, of_two) if of_two else None
        return lost or both(query, one, other, [part.has_kind("outside") for part in cases])

    def _beside_refusal(self, query: Query, case: Case) -> Query:
        """Take for the service wanted what is wished beside one that is refused."""
        refused, rest = beside_refusal(case.sentence)
        if not rest or refused.isdisjoint((*query.categories, *query.refused)):
            return query
        wished = self._read(self.parser.parse_again(case, rest))
        if wished.intent is not Intent.NEARBY or not wished.categories:
            return query
        return replace(
            query, intent=wished.intent, categories=wished.categories, choices=(), refused=()
        )

    def _read(self, case: Case) -> Query:
        return self.readers.read(case, decide(case, CALM))
