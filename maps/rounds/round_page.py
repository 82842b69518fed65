"""A round trip of facilities to verify as one HTML file: the way on a map, a list to tick off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from geo.facility import Accessible, Geometry, Shape
from maps.drawing.bounds import Bounds
from maps.drawing.document import asset, document
from maps.drawing.labels import find_labels
from maps.drawing.layers import add_ground, add_shape
from maps.drawing.leaflet import OfflineMap
from maps.drawing.markers import NumberedFacility, add_facility, add_origin
from maps.drawing.style import INK
from maps.drawing.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geo.dataset.dataset import Dataset
    from geo.facility import Facility, LonLat
    from geo.routing.round_trip import Leg, RoundTrip

_TEXTS = "rounds/round_texts.toml"
_OLD_YEARS = 3.0


@dataclass(frozen=True, slots=True)
class Stop:
    """A facility to verify, and how many people's answers hang on it."""

    facility: Facility
    people: int


@dataclass(frozen=True, slots=True)
class Round:
    """What to draw: `stops` in the order of the walk, with the legs of `trip`; WGS-84.

    `site` is the address of the web server, without a slash behind; empty where there is none.
    """

    dataset: Dataset
    origin_name: str
    origin: LonLat
    stops: tuple[Stop, ...]
    trip: RoundTrip
    today: date
    language: str = "zh"
    site: str = ""


@dataclass(frozen=True, slots=True)
class _Card:
    """A stop as the list shows it."""

    number: int
    facility: Facility
    name: str
    category: str
    walk: str
    people: str
    doubt: str
    checks: tuple[str, ...]


def round_page(walk: Round) -> str:
    """Write a round as a page; the same round gives the same bytes."""
    texts = Texts(walk.language, _TEXTS)
    view = _view(walk)
    parts = _map(walk, view).parts()
    legs = walk.trip.legs
    return document(
        "rounds/templates/round.html",
        texts.language,
        [parts.script, asset("circle/templates/circle.js")],
        ["rounds/templates/round.css"],
        map=Markup(parts.html),  # noqa: S704 - holds Folium's own ids alone
        walk=walk,
        texts=texts,
        say=texts.say,
        labels=find_labels(walk.dataset, view, texts),
        cards=[_card(walk, number, texts) for number in range(1, len(walk.stops) + 1)],
        whole=texts.say(
            "round_whole",
            count=len(walk.stops),
            minutes=round(sum(leg.minutes for leg in legs)),
            metres=_tens(sum(leg.metres for leg in legs)),
        ),
        back=_walk(legs[-1], texts) if legs else "",
    )


def checks(facility: Facility, today: date) -> tuple[str, ...]:
    """Name what to look at on the spot: fields that are missing, rough or old, by their key."""
    wanted = ["position", "status"]
    for what, value in (("opening_hours", facility.opening_hours), ("phone", facility.phone)):
        years = facility.origin_of(what).years_by(today)
        if not value or years is None or years > _OLD_YEARS:
            wanted.append(what)
    if facility.accessible is Accessible.UNKNOWN:
        wanted.append("accessible")
    return tuple(wanted)


def _card(walk: Round, number: int, texts: Texts) -> _Card:
    stop, leg = walk.stops[number - 1], walk.trip.legs[number - 1]
    facility = stop.facility
    return _Card(
        number,
        facility,
        texts.of(facility.name),
        texts.of(walk.dataset.categories[facility.category].name),
        _walk(leg, texts),
        texts.say("round_people", count=f"{stop.people:,}"),
        texts.say("round_doubt", metres=round(facility.position_error_m or 0.0)),
        tuple(texts.say(f"check_{what}") for what in checks(facility, walk.today)),
    )


def _walk(leg: Leg, texts: Texts) -> str:
    return texts.say("round_walk", minutes=round(leg.minutes), metres=_tens(leg.metres))


def _tens(metres: float) -> int:
    return round(metres / 10) * 10


def _view(walk: Round) -> Bounds:
    """Everything that is to be in sight at first."""
    points: Sequence[LonLat] = [
        walk.origin,
        *(point for leg in walk.trip.legs for point in leg.path),
    ]
    lons, lats = zip(*points, strict=True)
    return Bounds(min(lons) - 0.002, min(lats) - 0.002, max(lons) + 0.002, max(lats) + 0.002)


def _map(walk: Round, view: Bounds) -> OfflineMap:
    page_map = OfflineMap(view)
    add_ground(page_map, walk.dataset, view.surroundings())
    for leg in walk.trip.legs:
        add_shape(page_map, Geometry(Shape.LINE, leg.path), INK)
    add_origin(page_map, walk.origin, 0.0)
    for number, stop in enumerate(walk.stops, start=1):
        if stop.facility.geometry is not None:
            located = NumberedFacility(number, stop.facility, stop.facility.geometry)
            add_facility(page_map, located)
    return page_map
