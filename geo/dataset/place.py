"""A named place: how its names are written, and the point that a walk from it starts at."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.crs import distance_m
from geo.facility import LonLat, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.facility import BilingualText, Geometry


# Numbers in names that are written either way: "微山二村", "微山2村".
_DIGITS = "零一二三四五六七八九"
_TEN = 10
_PART = "(?=村|期|区|弄|号|街坊|幢)"
_IN_DIGITS = re.compile(rf"(?<!\d)[1-9]\d?{_PART}")
_IN_CHARACTERS = re.compile(
    rf"(?<![{_DIGITS}十百])(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]){_PART}"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A named place. `geometry` is None while no source locates it.

    `position_error_m` is the radius in metres around `point` within which the place, or for a
    street somebody on it, lies. `source` is the key of a source. `between` names the neighbours
    of a house number that no source lists and that is placed between them.
    """

    id: str
    name: BilingualText
    aliases: tuple[str, ...]
    kind: str
    geometry: Geometry | None
    position_error_m: float | None
    source: str
    position_basis: str = ""
    between: tuple[str, ...] = ()

    @property
    def point(self) -> LonLat | None:
        """Where a walk starts: the point, half-way along a line, the middle of an area."""
        if self.geometry is None:
            return None
        if self.geometry.shape is Shape.LINE:
            return _point_halfway(self.geometry.vertices)
        return _centre(self.geometry.vertices)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the Chinese first."""
        return tuple(dict.fromkeys((*self.name, *self.aliases)))

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every name, with the number in it written either way."""
        return tuple(spelling for name in self.names for spelling in both_numerals(name))


def both_numerals(name: str) -> tuple[str, ...]:
    """Give a name, and the same with its number up to 99 in the other numerals, if it has one."""
    other = _IN_DIGITS.sub(_characters, name)
    if other == name:
        other = _IN_CHARACTERS.sub(_digits, name)
    return (name,) if other == name else (name, other)


def _characters(found: re.Match[str]) -> str:
    tens, ones = divmod(int(found[0]), _TEN)
    ten = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[ones] if ones else "")


def _digits(found: re.Match[str]) -> str:
    tens, ten, ones = found[0].rpartition("十")
    value = _DIGITS.index(ones) if ones else 0
    return str(value + (_TEN * (_DIGITS.index(tens) if tens else 1) if ten else 0))


def _point_halfway(line: tuple[LonLat, ...]) -> LonLat:
    lengths = [distance_m(start, end) for start, end in itertools.pairwise(line)]
    left = sum(lengths) / 2
    for (start, end), length in zip(itertools.pairwise(line), lengths, strict=True):
        if left <= length and length > 0:
            return _between(start, end, left / length)
        left -= length
    return line[-1]


def _between(start: LonLat, end: LonLat, share: float) -> LonLat:
    return LonLat(
        start.lon + share * (end.lon - start.lon), start.lat + share * (end.lat - start.lat)
    )


def _centre(vertices: Iterable[LonLat]) -> LonLat:
    lons, lats = zip(*vertices, strict=True)
    return LonLat((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)
