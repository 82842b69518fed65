"""Positions survive every change of coordinate system, and metres are metres."""

from __future__ import annotations

import math

import numpy as np
import pyproj
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.crs import LocalMetres, System, distance_m, from_wgs84, lonlat, parse_lonlat, to_wgs84
from geo.errors import CoordinateError
from geo.facility import LonLat

in_china = st.builds(LonLat, st.floats(73, 135), st.floats(4, 54))
on_earth = st.builds(LonLat, st.floats(-180, 180), st.floats(-80, 80))
shifted = st.sampled_from([System.GCJ02, System.BD09])
ELLIPSOID = pyproj.Geod(ellps="WGS84")


@pytest.mark.parametrize(
    ("system", "wgs84", "expected"),
    [
        # Published by other converters, to check the formula and not only its inverse.
        (
            System.GCJ02,
            LonLat(121.5272106, 31.1774276),
            LonLat(121.531541859215, 31.17530398364597),
        ),
        (System.GCJ02, LonLat(116.404, 39.915), LonLat(116.41024449916938, 39.91640428150164)),
    ],
)
def test_gcj02_is_the_one_that_map_apps_use(
    system: System, wgs84: LonLat, expected: LonLat
) -> None:
    """A known point lands where published converters put it, to a centimetre."""
    assert distance_m(from_wgs84(wgs84, system), expected) < 0.01


def test_bd09_is_the_one_that_baidu_uses() -> None:
    """GCJ-02 116.404,39.915 is BD-09 116.410369…,39.921336…, as published."""
    wgs84 = to_wgs84(LonLat(116.404, 39.915), System.GCJ02)
    expected = LonLat(116.41036949371029, 39.92133699351021)
    assert distance_m(from_wgs84(wgs84, System.BD09), expected) < 0.01


@given(in_china, shifted)
def test_there_and_back_is_the_same_place(point: LonLat, system: System) -> None:
    """Converting to a shifted system and back moves nothing by more than 1 mm."""
    assert distance_m(to_wgs84(from_wgs84(point, system), system), point) < 0.001


@given(in_china, shifted)
def test_back_and_there_is_the_same_pin(pin: LonLat, system: System) -> None:
    """A pin of a map app, converted and shown in that app again, has not moved by 1 mm."""
    assert distance_m(from_wgs84(to_wgs84(pin, system), system), pin) < 0.001


@given(in_china, shifted)
def test_a_shift_is_worth_converting(point: LonLat, system: System) -> None:
    """Taking a shifted pin for WGS-84 is wrong by more than any doorway and by less than 3 km."""
    assert 10 < distance_m(from_wgs84(point, system), point) < 3000


@given(st.builds(LonLat, st.floats(-180, 71), st.floats(-80, 80)), st.sampled_from(System))
def test_outside_china_nothing_is_shifted(point: LonLat, system: System) -> None:
    """West of China all systems are the same."""
    assert from_wgs84(point, system) == point


@settings(max_examples=50, deadline=None)
@given(
    on_earth,
    st.lists(st.tuples(st.floats(0, 360), st.floats(0, 50_000)), min_size=1, max_size=20),
)
def test_local_metres_are_those_of_a_transverse_mercator(
    centre: LonLat, steps: list[tuple[float, float]]
) -> None:
    """Within 50 km of any centre, metres agree with PROJ to 1 mm, and lead back to the degrees."""
    degrees = np.array([ELLIPSOID.fwd(*centre, azimuth, far)[:2] for azimuth, far in steps])
    about = f"+proj=tmerc +lat_0={centre.lat} +lon_0={centre.lon} +ellps=WGS84"
    proj = pyproj.Transformer.from_crs("EPSG:4326", about, always_xy=True)
    expected = np.column_stack(proj.transform(degrees[:, 0], degrees[:, 1]))
    local = LocalMetres(centre)
    metres = local.to_metres(degrees)
    assert np.abs(metres - expected).max() < 0.001
    alone = [local.of_point(LonLat(*point)) for point in degrees.tolist()]
    assert np.abs(metres - alone).max() < 1e-7
    back = local.to_lonlat(metres)
    assert np.abs((back - degrees + 180) % 360 - 180).max() < 1e-9


@pytest.mark.parametrize("lon", [-58.5, 0.0, 121.5])
def test_a_pole_is_the_same_place_from_every_meridian(lon: float) -> None:
    """Its meridian does not matter, and nobody is warned of an infinite step on the way there."""
    frame = LocalMetres(LonLat(121.5, 31.2))
    (pole,) = frame.to_metres([(lon, 90.0)])
    assert frame.of_point(LonLat(lon, 90.0)) == pytest.approx(pole, abs=1e-6)
    assert pole == pytest.approx((0.0, frame.to_metres([(121.5, 90.0)])[0, 1]), abs=1e-6)


def test_local_metres_take_no_points() -> None:
    """No points in, no points out, and the shape stays (n, 2)."""
    local = LocalMetres(LonLat(121.5, 31.2))
    assert local.to_metres([]).shape == (0, 2)
    assert local.to_lonlat([]).shape == (0, 2)


@given(on_earth, st.floats(0, 360), st.floats(0, 4_000_000))
def test_distance_is_that_of_the_ellipsoid(start: LonLat, azimuth: float, far: float) -> None:
    """Up to a continent's width, distances are right to one part in 50,000."""
    lon, lat, _ = ELLIPSOID.fwd(*start, azimuth, far)
    end = LonLat(lon, lat)
    assert distance_m(start, end) == pytest.approx(far, rel=2e-5, abs=0.001)


@given(on_earth, on_earth)
def test_distance_is_the_same_both_ways(start: LonLat, end: LonLat) -> None:
    """From a to b is as far as from b to a, and from a to a is nothing."""
    assert distance_m(start, end) == pytest.approx(distance_m(end, start))
    assert distance_m(start, start) == 0


@given(on_earth, st.sampled_from([",", ", ", "，", " ", " ， ", "\t"]))
def test_a_position_is_read_as_it_is_written(point: LonLat, comma: str) -> None:
    """Longitude, any comma or blank, latitude."""
    assert parse_lonlat(f" {point.lon!r}{comma}{point.lat!r}\n") == point


@pytest.mark.parametrize(
    "text",
    ["", "塘桥", "121.5", "121.5,", "121.5,31.2,4", "nan,31.2", "121.5,inf", "200,10", "121,95;3"],
)
def test_what_is_no_position_is_refused(text: str) -> None:
    """One line says what is wrong and how a position is written."""
    with pytest.raises(CoordinateError, match=r"write longitude,latitude .* 121\.\d+,31\.\d+$"):
        parse_lonlat(text)


@given(st.floats(-90, 90), st.floats(90.001, 180), st.sampled_from([1, -1]))
def test_latitude_first_is_noticed(lat: float, lon: float, sign: int) -> None:
    """A latitude beyond the pole is a longitude in the wrong place; the message turns it round."""
    with pytest.raises(CoordinateError, match="swapped; write") as refused:
        lonlat(lat, sign * lon)
    assert str(refused.value).endswith(f"write {sign * lon},{lat}")


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    """Any text is a position on earth or a CoordinateError."""
    try:
        point = parse_lonlat(text)
    except CoordinateError:
        return
    assert abs(point.lon) <= 180
    assert abs(point.lat) <= 90
    assert math.isfinite(point.lon + point.lat)
