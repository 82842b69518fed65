"""Trains what is asked about danger that no rule hears: `python -m tests.corpus.danger_training`.

The same corpora, words and libraries give the same bytes. Parts that are set aside are never read.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from threadpoolctl import threadpool_limits

import bot.understanding.classifier
from bot.understanding.classifier.danger_doubt import NONE, WEIGHTS
from bot.understanding.classifier.features import features
from bot.understanding.query import Intent
from tests.corpus.scoring import lines, options
from tests.corpus.training import Line, fit, packed
from tests.corpus.understood import Understood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.corpus.scoring import Label

OUTPUT = Path(bot.understanding.classifier.__path__[0]) / WEIGHTS
STRENGTH = 10.0
"""Inverse of the ridge, chosen on folds of the corpora."""


def train() -> bytes:
    """Give the file of weights."""
    understood = Understood.open(learned=False)
    heard = list(_heard(understood))
    names = sorted({line.wanted for line in heard})
    weights, bias = fit(heard, names, STRENGTH)
    return packed(names, weights, bias, {})


def _heard(understood: Understood) -> Iterator[Line]:
    """Lines of danger and their look-alikes; of the other parts those without an alarm."""
    for label in lines("safety"):
        yield _line(understood, label, options(label["emergency"])[0] or NONE)
    for part in ("build", "voices"):
        for label in lines(part):
            if Intent.EMERGENCY not in options(label["intent"]):
                yield _line(understood, label, NONE)


def _line(understood: Understood, label: Label, wanted: str) -> Line:
    case = understood.case(label)
    return Line(label, case, features(case.sentence), wanted)


if __name__ == "__main__":
    with threadpool_limits(1):  # one thread adds up in one order
        OUTPUT.write_bytes(train())
