"""How likely each label is for a sentence: multinomial logistic regression in 8-bit integers."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.understanding.classifier.features import SIZE, features
from bot.understanding.classifier.reading_labels import parted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bot.understanding.sentence import Sentence

WEIGHTS = "weights.npz"


@dataclass(frozen=True)
class Classifier:
    """Weights of every feature for every label.

    Attributes:
        labels: an intent, or "nearby/" and a category; "nearby/several" for more than one.
        weights: (`SIZE`, labels) 8-bit integers.
        bias: (labels,) natural logarithms.
        scale: what one unit of a weight is worth, as a natural logarithm.
        combiner: the weights of `combiner`, by feature.
    """

    labels: tuple[str, ...]
    weights: NDArray[np.int8]
    bias: NDArray[np.float32]
    scale: float
    combiner: Mapping[str, float]

    @classmethod
    def open(cls, path: Path | None = None) -> Classifier:
        """Read the weights that `python -m tests.corpus.training` wrote; the built-in ones if None.

        Raises:
            ValueError: the file does not fit this version's features.
        """
        path = path or Path(__file__).with_name(WEIGHTS)
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            head = json.loads(bytes(arrays["head"]).decode())
            weights, bias = arrays["weights"], arrays["bias"]
        labels = tuple(head["labels"])
        if weights.shape != (SIZE, len(labels)) or bias.shape != (len(labels),):
            raise ValueError("the weights do not fit the features: python -m tests.corpus.training")
        return cls(labels, weights, bias, float(head["scale"]), head["combiner"])

    @property
    def categories(self) -> frozenset[str]:
        """The keys of the categories that it tells apart."""
        return frozenset(parted(label)[1] for label in self.labels)

    def read(self, sentence: Sentence) -> dict[str, float]:
        """Give the probability of each label, the likeliest first."""
        numbers = features(sentence)
        norm = self.scale / math.sqrt(len(numbers) or 1)
        logits = self.weights[numbers].sum(axis=0, dtype=np.int32) * norm + self.bias
        odds = np.exp(logits - logits.max())
        shares = odds / odds.sum()
        order = np.argsort(-shares, kind="stable")
        likeliest_first = (self.labels[index] for index in order.tolist())
        return dict(zip(likeliest_first, shares[order].tolist(), strict=True))
