"""The rules by their names, and what they made of a sentence."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.understanding.evidence.case import Case
    from bot.understanding.query import Query

    Decides: TypeAlias = Callable[[Case], Query | None]
    """Gives what a sentence asks for; None where the rule does not fit."""

MOST_CHOICES = 3
"""So many services are offered to choose from."""

SOME_CHARS = 4
"""So many characters that no word explains may stand beside what is plainly said."""


class Rule(StrEnum):
    """The rules in the order in which they are asked; the first that fits decides.

    The names are features of the trained weights: who renames one trains again (`make train`).
    """

    EMERGENCY = "emergency"
    WHOM_TO_CALL = "whom_to_call"
    SMALL_TALK = "small_talk"
    FORGET = "forget"
    TALK = "talk"
    ANSWER = "answer"
    CARE = "care"
    NEVER = "never"
    FEEDBACK = "feedback"
    COMPLAINT = "complaint"
    ADVICE = "advice"
    OUTSIDE = "outside"
    CIRCLE = "circle"
    ROUTE = "route"
    DETAIL = "detail"
    NEARBY = "nearby"
    SERVICE = "service"
    REFUSED = "refused"
    ASK_BACK = "ask_back"
    SET_PLACE = "set_place"
    SET_PACE = "set_pace"
    PLAIN = "plain"
    FOLLOW = "follow"


class Ruled(NamedTuple):
    """A query, and the rule that made it; empty where none fitted.

    The rule is a `Rule`, or, for a line that was first heard by an older version, one of then.
    """

    rule: str
    query: Query
