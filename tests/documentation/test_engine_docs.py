"""The page about the engine runs from top to bottom and prints what it says; snapping is exact."""

from __future__ import annotations

import contextlib
import io
import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import page
from bench.jobs import DifferentError, compare
from geo.errors import OutsideAreaError
from geo.facility import LonLat, Pace
from geo.isochrones.isochrone import isochrone
from geo.network.snapping import GRADE_SEPARATED, STEPS
from geo.network.walk_network import WalkNetwork
from geo.routing.walker import Walker
from tests.conftest import ROOT
from tests.support.cities import synthetic_city
from tests.support.networks import at, streets

if TYPE_CHECKING:
    from pathlib import Path

PAGE = ROOT / "docs" / "engine.md"
BLOCK = re.compile(r"```(python|text)\n(.*?)```", re.DOTALL)


def test_the_page_prints_what_it_says(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every block of code runs after those above it; the text below it is what it prints."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("YIKE_WORK", str(tmp_path / "work"))
    extract = "helsinki.osm.pbf"
    (tmp_path / extract).symlink_to((shared / "data" / "osm" / extract).resolve())
    names: dict[str, Any] = {}
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    assert blocks
    printed = ""
    for kind, body in blocks:
        if kind == "text":
            assert printed == body
            printed = ""
            continue
        assert not printed, "a block that prints has its text below it"
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(body, PAGE.name, "exec"), names)  # noqa: S102 - our own page
        printed = out.getvalue()
    assert not printed


def test_the_page_needs_the_public_api_alone() -> None:
    """Whoever follows the page imports `geo` and no module inside it."""
    code = "".join(body for kind, body in BLOCK.findall(PAGE.read_text(encoding="utf-8")))
    assert re.findall(r"^(?:from|import) geo\b.*$", code, re.MULTILINE) == ["import geo"]


@pytest.fixture(scope="module")
def city() -> WalkNetwork:
    """A small city without barriers."""
    return WalkNetwork.from_streets(synthetic_city(900, seed=7))


@given(east=st.floats(-1200, 1200), north=st.floats(-1200, 1200))
@settings(max_examples=100, deadline=None)
def test_a_snap_is_the_nearest_spot_of_any_street(
    city: WalkNetwork, east: float, north: float
) -> None:
    """No spot of any street is nearer, and the spot lies where `along_m` says."""
    spot = np.array([east, north])
    start, end = city.xy[city.ends].astype(np.float64).transpose(1, 0, 2)
    way = end - start
    square = np.maximum((way**2).sum(axis=1), 1e-12)  # gates of signals have no length
    share = np.clip(((spot - start) * way).sum(axis=1) / square, 0, 1)
    leg = np.hypot(*(start + share[:, None] * way - spot).T)
    point = LonLat(*city.metres.to_lonlat([spot])[0].tolist())
    if leg.min() > 400:
        with pytest.raises(OutsideAreaError, match="name another place"):
            city.snap(point)
        return
    snap = city.snap(point)
    assert snap.leg_m == pytest.approx(leg.min(), abs=1e-3)
    on = start[snap.edge] + way[snap.edge] * (snap.along_m / np.hypot(*way[snap.edge]))
    np.testing.assert_allclose(city.metres.to_metres([snap.spot])[0], on, atol=1e-3)


def test_a_snap_crosses_no_river() -> None:
    """The street beyond the bank is nearer, and is not taken."""
    bank = [(-900.0, 50.0), (900.0, 50.0)]
    shape = streets([(0, 0), (300, 0), (0, 100), (300, 100)], [(0, 1), (2, 3)], barriers=[bank])
    snap = WalkNetwork.from_streets(shape).snap(at(100, 45))
    assert snap.leg_m == pytest.approx(45, abs=0.01)


def test_geodataframes_hold_the_same_streets() -> None:
    """Rows are numbered as nodes and edges are; ends, flags and metres are the network's own."""
    spots = [(0.0, 0.0), (100.0, 0.0), (100.0, 200.0)]
    shape = streets(spots, [(0, 1), (1, 2)], steps=[0], grade_separated=[1], signals=[2])
    network = WalkNetwork.from_streets(shape)
    nodes, edges = network.to_geodataframes()
    assert nodes.signal.tolist() == (network.half_waits > 0).tolist()
    assert edges.steps.tolist() == ((network.flags & STEPS) > 0).tolist()
    assert edges.grade_separated.tolist() == ((network.flags & GRADE_SEPARATED) > 0).tolist()
    assert sorted(edges.length_m) == pytest.approx([100, 200], abs=0.01)
    for number, edge in edges.iterrows():
        ends = [nodes.geometry[edge.u], nodes.geometry[edge.v]]
        assert list(edge.geometry.coords) == [(one.x, one.y) for one in ends]
        assert network.ends[number].tolist() == [edge.u, edge.v]
    assert nodes.crs == edges.crs == "EPSG:4326"


def test_a_geodataframe_of_rings(city: WalkNetwork) -> None:
    """One row a ring, the shortest first, with the ring's own area and ratio."""
    middle = LonLat(*city.metres.to_lonlat([(0, 0)])[0].tolist())
    around = isochrone(Walker(city, Pace.ELDER), middle, (10, 5))
    frame = around.to_geodataframe()
    assert frame.minutes.tolist() == [5, 10]
    assert frame.shed_ratio.tolist() == [ring.shed_ratio for ring in around.rings]
    assert frame.geometry.tolist() == [ring.area for ring in around.rings]


def test_figures_are_rewritten_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run replaces its own section of the page and no other."""
    monkeypatch.setattr(page, "PAGE", tmp_path / "benchmarks.md")
    page.rewrite("engine", ["old figures"])
    page.rewrite("coverage", ["others' figures"])
    page.rewrite("engine", [r"new figures \1"])
    text = page.PAGE.read_text(encoding="utf-8")
    assert "old figures" not in text
    assert text.index(r"new figures \1") < text.index("others' figures")
    assert text.startswith("# ")


def test_engines_that_disagree_are_not_timed() -> None:
    """A difference past the tolerance stops the bench; what neither finds is no difference."""
    ours = np.array([1.0, 899.995, np.inf])
    compare(ours, np.array([1.005, np.inf, 900.0]), "alike")
    with pytest.raises(DifferentError, match="1 differ"):
        compare(ours, np.array([1.02, 899.995, np.inf]), "apart")
