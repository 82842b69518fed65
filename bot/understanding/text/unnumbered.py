"""House numbers in the names of addresses: they tell as much of somebody as a point does."""

from __future__ import annotations

from bot.lazy_regex import regex

_NUMBERED = regex(r"(?P<street>[^\d,，号弄]{2,}?)(?:上的?)?\d.*")
_NUMBER_FIRST = regex(r"(?:No\.|Lane|Alley) ?\d[^,]*, (?P<street>[^\d,]+)")


def street_of(address: str) -> str:
    """Give the street of an address: "峨山路" of "峨山路500弄"; "" where none is named."""
    found = _NUMBERED.fullmatch(address) or _NUMBER_FIRST.fullmatch(address)
    return found["street"] if found else ""
