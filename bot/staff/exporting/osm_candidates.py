"""What OpenStreetMap might learn: candidates for people to review, never an upload.

A GeoJSON of points with the tags that a mapper may add, and why. Only what somebody verified on the
spot is offered: facts of other sources may not be copied into OpenStreetMap.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geo.facility import EXACT_POSITION_M, Accessible, Shape, Status

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility

_TAGS = {
    "canteen": {"amenity": "social_facility", "social_facility:for": "senior"},
    "health": {"amenity": "clinic", "healthcare": "clinic"},
    "fitness": {"leisure": "fitness_station"},
    "station": {"amenity": "community_centre"},
    "eldercare": {"amenity": "social_facility", "social_facility:for": "senior"},
    "culture": {"amenity": "community_centre", "community_centre": "cultural_centre"},
    "affairs": {"office": "government", "government": "administrative"},
    "legal": {"office": "government"},
    "jobs": {"office": "employment_agency"},
    "recycling": {"amenity": "recycling"},
}


def as_osm_candidates(dataset: Dataset) -> bytes:
    """Write the candidates as GeoJSON, the newest visit first."""
    seen = [one for one in dataset.facilities if _is_fit(one)]
    seen.sort(key=lambda one: (str(one.verified_on), one.id), reverse=True)
    whole = {"type": "FeatureCollection", "features": [_candidate(one) for one in seen]}
    return f"{json.dumps(whole, ensure_ascii=False, indent=1)}\n".encode()


def _is_fit(one: Facility) -> bool:
    """Tell whether somebody stood there, and where there is exact enough to be mapped."""
    is_spot = one.geometry is not None and one.geometry.shape is Shape.POINT
    is_exact = (one.position_error_m or 0.0) <= EXACT_POSITION_M
    seen = one.origin_of("position").verified_on is not None
    return is_spot and is_exact and seen and one.status is not Status.PLANNED


def _candidate(one: Facility) -> dict[str, Any]:
    tags = {**_TAGS.get(one.category, {}), "name": one.name.zh, "name:zh": one.name.zh}
    tags["name:en"] = one.name.en
    if one.accessible is not Accessible.UNKNOWN:
        tags["wheelchair"] = one.accessible.value
    tags |= {
        what: value
        for what, value in (("phone", one.phone), ("opening_hours", one.opening_hours))
        if value and one.origin_of(what).verified_on
    }
    day = one.origin_of("position").verified_on
    tags["check_date"] = day.isoformat() if day else ""
    action = "remove or disuse" if one.status is Status.CLOSED else "add or correct"
    lon, lat = one.geometry.middle if one.geometry else (None, None)
    return {
        "type": "Feature",
        "properties": {"action": action, "facility": one.id, "tags": tags},
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
    }
