"""Score what is heard of danger, in counts alone: `python -m tests.corpus.alarms safety_aside`.

`safety_first_sight.jsonl` keeps the alarms that the rules heard in lines before they were tuned on
them.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.understanding.query import Intent
from bot.understanding.safety.reading import Alarm
from tests.corpus.scoring import FOLDER, lines, options
from tests.corpus.understood import Understood

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case
    from tests.corpus.scoring import Label

FIRST = FOLDER / "safety_first_sight.jsonl"


@dataclass(slots=True)
class Alarms:
    """Counts over one part of the corpus; `wrong` are its lines, shown to nobody by accident.

    `missed` alarms were not heard at all, and of them `asked` were asked about; `mistaken` ones
    were heard as another kind of danger, and `false` ones where there is none.
    """

    lines: int = 0
    alarms: int = 0
    missed: int = 0
    mistaken: int = 0
    asked: int = 0
    asked_for_nothing: int = 0
    false: int = 0
    wrong: list[Label] = field(default_factory=list, repr=False)

    def count(self, label: Label, topic: str | None, doubt: str | None) -> None:
        """Count one line, for which `topic` was heard, or `doubt` asked about."""
        wanted = options(label.get("emergency"))
        self.asked_for_nothing += doubt is not None and wanted == [None]
        self.asked += doubt is not None and wanted[0] is not None
        self.lines += 1
        self.alarms += wanted[0] is not None
        if topic in wanted:
            return
        self.wrong.append(label)
        self.missed += topic is None
        self.false += topic is not None and wanted == [None]
        self.mistaken += topic is not None and wanted != [None]


def score(understood: Understood, part: str, every: int = 1) -> Alarms:
    """Read the lines of "safety" or a part set aside, all or one of so many."""
    alarms = Alarms()
    for label in lines(part, every):
        query = understood.query(label)
        topic = query.topic if query.intent is Intent.EMERGENCY else None
        alarms.count(label, topic, query.doubt)
    return alarms


def alarm_of(case: Case) -> str | None:
    """Give the topic of the alarm that the rules hear in a sentence."""
    return case.danger.topic if isinstance(case.danger, Alarm) else None


def read_first_alarms() -> dict[str, str | None]:
    """Give what the rules heard, by the text of the line, None where they heard no alarm."""
    rows = map(json.loads, FIRST.read_text(encoding="utf-8").splitlines())
    return {row["text"]: row["alarm"] for row in rows}


def main() -> None:
    """Print the counts of the part that is named."""
    sys.stdout.write(f"{score(Understood.open(), sys.argv[1])}\n")


if __name__ == "__main__":
    main()
