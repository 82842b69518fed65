"""What a poster says: its place, what is nearest, whom to call, and where its code leads."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.conversation.composing.hours_in_words import hours_in_words
from bot.conversation.composing.phrases import walking_time
from bot.conversation.context import MENU
from bot.conversation.lookup.search import Question
from bot.conversation.reply import Origin
from geo.errors import OutsideAreaError
from geo.facility import Status
from geo.walking_model import CIRCLE_MIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from bot.conversation.lookup.search import FacilitySearch
    from bot.conversation.reply import Listed
    from bot.storage.demand_table import DemandCount
    from geo.dataset.dataset import Dataset
    from geo.dataset.manifest import Hotline
    from geo.facility import BilingualText, LonLat

PLACE_KINDS = ("committee", "compound")
"""The kinds of places that have a poster, beside every facility that serves."""

SHOWN = 3
LEAST_COUNT = 5
"""Counts below this are shown nowhere, so they order nothing either."""


class PosterSite(NamedTuple):
    """A place or facility that a poster hangs at; `point` is WGS-84, None when not located."""

    key: str
    kind: str
    name: BilingualText
    point: LonLat | None
    error_m: float

    def origin(self, language: str) -> Origin:
        """Start from here; no poster hangs at a house number."""
        return Origin(self.name.said_in(language), self.point, "named", self.error_m)


class NearService(NamedTuple):
    """The nearest facility of a service, in words; `key` is its id."""

    key: str
    what: str
    name: str
    walk: str
    hours: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Poster:
    """One poster in one language; `address` is what its code says."""

    spot: PosterSite
    language: str
    address: str
    near: tuple[NearService, ...]
    hotline: Hotline | None
    date: str

    @property
    def place(self) -> str:
        """The name of the place."""
        return self.spot.name.said_in(self.language)

    @property
    def is_verified(self) -> bool:
        """Whether somebody has confirmed on the spot all that is listed."""
        return all(one.is_verified for one in self.near)


def spots(dataset: Dataset) -> Iterator[PosterSite]:
    """List what a poster is made for: neighbourhoods, compounds, and facilities that serve."""
    for kind in PLACE_KINDS:
        for place in dataset.places.of_kind(kind):
            error_m = place.position_error_m or 0.0
            yield PosterSite(place.id, kind, place.name, place.point, error_m)
    for facility in dataset.facilities:
        if facility.status is Status.OPEN:
            at = facility.geometry.middle if facility.geometry else None
            error_m = facility.position_error_m or 0.0
            yield PosterSite(facility.id, "facility", facility.name, at, error_m)


def most_asked(dataset: Dataset, counts: Iterable[DemandCount]) -> tuple[str, ...]:
    """Order the categories by how often they were asked for; the usual ones first among equals."""
    asked: Counter[str] = Counter()
    for count in counts:
        asked[count.category] += count.count
    usual = [*MENU, *dataset.categories]
    known = sorted(dataset.categories, key=usual.index)
    often = {key: count for key, count in asked.items() if count >= LEAST_COUNT}
    return tuple(sorted(known, key=lambda key: -often.get(key, 0)))


def poster(  # noqa: PLR0913 - a poster is all this
    search: FacilitySearch,
    spot: PosterSite,
    *,
    services: Sequence[str],
    language: str,
    site: str,
    at: datetime,
) -> Poster:
    """Write the poster of a spot; `services` are categories in their order, `site` an address."""
    dataset = search.dataset
    near = near_services(dataset, nearest(search, spot, services, at, SHOWN), language)
    hotline = next((one for one in dataset.hotlines if one.key == "city" and one.tel), None)
    address = f"{site.rstrip('/')}/p/{spot.key}"
    return Poster(spot, language, address, near, hotline, dataset.date.isoformat())


def near_services(
    dataset: Dataset, listed: Sequence[Listed], language: str
) -> tuple[NearService, ...]:
    """Put the facilities that are nearest into words, each with its service."""
    return tuple(
        NearService(
            one.facility.id,
            dataset.categories[one.facility.category].name.said_in(language),
            one.facility.name.said_in(language),
            walking_time(one.walk, language),
            hours_in_words(one.facility.opening_hours, language),
            one.facility.verified_on is not None,
        )
        for one in listed
        if one.walk
    )


def nearest(
    search: FacilitySearch,
    spot: PosterSite,
    services: Sequence[str],
    at: datetime,
    most: int | None = None,
) -> tuple[Listed, ...]:
    """Give the nearest facility of each service that has one a quarter of an hour away.

    Of the first `most` services that do, where that is said. The spot itself is none. What may be
    that near counts, unless it is told to be farther.
    """
    if spot.point is None:
        return ()
    origin, pace = spot.origin("zh"), search.dataset.default_pace
    found: list[Listed] = []
    for category in services:
        if len(found) == most:
            break
        question = Question((category,), CIRCLE_MIN, pace, at)
        try:
            listed = search.around(origin, spot.point, question).listed
        except OutsideAreaError:
            return ()
        found += [one for one in listed if _is_near(one) and one.facility.id != spot.key][:1]
    return tuple(found)


def _is_near(one: Listed) -> bool:
    return one.walk is not None and one.walk.minutes <= CIRCLE_MIN
