"""The words of one turn, for what can only be read beside what was told before."""

from __future__ import annotations

from typing import NamedTuple

from bot.normal_form import normalise


class Turn(NamedTuple):
    """What a resident wrote, as she wrote it; "" where she wrote nothing."""

    text: str

    @property
    def words(self) -> str:
        """Give what she wrote, without the signs at its end."""
        return self.text.strip(" ，。？！,.?!")

    @property
    def plain(self) -> str:
        """Give what she wrote in its normal form."""
        return normalise(self.text)
