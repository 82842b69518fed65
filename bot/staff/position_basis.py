"""What a position rests on, as it is written in the data and as a language tells it.

The data keep it in Chinese. Its English is where its Chinese is: in the texts, when Yike wrote it,
and among the dataset's terms, when the dataset did.
"""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from bot.texts import say, words

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset

_WRITTEN_IN = "zh"
_OURS = (
    "basis",
    "basis_pin",
    "basis_link",
    "basis_numbers",
    "basis_address",
    "basis_row",
    "basis_row_in",
)


def written_basis(kind: str, **values: object) -> str:
    """Give what the data keep for a position that was found so: one of `_OURS`."""
    return say(_WRITTEN_IN, f"staff.{kind}", **values)


def told_basis(written: str, dataset: Dataset, language: str) -> str:
    """Tell what a position rests on; words of somebody else's stay as they are."""
    if language == _WRITTEN_IN:
        return written
    for kind in _OURS:
        values = _values(written, words(_WRITTEN_IN)[f"staff.{kind}"])
        if values is not None:
            return say(language, f"staff.{kind}", **values)
    return dataset.terms.get(written, written)


def _values(text: str, pattern: str) -> dict[str, str] | None:
    """Give what was filled into a pattern to make this text; None when it was not made of it."""
    values: dict[str, str] = {}
    name, rest = "", text
    for literal, field, _, _ in Formatter().parse(pattern):
        parted = rest.rpartition if name else rest.partition
        filled, between, after = parted(literal) if literal else (rest, "", "")
        if between != literal or bool(filled) != bool(name):
            return None
        if name:
            values[name] = filled
        name, rest = field or "", after
    if name:
        values[name] = rest
    return None if bool(rest) != bool(name) else values
