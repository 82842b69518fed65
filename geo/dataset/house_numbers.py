"""House numbers along streets: one that nobody listed lies between its listed neighbours.

Odd and even numbers stand on either side of a street, and lanes (弄) share the sequence with
houses (号). The error of a place between two neighbours is half the way between them and the
larger of their own; it holds for every listed number when that is left out and found in this way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geo.crs import distance_m
from geo.facility import BilingualText, Geometry, LonLat, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.dataset.place import Place

NUMBER = re.compile(r"(\d{1,4})(弄|号(?!线))")
"""A number as it follows the name of a street."""

FURTHEST_M = 900.0
"""Neighbours further apart tell no more than the street does."""

_LISTED = re.compile(r"(.+?)(\d{1,4})(?:-\d{1,4})?(弄|号)")
_SIGN = "~"


@dataclass(frozen=True, slots=True)
class HouseNumbers:
    """The listed numbers of every street, by the street's name, in order."""

    places: Iterable[Place]
    _by_street: dict[str, list[tuple[int, Place]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the numbers of each street."""
        by_street: dict[str, list[tuple[int, Place]]] = defaultdict(list)
        for place in self.places:
            listed = _LISTED.match(place.name.zh) if place.kind == "address" else None
            if listed and place.point is not None:
                by_street[listed[1]].append((int(listed[2]), place))
        for numbers in by_street.values():
            numbers.sort(key=lambda one: one[0])
        object.__setattr__(self, "_by_street", dict(by_street))

    def find(self, street: Place, number: int, kind: str) -> Place | None:
        """Place a number of a street; None where its neighbours do not tell where it is."""
        side = [one for one in self._by_street.get(street.name.zh, ()) if one[0] % 2 == number % 2]
        below = [one for one in side if one[0] <= number][-1:]
        above = [one for one in side if one[0] >= number][:1]
        if not below or not above:
            return None
        (low, one), (high, other) = below[0], above[0]
        start, end = one.point, other.point
        if start is None or end is None or distance_m(start, end) > FURTHEST_M:
            return None
        share = (number - low) / (high - low) if high > low else 0.0
        at = LonLat(
            round(start.lon + share * (end.lon - start.lon), 5),
            round(start.lat + share * (end.lat - start.lat), 5),
        )
        error = max(one.position_error_m or 0.0, other.position_error_m or 0.0)
        neighbours = tuple(dict.fromkeys((one.name.zh, other.name.zh)))
        english = f"{'Lane' if kind == '弄' else 'No.'} {number}, {street.name.en}"
        return replace(
            one,
            id=f"{street.id}{_SIGN}{number}{kind}",
            name=BilingualText(f"{street.name.zh}{number}{kind}", english),
            aliases=(),
            geometry=Geometry(Shape.POINT, (at,)),
            position_error_m=round(distance_m(start, end) / 2 + error),
            position_basis="按两边的门牌推算",
            between=neighbours,
        )


def read_id(place_id: str) -> tuple[str, int, str] | None:
    """Split the id that `find` gave: the street's id, the number, 弄 or 号; None for any other."""
    street, sign, rest = place_id.partition(_SIGN)
    number = NUMBER.fullmatch(rest)
    return (street, int(number[1]), number[2]) if sign and number else None
