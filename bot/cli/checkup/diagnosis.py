"""One thing that the doctor has looked at, and how it is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.texts import say
from geo.facility import BilingualText

if TYPE_CHECKING:
    from collections.abc import Mapping


class Topic(StrEnum):
    """The four questions, in the order of the screen."""

    INSTALLED = "installed"
    WRITABLE = "writable"
    OLD = "old"
    MISSING = "missing"


class Urgency(StrEnum):
    """GOOD needs nothing, ADVICE is worth a step, and without a FAULT's step something fails."""

    GOOD = "good"
    ADVICE = "advice"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was found; `name` and `step` are keys of texts, `values` fill both in.

    Attributes:
        step: what to do about it; empty where nothing has to be done.
    """

    topic: Topic
    name: str
    urgency: Urgency = Urgency.GOOD
    step: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """Say what was found."""
        return self._said(self.name, language)

    def next_step(self, language: str) -> str:
        """Say what to do."""
        return self._said(self.step, language) if self.step else ""

    def _said(self, key: str, language: str) -> str:
        values = {
            name: value.said_in(language) if isinstance(value, BilingualText) else value
            for name, value in self.values.items()
        }
        return say(language, f"doctor.{key}", **values)
