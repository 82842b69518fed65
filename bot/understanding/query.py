"""What a resident wants, as far as a sentence says it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from geo.facility import Pace


class Intent(StrEnum):
    """What kind of thing is asked for."""

    NEARBY = "nearby"
    CIRCLE = "circle"
    DETAIL = "detail"
    MORE = "more"
    ROUTE = "route"
    SET_PLACE = "set_place"
    SET_PACE = "set_pace"
    ANSWER = "answer"
    GREET = "greet"
    HELP = "help"
    THANKS = "thanks"
    EMERGENCY = "emergency"
    FORGET = "forget"
    FEEDBACK = "feedback"
    HUMAN = "human"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Query:
    """One understood sentence. A slot that the sentence does not fill is None, empty or False.

    `place` is the id of a place in the dataset; `place_text` is a place that was named and is not
    in the dataset. `pick` is a line of the last list, counted from 1 (0: the one just spoken of).
    `follows` is true when the sentence leans on the one before ("那卫生站呢", "换成塘桥站"): the
    slots it leaves empty then keep their last values. `choices` are the categories to ask back
    about when the sentence may mean several. `topic` is the id of a cited answer, or the kind of
    an emergency ("medical", "fire", "crime", "gas", "suicide").
    `facility` is the id of a facility that is called by its name.
    `advice` is true when medical or legal advice is asked for, which is never given.
    """

    intent: Intent
    language: str = "zh"
    categories: tuple[str, ...] = ()
    place: str | None = None
    place_text: str | None = None
    minutes: int | None = None
    pace: Pace | None = None
    open_now: bool = False
    at: datetime | None = None
    accessible: bool = False
    pick: int | None = None
    follows: bool = False
    choices: tuple[str, ...] = ()
    topic: str | None = None
    advice: bool = False
    facility: str | None = None
    score: float = 1.0
