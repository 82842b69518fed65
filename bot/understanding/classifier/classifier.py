"""How likely each label and each service is for a sentence: two logistic regressions."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.understanding.classifier.features import SIZE, features
from bot.understanding.classifier.linear_model import LinearModel, likeliest, shares

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        model: over `SIZE` features, the labels first, then the services.
        combiner: the weights of `combiner`, by feature.
        cuts: the weights of `second_wish`, by feature.
    """

    labels: tuple[str, ...]
    services: tuple[str, ...]
    model: LinearModel
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
            labels, services = tuple(head["labels"]), tuple(head["services"])
            shape = SIZE, len(labels) + len(services)
            model = LinearModel.read(arrays, float(head["scale"]), shape)
        return cls(labels, services, model, head["combiner"], head["cuts"])

    @property
    def categories(self) -> frozenset[str]:
        """The keys of the categories that it tells apart."""
        return frozenset(self.services)

    def read(self, sentence: Sentence) -> Reading:
        """Give the probability of each label and of each service."""
        logits = self.model.logits(features(sentence))
        count = len(self.labels)
        return Reading(shares(self.labels, logits[:count]), shares(self.services, logits[count:]))

    def likeliest(self, sentence: Sentence) -> tuple[str, float]:
        """Give the likeliest label and its probability."""
        logits = self.model.logits(features(sentence))
        return likeliest(self.labels, logits[: len(self.labels)])
