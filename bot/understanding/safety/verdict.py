"""What is to be done about danger that a sentence may tell of."""

from __future__ import annotations

from typing import NamedTuple

ASKED = 0.045
"""From this likelihood on danger is asked about."""


class DangerVerdict(NamedTuple):
    """Nothing (`topic` None), raise an alarm (`sure`), or ask whether somebody is in danger.

    `likely` is how likely danger is, from 0 to 1, `heard` whether the rules heard it.
    """

    topic: str | None
    sure: bool
    likely: float = 1.0
    heard: bool = False
