"""Puts the parts together: a dataset, what understands, what answers, what remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.dialogue import Dialogue
from bot.knowledge.answers import Answers
from bot.understanding.understander import Understander

if TYPE_CHECKING:
    from bot.conversation.dialogue import Desk
    from bot.conversation.session import Sessions
    from geo.dataset.dataset import Dataset


def dialogue_on(dataset: Dataset, sessions: Sessions, desk: Desk) -> Dialogue:
    """Open a conversation about a dataset, its words and its knowledge."""
    answers = Answers.open(dataset.folder / "knowledge", dataset.work)
    understander = Understander.open(
        dataset.folder / "words", dataset.places, answers, dataset.facilities
    )
    return Dialogue(dataset, understander, answers, sessions, desk)
