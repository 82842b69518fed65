"""Links of map apps: what is built opens where it should, and what is forwarded is read."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.map_links import is_map_link, pin_links, read_link
from geo.crs import System, distance_m, from_wgs84, to_wgs84
from geo.facility import LonLat

HERE = LonLat(121.5172, 31.2071)
GCJ = from_wgs84(HERE, System.GCJ02)
BD = from_wgs84(HERE, System.BD09)


def fields(url: str) -> dict[str, str]:
    """The parameters of an address."""
    return {key: values[0] for key, values in parse_qs(urlsplit(url).query).items()}


@given(
    st.floats(73, 137).map(lambda lon: round(lon, 6)),
    st.floats(1, 55).map(lambda lat: round(lat, 6)),
    st.text(max_size=30),
)
def test_what_is_built_is_read_back(lon: float, lat: float, name: str) -> None:
    """A link to a pin leads back to it within a metre, whatever the pin is called."""
    point = LonLat(lon, lat)
    for app, url in pin_links(point, name):
        link = read_link(f"看这里 {url} 谢谢")
        assert link is not None, app
        assert link.point is not None, app
        assert distance_m(link.point, point) < 1, app


def test_each_app_gets_its_own_coordinates() -> None:
    """高德, Apple and Google are given GCJ-02, 百度 BD-09, each in its own order."""
    links = dict(pin_links(HERE, "塘桥 & <站>"))
    assert set(links) == {"amap", "baidu", "apple", "google"}
    lon, lat = map(float, fields(links["amap"])["position"].split(","))
    assert distance_m(LonLat(lon, lat), GCJ) < 1
    assert fields(links["amap"])["name"] == "塘桥 & <站>"
    lat, lon = map(float, fields(links["baidu"])["location"].split(","))
    assert distance_m(LonLat(lon, lat), BD) < 1
    for app, field in (("apple", "ll"), ("google", "query")):
        lat, lon = map(float, fields(links[app])[field].split(","))
        assert distance_m(LonLat(lon, lat), GCJ) < 1


@pytest.mark.parametrize(
    ("url", "system"),
    [
        ("https://uri.amap.com/marker?position={lon},{lat}&name=x", System.GCJ02),
        ("https://uri.amap.com/marker?position={lon},{lat}&coordinate=wgs84", System.WGS84),
        ("https://uri.amap.com/navigation?to={lon},{lat},终点&mode=walk", System.GCJ02),
        ("https://wb.amap.com/?p=B00155FXB3,{lat},{lon},塘桥,浦建路", System.GCJ02),
        ("https://wb.amap.com/?q={lat}%2C{lon}%2C塘桥&src=app", System.GCJ02),
        ("https://m.gaode.com/navi/?dest={lon},{lat}&destName=x", System.GCJ02),
        ("http://api.map.baidu.com/marker?location={lat},{lon}&title=x&output=html", System.BD09),
        ("https://api.map.baidu.com/marker?location={lat},{lon}&coord_type=wgs84", System.WGS84),
        ("https://api.map.baidu.com/marker?location={lat},{lon}&coord_type=gcj02", System.GCJ02),
        ("https://map.baidu.com/mobile/?latlng={lat},{lon}&title=x", System.BD09),
        ("https://maps.apple.com/?ll={lat},{lon}&q=塘桥", System.GCJ02),
        ("https://maps.apple.com/place?coordinate={lat},{lon}&name=x", System.GCJ02),
        ("https://maps.apple.com/?q={lat},{lon}", System.GCJ02),
        ("https://www.google.com/maps/search/?api=1&query={lat},{lon}", System.GCJ02),
        ("https://maps.google.com/?q={lat},{lon}", System.GCJ02),
        ("https://www.google.com/maps/place/x/@31.1,121.1,17z/data=!3d{lat}!4d{lon}", System.GCJ02),
        ("https://www.google.com.hk/maps/@{lat},{lon},17z", System.GCJ02),
    ],
)
def test_what_the_apps_share_is_read(url: str, system: System) -> None:
    """Every form of every app is turned from its own system into WGS-84."""
    lon, lat = from_wgs84(HERE, system)
    link = read_link(f"【塘桥】{url.format(lon=f'{lon:.6f}', lat=f'{lat:.6f}')}")
    assert link is not None
    assert link.point is not None
    assert distance_m(link.point, HERE) < 1


def test_abroad_there_is_no_shift() -> None:
    """Outside China the apps show positions as they are."""
    link = read_link("https://www.google.com/maps/search/?api=1&query=48.858400,2.294500")
    assert link is not None
    assert link.point == to_wgs84(LonLat(2.2945, 48.8584), System.WGS84)


@pytest.mark.parametrize(
    "url",
    [
        "https://surl.amap.com/4mkKGuyJ2bz",
        "https://j.map.baidu.com/9e/TTsM",
        "https://maps.app.goo.gl/abcdefg",
        "https://goo.gl/maps/abcdefg",
        "https://maps.apple/p/abcdefg",
        "https://www.google.com/maps/place/Shanghai",
        "https://uri.amap.com/marker?position=999,999",
        "https://uri.amap.com/marker?position=,",
    ],
)
def test_a_link_without_a_position_is_known_for_what_it_is(url: str) -> None:
    """A short or odd link is a map link all the same; its position is not guessed."""
    link = read_link(url)
    assert link is not None
    assert (link.url, link.point) == (url, None)


@pytest.mark.parametrize(
    "text",
    [
        "附近有助餐点吗",
        "https://example.com/?q=31.2,121.5",
        "https://amap.com.example.com/?q=31.2,121.5",
        "https://evilamap.com/?q=31.2,121.5",
        "https://www.google.com/search?q=31.2,121.5",
        "https://[bad",
        "file:///etc/passwd",
    ],
)
def test_other_texts_hold_no_map_link(text: str) -> None:
    """Only the apps' own hosts count."""
    assert read_link(text) is None
    assert not is_map_link(text)


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    """No text breaks the reading of links."""
    read_link(text)
    read_link(f"https://uri.amap.com/{text}")
    read_link(f"https://maps.apple.com/?ll={text}")
