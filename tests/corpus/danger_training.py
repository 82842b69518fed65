"""Trains what reads danger by its wording: `python -m tests.corpus.danger_training`.

The same corpora, words and libraries give the same bytes. Parts that are set aside are never read.
"""

from __future__ import annotations

import io
import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize
from threadpoolctl import threadpool_limits

import bot.understanding.classifier
from bot.understanding.classifier.danger_doubt import NONE, WEIGHTS, clues
from bot.understanding.classifier.danger_features import SIZE, danger_features
from bot.understanding.text.sounds import blurred
from tests.corpus.alarms import alarm_of, read_first_alarms
from tests.corpus.scoring import lines, options
from tests.corpus.understood import Understood

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

OUTPUT = Path(bot.understanding.classifier.__path__[0]) / WEIGHTS
FOLDS = 5
STRENGTH = 30.0
"""Inverse of the ridge, chosen on folds of the corpora."""
_ROUNDS = 500
_LARGEST = 127


class Line(NamedTuple):
    """The numbers of a line's features, its kind of danger, and the alarm that the rules heard.

    A line without danger, and one that the rules met before they were tuned on it, tells how far
    they can be believed (`new`).
    """

    features: list[int]
    wanted: str
    alarm: str | None
    new: bool


class Fitted(NamedTuple):
    """Weights (`SIZE`, labels), bias (labels,), the worth of a feature (`SIZE`,)."""

    weights: NDArray[np.float64]
    bias: NDArray[np.float64]
    worth: NDArray[np.float64]


def train() -> bytes:
    """Give the file of weights."""
    understood = Understood.open(learned=False)
    sounds = _sounds(understood)
    told = list(_told(understood, sounds))
    names = sorted({line.wanted for line in told})
    return _packed(names, fit(told, names), combiner(told, names), sounds)


def fit(told: Sequence[Line], names: Sequence[str]) -> Fitted:
    """Fit a logistic regression; the rarer a feature, the more it is worth."""
    table = _table(told)
    seen = np.asarray(table.sum(axis=0)).ravel()
    worth = np.log((len(told) + 1) / (seen + 1)) + 1
    model = LogisticRegression(C=STRENGTH, max_iter=_ROUNDS, tol=1e-5)
    wanted = [names.index(line.wanted) for line in told]
    model.fit(normalize(table @ diags(worth)), wanted)
    weights, bias = np.zeros((SIZE, len(names))), np.full(len(names), -50.0)
    weights[:, model.classes_] = model.coef_.T
    bias[model.classes_] = model.intercept_
    return Fitted(weights, bias, worth)


def chances(fitted: Fitted, told: Sequence[Line]) -> NDArray[np.float64]:
    """Give the probability of every label, (lines, labels)."""
    logits = normalize(_table(told) @ diags(fitted.worth)) @ fitted.weights + fitted.bias
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: NDArray[np.float64] = odds / odds.sum(axis=1, keepdims=True)
    return shares


def out_of_fold(told: Sequence[Line], names: Sequence[str]) -> NDArray[np.float64]:
    """Read every line with weights that were fitted without it; folds go round the lines."""
    shares = np.zeros((len(told), len(names)))
    for fold in range(FOLDS):
        kept = [line for i, line in enumerate(told) if i % FOLDS != fold]
        shares[fold::FOLDS] = chances(fit(kept, names), told[fold::FOLDS])
    return shares


def combiner(told: Sequence[Line], names: Sequence[str]) -> dict[str, float]:
    """Fit how likely danger is, on lines that neither the rules nor the weights had seen."""
    none = out_of_fold(told, names)[:, names.index(NONE)]
    rows = [
        (clues(float(share), line.alarm), line.wanted != NONE)
        for line, share in zip(told, none, strict=True)
        if line.new
    ]
    keys = list(rows[0][0])
    table = np.array([[clue[key] for key in keys] for clue, _ in rows])
    model = LogisticRegression(C=100.0, fit_intercept=False, max_iter=1000)
    model.fit(table, [danger for _, danger in rows])
    return {key: round(float(weight), 4) for key, weight in zip(keys, model.coef_[0], strict=True)}


def _told(understood: Understood, sounds: Mapping[str, str]) -> Iterator[Line]:
    """Lines of danger and their look-alikes, and what else residents write."""
    first = read_first_alarms()
    for label in lines("safety"):
        wanted, text = options(label["emergency"])[0] or NONE, label["text"]
        sentence = understood.case(label).sentence
        yield Line(danger_features(sentence, sounds), wanted, first.get(text), text in first)
    for part in ("build", "voices"):
        for label in lines(part):
            case = understood.case(label)
            numbers = danger_features(case.sentence, sounds)
            wanted = options(label.get("emergency"))[0] or NONE
            yield Line(numbers, wanted, alarm_of(case), wanted == NONE)


def _sounds(understood: Understood) -> dict[str, str]:
    """The syllable of each character, with what Shanghai ears do not tell apart blurred."""
    table = tomllib.loads(understood.understander.ear.table)
    return {char: blurred(syllable) for syllable, chars in table.items() for char in chars}


def _table(told: Sequence[Line]) -> csr_matrix:
    """Give each line's features as a row of ones."""
    starts = np.cumsum([0, *(len(line.features) for line in told)])
    columns = np.concatenate([np.asarray(line.features, np.int64) for line in told])
    return csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(told), SIZE))


def _packed(
    names: Sequence[str], fitted: Fitted, combined: dict[str, float], sounds: Mapping[str, str]
) -> bytes:
    """Give the file that `DangerDoubt.open` reads: square roots of weights as 8-bit integers."""
    weights = fitted.weights * fitted.worth[:, None]
    scale = float(np.abs(weights).max()) / _LARGEST**2
    by_sound: dict[str, str] = {}
    for char, sound in sorted(sounds.items()):
        by_sound[sound] = by_sound.get(sound, "") + char
    head = {"labels": list(names), "scale": scale, "combiner": combined, "sounds": by_sound}
    file = io.BytesIO()
    np.savez_compressed(
        file,
        head=np.frombuffer(json.dumps(head, sort_keys=True).encode(), np.uint8),
        weights=np.rint(np.sign(weights) * np.sqrt(np.abs(weights) / scale)).astype(np.int8),
        bias=fitted.bias.astype(np.float32),
        worth=np.square(fitted.worth).astype(np.float32),
    )
    return file.getvalue()


if __name__ == "__main__":
    with threadpool_limits(1):  # one thread adds up in one order
        OUTPUT.write_bytes(train())
