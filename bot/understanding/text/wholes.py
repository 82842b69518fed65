"""Whether a sentence says one thing and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.understanding.text.length import is_short

if TYPE_CHECKING:
    import re


def says_only(text: str, said: re.Pattern[str], chars: int) -> bool:
    """Tell whether a normalised text is no longer than so many characters and is all `said`."""
    return is_short(text, chars) and said.fullmatch(text.strip(" .!?。")) is not None
