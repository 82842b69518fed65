"""The understanding of the box, opened once, with what scoring has to look up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.answers import Answers
from bot.understanding.classifier.learned import Learned
from bot.understanding.understander import TownNames, Understander
from geo.dataset.dataset import open_dataset
from tests.corpus.scoring import Tally, judge, lines, moment

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case
    from bot.understanding.query import Query
    from bot.understanding.rules.ruled import Ruled
    from geo.dataset.dataset import Dataset
    from tests.corpus.scoring import Label


@dataclass(frozen=True, slots=True)
class Understood:
    """Understands a labelled line and tells names of places and words of answers."""

    town: Dataset
    answers: Answers
    understander: Understander

    @classmethod
    def open(cls, *, learned: bool = True) -> Understood:
        """Open the dataset of the box, with or without the classifier."""
        town = open_dataset()
        answers = Answers.open(town.folder / "knowledge", town.work)
        understander = Understander.open(
            town.folder / "words",
            TownNames(town.places, town.facilities),
            answers,
            Learned.open() if learned else None,
        )
        return cls(town, answers, understander)

    def query(self, label: Label) -> Query:
        """Understand the text of a line at its own moment."""
        now = moment(label).astimezone(self.town.zone)
        return self.understander.understand(label["text"], now)

    def case(self, label: Label) -> Case:
        """Hear the text of a line as it is written, without any repair."""
        now = moment(label).astimezone(self.town.zone)
        return self.understander.parse(label["text"], now)

    def ruled(self, label: Label) -> Ruled:
        """Apply the rules alone to the text of a line."""
        now = moment(label).astimezone(self.town.zone)
        return self.understander.by_rules(label["text"], now)[1]

    def score(self, part: str) -> Tally:
        """Score every line of "build" or "held"."""
        return Tally([judge(self.query(label), label, self) for label in lines(part)])

    def place_names(self, place: str) -> tuple[str, ...]:
        """Every name and alias of the place with this id."""
        return self.town.places.get(place).names

    def answer_text(self, topic: str) -> str:
        """The title and the words of an answer in both languages."""
        answer = self.answers.get(topic)
        return " ".join((*answer.title, *answer.text))
