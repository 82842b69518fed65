"""What rules and classifier together make of a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.understanding.classifier.combiner import combine
from bot.understanding.lexicon.listed_words import UNLISTED
from bot.understanding.other_matters.not_ours import joined_with_ours
from bot.understanding.query import Intent
from bot.understanding.safety.told_calmly.kinds import TOLD_CALMLY
from bot.understanding.safety.told_calmly.sleeping_pills import SLEEPING_PILLS
from bot.understanding.safety.wordings.ill_treatment import ILL_TREATMENT
from bot.understanding.safety.wordings.not_now import NOT_NOW
from bot.understanding.safety.wordings.small_hurts import HURTS
from bot.understanding.small_talk.about_the_chat import ABOUT_THE_CHAT
from bot.understanding.small_talk.feelings import AFTER_A_DEATH, LONELY, SLEEPLESS
from bot.understanding.small_talk.in_passing import BACK, LEAVES, WAITS
from bot.understanding.topics import NOT_THERE, TOLD_OF

if TYPE_CHECKING:
    from bot.understanding.classifier.classifier import Classifier
    from bot.understanding.evidence.case import Case
    from bot.understanding.query import Query
    from bot.understanding.rules.ruled import Ruled

_SETTLED = frozenset(
    {NOT_THERE, TOLD_OF, LEAVES, WAITS, BACK, LONELY, SLEEPLESS, AFTER_A_DEATH, SLEEPING_PILLS}
    | ABOUT_THE_CHAT
    | HURTS
    | ILL_TREATMENT
    | NOT_NOW
    | TOLD_CALMLY
)
"""Topics of what no wish stands beside, whatever its words may mean."""


@dataclass(frozen=True)
class TwoReaders:
    """Lets the classifier read what the rules have read, and decides between them.

    `unlearned` are categories of which the classifier knows nothing.
    """

    classifier: Classifier | None
    unlearned: frozenset[str]

    def read(self, case: Case, ruled: Ruled) -> Query:
        """Say what a sentence asks for, by both readings or by that of the rules alone."""
        if self.classifier is None or self._is_settled(case, ruled.query):
            return ruled.query
        reading = self.classifier.read(case.sentence)
        return combine(ruled, case, reading, self.classifier.combiner)

    def _is_settled(self, case: Case, query: Query) -> bool:
        """Whether the rules know what the classifier cannot: the town, and what is none of it."""
        if not self.unlearned.isdisjoint(query.categories) or query.topic in _SETTLED:
            return True
        if query.intent is Intent.FEEDBACK and case.facility_changed:
            return True  # nobody means herself by a facility's name
        if query.categories:
            return any(joined_with_ours(case))  # what is none of ours is named beside it
        return case.sentence.has(f"outside.{UNLISTED}")  # known, and the town has it not
