"""What a resident's words propose to change: a guess, which staff read before it holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.staff.editing.field_edits import split_fields
from bot.staff.hours_words import read_hours
from bot.staff.importing.cell_error import CellError
from bot.staff.importing.values import read_value

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset

_PHONE = re.compile(r"(?<!\d)(?:0\d{2,3}-?)?\d{7,8}(?!\d)|(?<!\d)1\d{10}(?!\d)")
_GONE = ("closed", "suspended")
_PARTS = re.compile(r"[，,。；;！!？?\n]|不是|改成|变成|现在|应该|其实|是|\bis\b|\bnow\b")


def suggested_fields(dataset: Dataset, words: str) -> dict[str, str]:
    """Give the fields that words speak of and their new values, as people write them."""
    named = {field: text for field, text in split_fields(words)[1].items() if text}
    readable = {field: text for field, text in named.items() if _reads(dataset, field, text)}
    return _guessed(dataset, words) | readable


def _guessed(dataset: Dataset, words: str) -> dict[str, str]:
    found = dict[str, str]()
    phones = _PHONE.findall(words)
    if phones:
        found["phone"] = phones[-1]  # what is right comes last: "不是…，是…"
    for part in map(_without_verbs, reversed(_PARTS.split(words))):
        if "opening_hours" not in found and read_hours(part):
            found["opening_hours"] = part
    if _reads(dataset, "status", words) and read_value("status", words, dataset) in _GONE:
        found["status"] = str(read_value("status", words, dataset))
    return found


def _without_verbs(part: str) -> str:
    return re.sub(r"才|都|开门|开放|营业|开|open", "", part).strip()


def _reads(dataset: Dataset, field: str, text: str) -> bool:
    try:
        read_value(field, text, dataset)
    except CellError:
        return False
    return True
