"""WGS-84, the shifted systems of Chinese map apps, and metres: none of them is named elsewhere."""

from __future__ import annotations

import cmath
import math
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import CoordinateError
from geo.facility import LonLat

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

WGS84_CRS = "EPSG:4326"
"""What files for GIS and geopandas call WGS-84 degrees; longitude comes first all the same."""

METRES_PER_DEGREE = 111_320.0
"""Metres of a degree of longitude at the equator of WGS-84 (2π · 6,378,137 m / 360), rounded: near
enough for the size of a cell or of a frame, and not for a walk."""

HOW_TO_WRITE = "write longitude,latitude in degrees, like 121.5172,31.2071"

# WGS-84: the semi-major axis in metres, the flattening and what follows from it.
_AXIS_M = 6_378_137.0
_FLATTENING = 1 / 298.257223563
_ECCENTRICITY = math.sqrt(_FLATTENING * (2 - _FLATTENING))
_N = _FLATTENING / (2 - _FLATTENING)  # third flattening, the n of Krüger's series

# Krüger (1912), as in Karney, J. Geodesy 85 (2011), to the fourth power of n: 0.1 µm and better.
_RECTIFYING_M = _AXIS_M / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_TO_GRID = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16 + 41 * _N**4 / 180,
    13 * _N**2 / 48 - 3 * _N**3 / 5 + 557 * _N**4 / 1440,
    61 * _N**3 / 240 - 103 * _N**4 / 140,
    49561 * _N**4 / 161280,
)
_FROM_GRID = (
    -_N / 2 + 2 * _N**2 / 3 - 37 * _N**3 / 96 + _N**4 / 360,
    -(_N**2) / 48 - _N**3 / 15 + 437 * _N**4 / 1440,
    -17 * _N**3 / 480 + 37 * _N**4 / 840,
    -4397 * _N**4 / 161280,
)
_FROM_CONFORMAL = (
    2 * _N - 2 * _N**2 / 3 - 2 * _N**3 + 116 * _N**4 / 45,
    7 * _N**2 / 3 - 8 * _N**3 / 5 - 227 * _N**4 / 45,
    56 * _N**3 / 15 - 136 * _N**4 / 35,
    4279 * _N**4 / 630,
)

# GCJ-02 is computed on Krasovsky's ellipsoid, BD-09 with a wave over GCJ-02. Neither is published;
# these are the constants that open implementations share, eviltransform and coordtransform.
_KRASOVSKY_AXIS_M = 6_378_245.0
_KRASOVSKY_E2 = 0.00669342162296594323
_BD09_WAVE = math.pi * 3000 / 180


class System(StrEnum):
    """How a map writes a position down."""

    WGS84 = "wgs84"  # GPS, OpenStreetMap, Telegram; 天地图 to within a metre
    GCJ02 = "gcj02"  # 高德, 腾讯, Apple and Google in mainland China
    BD09 = "bd09"  # 百度


def lonlat(lon: float, lat: float) -> LonLat:
    """Check a pair of degrees.

    Raises:
        CoordinateError: It is not finite, not on earth, or evidently has the latitude first.
    """
    if not (math.isfinite(lon) and math.isfinite(lat)):
        raise CoordinateError(f"{lon},{lat} is no position; {HOW_TO_WRITE}")
    if abs(lon) <= 90 < abs(lat) <= 180:
        raise CoordinateError(f"{lon},{lat}: longitude and latitude are swapped; write {lat},{lon}")
    if abs(lon) > 180 or abs(lat) > 90:
        raise CoordinateError(f"{lon},{lat} is not on earth; {HOW_TO_WRITE}")
    return LonLat(float(lon), float(lat))


def parse_lonlat(text: str) -> LonLat:
    """Read "LON,LAT" in degrees, WGS-84; a full-width comma and spaces are as good.

    Raises:
        CoordinateError: The text is no position, or evidently has the latitude first.
    """
    parts = re.split(r"\s*[,，、\s]\s*", text.strip())
    try:
        lon, lat = map(float, parts)
    except ValueError:
        raise CoordinateError(f"{text[:60]!r} is no position; {HOW_TO_WRITE}") from None
    return lonlat(lon, lat)


def distance_m(start: LonLat, end: LonLat) -> float:
    """Metres along the ellipsoid, by Lambert's formula: within 1e-5 up to a continent's width."""
    first, second = (_reduced_latitude(point.lat) for point in (start, end))
    half_lon = math.radians(end.lon - start.lon) / 2
    half_lat = (second - first) / 2
    chord = math.sin(half_lat) ** 2
    chord += math.cos(first) * math.cos(second) * math.sin(half_lon) ** 2
    if chord == 0:
        return 0.0
    angle = 2 * math.asin(min(1.0, math.sqrt(chord)))
    middle = (first + second) / 2
    across = (math.sin(middle) * math.cos(half_lat)) ** 2 / math.cos(angle / 2) ** 2
    along = (math.cos(middle) * math.sin(half_lat)) ** 2 / chord
    bulge = (angle - math.sin(angle)) * across + (angle + math.sin(angle)) * along
    return _AXIS_M * (angle - _FLATTENING / 2 * bulge)


def from_wgs84(point: LonLat, system: System) -> LonLat:
    """Write a WGS-84 position in another system, degrees.

    Outside the rectangle that map apps take for China, all three are the same.
    """
    in_china = 72.004 <= point.lon <= 137.8347 and 0.8293 <= point.lat <= 55.8271
    if system is System.WGS84 or not in_china:
        return point
    shifted = _wgs84_to_gcj02(point)
    return shifted if system is System.GCJ02 else _gcj02_to_bd09(shifted)


def to_wgs84(point: LonLat, system: System) -> LonLat:
    """Read a position of another system as WGS-84, degrees: undoes `from_wgs84` to a millimetre."""
    return point if system is System.WGS84 else _undo(system, point)


def to_system(lonlat: NDArray[np.float64], system: int) -> NDArray[np.float64]:
    """Turn (n, 2) degrees, WGS-84, into (n, 2) x and y of a system by its EPSG code.

    Longitude comes first where that is in degrees; infinite where it is not defined.
    """
    if f"EPSG:{system}" == WGS84_CRS:
        return lonlat
    from pyproj import Transformer  # noqa: PLC0415 - only heights are in other systems

    turned = Transformer.from_crs(WGS84_CRS, system, always_xy=True)
    return np.column_stack(turned.transform(lonlat[:, 0], lonlat[:, 1]))


def is_in_degrees(system: int) -> bool:
    """Tell whether a system, by its EPSG code, counts degrees.

    Raises:
        CoordinateError: there is no such system.
    """
    from pyproj import CRS  # noqa: PLC0415 - likewise
    from pyproj.exceptions import CRSError  # noqa: PLC0415 - likewise

    try:
        return bool(CRS.from_epsg(system).is_geographic)
    except CRSError as error:
        raise CoordinateError(f"EPSG:{system} is no coordinate system") from error


def middle_of(lonlat: NDArray[np.float64]) -> LonLat:
    """Give the middle of the box around (n, 2) degrees, also across the 180th meridian."""
    first = lonlat[0, 0]
    east = _wrapped(lonlat[:, 0] - first)
    lon = _wrapped(first + (east.min() + east.max()) / 2)
    return LonLat(float(lon), float((lonlat[:, 1].min() + lonlat[:, 1].max()) / 2))


@dataclass(frozen=True, slots=True)
class LocalMetres:
    """Metres east and north of a centre: the transverse Mercator about it, true to scale there.

    Lengths are too long by 8 mm in a kilometre at 25 km from the centre, 31 mm at 50 km.
    """

    centre: LonLat

    def to_metres(self, lonlat: ArrayLike) -> NDArray[np.float64]:
        """Turn (n, 2) degrees, WGS-84, into (n, 2) metres east and north."""
        degrees = np.asarray(lonlat, dtype=np.float64).reshape(-1, 2)
        lat = np.radians(degrees[:, 1])
        lon = np.radians(_wrapped(degrees[:, 0] - self.centre.lon))
        north = np.sinh(_isometric(lat))
        sphere = np.arctan2(north, np.cos(lon)) + 1j * np.arcsinh(
            np.sin(lon) / np.hypot(north, np.cos(lon))
        )
        grid = _RECTIFYING_M * (sphere + _series(_TO_GRID, sphere))
        return np.column_stack((grid.imag, grid.real - _meridian_m(self.centre.lat)))

    def of_point(self, point: LonLat) -> tuple[float, float]:
        """Turn one point in degrees into metres: quicker than `to_metres`, the same to 10 nm."""
        sine = math.sin(math.radians(point.lat))
        if abs(sine) == 1.0:  # a pole is infinitely far, and only NumPy brings it back
            x, y = self.to_metres([point])[0].tolist()
            return x, y
        lon = math.radians((point.lon - self.centre.lon + 180) % 360 - 180)
        north = math.sinh(math.atanh(sine) - _ECCENTRICITY * math.atanh(_ECCENTRICITY * sine))
        east = math.asinh(math.sin(lon) / math.hypot(north, math.cos(lon)))
        sphere = complex(math.atan2(north, math.cos(lon)), east)
        grid = sphere
        for j, coefficient in enumerate(_TO_GRID, start=1):
            grid += coefficient * cmath.sin(2 * j * sphere)
        return _RECTIFYING_M * grid.imag, _RECTIFYING_M * grid.real - _meridian_m(self.centre.lat)

    def to_lonlat(self, metres: ArrayLike) -> NDArray[np.float64]:
        """Turn (n, 2) metres east and north into (n, 2) degrees, WGS-84."""
        points = np.asarray(metres, dtype=np.float64).reshape(-1, 2)
        grid = (points[:, 1] + _meridian_m(self.centre.lat) + 1j * points[:, 0]) / _RECTIFYING_M
        sphere = grid + _series(_FROM_GRID, grid)
        east, north = np.sinh(sphere.imag), sphere.real
        conformal = np.arctan2(np.sin(north), np.hypot(east, np.cos(north)))
        lat = conformal + _series(_FROM_CONFORMAL, conformal)
        lon = np.degrees(np.arctan2(east, np.cos(north))) + self.centre.lon
        return np.column_stack((_wrapped(lon), np.degrees(lat)))


@lru_cache(16)
def _meridian_m(lat: float) -> float:
    """Metres from the equator to a latitude, along its meridian; a map has one centre."""
    conformal = math.atan(math.sinh(float(_isometric(math.radians(lat)))))
    return float(_RECTIFYING_M * (conformal + _series(_TO_GRID, conformal)))


def _series(coefficients: tuple[float, ...], angle: Any) -> Any:  # noqa: ANN401 - real or complex
    return sum(c * np.sin(2 * j * angle) for j, c in enumerate(coefficients, start=1))


def _isometric(lat: float | NDArray[np.float64]) -> NDArray[np.float64]:
    sine = np.sin(lat)
    with np.errstate(divide="ignore"):  # a pole is infinitely far, and `to_metres` brings it back
        return np.asarray(np.arctanh(sine) - _ECCENTRICITY * np.arctanh(_ECCENTRICITY * sine))


def _wrapped(lon: NDArray[np.float64]) -> NDArray[np.float64]:
    return (lon + 180) % 360 - 180


def _reduced_latitude(lat: float) -> float:
    return math.atan((1 - _FLATTENING) * math.tan(math.radians(lat)))


def _undo(system: System, shifted: LonLat) -> LonLat:
    """Correct a guess by its error: the shift changes so slowly that six times is plenty."""
    guess = shifted
    for _ in range(6):
        there = from_wgs84(guess, system)
        guess = LonLat(guess.lon + shifted.lon - there.lon, guess.lat + shifted.lat - there.lat)
    return guess


def _wgs84_to_gcj02(point: LonLat) -> LonLat:
    east_m, north_m = _shift_m(point.lon - 105, point.lat - 35)
    lat = math.radians(point.lat)
    squash = 1 - _KRASOVSKY_E2 * math.sin(lat) ** 2
    along_meridian_m = _KRASOVSKY_AXIS_M * (1 - _KRASOVSKY_E2) / squash**1.5
    along_parallel_m = _KRASOVSKY_AXIS_M / math.sqrt(squash) * math.cos(lat)
    return LonLat(
        point.lon + math.degrees(east_m / along_parallel_m),
        point.lat + math.degrees(north_m / along_meridian_m),
    )


def _shift_m(x: float, y: float) -> tuple[float, float]:
    """Metres that GCJ-02 moves a point east and north; x and y are degrees from 105°E 35°N."""
    both = _waves(x, (20, 6), (20, 2))
    bend = 0.1 * x * y
    east = 300 + x + 2 * y + 0.1 * x * x + bend + 0.1 * math.sqrt(abs(x))
    east += both + _waves(x, (20, 1), (40, 1 / 3), (150, 1 / 12), (300, 1 / 30))
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + bend + 0.2 * math.sqrt(abs(x))
    north += both + _waves(y, (20, 1), (40, 1 / 3), (160, 1 / 12), (320, 1 / 30))
    return east, north


def _waves(degrees: float, *waves: tuple[float, float]) -> float:
    return sum(size * math.sin(rate * degrees * math.pi) for size, rate in waves) * 2 / 3


def _gcj02_to_bd09(point: LonLat) -> LonLat:
    radius = math.hypot(point.lon, point.lat) + 2e-5 * math.sin(point.lat * _BD09_WAVE)
    angle = math.atan2(point.lat, point.lon) + 3e-6 * math.cos(point.lon * _BD09_WAVE)
    return LonLat(radius * math.cos(angle) + 0.0065, radius * math.sin(angle) + 0.006)
