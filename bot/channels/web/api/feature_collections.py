"""Answers as GeoJSON (RFC 7946): degrees, WGS-84, longitude first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.channels.json_contract import facility_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.conversation.reply import Listed
    from geo.dataset.dataset import Dataset
    from geo.dataset.gazetteer import Place
    from geo.facility import Facility, Geometry, LonLat

_DIGITS = 7


def collection(
    features: Iterable[dict[str, Any]], dataset: Dataset, **more: object
) -> dict[str, Any]:
    """Give features with what has to be said wherever they are shown."""
    return {
        "type": "FeatureCollection",
        "features": list(features),
        "attribution": dataset.attribution.zh,
        "date": dataset.date.isoformat(),
        **more,
    }


def feature(
    geometry: dict[str, Any] | None, properties: dict[str, Any], key: str = ""
) -> dict[str, Any]:
    """Give one feature; its geometry is null while nobody has located it."""
    named = {"id": key} if key else {}
    return {"type": "Feature", **named, "geometry": geometry, "properties": properties}


def geometry_json(geometry: Geometry | None) -> dict[str, Any] | None:
    """Give a geometry as plain values."""
    if geometry is None:
        return None
    points = [_pair(point) for point in geometry.vertices]
    nested = {"Point": points[0], "LineString": points, "Polygon": [points]}
    return {"type": geometry.shape.value, "coordinates": nested[geometry.shape.value]}


def line_json(points: Iterable[LonLat]) -> dict[str, Any]:
    """Give a line as plain values."""
    return {"type": "LineString", "coordinates": [_pair(point) for point in points]}


def listed_feature(one: Listed, minutes: int, dataset: Dataset) -> dict[str, Any]:
    """Give one facility of an answer, with the walk to it."""
    told = facility_json(one, minutes, dataset)
    properties = {key: value for key, value in told.items() if key not in {"lon", "lat"}}
    properties |= _known(one.facility)
    return feature(geometry_json(one.facility.geometry), properties, one.facility.id)


def facility_feature(facility: Facility, dataset: Dataset) -> dict[str, Any]:
    """Give all that is known of a facility."""
    properties = {
        "id": facility.id,
        "name": facility.name.zh,
        "category": facility.category,
        "status": facility.status.value,
        "services": list(facility.services),
        "eligibility": facility.eligibility,
        "inside": facility.inside or None,
        "note": facility.note.zh,
        "source": dataset.sources[facility.source].title,
        "verified_on": facility.verified_on.isoformat() if facility.verified_on else None,
        **_known(facility),
    }
    return feature(geometry_json(facility.geometry), properties, facility.id)


def place_feature(place: Place) -> dict[str, Any]:
    """Give a place that people name."""
    properties = {
        "id": place.id,
        "name": place.name.zh,
        "name_en": place.name.en,
        "kind": place.kind,
        "position_error_m": place.position_error_m,
    }
    return feature(geometry_json(place.geometry), properties, place.id)


def _known(facility: Facility) -> dict[str, Any]:
    return {
        "name_en": facility.name.en,
        "address": facility.address,
        "phone": facility.phone,
        "opening_hours": facility.opening_hours,
        "accessible": facility.accessible.value,
        "position_error_m": facility.position_error_m,
    }


def _pair(point: LonLat) -> list[float]:
    return [round(point.lon, _DIGITS), round(point.lat, _DIGITS)]
