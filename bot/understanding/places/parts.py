"""The parts of a compound, said after its name: "二期", "3区"."""

from __future__ import annotations

from bot.lazy_regex import regex

_UNIT = "(?:期|村|区|街坊|弄|号楼|幢)"
PART = rf"(?:[一二三四五六七八九十]|\d{{1,2}}){_UNIT}"
"""A part that is said alone."""

_AT_END = regex(rf"[（(]?(?:[一二三四五六七八九十]|\d+){_UNIT}[）)]?$")


def without_part(name: str) -> str:
    """Give the name of the compound alone: "东方城市花园" of "东方城市花园一期"."""
    return _AT_END.sub("", name)
