"""Whether a text says of itself that somebody else wrote it: "转发：…", "Fwd: …"."""

from __future__ import annotations

from bot.lazy_regex import regex

_MARKED = regex(
    r"[\W_]*(?:转发|转给大家|转一?下|群里转的?|求?扩散|群发|转自[^,:]{1,8}|转"
    r"|fwd|fw|forwarded(?: message)?)[\])】]?\s*[:,】\])]"
)


def is_passed_on(text: str) -> bool:
    """Whether a normalised text begins with the mark of a message that is passed on."""
    return _MARKED.match(text) is not None
