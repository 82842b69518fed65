"""Files of heights: what is in them is where they say, and what is of no use is refused."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image, TiffImagePlugin
from pyproj import Transformer

import geo
from geo.errors import HeightsError
from geo.facility import LonLat
from geo.osm.heights_file import height_m, open_heights
from tests.support.networks import at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MIDDLE = LonLat(121.5, 31.2)
DEGREES = {1024: 2, 1025: 1, 2048: 4326}
UTM_51 = {1024: 1, 1025: 1, 3072: 32651}


def geotiff(
    path: Path,
    height: np.ndarray[Any, np.dtype[Any]],
    place: tuple[float, float, float],
    keys: dict[int, int] | None,
    unknown: str = "",
) -> Path:
    """Write heights as a GeoTIFF: `place` is its north-west corner, and the side of a square."""
    west, north, side = place
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    if keys is not None:
        flat = [1, 1, 0, len(keys), *(n for k, v in keys.items() for n in (k, 0, 1, v))]
        for tag, kind, values in (
            (33550, 12, (side, side, 0.0)),
            (33922, 12, (0.0, 0.0, 0.0, west, north, 0.0)),
            (34735, 3, tuple(flat)),
        ):
            tags.tagtype[tag] = kind
            tags[tag] = values
    if unknown:
        tags.tagtype[42113] = 2
        tags[42113] = unknown
    Image.fromarray(height).save(path, "TIFF", tiffinfo=tags, compression="tiff_adobe_deflate")
    return path


def hgt(folder: Path, name: str, height: np.ndarray[Any, np.dtype[Any]]) -> Path:
    """Write a tile as SRTM has it."""
    height.astype(">i2").tofile(folder / name)
    return folder / name


def heights_at(path: Path, *points: LonLat) -> list[float]:
    """Read the heights at some points."""
    found: list[float] = open_heights([path]).at(np.array(points, np.float64)).tolist()
    return found


def test_a_tile_lies_where_its_name_says(tmp_path: Path) -> None:
    """The first row is the north edge; 1201 points reach from degree to degree."""
    row, column = np.mgrid[0:1201, 0:1201]
    north = hgt(tmp_path, "N31E121.hgt", 1200 - row)
    assert heights_at(north, LonLat(121.5, 31.25)) == pytest.approx([300])
    south = hgt(tmp_path, "S34W071.hgt", column)
    found = heights_at(south, LonLat(-70.75, -33.5), LonLat(-71.5, -33.5))
    assert found == pytest.approx([300, np.nan], nan_ok=True)


def test_tiles_side_by_side_are_one_ground(tmp_path: Path) -> None:
    """Of several files the first that knows a height has it."""
    level = np.zeros((1201, 1201))
    files = [hgt(tmp_path, "N31E121.hgt", level + 7), hgt(tmp_path, "N31E122.hgt", level + 9)]
    points = np.array([(121.5, 31.5), (122.5, 31.5), (123.5, 31.5)])
    assert open_heights(files).at(points).tolist() == pytest.approx([7, 9, np.nan], nan_ok=True)


@pytest.mark.parametrize("kind", [np.int16, np.float32, np.uint16])
def test_a_geotiff_in_degrees(tmp_path: Path, kind: type[np.generic]) -> None:
    """A value is of the middle of its square: an even slope is read evenly, whatever the type."""
    column = np.tile(np.arange(200), (100, 1)).astype(kind)
    corner = MIDDLE.lon - 0.1, MIDDLE.lat + 0.05
    path = geotiff(tmp_path / "slope.tif", column, (*corner, 0.001), DEGREES)
    points = [LonLat(MIDDLE.lon + 0.001 * n, MIDDLE.lat + 0.0003) for n in range(5)]
    assert heights_at(path, *points) == pytest.approx([99.5 + n for n in range(5)], abs=1e-6)


def test_a_geotiff_in_metres_of_another_system(tmp_path: Path) -> None:
    """The zone of UTM is read from its EPSG code."""
    east, north = Transformer.from_crs(4326, 32651, always_xy=True).transform(*MIDDLE)
    row = np.tile(np.arange(300, dtype=np.float32)[:, None], (1, 300))
    corner = east - 3000, north + 3000
    path = geotiff(tmp_path / "utm.tiff", row, (*corner, 20.0), UTM_51)
    assert heights_at(path, MIDDLE) == pytest.approx([149.5], abs=0.01)


def test_what_is_unknown_is_no_height(tmp_path: Path) -> None:
    """Neither the value that a file names nor one beside it becomes a hole of 9,999 m."""
    height = np.full((100, 100), 5.0, np.float32)
    height[:, 50:] = -9999
    corner = MIDDLE.lon - 0.05, MIDDLE.lat + 0.05
    path = geotiff(tmp_path / "sea.tif", height, (*corner, 0.001), DEGREES, "-9999")
    west, east = LonLat(MIDDLE.lon - 0.02, MIDDLE.lat), LonLat(MIDDLE.lon + 0.02, MIDDLE.lat)
    assert heights_at(path, west, east) == pytest.approx([5, np.nan], nan_ok=True)


def test_bumps_are_smoothed_and_slopes_are_not(tmp_path: Path) -> None:
    """One wrong value of 30 m among squares of 5 m leaves a hump below 1 m."""
    height = np.tile(np.arange(200, dtype=np.float32) * 0.5, (200, 1))
    height[100, 100] += 30
    east, north = Transformer.from_crs(4326, 32651, always_xy=True).transform(*MIDDLE)
    corner = east - 502.5, north + 502.5
    path = geotiff(tmp_path / "bump.tif", height, (*corner, 5.0), UTM_51)
    (hump,) = heights_at(path, MIDDLE)
    assert 50 < hump < 51
    aside = LonLat(*Transformer.from_crs(32651, 4326, always_xy=True).transform(east + 200, north))
    assert heights_at(path, aside) == pytest.approx([70], abs=0.01)


def osm(path: Path, heights: Sequence[str | None]) -> Path:
    """Write a street of nodes 100 m apart, each with `ele` or without."""
    nodes = [
        f'<node id="{n}" version="1" lon="{at(100 * n, 0).lon}" lat="{at(0, 0).lat}">'
        + (f'<tag k="ele" v="{ele}"/>' if ele is not None else "")
        + "</node>"
        for n, ele in enumerate(heights, start=1)
    ]
    refs = "".join(f'<nd ref="{n}"/>' for n in range(1, len(heights) + 1))
    way = f'<way id="1" version="1">{refs}<tag k="highway" v="footway"/></way>'
    path.write_text(f'<osm version="0.6">{"".join(nodes)}{way}</osm>')
    return path


def test_heights_of_nodes_reach_as_far_as_the_next(tmp_path: Path) -> None:
    """Between two nodes with `ele` the street rises evenly; what no height is near is level."""
    path = osm(tmp_path / "town.osm", ["0", None, None, "30 m", "25"])
    shares: list[float] = []
    level = geo.WalkNetwork.from_osm(path)
    network = level.with_heights([path], shares.append)
    assert shares == [0.6]
    walker = geo.Walker(network, geo.Pace.STANDARD)
    ends = [geo.LonLat(*one) for one in network.metres.to_lonlat(network.xy).tolist()]
    west, east = min(ends), max(ends)
    up = walker.minutes_to(walker.reach(west, 30), [east])[0]
    down = walker.minutes_to(walker.reach(east, 30), [west])[0]
    metres = 100 / 60
    assert up == pytest.approx(metres * (3 * np.exp(0.35) + np.exp(-0.175)), rel=0.005)
    assert down == pytest.approx(metres * (3 * 1.0 + np.exp(0.175)), rel=0.005)


@pytest.mark.parametrize(
    ("text", "metres"), [("12", 12), ("12.5 m", 12.5), ("100 ft", 30.48), ("-3,5", -3.5)]
)
def test_heights_are_written_in_several_ways(text: str, metres: float) -> None:
    """Metres, feet where they say so, a comma or a point."""
    assert height_m(text) == pytest.approx(metres)


def test_a_height_that_is_none() -> None:
    """Words are no height."""
    assert np.isnan(height_m("about 20?"))


def test_a_network_with_hills_is_saved_and_opened(tmp_path: Path) -> None:
    """What is opened walks as what was saved; a file with a slope of nothing is refused."""
    path = osm(tmp_path / "town.osm", ["0", "10", "30"])
    network = geo.WalkNetwork.from_osm(path, heights=[path])
    network.save(tmp_path / "town.network")
    again = geo.WalkNetwork.open(tmp_path / "town.network")
    np.testing.assert_array_equal(again.slope_factor, network.slope_factor)
    np.testing.assert_array_equal(again.ground, network.ground)
    network.slope_factor[0, 0] = 0
    network.save(tmp_path / "broken.network")
    with pytest.raises(geo.NetworkError):
        geo.WalkNetwork.open(tmp_path / "broken.network")


def picture() -> bytes:
    """A picture in colour."""
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "TIFF")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("heights.xyz", b"1 2 3", "unknown kind of file"),
        ("town.hgt", b"", "lower left corner"),
        ("N31E121.hgt", b"12", "size"),
        ("heights.tif", b"no tiff", "cannot be read"),
        ("picture.tif", picture(), "picture"),
    ],
)
def test_what_is_no_file_of_heights(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    """One line says what is wrong."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(HeightsError, match=told):
        open_heights([tmp_path / name])


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """It is named."""
    with pytest.raises(HeightsError, match=r"N31E121\.hgt"):
        open_heights([tmp_path / "N31E121.hgt"])


@pytest.mark.parametrize(
    ("keys", "told"),
    [(None, "no GeoTIFF|EPSG"), ({1025: 1}, "EPSG"), ({3072: 32767}, "EPSG"), ({3072: 2}, "EPSG")],
)
def test_a_geotiff_without_a_place(tmp_path: Path, keys: dict[int, int] | None, told: str) -> None:
    """Nothing is guessed of one without a system, with one of its own, or with none there is."""
    path = geotiff(tmp_path / "x.tif", np.zeros((9, 9), np.float32), (121, 32, 0.1), keys)
    with pytest.raises(HeightsError, match=told):
        open_heights([path])


def test_heights_of_another_place(tmp_path: Path) -> None:
    """Heights that no street lies on are refused, and tell where the streets are."""
    street = osm(tmp_path / "town.osm", [None, None])
    elsewhere = hgt(tmp_path, "N10E010.hgt", np.zeros((1201, 1201)))
    with pytest.raises(HeightsError, match=r"121\.50,31\.20"):
        geo.WalkNetwork.from_osm(street, heights=[elsewhere])
    with pytest.raises(HeightsError, match="has a height"):
        geo.WalkNetwork.from_osm(street, heights=[street])
