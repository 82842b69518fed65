"""Links of map apps: read where one points to, and build the ones that open a pin.

What each app writes, and in which coordinate system:

| app   | hosts                  | position                                             | system |
| ----- | ---------------------- | ---------------------------------------------------- | ------ |
| 高德  | amap.com, gaode.com    | `position=lon,lat` `to=lon,lat,name` `q=lat,lon,name`| GCJ-02 |
|       |                        | `p=id,lat,lon,name,address` (what the app shares)    |        |
| 百度  | map.baidu.com          | `location=lat,lon` `latlng=lat,lon`                  | BD-09  |
| Apple | maps.apple.com         | `ll=lat,lon` `coordinate=lat,lon`, or in `q`         | GCJ-02 |
| Google| google.com/maps        | `query=lat,lon` `q=…`, `!3dlat!4dlon`, `@lat,lon`    | GCJ-02 |

A link may name another system itself (`coordinate=wgs84`, `coord_type=gcj02`). Outside China all
systems are the same. The apps also share short links, which hold no position themselves.

Sources: https://lbs.amap.com/api/uri-api/guide/travel/route (高德),
https://lbsyun.baidu.com/faq/api?title=webapi/uri/web (百度),
https://developer.apple.com/library/archive/featuredarticles/iPhoneURLScheme_Reference/ (Apple),
https://developers.google.com/maps/documentation/urls/get-started (Google).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from geo.crs import System, from_wgs84, lonlat, to_wgs84
from geo.errors import CoordinateError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from geo.facility import LonLat

_LINK = re.compile(r"https?://[^\s<>\"'（）【】，。]+", re.IGNORECASE)
_NUMBER = r"-?\d{1,3}(?:\.\d+)?"
_PAIR = re.compile(rf"\s*(?:loc:|latlng:)?({_NUMBER})\s*,\s*({_NUMBER})(?![\d.])")
_SHARED = re.compile(rf"[^,]*,({_NUMBER}),({_NUMBER})(?![\d.])")
_GOOGLE_PIN = re.compile(rf"!3d({_NUMBER})!4d({_NUMBER})")
_GOOGLE_VIEW = re.compile(rf"@({_NUMBER}),({_NUMBER})")

_SYSTEMS = {
    "wgs84": System.WGS84,
    "wgs84ll": System.WGS84,
    "gaode": System.GCJ02,
    "gcj02": System.GCJ02,
    "gcj02ll": System.GCJ02,
    "bd09": System.BD09,
    "bd09ll": System.BD09,
}


@dataclass(frozen=True, slots=True)
class MapLink:
    """A link of a map app; `point` is WGS-84, None when the link itself holds no position."""

    url: str
    point: LonLat | None


class PinLink(NamedTuple):
    """A link that opens a pin in an app: its key ("amap", "baidu", "apple", "google")."""

    app: str
    url: str


class _App(NamedTuple):
    """How one app writes positions; `fields` are read in their order, (name, longitude first)."""

    hosts: re.Pattern[str]
    system: System
    fields: tuple[tuple[str, bool], ...]


_APPS = (
    _App(
        re.compile(r"(?:.+\.)?(?:amap|gaode)\.com"),
        System.GCJ02,
        (("position", True), ("to", True), ("dest", True), ("lnglat", True), ("q", False)),
    ),
    _App(
        re.compile(r"(?:.+\.)?map\.baidu\.com"),
        System.BD09,
        (("location", False), ("latlng", False), ("destination", False)),
    ),
    _App(
        re.compile(r"maps\.apple(?:\.com)?"),
        System.GCJ02,
        (("coordinate", False), ("ll", False), ("daddr", False), ("q", False)),
    ),
    _App(
        re.compile(r"(?:(?:www|maps)\.)?google\.(?:com?\.)?[a-z]{2,3}|maps\.app\.goo\.gl|goo\.gl"),
        System.GCJ02,
        (("query", False), ("destination", False), ("daddr", False), ("q", False), ("ll", False)),
    ),
)


def read_link(text: str) -> MapLink | None:
    """Find the first link of a map app in a text; None when there is none."""
    for match in _LINK.finditer(text):
        app = _app_of(match[0])
        if app is not None:
            return MapLink(match[0], _position(match[0], app))
    return None


def is_map_link(url: str) -> bool:
    """Tell whether an address belongs to a map app, so that it may be asked where it leads."""
    return _app_of(url) is not None


def _app_of(url: str) -> _App | None:
    """Find the app that an address belongs to."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:  # "http://[" and the like
        return None
    for app in _APPS:
        if app.hosts.fullmatch(host):
            # Google's hosts do more than maps.
            mapped = app is not _APPS[-1] or host.startswith("maps.") or "/maps" in parts.path
            return app if mapped else None
    return None


def _position(url: str, app: _App) -> LonLat | None:
    """Read where a link points to, WGS-84; the first of its numbers that is a position counts."""
    parts = urlsplit(url)
    fields = dict(parse_qsl(parts.query))
    named = fields.get("coordinate", "") or fields.get("coord_type", "")
    system = _SYSTEMS.get(named.lower(), app.system)
    for first, second, lon_first in _pairs(parts.path, fields, app):
        lon, lat = (first, second) if lon_first else (second, first)
        try:
            return to_wgs84(lonlat(lon, lat), system)
        except CoordinateError:
            continue
    return None


def _pairs(path: str, fields: Mapping[str, str], app: _App) -> Iterator[tuple[float, float, bool]]:
    """Give the pairs of numbers that may be the position, and whether longitude stands first."""
    shared = _SHARED.match(fields.get("p", "")) if app is _APPS[0] else None
    if shared:
        yield float(shared[1]), float(shared[2]), False
    for name, lon_first in app.fields:
        pair = _PAIR.match(fields.get(name, ""))
        if pair:
            yield float(pair[1]), float(pair[2]), lon_first
    for pattern in (_GOOGLE_PIN, _GOOGLE_VIEW) if app is _APPS[-1] else ():
        found = pattern.search(path)
        if found:
            yield float(found[1]), float(found[2]), False


def pin_links(point: LonLat, name: str) -> tuple[PinLink, ...]:
    """Build the links that open a pin (degrees, WGS-84) with a name in each app."""
    return tuple(PinLink(app, build(point, name)) for app, build in _BUILDERS.items())


def _amap(point: LonLat, name: str) -> str:
    lon, lat = from_wgs84(point, System.GCJ02)
    query = {"position": f"{lon:.6f},{lat:.6f}", "name": name, "coordinate": "gaode"}
    return _url("https://uri.amap.com/marker", query | {"callnative": "1", "src": "yike"})


def _baidu(point: LonLat, name: str) -> str:
    lon, lat = from_wgs84(point, System.BD09)
    query = {"location": f"{lat:.6f},{lon:.6f}", "title": name, "content": name}
    query |= {"coord_type": "bd09ll", "output": "html", "src": "webapp.yike.yike"}
    return _url("https://api.map.baidu.com/marker", query)


def _apple(point: LonLat, name: str) -> str:
    lon, lat = from_wgs84(point, System.GCJ02)
    return _url("https://maps.apple.com/", {"ll": f"{lat:.6f},{lon:.6f}", "q": name})


def _google(point: LonLat, _name: str) -> str:
    lon, lat = from_wgs84(point, System.GCJ02)
    return _url(
        "https://www.google.com/maps/search/", {"api": "1", "query": f"{lat:.6f},{lon:.6f}"}
    )


def _url(address: str, query: Mapping[str, str]) -> str:
    return f"{address}?{urlencode(query, safe=',', quote_via=quote)}"


_BUILDERS: dict[str, Callable[[LonLat, str], str]] = {
    "amap": _amap,
    "baidu": _baidu,
    "apple": _apple,
    "google": _google,
}
