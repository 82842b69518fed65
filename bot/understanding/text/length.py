"""How long some words are: a Chinese character says about as much as three Latin letters."""

from __future__ import annotations

_LETTERS_OF_A_CHARACTER = 3


def is_short(words: str, chars: int) -> bool:
    """Tell whether words are no longer than so many characters, or what they are in letters."""
    return len(words) <= (chars * _LETTERS_OF_A_CHARACTER if words.isascii() else chars)
