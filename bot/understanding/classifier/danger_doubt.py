"""How likely a sentence tells of danger where the rules heard none: likely enough to ask.

It raises no alarm by itself: the reply begins with the number, "if somebody is in danger now", and
goes on as it would have.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from bot.understanding.classifier.classifier import Classifier

if TYPE_CHECKING:
    from bot.understanding.sentence import Sentence

WEIGHTS = "danger.npz"
NONE = "none"
"""The label of a sentence without danger; the others are the topics of an alarm."""
ENOUGH = 0.12
"""So likely must danger be: of a hundred plain questions one is asked about."""


@dataclass(frozen=True)
class DangerDoubt:
    """Weights of every feature for each kind of danger, and for none."""

    classifier: Classifier

    @classmethod
    def open(cls) -> Self:
        """Read the weights that `python -m tests.corpus.danger_training` wrote.

        Raises:
            ValueError: the file does not fit this version's features.
        """
        return cls(Classifier.open(Path(__file__).with_name(WEIGHTS)))

    def topic(self, sentence: Sentence) -> str | None:
        """Give the likeliest kind of danger, None where none is likely."""
        shares = self.classifier.read(sentence)
        if 1 - shares[NONE] < ENOUGH:
            return None
        return next(label for label in shares if label != NONE)
