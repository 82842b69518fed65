"""The ground of a map: the sea on the right of its shore, the most important streets first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from geo.base_map import FILE, BaseMap, Ground
from geo.dataset.dataset import open_dataset
from maps.drawing.bounds import Bounds
from maps.drawing.ground.ground_layers import ground_layers
from maps.drawing.ground.sea import sea
from tests.support.copies import copied

if TYPE_CHECKING:
    from pathlib import Path

    from geo.dataset.dataset import Dataset

BOX = Bounds(0.0, 0.0, 0.04, 0.04)


def _line(*points: tuple[float, float]) -> np.ndarray:
    return np.array(points, np.float64)


def _coast(*points: tuple[float, float]) -> np.ndarray:
    return np.array([shapely.LineString(points)])


def test_the_sea_lies_on_the_right_of_its_shore() -> None:
    """A shore that runs north has the sea in the east; one that runs south, in the west."""
    north = sea(_coast((0.01, -1), (0.01, 1)), BOX)
    south = sea(_coast((0.01, 1), (0.01, -1)), BOX)
    assert [one.bounds for one in north] == [(0.01, 0.0, 0.04, 0.04)]
    assert [one.bounds for one in south] == [(0.0, 0.0, 0.01, 0.04)]


def test_an_island_is_dry() -> None:
    """A shore that runs round against the clock has land inside and sea all around."""
    (water,) = sea(
        _coast((0.01, 0.01), (0.02, 0.01), (0.02, 0.02), (0.01, 0.02), (0.01, 0.01)), BOX
    )
    assert water.area == pytest.approx(0.04**2 - 0.01**2)
    assert not water.contains(shapely.Point(0.015, 0.015))


def test_a_shore_with_a_gap_floods_nothing() -> None:
    """What would be land and sea at once stays as it is; a gap at the edge of an extract closes."""
    assert not len(sea(_coast((0.01, 0.01), (0.01, 0.03)), BOX))
    assert len(sea(_coast((0.01, 0.0001), (0.01, 0.0399)), BOX)) == 1


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """A dataset without streets of its own, with a base map."""
    folder: Path = copied(tmp_path_factory.mktemp("ground"))
    for name in ("streets", "barriers"):
        (folder / f"{name}.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    lake = [_line((0.01, 0.01), (0.03, 0.01), (0.03, 0.03), (0.01, 0.03), (0.01, 0.01))]
    isle = [_line((0.018, 0.018), (0.022, 0.018), (0.022, 0.022), (0.018, 0.022), (0.018, 0.018))]
    bends = ((0, 0), (0.0004, 0), (0.0008, 0.0002))
    paths = [_line(*((x, y + 0.001 * n) for x, y in bends)) for n in range(30)]
    BaseMap.of(
        [
            (Ground.WATER, "Lake", [*lake, *isle]),
            (Ground.MAJOR, "High Street", [_line((-0.01, 0.005), (0.02, 0.005), (0.05, 0.006))]),
            *((Ground.PATH, "", [path]) for path in paths),
        ]
    ).save(folder / FILE)
    return open_dataset(folder)


def test_islands_stay_dry_and_lines_end_at_the_box(town: Dataset) -> None:
    """Rings are filled by the even-odd rule, and nothing outside the box is sent."""
    layers = {one.name: one.shape for one in ground_layers(town, BOX, 1.0, 1000)}
    assert layers["water"].area == pytest.approx(0.02**2 - 0.004**2)
    assert layers["major"].bounds[0::2] == (0.0, 0.04)
    assert set(layers) == {"water", "major", "path"}


def test_what_matters_least_goes_first(town: Dataset) -> None:
    """With few points left the main street stays whole, and some of the paths go."""
    few = {one.name: one.shape for one in ground_layers(town, BOX, 1.0, 30)}
    points = sum(shapely.get_num_coordinates(shape) for shape in few.values())
    assert points <= 30
    assert few["major"].length == pytest.approx(0.04, rel=0.001)
    assert 0 < len(shapely.get_parts(few["path"])) < 30


def test_a_wide_view_has_no_paths_and_no_dots(town: Dataset) -> None:
    """Seen from afar, a footpath is narrower and a pond smaller than anything drawn."""
    assert {one.name for one in ground_layers(town, BOX, 20.0, 1000)} == {"water", "major"}
    assert {one.name for one in ground_layers(town, BOX, 2000.0, 1000)} == {"major"}
