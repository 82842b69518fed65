"""Trains what reads danger by its wording: `python -m tests.corpus.danger_training`.

The same corpora, words and libraries give the same bytes. Parts that are set aside are never read.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

import bot.understanding.classifier
from bot.understanding.classifier.danger_doubt import NONE, WEIGHTS, clues
from bot.understanding.classifier.danger_features import SIZE, danger_features
from bot.understanding.text.sounds import blurred
from tests.corpus.alarms import alarm_of, read_first_alarms
from tests.corpus.linear_fit import Fit, by_clue, chances, fit, packed, table, worth_of, written
from tests.corpus.scoring import lines, options
from tests.corpus.understood import Understood

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from tests.corpus.linear_fit import Fitted

OUTPUT = Path(bot.understanding.classifier.__path__[0]) / WEIGHTS
FOLDS = 5
HOW = Fit(strength=30.0, tolerance=1e-5)
"""The strength was chosen on folds of the corpora."""


class Line(NamedTuple):
    """The numbers of a line's features, its kind of danger, and the alarm that the rules heard.

    A line without danger, and one that the rules met before they were tuned on it, tells how far
    they can be believed (`new`).
    """

    features: list[int]
    wanted: str
    alarm: str | None
    new: bool


def train() -> bytes:
    """Give the file of weights."""
    understood = Understood.open(learned=False)
    sounds = _sounds(understood)
    told = list(_told(understood, sounds))
    names = sorted({line.wanted for line in told})
    return _written(names, fit_kinds(told, names), combiner(told, names), sounds)


def fit_kinds(told: Sequence[Line], names: Sequence[str]) -> Fitted:
    """Fit the kind of danger of each line."""
    features = table([line.features for line in told], SIZE)
    return fit(features, [line.wanted for line in told], names, worth_of(features), HOW)


def out_of_fold(told: Sequence[Line], names: Sequence[str]) -> NDArray[np.float64]:
    """Read every line with weights that were fitted without it; folds go round the lines."""
    shares = np.zeros((len(told), len(names)))
    for fold in range(FOLDS):
        fitted = fit_kinds([line for i, line in enumerate(told) if i % FOLDS != fold], names)
        left = [line.features for line in told[fold::FOLDS]]
        shares[fold::FOLDS] = chances(fitted, table(left, SIZE))
    return shares


def combiner(told: Sequence[Line], names: Sequence[str]) -> dict[str, float]:
    """Fit how likely danger is, on lines that neither the rules nor the weights had seen."""
    none = out_of_fold(told, names)[:, names.index(NONE)]
    return by_clue(
        [
            (clues(float(share), line.alarm), line.wanted != NONE)
            for line, share in zip(told, none, strict=True)
            if line.new
        ],
        strength=100.0,
    )


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
    table = tomllib.loads(understood.understander.correctors.by_sound.table)
    return {char: blurred(syllable) for syllable, chars in table.items() for char in chars}


def _written(
    names: Sequence[str], fitted: Fitted, combined: dict[str, float], sounds: Mapping[str, str]
) -> bytes:
    """Give the file that `DangerDoubt.open` reads."""
    by_sound: dict[str, str] = {}
    for char, sound in sorted(sounds.items()):
        by_sound[sound] = by_sound.get(sound, "") + char
    head = {"labels": list(names), "combiner": combined, "sounds": by_sound}
    return written(head, packed(fitted))


if __name__ == "__main__":
    OUTPUT.write_bytes(train())
