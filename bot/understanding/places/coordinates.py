"""A position that is typed: "121.517,31.207", in either order."""

from __future__ import annotations

from typing import NamedTuple

from bot.lazy_regex import regex
from geo.facility import LonLat

_NUMBER = r"[-+]?\d{1,3}\.\d{1,9}"
_LABEL = r"(?:东经|北纬|经度|纬度|longitude|latitude|lon|lng|lat)?[:=]? ?"
_PAIR = regex(
    rf"{_LABEL}(?<![\d.])(?P<one>{_NUMBER})[°e]?[ ,/]{{1,3}}(?:和"
    rf"|and )?{_LABEL}(?P<other>{_NUMBER})(?![\d.])[°n]?"
)
_MOST_LAT = 90.0
_MOST_LON = 180.0
_FINE = 3  # so many decimals, about 100 m, are no price and no measure


class Typed(NamedTuple):
    """A position (WGS-84) and where it stands in the sentence."""

    start: int
    end: int
    point: LonLat


def coordinates_in(text: str) -> Typed | None:
    """Find a longitude and a latitude in a normalised sentence.

    The number past 90 is the longitude; without one the longitude comes first, and both must have
    three decimals to be taken for a position at all.
    """
    for found in _PAIR.finditer(text):
        one, other = float(found["one"]), float(found["other"])
        if abs(one) <= _MOST_LAT < abs(other):
            one, other = other, one
        fine = min(len(number.partition(".")[2]) for number in (found["one"], found["other"]))
        sure = abs(one) > _MOST_LAT or fine >= _FINE
        if sure and abs(one) <= _MOST_LON and abs(other) <= _MOST_LAT:
            return Typed(*found.span(), LonLat(one, other))
    return None
