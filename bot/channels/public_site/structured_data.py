"""What search engines read of a page: schema.org, as JSON-LD."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from geo.hours.timetable import WEEKDAYS

if TYPE_CHECKING:
    from bot.channels.posters.poster import PosterSite
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility

_SIMPLE_HOURS = re.compile(rf"(?:(?:{'|'.join(WEEKDAYS)})[-,]?)+ \d\d:\d\d-\d\d:\d\d")
"""What schema.org writes in the same way as OpenStreetMap; it has no word for more."""


def place_data(dataset: Dataset, spot: PosterSite, address: str) -> Markup:
    """Describe a place, or a facility with what is known of it."""
    facility = next((one for one in dataset.facilities if one.id == spot.key), None)
    town = {"@type": "AdministrativeArea", "name": dataset.name.zh}
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "CivicStructure" if facility else "Place",
        "@id": address,
        "url": address,
        "name": spot.name.zh,
        "alternateName": spot.name.en,
        "containedInPlace": town,
    }
    if spot.point:
        at = {"longitude": round(spot.point.lon, 5), "latitude": round(spot.point.lat, 5)}
        told["geo"] = {"@type": "GeoCoordinates", **at}
    return script_data(told | (_of_facility(facility) if facility else {}))


def script_data(told: dict[str, Any]) -> Markup:
    """Write values for a script element, where no text can end it."""
    text = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")
    return Markup(text)  # noqa: S704 - nothing in it can end the element


def _of_facility(facility: Facility) -> dict[str, Any]:
    known: dict[str, Any] = {"address": facility.address, "telephone": facility.phone}
    rules = [rule.strip() for rule in facility.opening_hours.split(";") if rule.strip()]
    if rules and all(_SIMPLE_HOURS.fullmatch(rule) for rule in rules):
        known["openingHours"] = rules
    return {key: value for key, value in known.items() if value}
