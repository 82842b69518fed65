"""Names that residents use → places: neighbourhoods, stations, streets, junctions."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from geo.crs import distance_m
from geo.errors import UnknownNameError
from geo.facility import LonLat, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.facility import BilingualText, Geometry

# What a bare name means when several places have it: "浦建路" is the street rather than the
# committee, "塘桥" the subdistrict rather than the station. A suffix (居委, 站) names one of them.
KINDS = (
    "junction",
    "street",
    "hospital",
    "landmark",
    "subdistrict",
    "metro",
    "committee",
)
NEIGHBOURHOOD_M = 1000.0  # a committee's middle is known to ±500 m at worst; twice that is "near"


@dataclass(frozen=True, slots=True)
class Place:
    """A named place. `geometry` is None while no source locates it.

    `position_error_m` is the radius in metres around `point` within which the place, or for a
    street somebody on it, lies. `source` is the key of a source.
    """

    id: str
    name: BilingualText
    aliases: tuple[str, ...]
    kind: str
    geometry: Geometry | None
    position_error_m: float | None
    source: str
    position_basis: str = ""

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


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names a place: `text[start:end]`; several places when the name is shared."""

    start: int
    end: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The places of a dataset, found by id, by name and in running text."""

    all: tuple[Place, ...]
    _by_id: dict[str, Place] = field(init=False, repr=False, compare=False)
    _by_name: dict[str, tuple[Place, ...]] = field(init=False, repr=False, compare=False)
    _by_prefix: dict[str, list[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the names: by the whole, and by the first two letters with the longest first."""
        by_name: dict[str, list[Place]] = {}
        for place in sorted(self.all, key=_kind_rank):
            for name in place.names:
                sharing = by_name.setdefault(_lowercased(name), [])
                if place not in sharing:
                    sharing.append(place)
        by_prefix: dict[str, list[str]] = {}
        for name in sorted(by_name, key=len, reverse=True):
            by_prefix.setdefault(name[:2], []).append(name)
        object.__setattr__(self, "_by_id", {place.id: place for place in self.all})
        object.__setattr__(self, "_by_name", {name: tuple(s) for name, s in by_name.items()})
        object.__setattr__(self, "_by_prefix", by_prefix)

    def __iter__(self) -> Iterator[Place]:
        """Go through them in the order of the file."""
        return iter(self.all)

    def get(self, place_id: str) -> Place:
        """Give the place with this id.

        Raises:
            UnknownNameError: There is none.
        """
        try:
            return self._by_id[place_id]
        except KeyError:
            raise UnknownNameError(f"no place has the id {place_id!r}") from None

    def named(self, text: str) -> Place:
        """Give the place with exactly this name or alias; of several, what a bare name means.

        Raises:
            UnknownNameError: There is none; the message tells the closest names.
        """
        name = _lowercased(text.strip())
        if name in self._by_name:
            return self._by_name[name][0]
        close = get_close_matches(name, self._by_name, n=3, cutoff=0.5)
        known = [next(n for n in self._by_name[c][0].names if _lowercased(n) == c) for c in close]
        hint = (
            f"did you mean {', '.join(known)}?" if known else "name a street, station or committee"
        )
        raise UnknownNameError(f"no place is called {text.strip()[:60]!r}; {hint}")

    def mentions(self, text: str) -> list[Mention]:
        """Find the names in a text: the longest at each spot, from left to right.

        The places of a mention stand in the order of what the bare name means.
        """
        lowered = _lowercased(text)
        found, start = [], 0
        while start < len(lowered):
            name = self._name_at(lowered, start)
            if name:
                found.append(Mention(start, start + len(name), self._by_name[name]))
            start += len(name) or 1
        return found

    def crossing(self, one: Place, other: Place) -> Place | None:
        """Give the junction of two streets, if it is known."""
        return next(
            (p for p in self._by_name.get(_lowercased(one.name.zh + other.name.zh), ())), None
        )

    def of_kind(self, kind: str) -> tuple[Place, ...]:
        """Give the places of a kind, in the order of the file."""
        return tuple(place for place in self.all if place.kind == kind)

    def nearest_neighbourhood(self, point: LonLat) -> Place | None:
        """Give the committee whose middle is nearest, if one lies within 1 km.

        It tells demand apart without keeping where anybody was; it does not tell whose area a
        door is in, as only the rough middles are known.
        """
        near = [
            (distance_m(point, middle), place)
            for place in self.of_kind("committee")
            if (middle := place.point) is not None
        ]
        metres, place = min(near, key=lambda pair: pair[0], default=(math.inf, None))
        return place if metres <= NEIGHBOURHOOD_M else None

    def _name_at(self, lowered: str, start: int) -> str:
        for name in self._by_prefix.get(lowered[start : start + 2], ()):
            if lowered.startswith(name, start) and _is_whole_word(
                lowered, start, start + len(name)
            ):
                return name
        return ""


def _kind_rank(place: Place) -> int:
    return KINDS.index(place.kind) if place.kind in KINDS else len(KINDS)


def _lowercased(text: str) -> str:
    """Lower the letters one by one: a few would become two, and positions must stay."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def _is_whole_word(text: str, start: int, end: int) -> bool:
    """Latin names end where words end: "Lancun" is not in "Lancunia"."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_is_latin(before + text[start]) or _is_latin(text[end - 1] + after))


def _is_latin(pair: str) -> bool:
    return len(pair) == 2 and pair.isascii() and pair.isalnum()


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
