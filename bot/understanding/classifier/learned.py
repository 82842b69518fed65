"""What was trained on written examples, opened together."""

from __future__ import annotations

from typing import NamedTuple, Self

from bot.understanding.classifier.classifier import Classifier
from bot.understanding.classifier.danger_doubt import DangerDoubt


class Learned(NamedTuple):
    """The reader of wishes and the reader of danger."""

    classifier: Classifier
    danger_doubt: DangerDoubt

    @classmethod
    def open(cls) -> Self:
        """Open both with the weights of the repository."""
        return cls(Classifier.open(), DangerDoubt.open())
