"""A logistic regression over hashed features, its weights kept as 8-bit integers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True)
class LinearModel:
    """Weights of every feature for each name.

    Attributes:
        weights: (features, names) 8-bit integers, the signed square roots of the weights: most are
            small, and a few are a hundred times as large.
        bias: (names,) natural logarithms.
        worth: (features,) the squared weight of each feature in the length of a sentence: the
            rarer it is, the more it is worth.
        scale: what the square of one unit of a weight is worth, as a natural logarithm.
    """

    weights: NDArray[np.int8]
    bias: NDArray[np.float32]
    worth: NDArray[np.float32]
    scale: float

    @classmethod
    def read(cls, arrays: Mapping[str, Any], scale: float, shape: tuple[int, int]) -> Self:
        """Take the arrays of a file of weights for so many features and names.

        Raises:
            ValueError: they are of other features or names.
        """
        weights, bias, worth = (arrays[name] for name in ("weights", "bias", "worth"))
        if weights.shape != shape or bias.shape != shape[1:] or worth.shape != shape[:1]:
            raise ValueError("the weights do not fit the features: make train")
        return cls(weights, bias, worth, scale)

    def logits(self, numbers: Sequence[int]) -> NDArray[np.float64]:
        """Give the logarithm of the odds of each name, (names,), up to one number for all."""
        rows = np.array(numbers)
        norm = self.scale / math.sqrt(self.worth[rows].sum() or 1.0)
        roots = self.weights[rows].astype(np.int16)  # the square of 8 bits fits
        return np.asarray((roots * np.abs(roots)).sum(axis=0) * norm + self.bias)


def shares(names: Sequence[str], logits: NDArray[np.float64]) -> dict[str, float]:
    """Give the probability of each name, the likeliest first."""
    told = _probabilities(logits)
    order = np.argsort(-told, kind="stable")
    return dict(zip((names[i] for i in order.tolist()), told[order].tolist(), strict=True))


def likeliest(names: Sequence[str], logits: NDArray[np.float64]) -> tuple[str, float]:
    """Give the likeliest name and its probability."""
    told = _probabilities(logits)
    index = int(told.argmax())
    return names[index], float(told[index])


def _probabilities(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    odds = np.exp(logits - logits.max())
    return np.asarray(odds / odds.sum())
