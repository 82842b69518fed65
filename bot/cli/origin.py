"""Where somebody is, from what the command line gives: a position, or the name of a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.reply import Origin
from bot.texts import say
from geo.errors import CoordinateError, UnknownNameError

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset
    from geo.facility import LonLat


def origin_of(
    dataset: Dataset, at: LonLat | None, place: str | None, language: str = "zh"
) -> Origin | None:
    """Give where somebody is, named in a language.

    Raises:
        CoordinateError: both a position and a name are given.
        UnknownNameError: no place has that name.
    """
    if at and place:
        raise CoordinateError("--at and --place are two places: give one of them")
    if at:
        return Origin.at_point(say(language, "place.here"), at)
    if place:
        return Origin.of_place(dataset.places.named(place), language)
    return None


def located_origin(
    dataset: Dataset, at: LonLat | None, place: str | None, language: str = "zh"
) -> Origin:
    """Give where somebody is, for what cannot do without.

    Raises:
        CoordinateError: neither is given.
        UnknownNameError: no place has that name, or nobody has located it.
    """
    origin = origin_of(dataset, at, place, language)
    if origin is None:
        raise CoordinateError("say where: --at LON,LAT or --place NAME")
    if origin.point is None:
        raise UnknownNameError(f"no source says where {origin.name} is: name a place close by")
    return origin
