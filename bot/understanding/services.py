"""Categories of services that code treats apart, by their keys; all others are data alone."""

from __future__ import annotations

CANTEEN = "canteen"
CULTURE = "culture"
ELDERCARE = "eldercare"
FITNESS = "fitness"
HEALTH = "health"
LEGAL = "legal"
STATION = "station"
