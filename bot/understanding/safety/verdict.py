"""What is to be done about danger that a sentence may tell of."""

from __future__ import annotations

from typing import NamedTuple


class DangerVerdict(NamedTuple):
    """Nothing (`topic` None), raise an alarm (`sure`), or ask whether somebody is in danger."""

    topic: str | None
    sure: bool
