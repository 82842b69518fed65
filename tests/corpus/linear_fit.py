"""Fits a logistic regression over hashed features, and packs it as the program reads it.

One thread adds up in one order. The limit is set where scikit-learn is loaded: a library that is
loaded later knows nothing of an earlier one.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, diags
from threadpoolctl import threadpool_limits

from bot.understanding.classifier.linear_model import LinearModel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

_LARGEST = 127
_SMALLEST = 12
"""Smaller roots are dropped: they tell nothing, and double the file."""
_IMPOSSIBLE = -50.0
_ROUNDS = 500


class Fit(NamedTuple):
    """The inverse of the ridge, and the gradient at which the fit has converged."""

    strength: float
    tolerance: float


class Fitted(NamedTuple):
    """Weights (features, names), bias (names,), the worth of a feature (features,)."""

    weights: NDArray[np.float64]
    bias: NDArray[np.float64]
    worth: NDArray[np.float64]

    def __or__(self, other: Fitted) -> Fitted:
        """Put the names of two fits over features of the same worth side by side."""
        weights = np.hstack([self.weights, other.weights])
        return Fitted(weights, np.concatenate([self.bias, other.bias]), self.worth)


def worth_of(told: csr_matrix) -> NDArray[np.float64]:
    """Give how much each feature is worth: the rarer, the more (inverse document frequency)."""
    seen = np.asarray(told.sum(axis=0)).ravel()
    return np.asarray(np.log((told.shape[0] + 1) / (seen + 1)) + 1)


def fit(
    told: csr_matrix,
    wanted: Sequence[str],
    names: Sequence[str],
    worth: NDArray[np.float64],
    how: Fit,
) -> Fitted:
    """Fit weights to the name wanted of each line."""
    from sklearn.linear_model import LogisticRegression  # seconds, in each process of the tests

    model = LogisticRegression(C=how.strength, max_iter=_ROUNDS, tol=how.tolerance)
    met = np.flatnonzero(told.getnnz(axis=0))  # a feature that no line has weighs nothing
    with threadpool_limits(1):
        model.fit(_weighed(told, worth)[:, met], [names.index(name) for name in wanted])
    weights = np.zeros((told.shape[1], len(names)))
    bias = np.full(len(names), _IMPOSSIBLE)
    weights[np.ix_(met, model.classes_)] = model.coef_.T
    bias[model.classes_] = model.intercept_
    return Fitted(weights, bias, worth)


def chances(fitted: Fitted, told: csr_matrix) -> NDArray[np.float64]:
    """Give the probability of every name, (lines, names)."""
    logits = _weighed(told, fitted.worth) @ fitted.weights + fitted.bias
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: NDArray[np.float64] = odds / odds.sum(axis=1, keepdims=True)
    return shares


def table(lines: Sequence[Sequence[int]], size: int) -> csr_matrix:
    """Give each line's features as a row of ones."""
    starts = np.cumsum([0, *(len(numbers) for numbers in lines)])
    columns = np.concatenate([np.asarray(numbers, np.int64) for numbers in lines])
    return csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(lines), size))


def packed(fitted: Fitted) -> LinearModel:
    """Give the model as the program reads it: square roots of weights as 8-bit integers."""
    weights = fitted.weights * fitted.worth[:, None]
    scale = float(np.abs(weights).max()) / _LARGEST**2
    roots = np.rint(np.sign(weights) * np.sqrt(np.abs(weights) / scale)).astype(np.int8)
    roots[np.abs(roots) < _SMALLEST] = 0
    return LinearModel(
        roots,
        fitted.bias.astype(np.float32),
        np.square(fitted.worth).astype(np.float32),
        scale,
    )


def written(head: Mapping[str, Any], model: LinearModel) -> bytes:
    """Give the file of a model, with what else the program must know beside it."""
    text = json.dumps({**head, "scale": model.scale}, sort_keys=True)
    file = io.BytesIO()
    np.savez_compressed(
        file,
        head=np.frombuffer(text.encode(), np.uint8),
        weights=model.weights,
        bias=model.bias,
        worth=model.worth,
    )
    return file.getvalue()


def by_clue(
    told: Sequence[tuple[Mapping[str, float], bool]], strength: float = 1.0
) -> dict[str, float]:
    """Fit a weight for each clue to what was true of it."""
    from sklearn.linear_model import LogisticRegression

    keys = sorted({key for clue, _ in told for key in clue})
    clues = np.array([[clue.get(key, 0.0) for key in keys] for clue, _ in told])
    model = LogisticRegression(C=strength, fit_intercept=False, max_iter=1000)
    with threadpool_limits(1):
        model.fit(clues, [verdict for _, verdict in told])
    return {key: round(float(weight), 4) for key, weight in zip(keys, model.coef_[0], strict=True)}


def _weighed(told: csr_matrix, worth: NDArray[np.float64]) -> csr_matrix:
    """Give rows of length one."""
    from sklearn.preprocessing import normalize

    return normalize(told @ diags(worth))
