"""Parts of names, and other ways of saying them, that still tell which place is meant."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.lazy_regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.dataset.gazetteer import Place

_STATIONS = ("metro station", "subway station", "station", "metro", "subway")
_NUMBERED = regex("([一二三四五六])村$")
_VILLAGE = regex("-([a-z]+?)(?:yi|er|san|si|wu|liu)cun$")
_NEW_VILLAGE = regex("-([a-z]+)xincun$")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_STATION = regex("(?:地铁)?站$")
_TWO_CHARACTERS = 2


def short_names(places: Iterable[Place]) -> Iterator[tuple[str, Place]]:
    """Give English names in lower case that are shorter than the whole, or put otherwise."""
    places = tuple(places)
    openings = Counter(place.name.en.lower().split()[0] for place in places)
    for place in places:
        words = place.name.en.lower().split()
        if place.kind == "subdistrict":
            yield words[0], place
        elif place.kind == "committee" and "residents'" in words:
            yield " ".join(words[: words.index("residents'")]), place
        elif place.kind == "metro":
            yield from ((name, place) for name in _station_names(" ".join(words[:-1])))
        elif place.kind == "compound":
            yield from ((name, place) for name in _village_names(place))
        elif place.kind in {"hospital", "landmark"}:
            yield f"{words[-1]} {' '.join(words[:-1])}", place
            yield from ((name, place) for name in _parts(words, openings) if len(words) > 2)


def _parts(words: list[str], openings: Mapping[str, int]) -> Iterator[str]:
    yield " ".join(words[:-1])
    yield " ".join(words[1:])
    if openings[words[0]] == 1:
        yield words[0]


def _station_names(name: str) -> Iterator[str]:
    """Say a station with or without "Road", and with either word first."""
    for stem in dict.fromkeys((name, name.removesuffix(" road"))):
        for kind in _STATIONS:
            yield f"{stem} {kind}"
            yield f"{kind} {stem}"


def _village_names(place: Place) -> Iterator[str]:
    """Say "微山二村" as "Weishan No. 2 Village" and "南泉新村" as "Nanquan New Village"."""
    numbered, village = _NUMBERED.search(place.name.zh), _VILLAGE.search(place.id)
    if numbered and village:
        stem, number = village[1], "一二三四五六".index(numbered[1]) + 1
        for said in (f"no {number}", f"number {number}", _ORDINALS[number - 1], f"{number}"):
            yield f"{stem} {said} village"
            yield f"{stem} village {said}"
    if new := _NEW_VILLAGE.search(place.id):
        yield f"{new[1]} new village"


def stations(places: Iterable[Place]) -> dict[str, Place]:
    """Give the stations by what stands before "站" in their names, also without "路"."""
    found: dict[str, Place] = {}
    for place in places:
        for name in place.names if place.kind == "metro" else ():
            stem = _STATION.sub("", name).removeprefix("地铁")
            found.setdefault(stem, place)
            found.setdefault(stem.removesuffix("路"), place)
    return found


def whole_names(places: Iterable[Place]) -> tuple[str, ...]:
    """Give every name but those of junctions."""
    return tuple(name for place in places if place.kind != "junction" for name in place.names)


def long_names(places: Iterable[Place]) -> tuple[str, ...]:
    """Give the town's name, and those that no other words sound like, as two characters may."""
    names = ((place.kind, name) for place in places for name in place.names)
    return tuple(n for kind, n in names if kind == "subdistrict" or len(n) > _TWO_CHARACTERS)
