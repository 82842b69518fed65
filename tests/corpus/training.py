"""Trains the second reader from the corpora: `python -m tests.corpus.training`.

The same corpora, words and libraries give the same bytes. Parts that are set aside are never read.
"""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

import bot.understanding.classifier
from bot.understanding.classifier.classifier import WEIGHTS, Classifier
from bot.understanding.classifier.combiner import clues
from bot.understanding.classifier.features import SIZE, features
from bot.understanding.classifier.second_wish import cuts_in
from bot.understanding.query import Intent
from tests.corpus.first_sight import read_first_sight, right, service_of, wanted_label
from tests.corpus.linear_fit import Fit, by_clue, chances, fit, packed, table, worth_of, written
from tests.corpus.scoring import ANYTHING, category_sets, intents, lines, options
from tests.corpus.understood import Understood

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.understanding.evidence.case import Case
    from tests.corpus.linear_fit import Fitted
    from tests.corpus.scoring import Label

PARTS = ("build", "voices")
OUTPUT = Path(bot.understanding.classifier.__path__[0]) / WEIGHTS
FOLDS, RUN = 5, 250
"""Lines are held out in runs of so many: who wrote a line wrote its neighbours, too."""
HOW = Fit(strength=60.0, tolerance=1e-4)
"""The strength was chosen on lines held out of the corpora."""


class Line(NamedTuple):
    """A labelled line, heard, with its features and the label to learn."""

    label: Label
    case: Case
    features: list[int]
    wanted: str
    service: str | None
    """Which is spoken of; empty: none; None: several, or whichever."""


class Names(NamedTuple):
    """What is told apart: labels, and services."""

    labels: tuple[str, ...]
    services: tuple[str, ...]


def train() -> bytes:
    """Give the file of weights."""
    understood = Understood.open(learned=False)
    heard = [_heard(understood, label) for part in PARTS for label in lines(part)]
    names = Names(
        tuple(sorted({line.wanted for line in heard})),
        tuple(sorted({line.service for line in heard if line.service is not None})),
    )
    folds = [
        fit_both([line for i, line in enumerate(heard) if fold_of(i) != fold], names)
        for fold in range(FOLDS)
    ]
    readers = [_classifier(fold, names) for fold in folds]
    combiner = _combiner(heard, folds, names)
    head = {**names._asdict(), "combiner": combiner, "cuts": _cuts(heard, readers)}
    return written(head, packed(fit_both(heard, names)))


def fold_of(row: int) -> int:
    """Say in which fold a line is held out."""
    return row // RUN % FOLDS


def fit_both(heard: Sequence[Line], names: Names) -> Fitted:
    """Fit the labels, and after them the services, to what is wanted of each line."""
    told = table([line.features for line in heard], SIZE)
    worth = worth_of(told)
    labels = fit(told, [line.wanted for line in heard], names.labels, worth, HOW)
    about = [i for i, line in enumerate(heard) if line.service is not None]
    spoken = [str(heard[i].service) for i in about]
    return labels | fit(told[about], spoken, names.services, worth, HOW)


def _classifier(fitted: Fitted, names: Names) -> Classifier:
    return Classifier(*names, packed(fitted), {}, {})


def out_of_fold(
    heard: Sequence[Line], folds: Sequence[Fitted], names: Names
) -> list[dict[str, float]]:
    """Read the label of every line with weights that were fitted without it."""
    readings: list[dict[str, float]] = [{} for _ in heard]
    count = len(names.labels)
    for fold, fitted in enumerate(folds):
        rows = [i for i in range(len(heard)) if fold_of(i) == fold]
        told = table([heard[i].features for i in rows], SIZE)
        labels = fitted._replace(weights=fitted.weights[:, :count], bias=fitted.bias[:count])
        for row, share in zip(rows, chances(labels, told), strict=True):
            order = np.argsort(-share, kind="stable")
            readings[row] = {names.labels[i]: float(share[i]) for i in order}
    return readings


def _combiner(heard: Sequence[Line], folds: Sequence[Fitted], names: Names) -> dict[str, float]:
    """Fit whom to believe where the readers differ, on lines that neither had seen."""
    seen_first = read_first_sight()
    rows = [(line, seen_first[key]) for line in heard if (key := _key(line.label)) in seen_first]
    readings = dict(zip(map(id, heard), out_of_fold(heard, folds, names), strict=True))
    told: list[tuple[dict[str, float], bool]] = []
    for line, sighting in rows:
        reading = readings[id(line)]
        learned = next(iter(reading))
        verdicts = right(sighting.label, line.label), right(learned, line.label)
        if sighting.label != learned and verdicts[0] != verdicts[1]:
            told.append((clues(sighting.ruled, line.case, reading), verdicts[1]))
    return by_clue(told)


def _cuts(heard: Sequence[Line], readers: Sequence[Classifier]) -> dict[str, float]:
    """Fit where two wishes meet, on lines that the classifier had not seen."""
    told: list[tuple[dict[str, float], bool]] = []
    for fold, reader in enumerate(readers):
        for line in (line for i, line in enumerate(heard) if fold_of(i) == fold):
            second = options(line.label.get("second"))
            wanted = [one for one in second if one]
            if wanted == [ANYTHING]:
                continue
            for cut in cuts_in(line.case.sentence, line.label["text"], reader):
                meets = any(_are(cut.labels, line.label, one) for one in wanted)
                meets = meets or _are_looked_for(cut.labels, line.label)
                if meets or None in second or not wanted:
                    told.append((dict(cut.clues), meets))
    return by_clue(told)


def _are(labels: tuple[str, str], label: Label, second: Label) -> bool:
    """Whether two labels are a line's two wishes, in whichever order."""
    return any(right(one, label) and right(other, second) for one, other in permutations(labels))


def _are_looked_for(labels: tuple[str, str], label: Label) -> bool:
    """Whether two labels look for two services of a line that looks for both."""
    wanted = label.get("categories", [])
    several = [] if wanted == ANYTHING else category_sets(wanted)
    looked_for = [{f"{Intent.NEARBY}/{key}" for key in keys} for keys in several]
    both = any(keys.issuperset(labels) for keys in looked_for)
    return both and intents(label)[0] == Intent.NEARBY


def _heard(understood: Understood, label: Label) -> Line:
    case = understood.case(label)
    return Line(label, case, features(case.sentence), wanted_label(label), service_of(label))


def _key(label: Any) -> tuple[str, str]:  # noqa: ANN401 - a line of JSON
    return label["text"], label.get("now", "")


if __name__ == "__main__":
    OUTPUT.write_bytes(train())
