"""Reads a position however people write it: degrees, minutes and seconds, pairs, swapped, links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.map_links import read_link
from bot.staff.importing.cell_error import CellError
from bot.staff.importing.sheet import cell_text
from geo.crs import lonlat
from geo.errors import CoordinateError

if TYPE_CHECKING:
    from bot.staff.importing.sheet import Cell
    from geo.facility import LonLat

_NUMBER = r"[-+]?\d{1,3}(?:\.\d+)?"
_PAIR = re.compile(
    rf"[^\d+-]*({_NUMBER})\s*[°度]?\s*[EN东北]?[^\d.+-]+({_NUMBER})\s*[°度]?\s*[EN东北]?\D*"
)
_DMS = re.compile(
    r"(\d{1,3})\s*[°度:：]\s*(\d{1,2}(?:\.\d+)?)\s*[′'’分:：]?\s*"
    r"(?:(\d{1,2}(?:\.\d+)?)\s*(?:[″\"”秒]|''|′′)?)?"
)
_SHOWN = 60
_WEST_SOUTH = re.compile(r"[WS西南]")


@dataclass(frozen=True, slots=True)
class WrittenPosition:
    """A position as a row has it, degrees, longitude first.

    Attributes:
        point: in the system of the file; in WGS-84 where `is_wgs84`.
        is_wgs84: a map link says its own system, and was converted.
        is_swapped: it was written latitude first.
    """

    point: LonLat
    is_wgs84: bool = False
    is_swapped: bool = False


def read_columns(lon: Cell, lat: Cell, near: LonLat) -> WrittenPosition | None:
    """Read a longitude and a latitude, which may be swapped: `near` tells; None: both are empty.

    Raises:
        CellError: they are no position.
    """
    texts = cell_text(lon), cell_text(lat)
    if not any(texts):
        return None
    first, second = map(_degrees, texts)
    if first is None or second is None:
        raise CellError("no_position", text=" , ".join(texts)[:_SHOWN])
    return _ordered(first, second, near)


def read_cell(cell: Cell, near: LonLat) -> WrittenPosition | None:
    """Read a pair in one cell or a map link; None when the cell is empty.

    Raises:
        CellError: it is no position, or a link that holds none.
    """
    text = cell_text(cell)
    if not text:
        return None
    link = read_link(text)
    if link is not None:
        if link.point is None:
            raise CellError("short_link")
        return WrittenPosition(link.point, is_wgs84=True)
    both = _pair(text)
    if both is None:
        raise CellError("no_position", text=text[:_SHOWN])
    return _ordered(*both, near)


def _pair(text: str) -> tuple[float, float] | None:
    parts = [_signed(match, text) for match in _DMS.finditer(text)]
    if len(parts) == 2:
        return parts[0], parts[1]
    pair = _PAIR.fullmatch(text)
    return (float(pair[1]), float(pair[2])) if pair else None


def _degrees(text: str) -> float | None:
    whole = _DMS.search(text)
    if whole:
        return _signed(whole, text)
    number = re.fullmatch(rf"[^\d+-]*({_NUMBER})\s*[°度]?\s*[ENWS东北西南]?", text.strip())
    return float(number[1]) if number else None


def _signed(match: re.Match[str], text: str) -> float:
    degrees = int(match[1]) + float(match[2]) / 60 + float(match[3] or 0) / 3600
    around = text[max(0, match.start() - 2) : match.start()] + text[match.end() : match.end() + 1]
    return -degrees if _WEST_SOUTH.search(around) else degrees


def _ordered(first: float, second: float, near: LonLat) -> WrittenPosition:
    """Take the order that lies nearer to the town: within a town there is never a doubt."""

    def off(lon: float, lat: float) -> float:
        return abs(lon - near.lon) + abs(lat - near.lat)

    is_swapped = off(second, first) < off(first, second)
    try:
        point = lonlat(second, first) if is_swapped else lonlat(first, second)
    except CoordinateError:
        raise CellError("no_position", text=f"{first}, {second}") from None
    return WrittenPosition(point, is_swapped=is_swapped)
