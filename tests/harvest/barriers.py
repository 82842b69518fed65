"""What nobody crosses: the bank that is kept by hand, and the canal with its bends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.harvest import files, streets

if TYPE_CHECKING:
    from pathlib import Path

    from tests.harvest.files import Feature

CANAL = "张家浜"


def made(old: list[Feature], shared: Path) -> list[Feature]:
    """Draw the canal again."""
    lines = files.features(shared / "facts-2026" / "lines.geojson")
    canal = next(one for one in lines if one.properties["use"] == "barrier")
    fields: files.Properties = {
        "name": CANAL,
        "name_en": "Zhangjiabang",
        "source": "outline2022",
        "error_m": canal.properties["error_m"],
        "note": "街道北界的线，沿河道弯曲",
    }
    kept = [one for one in old if one.properties["name"] != CANAL]
    return [*kept, files.Feature(fields, canal.geometry)]


def boundary(shared: Path) -> Feature:
    """Draw the outline of the town."""
    fields: files.Properties = {
        "name": "塘桥街道（近似范围）",
        "name_en": "Tangqiao Subdistrict (approximate)",
        "source": "boundary",
        "note": "OpenStreetMap 的街道边界，简化过，误差约 90 米，不是官方边界",
    }
    return files.Feature(fields, files.area(streets.outline(shared)))
