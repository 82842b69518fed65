"""Small extracts on which walks were once told wrongly: ../shared/cases/osm, all of them."""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

import geo
from geo.osm.streets import read_streets
from geo.osm.tagged_places import read_homes
from tests.conftest import ROOT
from tests.support.networks import CENTRE, at

if TYPE_CHECKING:
    from pathlib import Path

Spot = tuple[float, float]


@pytest.fixture(scope="module")
def cases(shared: Path) -> Path:
    """The folder of the cases."""
    folder = shared / "cases" / "osm"
    if not folder.is_dir():
        pytest.skip("needs the folder ../shared/cases/osm beside the repository")
    return folder


def minutes(path: Path, start: Spot, end: Spot, longest: float = 90) -> float:
    """The minutes of a walk at the standard pace, between metres east and north of the centre."""
    walker = geo.Walker(geo.WalkNetwork.from_osm(path), geo.Pace.STANDARD)
    return float(walker.minutes_to(walker.reach(at(*start), longest), [at(*end)])[0])


def command(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a folder."""
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "bot.cli.main", *words],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_the_centre_is_the_one_of_the_cases() -> None:
    """Metres of the cases are around the centre of the tests' small maps."""
    assert CENTRE == (121.5, 31.2)


@pytest.mark.parametrize(
    ("name", "start", "end", "told"),
    [
        ("signals-double.osm", (0, -300), (0, 300), 10.33),
        ("trunk-across.osm", (-500, -5), (-500, 65), 51.3),
        ("on-bridge.osm", (0, 1), (200, 0), 3.35),
        ("canal-path-ring.osm", (-500, -5), (-500, 45), 54.3),
        ("foot-destination.osm", (0, 100), (1000, 100), 20.0),
        ("railway-platform.osm", (0, 100), (1000, 100), 20.0),
    ],
)
def test_walks(cases: Path, name: str, start: Spot, end: Spot, told: float) -> None:
    """Each walk takes as long as somebody on foot would."""
    assert minutes(cases / name, start, end) == pytest.approx(told, abs=0.06)


def test_a_railing_between_carriageways_stops_people(cases: Path) -> None:
    """The other carriageway is reached over its crossing, however near it is."""
    assert minutes(cases / "dual-fence.osm", (0, -5), (0, 25)) > 33


def test_a_shut_lift_leads_nowhere(cases: Path) -> None:
    """What is behind a lift that is closed to people is not reached."""
    assert math.isinf(minutes(cases / "elevator-node-footno.osm", (0, 100), (1000, 100)))


def test_a_ring_holds_no_lake(cases: Path) -> None:
    """A path that grazes a lake lets nobody into it."""
    walker = geo.Walker(geo.WalkNetwork.from_osm(cases / "lake-grazed.osm"), geo.Pace.ELDER)
    ring = geo.isochrone(walker, at(0, -52), [15]).rings[0].area
    lake = shapely.Polygon([at(-150, 0), at(150, 0), at(150, 280), at(-150, 280)])
    assert ring.intersection(lake).area < 1e-6 * lake.area


@pytest.mark.parametrize("pace", list(geo.Pace))
def test_whoever_is_in_a_park_is_there(cases: Path, pace: geo.Pace) -> None:
    """From inside an area it takes no time, searched, read from a table, and in an audit."""
    walker = geo.Walker(geo.WalkNetwork.from_osm(cases / "grid200.osm"), pace)
    ring = tuple(at(x, y) for x, y in ((-300, -300), (300, -300), (300, 300), (-300, 300)))
    park = geo.Geometry(geo.Shape.AREA, (*ring, ring[0]))
    sites = geo.Sites.of(walker.network, [("park", "park", park)])
    entries = geo.Entries.of(walker, sites)
    table = geo.NearestTable.of(walker, sites, entries, k=1, minutes=20)
    for known in (None, table):
        found = walker.nearest(walker.start(at(0, 0)), sites, entries, 1, 20, known)
        assert found.label[0, 0] == 0
        beside = walker.nearest(walker.start(at(350, 0)), sites, entries, 1, 20, known)
        assert geo.metres_of(int(beside.label[0, 0])) == pytest.approx(50, abs=1)
    search = geo.ODSearch.of(walker, sites, entries, np.array([geo.ticks(20)]))
    assert geo.od_matrix(search, [at(0, 0)]).label.tolist() == [0]


def test_the_180th_meridian_runs_through_a_ring(cases: Path) -> None:
    """A ring across the meridian is valid, near it on both sides, and wound by RFC 7946."""
    walker = geo.Walker(geo.WalkNetwork.from_osm(cases / "antimeridian.osm"), geo.Pace.ELDER)
    ring = geo.isochrone(walker, geo.LonLat(179.9991, -16.8), [15]).rings[0].area
    assert ring.is_valid
    assert len(ring.geoms) == 2
    assert all(part.exterior.is_ccw for part in ring.geoms)
    lon = shapely.get_coordinates(ring)[:, 0]
    assert ((np.abs(lon) > 179.98) & (np.abs(lon) <= 180)).all()


@pytest.mark.parametrize(
    ("name", "km"), [("negative.osm", 1.8), ("josm-delete.osm", 2.0), ("history.osm", 2.0)]
)
def test_what_is_not_there_is_not_walked(cases: Path, name: str, km: float) -> None:
    """Negative ids are as good as others; what a file deletes is no street."""
    assert read_streets(cases / name).counts.km == pytest.approx(km, abs=0.005)


def test_homes_in_any_order(cases: Path) -> None:
    """Ways that are not in order of their ids are homes all the same."""
    assert len(read_homes(cases / "ways-unsorted.osm").weight) == 1


def test_a_stray_node_is_left_out_and_told(cases: Path, tmp_path: Path) -> None:
    """A node five degrees off takes no memory: its edge is left out, and the command says so."""
    network = geo.WalkNetwork.from_osm(cases / "far5deg.osm")
    assert network.cells[:2].prod() < 1000
    shutil.copy(cases / "far5deg.osm", tmp_path)
    ran = command(tmp_path, "network", "import", "far5deg.osm")
    assert ran.returncode == 0, ran.stderr
    assert "strays left out             1" in ran.stdout


@pytest.mark.parametrize("name", ["badts.osm", "badlat.osm", "overpass-remark.osm"])
def test_what_cannot_be_read_is_told_in_one_line(cases: Path, name: str, tmp_path: Path) -> None:
    """One line that names the file, status 2, and nothing is written."""
    shutil.copy(cases / name, tmp_path)
    before = sorted(tmp_path.iterdir())
    ran = command(tmp_path, "network", "import", name)
    assert ran.returncode == 2
    last = ran.stderr.strip().splitlines()[-1]
    assert last.startswith(f"yike: {name} ")
    assert "Traceback" not in ran.stderr
    assert sorted(tmp_path.iterdir()) == before
