"""The kinds of danger that an alarm is raised for."""

from enum import StrEnum


class Danger(StrEnum):
    """A kind of danger; of several in one sentence, the first has the number to call first.

    The values are data: tables of words, texts, labels of the corpus and the weights name them.
    """

    FIRE = "fire"
    GAS = "gas"
    SUICIDE = "suicide"
    CRIME = "crime"
    MEDICAL = "medical"
