"""Every kind of sentence that sounds like danger and is told calmly, and what it is answered as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.understanding.safety.told_calmly.mere_anger import is_mere_anger
from bot.understanding.safety.told_calmly.neighbours_smoke import is_neighbours_smoke
from bot.understanding.safety.told_calmly.old_strokes import is_old_stroke
from bot.understanding.safety.told_calmly.refused_calls import asks_if_fraud, is_refused_call
from bot.understanding.safety.wordings.ill_treatment import NEGLECT, tells_of_little_food
from bot.understanding.topics import COMPLAINT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.understanding.sentence import Sentence

REFUSED_CALL, MAYBE_FRAUD, MERE_ANGER = "refused_call", "maybe_fraud", "mere_anger"
OLD_STROKE = "old_stroke"
TOLD_CALMLY = frozenset({REFUSED_CALL, MAYBE_FRAUD, MERE_ANGER, OLD_STROKE})
"""Topics: a fraud's call that was hung up, whether it was one, death said in anger, papers after a
stroke."""


def told_calmly(sentence: Sentence) -> str | None:
    """Name what a sentence is answered as; None where it is heard as any other."""
    text = sentence.text
    told: Mapping[str, bool] = {
        REFUSED_CALL: is_refused_call(text),
        MAYBE_FRAUD: asks_if_fraud(text),
        MERE_ANGER: is_mere_anger(text),
        COMPLAINT: is_neighbours_smoke(text),
        NEGLECT: tells_of_little_food(text),
        OLD_STROKE: is_old_stroke(sentence.masked),
    }
    return next((kind for kind, is_told in told.items() if is_told), None)
