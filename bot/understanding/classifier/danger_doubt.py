"""How likely a sentence tells of danger, from what the rules hear and from how it is worded.

The rules reach no further than their words, and a figure of speech may have those words too. So
what is likely enough raises the alarm; what is less likely is asked about, with the number to call
above the answer; and an alarm of the rules that is unlikely is asked about too. Beside a plain wish
danger is asked about where it is likelier than that (`in_emergency`).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from bot.lazy_regex import regex
from bot.understanding.classifier.danger_features import SIZE, danger_features
from bot.understanding.classifier.linear_model import LinearModel, shares
from bot.understanding.safety.danger import Danger
from bot.understanding.safety.verdict import ASKED, DangerVerdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.understanding.sentence import Sentence

WEIGHTS = "danger.npz"
NONE = "none"
"""The label of a sentence without danger; the others are the topics of an alarm."""
BELIEVED = 0.45
"""From this likelihood on an alarm of the rules is raised."""
RAISED = 0.75
"""From this likelihood on an alarm is raised that no rule hears."""
OTHER_KIND = 0.9
"""From this share of all danger on the wording names the kind, whatever the rules heard."""
_DESPAIR_BELIEVED = 0.2
"""Of despair so much likelihood is enough to believe the rules."""
_NAMED = 0.5
"""Below this share of all danger no kind is worded, unless it is despair: it is asked about an
ambulance."""
_FEW_CHARS = 9
"""In fewer characters the wording tells too little to doubt an alarm of the rules, or raise one."""
_IN_IT = tuple("里上门着起失冒有漏")
"""What may follow the name of a service that begins a sentence as a place: "食堂着火了"."""
_SUREST = 1e-6
_TELLS_OF = regex(
    r"^(?:(?:help|oh|please|quick)[, ]+)*(?:there(?:'s| is| are)|(?:i|we)(?: can)? (?:see|have))"
    r"(?: an?| some)? "
)
"""So an English sentence says that something is there: its length is that of what is named."""


@dataclass(frozen=True)
class DangerDoubt:
    """Weights of every feature for each kind of danger, and for none.

    Attributes:
        labels: the topics of an alarm and `NONE`.
        model: over `SIZE` features, the labels.
        sounds: the syllable of each character, without tones.
        combiner: the weights of `clues`, by name.
    """

    labels: tuple[str, ...]
    model: LinearModel
    sounds: Mapping[str, str]
    combiner: Mapping[str, float]

    @classmethod
    def open(cls) -> Self:
        """Read the weights that `python -m tests.corpus.danger_training` wrote.

        Raises:
            ValueError: the file does not fit this version's features.
        """
        path = Path(__file__).with_name(WEIGHTS)
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            head = json.loads(bytes(arrays["head"]).decode())
            labels = tuple(head["labels"])
            model = LinearModel.read(arrays, float(head["scale"]), (SIZE, len(labels)))
        sounds = {char: sound for sound, chars in head["sounds"].items() for char in chars}
        return cls(labels, model, sounds, head["combiner"])

    def read(self, sentence: Sentence) -> dict[str, float]:
        """Give the probability of each label, by the wording alone, the likeliest first."""
        return shares(self.labels, self.model.logits(danger_features(sentence, self.sounds)))

    def judge(self, sentence: Sentence, alarm: str | None) -> DangerVerdict:
        """Say what is to be done about a sentence; `alarm` is the topic that the rules hear."""
        worded = self.read(sentence)
        likely = likelihood(clues(worded[NONE], alarm), self.combiner)
        topic = _kind(worded, alarm, hidden=bool(sentence.mentions.text))
        few = len(sentence.text) < _FEW_CHARS
        names = len(_TELLS_OF.sub("", sentence.text)) - _where(sentence) < _FEW_CHARS
        least = _DESPAIR_BELIEVED if alarm == Danger.SUICIDE else BELIEVED if alarm else RAISED
        if (names and alarm) or (not few and likely >= least):
            return DangerVerdict(topic, sure=True, likely=likely, heard=alarm is not None)
        asked = topic if alarm or likely >= ASKED else None
        return DangerVerdict(asked, sure=False, likely=likely, heard=alarm is not None)


def _where(sentence: Sentence) -> int:
    """Count the characters of a service that it happens in: "老年活动中心着火了"."""
    spans = [(span.start, span.end) for span in sentence.of_kind("category")]
    where = (
        end - start
        for start, end in spans
        if sentence.text.endswith("在", 0, start)
        or (start == 0 and sentence.text[end : end + 1] in _IN_IT)
    )
    return sum(where)


def _kind(worded: Mapping[str, float], alarm: str | None, *, hidden: bool) -> str:
    """Name the kind of danger: the one worded most likely, or the one that the rules hear.

    `hidden` tells that words taken for the name of a place were blanked: what happened may be among
    them, and the rest sounds like despair: "我在公园跌倒了".
    """
    likeliest = next(label for label in worded if label != NONE)
    danger = sum(share for label, share in worded.items() if label != NONE)
    if alarm is None:
        named = likeliest == Danger.SUICIDE or worded[likeliest] >= _NAMED * danger
        return likeliest if named else Danger.MEDICAL
    other = alarm != Danger.SUICIDE and worded[likeliest] >= OTHER_KIND * danger
    return likeliest if other and not (hidden and likeliest == Danger.SUICIDE) else alarm


def clues(none: float, alarm: str | None) -> dict[str, float]:
    """Give what tells how likely danger is; `none` is the probability that there is none."""
    none = min(max(none, _SUREST), 1 - _SUREST)
    worded, heard = math.log((1 - none) / none), float(alarm is not None)
    return {"bias": 1.0, "worded": worded, "heard": heard, "worded and heard": worded * heard}


def likelihood(clue: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Give how likely there is danger, by a logistic regression over the clues."""
    return 1 / (1 + math.exp(-sum(value * weights[key] for key, value in clue.items())))
