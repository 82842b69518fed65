"""The page on a text's way to a reply: its example is what the code makes of that sentence."""

from __future__ import annotations

import re
from pathlib import Path

from bot.understanding.classifier.classifier import Classifier
from bot.understanding.rules.ruled import Rule
from tests.corpus.understood import Understood

PAGE = (Path(__file__).parents[2] / "docs" / "conversation.md").read_text(encoding="utf-8")
SAID = "塘桥站附近有食堂伐，明天开吗"


def test_the_example_is_true() -> None:
    """Every step of the sentence stands on the page as it is read."""
    example = PAGE.partition(f'"{SAID}"')[2].partition("##")[0]
    known, label = Understood.open(), {"text": SAID}
    case, ruled, query = known.case(label), known.ruled(label), known.query(label)
    learned = next(iter(Classifier.open().read(case.sentence).labels))
    steps = (
        case.sentence.text,
        case.sentence.masked,
        " ".join(f"{one.word.kind}.{one.word.key}" for one in case.sentence.spans),
        f"weighed {case.weighed.categories[0]}, {case.weighed.score}",
        f"Rule.{Rule(ruled.rule).name}: {learned}",
        f"{query.intent}, {query.categories[0]}, {query.place}, {query.at:%Y-%m-%d %H:%M}",
    )
    assert [step for step in steps if not re.search(rf"\s{re.escape(step)}\b", example)] == []
    assert case.danger is None
    assert query.rough_at
