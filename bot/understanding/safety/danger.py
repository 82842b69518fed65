"""The kinds of danger that an alarm is raised for."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Danger(StrEnum):
    """A kind of danger; of several in one sentence, the first has the number to call first.

    The values are data: tables of words, texts, labels of the corpus and the weights name them.
    """

    FIRE = "fire"
    GAS = "gas"
    SUICIDE = "suicide"
    CRIME = "crime"
    MEDICAL = "medical"


class AlarmSituation(StrEnum):
    """What makes the advice for a danger another one, as far as the program singles it out.

    More of them stand in `situation.toml` and `danger.toml`; the values are their names there.

    Attributes:
        LIFT: shut in a lift.
        LOCKED_IN: behind a door that nobody can open.
        LOST: somebody is missing.
        ASTRAY: she has lost her own way.
        SCAM: somebody asks for money or a code, and has not got it.
        BITE: bitten or scratched by a beast.
        PERIL: somebody is in the water, or stands where a fall kills.
        ANOTHER: it is somebody else who despairs.
        OVERDOSE: somebody else has swallowed too much.
        HARMED: she despairs, and has swallowed something or cut herself.
        FOLLOWED: somebody follows her.
        DEAF: she cannot hear, and so cannot telephone.
    """

    LIFT = "lift"
    LOCKED_IN = "locked_in"
    LOST = "lost"
    ASTRAY = "astray"
    SCAM = "scam"
    BITE = "bite"
    PERIL = "peril"
    ANOTHER = "another"
    OVERDOSE = "overdose"
    HARMED = "harmed"
    FOLLOWED = "followed"
    DEAF = "deaf"


SHUT_IN: Mapping[str, Danger] = {
    AlarmSituation.LIFT: Danger.MEDICAL,
    AlarmSituation.LOCKED_IN: Danger.FIRE,
}
"""Situations of who is shut in, and the kind of danger that it is where nobody did it."""
