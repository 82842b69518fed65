"""The understanding of the box, opened once, with what scoring has to look up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.answers import Answers
from bot.understanding.understander import Understander
from geo.dataset.dataset import open_dataset
from tests.corpus.scoring import Tally, judge, lines, moment

if TYPE_CHECKING:
    from bot.understanding.query import Query
    from geo.dataset.dataset import Dataset
    from tests.corpus.scoring import Label


@dataclass(frozen=True, slots=True)
class Understood:
    """Understands a labelled line and tells names of places and words of answers."""

    town: Dataset
    answers: Answers
    understander: Understander

    @classmethod
    def open(cls) -> Understood:
        """Open the dataset of the box with its words and its answers."""
        town = open_dataset()
        answers = Answers.open(town.folder / "knowledge")
        understander = Understander.open(
            town.folder / "words", town.places, answers, town.facilities
        )
        return cls(town, answers, understander)

    def query(self, label: Label) -> Query:
        """Understand the text of a line at its own moment."""
        now = moment(label).astimezone(self.town.zone)
        return self.understander.understand(label["text"], now)

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
