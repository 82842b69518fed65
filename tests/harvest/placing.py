"""One place of the file, and the middle of several points."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from tests.harvest import files, planar

if TYPE_CHECKING:
    from tests.harvest.files import Feature, Point, Properties

MOST_LETTERS = 40
"""Letters of an id: it has to fit into a button."""

HOMOPHONES = ("文蓝小区",)
"""Names that sound like one before them."""


def place_id(kind: str, name: str) -> str:
    """Name a place by its pinyin, which does not change while the name does not.

    A long name is cut; four digits of its checksum tell it from others that begin alike.
    """
    from pypinyin import lazy_pinyin  # a second, in each process of the tests

    letters = re.sub(r"[^a-z0-9]", "", "".join(lazy_pinyin(name)).lower())
    whole = f"{kind}-{letters}"
    if len(whole) > MOST_LETTERS or name in HOMOPHONES:
        return f"{whole[: MOST_LETTERS - 5]}-{zlib.crc32(name.encode()) % 10_000:04}"
    return whole


def place(kind: str, name: str, at: Point, **fields: object) -> Feature:
    """Write one place."""
    decimals = files.SURVEYED if fields["source"] == "osm2026" else files.GEOCODED
    given: Properties = {
        "id": place_id(kind, name),
        "name": name,
        "name_en": fields.get("name_en", ""),
        "aliases": fields.get("aliases", []),
        "kind": kind,
        "position_error_m": round(at.error_m),
        "position_basis": fields["basis"],
        "source": fields["source"],
    }
    return files.Feature(given, files.spot(at.rounded(decimals)))


def among(found: list[Point]) -> Point:
    """Give the middle of several points, and the error that holds them all."""
    spots = planar.metres([(one.lon, one.lat) for one in found])
    middle = planar.degrees(spots.mean(axis=0))
    gaps = (planar.gap_m(middle, (one.lon, one.lat)) + one.error_m for one in found)
    return files.Point(*middle, max(gaps))
