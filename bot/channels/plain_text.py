"""Words as a channel takes them: whole characters, and not too many."""

from __future__ import annotations

import re

MOST_CHARACTERS = 4096
"""What Telegram takes in a message."""

_HALF = re.compile("[\ud800-\udfff]")


def plain_text(text: str) -> str:
    """Give words as they are.

    Raises:
        ValueError: they hold half of a character, or are too many.
    """
    if _HALF.search(text):
        raise ValueError("the text holds half of a character; write it in UTF-8")
    if len(text) > MOST_CHARACTERS:
        raise ValueError(
            f"the text is longer than {MOST_CHARACTERS} characters; write a part of it"
        )
    return text


def whole(text: str) -> str:
    """Give words with a sign of replacement in place of each half of a character."""
    return _HALF.sub("\ufffd", text)
