"""How likely each label and each service is for a sentence: two logistic regressions in 8 bits."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.understanding.classifier.features import SIZE, features

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bot.understanding.sentence import Sentence

WEIGHTS = "weights.npz"


class Reading(NamedTuple):
    """Probabilities, the likeliest first: of what is wanted, and of the service spoken of."""

    labels: Mapping[str, float]
    services: Mapping[str, float]
    """By category, whatever is said of it; empty: none, or more than one."""


@dataclass(frozen=True)
class Classifier:
    """Weights of every feature for every label and every service.

    Attributes:
        labels: an intent, or "nearby/" and a category; "nearby/several" for more than one.
        services: a category, or empty.
        weights: (`SIZE`, labels and services) 8-bit integers.
        bias: (labels and services,) natural logarithms.
        scale: what one unit of a weight is worth, as a natural logarithm.
        combiner: the weights of `combiner`, by feature.
        cuts: the weights of `second_wish`, by feature.
    """

    labels: tuple[str, ...]
    services: tuple[str, ...]
    weights: NDArray[np.int8]
    bias: NDArray[np.float32]
    scale: float
    combiner: Mapping[str, float]
    cuts: Mapping[str, float]

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
        labels, services = tuple(head["labels"]), tuple(head["services"])
        count = len(labels) + len(services)
        if weights.shape != (SIZE, count) or bias.shape != (count,):
            raise ValueError("the weights do not fit the features: python -m tests.corpus.training")
        scale, combiner, cuts = float(head["scale"]), head["combiner"], head["cuts"]
        return cls(labels, services, weights, bias, scale, combiner, cuts)

    @property
    def categories(self) -> frozenset[str]:
        """The keys of the categories that it tells apart."""
        return frozenset(self.services)

    def read(self, sentence: Sentence) -> Reading:
        """Give the probability of each label and of each service."""
        numbers = features(sentence)
        norm = self.scale / math.sqrt(len(numbers) or 1)
        logits = self.weights[numbers].sum(axis=0, dtype=np.int32) * norm + self.bias
        count = len(self.labels)
        return Reading(_shares(self.labels, logits[:count]), _shares(self.services, logits[count:]))


def _shares(names: tuple[str, ...], logits: NDArray[np.float32]) -> dict[str, float]:
    """Give the probability of each name, the likeliest first."""
    odds = np.exp(logits - logits.max())
    shares = odds / odds.sum()
    order = np.argsort(-shares, kind="stable")
    return dict(zip((names[i] for i in order.tolist()), shares[order].tolist(), strict=True))
