"""What the rules made of new lines when they first met them, before anybody tuned on those.

`python -m tests.corpus.first_sight PART` reads a part of the corpus and adds its lines to
`first_sight.jsonl`; run it once, when the part is new.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.understanding.classifier.reading_labels import label_of, named
from bot.understanding.query import Intent, Query
from bot.understanding.rules.ruled import Ruled
from tests.corpus.scoring import ANYTHING, FOLDER, category_sets, intents, lines, options
from tests.corpus.understood import Understood

if TYPE_CHECKING:
    from tests.corpus.scoring import Label

FILE = FOLDER / "first_sight.jsonl"


@dataclass(frozen=True, slots=True)
class Sighting:
    """What the rules said of a line: their label, the rule that fired and its score."""

    label: str
    rule: str
    score: float

    @property
    def ruled(self) -> Ruled:
        """The same, as the combiner takes it."""
        intent, _, rest = self.label.partition("/")
        categories = (rest, rest) if rest == "several" else (rest,) if rest else ()
        return Ruled(self.rule, Query(Intent(intent), categories=categories, score=self.score))


def read_first_sight() -> dict[tuple[str, str], Sighting]:
    """Give every sighting by the text of its line and when it was said."""
    rows = map(json.loads, FILE.read_text(encoding="utf-8").splitlines())
    return {
        (row["text"], row["now"]): Sighting(row["label"], row["rule"], row["score"]) for row in rows
    }


def record(part: str) -> None:
    """Add what the rules say of each line of a part."""
    understood = Understood.open(learned=False)
    known = read_first_sight() if FILE.exists() else {}
    with FILE.open("a", encoding="utf-8") as file:
        for label in lines(part):
            key = (label["text"], label.get("now", ""))
            if key in known:
                continue
            ruled = understood.ruled(label)
            row = {
                "text": key[0],
                "now": key[1],
                "label": label_of(ruled.query),
                "rule": ruled.rule,
                "score": ruled.query.score,
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def wanted_label(label: Label) -> str:
    """Give the label that a line teaches: its first intent, and the first set of services."""
    topic = options(label.get("emergency"))[0]
    sets = category_sets(label.get("categories", []))
    return named(intents(label)[0], topic, sorted(sets[0]) if sets else ())


def service_of(label: Label) -> str | None:
    """Give the service that a line speaks of: empty for none, None for several or whichever."""
    wanted = label.get("categories", [])
    sets = category_sets(wanted)
    if wanted == ANYTHING or (sets and (len(sets[0]) > 1 or ANYTHING in sets[0])):
        return None
    return next(iter(sets[0]), "") if sets else ""


def right(given: str, label: Label) -> bool:
    """Whether a label is one that a line allows."""
    intent, _, rest = given.partition("/")
    if intent not in intents(label):
        return False
    if intent == Intent.EMERGENCY:
        return rest in options(label.get("emergency", rest))
    if intent != Intent.NEARBY or label.get("categories") == "any":
        return True
    sizes = category_sets(label.get("categories", []))
    return any(len(s) > 1 if rest == "several" else s == ({rest} if rest else set()) for s in sizes)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        record(name)
