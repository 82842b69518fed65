"""Scenes for the tests of maps: the real dataset with facilities and rings made by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

import shapely

from geo.crs import LocalMetres
from geo.dataset.dataset import open_dataset
from geo.facility import BilingualText, Facility, Geometry, LonLat, Pace, Shape, Status
from geo.hours.day_states import Openness
from geo.hours.opening import OpenState
from geo.isochrones.isochrone import Isochrone, Isochrones
from geo.uncertainty import Walk
from maps.drawing.scene import ListedFacility, Scene

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset

ORIGIN = LonLat(121.5172, 31.2071)
SHANGHAI = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 23, 2, 20, tzinfo=UTC).astimezone(SHANGHAI)
UNKNOWN = OpenState(Openness.UNKNOWN)


@cache
def tangqiao() -> Dataset:
    """The real dataset."""
    return open_dataset()


def beside(east_m: float, north_m: float) -> LonLat:
    """A position so many metres from the origin."""
    lon, lat = LocalMetres(ORIGIN).to_lonlat([(east_m, north_m)])[0]
    return LonLat(float(lon), float(lat))


def disc(radius_m: float, *holes_m: float) -> shapely.MultiPolygon:
    """A round area about the origin; each hole is a disc, 200 m east of the one before."""
    holes = [_round(200 * place, hole_m) for place, hole_m in enumerate(holes_m, start=1)]
    return shapely.MultiPolygon([shapely.Polygon(_round(0, radius_m), holes)])


def _round(east_m: float, radius_m: float) -> list[LonLat]:
    return [beside(*xy) for xy in shapely.Point(east_m, 0).buffer(radius_m).exterior.coords]


def rings(*radii_m: float) -> Isochrones:
    """A circle with a ring for every 5 minutes."""
    return Isochrones(
        ORIGIN,
        Pace.ELDER,
        tuple(Isochrone(5 * n, disc(radius), 0.5) for n, radius in enumerate(radii_m, start=1)),
    )


def facility(
    name: str,
    east_m: float | None,
    north_m: float = 0.0,
    *,
    error_m: float | None = 30.0,
    **known: Any,  # noqa: ANN401 - any field of a facility
) -> Facility:
    """A facility so many metres from the origin, or one that nobody has located."""
    geometry = None if east_m is None else Geometry(Shape.POINT, (beside(east_m, north_m),))
    usual = {
        "id": f"f-{crc32(name.encode())}",
        "category": "canteen",
        "status": Status.OPEN,
        "position_basis": "",
        "source": "whb2023",
        "source_date": "2023-09-17",
    }
    return Facility(
        name=BilingualText(name, ""), geometry=geometry, position_error_m=error_m, **(usual | known)
    )


def entry(
    place: Facility, walk: Walk | None = None, opening: OpenState = UNKNOWN
) -> ListedFacility:
    """An entry; a located facility gets a walk of 6 minutes unless told otherwise."""
    if walk is None and place.geometry is not None:
        walk = Walk(6.2, 4.3, 8.1, 298.0)
    return ListedFacility(place, walk, opening)


def scene(*entries: ListedFacility, language: str = "zh", origin: str = "北园路70号") -> Scene:
    """A scene with rings of 200, 400 and 600 m."""
    return Scene(tangqiao(), rings(200, 400, 600), origin, 20.0, entries, language, NOW)


def town_scene(language: str = "zh") -> Scene:
    """A full scene: every category, statuses, doubts, a path, unlocated ones."""
    keys = list(tangqiao().categories)
    shown = [
        entry(facility(f"{key}设施", 90 * n - 420, 60 * (n % 5) - 130, category=key))
        for n, key in enumerate(keys)
    ]
    opens = OpenState(Openness.OPEN, NOW.replace(hour=20, minute=0))
    doubtful = facility("塘桥美好生活馆", 10, 12, error_m=400, address="北园路70号")
    planned = facility("怡东卫生站", 150, 260, error_m=300, status=Status.PLANNED)
    paths = (f for f in tangqiao().facilities if f.geometry and f.geometry.shape is Shape.LINE)
    lost = facility("还没找到的中心", None, category="eldercare")
    return scene(
        entry(doubtful, Walk(3.2, 0.4, 11.4, 154.0), opens),
        *shown,
        entry(planned, Walk(11.0, 6.0, 19.0, 530.0)),
        entry(next(paths), Walk(21.0, 18.0, 24.0, 1010.0)),
        entry(lost),
        language=language,
    )
