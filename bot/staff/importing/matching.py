"""Which facility a row is about: by id, name, address and place; a new one gets an id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from bot.staff.arguments import even_name
from bot.staff.importing.cell_error import CellError
from geo.crs import distance_m

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geo.dataset.dataset import Dataset
    from geo.facility import Facility, LonLat

NEW = ("新", "新增", "new")
"""What the column of ids says of a facility that nobody knows yet."""

_ALIKE = 0.8
_NEAR_M = 150.0


@dataclass(frozen=True, slots=True)
class Looked:
    """What a row says of the facility that it is about; `point` is WGS-84."""

    id: str = ""
    name: str = ""
    category: str = ""
    address: str = ""
    point: LonLat | None = None


class Matcher:
    """Finds the facilities of rows in a dataset."""

    def __init__(self, dataset: Dataset) -> None:
        """Index the names."""
        self._facilities = dataset.facilities
        self._by_id = {one.id: one for one in dataset.facilities}
        self._names = {one.id: even_name(one.name.zh) for one in dataset.facilities}
        self._by_name: dict[str, list[Facility]] = {}
        for one in dataset.facilities:
            for name in {even_name(text) for text in one.name}:
                self._by_name.setdefault(name, []).append(one)
        former = {even_name(text): one for one in dataset.facilities for text in one.aliases}
        for name, one in former.items():
            self._by_name.setdefault(name, [one])

    def find(self, row: Looked) -> Facility | None:
        """Find the facility of a row; None when it is a new one.

        Raises:
            CellError: it may be one of several, or is very like one: the id has to say.
        """
        if row.id in self._by_id:
            return self._by_id[row.id]
        if row.id in NEW:
            return None
        named = self._by_name.get(even_name(row.name), [])
        same = [one for one in named if row.category in {"", one.category}]
        if len(same) > 1:
            same = [one for one in same if _agrees(one, row)] or same
        if len(same) == 1:
            return same[0]
        if same:
            raise CellError("several", ids="、".join(one.id for one in same))
        like = [one for one in self._facilities if self._is_like(one, row)]
        if like:
            names = "、".join(f"{one.name.zh}（{one.id}）" for one in like[:3])
            raise CellError("alike", names=names)
        return None

    def _is_like(self, one: Facility, row: Looked) -> bool:
        """Tell whether a facility may be that of a row under a slightly different name."""
        if row.category not in {"", one.category}:
            return False
        first, second = self._names[one.id], even_name(row.name)
        if 2 * len(set(first) & set(second)) < _ALIKE * len(set(second)):  # quick, and mostly so
            return False
        if SequenceMatcher(None, first, second).ratio() < _ALIKE:
            return False
        return _agrees(one, row) or first in second or second in first


def _agrees(one: Facility, row: Looked) -> bool:
    """Tell whether address or position say that it is the same."""
    if row.address and even_name(row.address) == even_name(one.address):
        return True
    if row.point is None or one.geometry is None:
        return False
    return distance_m(row.point, one.geometry.middle) <= _NEAR_M + (one.position_error_m or 0.0)


def duplicates(rows: Sequence[tuple[int, Looked]]) -> dict[int, int]:
    """Give the rows that say again what an earlier row says: their numbers, and the earlier's."""
    seen: dict[tuple[str, ...], int] = {}
    found = {}
    for number, row in rows:
        is_known = bool(row.id) and row.id not in NEW
        key = (row.id,) if is_known else (even_name(row.name), row.category, even_name(row.address))
        first = seen.setdefault(key, number)
        if first != number:
            found[number] = first
    return found


def new_id(category: str, name: str, taken: Collection[str]) -> str:
    """Make an id of a new facility: its category and the sound of its name."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - only a new facility needs it

    sounds = "".join(lazy_pinyin(name, errors=lambda text: re.sub(r"[^A-Za-z0-9]", "", text)))
    stem = f"{category}-{sounds.lower()}"[:34].rstrip("-")
    number, made = 1, stem
    while made in taken:
        number += 1
        made = f"{stem}-{number}"
    return made
