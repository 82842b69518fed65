"""Names that residents use → places: neighbourhoods, stations, streets, junctions."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from geo.crs import distance_m
from geo.dataset import house_numbers
from geo.dataset.house_numbers import HouseNumbers
from geo.dataset.place import Place
from geo.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.facility import LonLat

__all__ = ["Gazetteer", "Mention", "Place"]

# What a bare name means when several places have it: "浦建路" is the street rather than the
# committee, "塘桥" the subdistrict rather than the station, "微山新村" the compound rather than the
# committee. A suffix (居委, 站) names one of them.
KINDS = (
    "junction",
    "street",
    "hospital",
    "landmark",
    "district",
    "subdistrict",
    "metro",
    "compound",
    "address",
    "school",
    "bus",
    "committee",
)
NEIGHBOURHOOD_M = 1000.0  # a committee's middle is known to ±500 m at worst; twice that is "near"


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
    _by_kind: dict[str, tuple[Place, ...]] = field(init=False, repr=False, compare=False)
    _by_name: dict[str, tuple[Place, ...]] = field(init=False, repr=False, compare=False)
    _by_prefix: dict[str, list[str]] = field(init=False, repr=False, compare=False)
    _numbers: HouseNumbers = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the names: by the whole, and by the first two letters with the longest first."""
        by_name: dict[str, list[Place]] = {}
        for place in sorted(self.all, key=_kind_rank):
            for name in place.spellings:
                sharing = by_name.setdefault(_folded(name), [])
                if place not in sharing:
                    sharing.append(place)
        by_prefix: dict[str, list[str]] = {}
        for name in sorted(by_name, key=len, reverse=True):
            by_prefix.setdefault(name[:2], []).append(name)
        by_kind: dict[str, list[Place]] = {}
        for place in self.all:
            by_kind.setdefault(place.kind, []).append(place)
        object.__setattr__(self, "_by_id", {place.id: place for place in self.all})
        object.__setattr__(self, "_by_kind", {kind: tuple(s) for kind, s in by_kind.items()})
        object.__setattr__(self, "_by_name", {name: tuple(s) for name, s in by_name.items()})
        object.__setattr__(self, "_by_prefix", by_prefix)
        object.__setattr__(self, "_numbers", HouseNumbers(self.all))

    def __iter__(self) -> Iterator[Place]:
        """Go through them in the order of the file."""
        return iter(self.all)

    def get(self, place_id: str) -> Place:
        """Give the place with this id, that of a house number among others.

        Raises:
            UnknownNameError: There is none.
        """
        place = self._by_id.get(place_id)
        numbered = house_numbers.read_id(place_id)
        if place is None and numbered is not None and numbered[0] in self._by_id:
            place = self._numbers.find(self._by_id[numbered[0]], *numbered[1:])
        if place is None:
            raise UnknownNameError(f"no place has the id {place_id!r}")
        return place

    def named(self, text: str) -> Place:
        """Give the place with exactly this name or alias; of several, what a bare name means.

        A house number that nobody listed is placed between its neighbours, or is its street.

        Raises:
            UnknownNameError: There is none; the message tells the closest names.
        """
        name = _folded(text.strip())
        if name in self._by_name:
            return self._by_name[name][0]
        number = house_numbers.NUMBER.search(name)
        if number and name.endswith(number[0]) and name[: number.start()] in self._by_name:
            street = self._by_name[name[: number.start()]][0]
            return self._numbers.find(street, int(number[1]), number[2]) or street
        close = get_close_matches(name, self._by_name, n=3, cutoff=0.5)
        known = [next(n for n in self._by_name[c][0].spellings if _folded(n) == c) for c in close]
        hint = (
            f"did you mean {', '.join(known)}?"
            if known
            else "name a street, station or neighbourhood"
        )
        raise UnknownNameError(f"no place is called {text.strip()[:60]!r}; {hint}")

    def mentions(self, text: str) -> list[Mention]:
        """Find the names in a text: the longest at each spot, from left to right.

        The places of a mention stand in the order of what the bare name means.
        """
        lowered = _plain_letters(text)
        found, start = [], 0
        while start < len(lowered):
            name = self._name_at(lowered, start)
            if name:
                found.append(self._numbered(lowered, start, name))
                start = found[-1].end
            else:
                start += 1
        return found

    def _numbered(self, lowered: str, start: int, name: str) -> Mention:
        """Take the house number that follows a street with it, if its place is known."""
        end, places = start + len(name), self._by_name[name]
        number = house_numbers.NUMBER.match(lowered, end) if places[0].kind == "street" else None
        house = number and self._numbers.find(places[0], int(number[1]), number[2])
        return (
            Mention(start, number.end(), (house,))
            if number and house
            else Mention(start, end, places)
        )

    def crossing(self, one: Place, other: Place) -> Place | None:
        """Give the junction of two streets, if it is known."""
        return next((p for p in self._by_name.get(_folded(one.name.zh + other.name.zh), ())), None)

    def of_kind(self, kind: str) -> tuple[Place, ...]:
        """Give the places of a kind, in the order of the file."""
        return self._by_kind.get(kind, ())

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


def _folded(name: str) -> str:
    """Give the one spelling by which a name is found: "Käpylän" and "kapylan" are one."""
    return "".join(map(_plain_letter, name.casefold()))


def _plain_letters(text: str) -> str:
    """Spell a text likewise, letter by letter, as positions must stay."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return lowered if lowered.isascii() else "".join(map(_plain_letter, lowered))


def _plain_letter(letter: str) -> str:
    """Take the marks off a Latin letter."""
    if not "\u00c0" <= letter < "\u0250":
        return letter
    return unicodedata.normalize("NFD", letter)[0]


def _is_whole_word(text: str, start: int, end: int) -> bool:
    """Latin names end where words end: "Lancun" is not in "Lancunia"."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_is_latin(before + text[start]) or _is_latin(text[end - 1] + after))


def _is_latin(pair: str) -> bool:
    return len(pair) == 2 and max(pair) < "\u0250" and pair.isalnum()
