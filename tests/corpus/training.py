"""Trains the second reader from the corpora: `python -m tests.corpus.training`.

The same corpora, words and libraries give the same bytes. Parts that are set aside are never read.
"""

from __future__ import annotations

import io
import json
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

import bot.understanding.classifier
from bot.understanding.classifier.classifier import WEIGHTS, Classifier
from bot.understanding.classifier.combiner import clues
from bot.understanding.classifier.features import SIZE, features
from bot.understanding.classifier.second_wish import cuts_in
from tests.corpus.first_sight import read_first_sight, right, service_of, wanted_label
from tests.corpus.scoring import ANYTHING, lines, options
from tests.corpus.understood import Understood

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.understanding.rules.case import Case
    from tests.corpus.scoring import Label

    Head: TypeAlias = tuple[Sequence[str], NDArray[np.float64], NDArray[np.float64]]
    """Names, their weights, (`SIZE`, names), and their bias, (names,)."""

PARTS = ("build", "voices")
OUTPUT = Path(bot.understanding.classifier.__path__[0]) / WEIGHTS
FOLDS = 5
STRENGTH = 10.0
"""Inverse of the ridge, chosen on folds of the corpora."""
_ROUNDS = 400
_LARGEST = 127


class Line(NamedTuple):
    """A labelled line, heard, with its features and the label to learn."""

    label: Label
    case: Case
    features: list[int]
    wanted: str
    service: str | None
    """Which is spoken of; empty: none; None: several, or whichever."""


def train() -> bytes:
    """Give the file of weights."""
    understood = Understood.open(learned=False)
    heard = [_heard(understood, label) for part in PARTS for label in lines(part)]
    names = sorted({line.wanted for line in heard})
    about = [line for line in heard if line.service is not None]
    services = sorted({str(line.service) for line in about})
    what = fit(heard, [line.wanted for line in heard], names)
    which = fit(about, [str(line.service) for line in about], services)
    folds = folds_of(heard, names)
    readers = [classifier_of(fold, (services, *which)) for fold in folds]
    learned = classifier_of((names, *what), (services, *which))
    return packed(replace(learned, combiner=_combiner(heard, folds), cuts=_cuts(heard, readers)))


def classifier_of(labels: Head, services: Head) -> Classifier:
    """Give what was fitted with weights as 8-bit integers."""
    weights = np.hstack([labels[1], services[1]])
    bias = np.concatenate([labels[2], services[2]]).astype(np.float32)
    scale = float(np.abs(weights).max()) / _LARGEST
    small = np.rint(weights / scale).astype(np.int8)
    return Classifier(tuple(labels[0]), tuple(services[0]), small, bias, scale, {}, {})


def packed(learned: Classifier) -> bytes:
    """Give the file that `Classifier.open` reads."""
    names = ("labels", "services", "scale", "combiner", "cuts")
    head = {name: getattr(learned, name) for name in names}
    file = io.BytesIO()
    np.savez_compressed(
        file,
        head=np.frombuffer(json.dumps(head, sort_keys=True).encode(), np.uint8),
        weights=learned.weights,
        bias=learned.bias,
    )
    return file.getvalue()


def fit(
    heard: Sequence[Line], wanted: Sequence[str], names: Sequence[str], strength: float = STRENGTH
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Fit the weights, (`SIZE`, names), and the bias, (names,), to what is wanted of each line."""
    model = LogisticRegression(C=strength, max_iter=_ROUNDS, tol=1e-4)
    model.fit(matrix(heard), [names.index(name) for name in wanted])
    weights = np.zeros((SIZE, len(names)))
    bias = np.full(len(names), -50.0)
    weights[:, model.classes_] = model.coef_.T
    bias[model.classes_] = model.intercept_
    return weights, bias


def matrix(heard: Sequence[Line]) -> csr_matrix:
    """Give each line's features as a row of length one."""
    starts = np.cumsum([0, *(len(line.features) for line in heard)])
    columns = np.concatenate([np.asarray(line.features) for line in heard])
    values = np.concatenate([np.full(n, n**-0.5) for n in (len(x.features) for x in heard)])
    return csr_matrix((values, columns, starts), shape=(len(heard), SIZE))


def folds_of(heard: Sequence[Line], names: Sequence[str]) -> list[Head]:
    """Fit once without each fold; folds go round the lines."""
    kept = [[line for i, line in enumerate(heard) if i % FOLDS != fold] for fold in range(FOLDS)]
    return [(names, *fit(some, [line.wanted for line in some], names)) for some in kept]


def out_of_fold(heard: Sequence[Line], folds: Sequence[Head]) -> list[dict[str, float]]:
    """Read every line with weights that were fitted without it."""
    readings: list[dict[str, float]] = [{} for _ in heard]
    for fold, (names, weights, bias) in enumerate(folds):
        rows = range(fold, len(heard), len(folds))
        logits = matrix([heard[i] for i in rows]) @ weights + bias
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares = odds / odds.sum(axis=1, keepdims=True)
        for row, share in zip(rows, shares, strict=True):
            order = np.argsort(-share, kind="stable")
            readings[row] = {names[i]: float(share[i]) for i in order}
    return readings


def _combiner(heard: Sequence[Line], folds: Sequence[Head]) -> dict[str, float]:
    """Fit whom to believe where the readers differ, on lines that neither had seen."""
    seen_first = read_first_sight()
    rows = [(line, seen_first[key]) for line in heard if (key := _key(line.label)) in seen_first]
    readings = dict(zip(map(id, heard), out_of_fold(heard, folds), strict=True))
    told: list[tuple[dict[str, float], bool]] = []
    for line, sighting in rows:
        reading = readings[id(line)]
        learned = next(iter(reading))
        verdicts = right(sighting.label, line.label), right(learned, line.label)
        if sighting.label != learned and verdicts[0] != verdicts[1]:
            told.append((clues(sighting.ruled, line.case, reading), verdicts[1]))
    return _by_clue(told)


def _cuts(heard: Sequence[Line], readers: Sequence[Classifier]) -> dict[str, float]:
    """Fit where two wishes meet, on lines that the classifier had not seen."""
    told: list[tuple[dict[str, float], bool]] = []
    for fold, reader in enumerate(readers):
        for line in heard[fold :: len(readers)]:
            second = options(line.label.get("second"))
            wanted = [one for one in second if one]
            if wanted == [ANYTHING]:
                continue
            for cut in cuts_in(line.case.sentence, line.label["text"], reader):
                meets = any(_are(cut.labels, line.label, one) for one in wanted)
                if meets or None in second or not wanted:
                    told.append((dict(cut.clues), meets))
    return _by_clue(told)


def _are(labels: tuple[str, str], label: Label, second: Label) -> bool:
    """Whether two labels are a line's two wishes, in whichever order."""
    return any(right(one, label) and right(other, second) for one, other in permutations(labels))


def _by_clue(told: Sequence[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """Fit a weight for each clue."""
    keys = sorted({key for clue, _ in told for key in clue})
    table = np.array([[clue.get(key, 0.0) for key in keys] for clue, _ in told])
    model = LogisticRegression(C=1.0, fit_intercept=False, max_iter=1000)
    model.fit(table, [verdict for _, verdict in told])
    return {key: round(float(weight), 4) for key, weight in zip(keys, model.coef_[0], strict=True)}


def _heard(understood: Understood, label: Label) -> Line:
    case = understood.case(label)
    return Line(label, case, features(case.sentence), wanted_label(label), service_of(label))


def _key(label: Any) -> tuple[str, str]:  # noqa: ANN401 - a line of JSON
    return label["text"], label.get("now", "")


if __name__ == "__main__":
    with threadpool_limits(1):  # one thread adds up in one order
        OUTPUT.write_bytes(train())
