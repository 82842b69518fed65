"""A network is saved whole, mapped back as it was, and refused when it is anything else."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import fields
from typing import TYPE_CHECKING

import numpy as np
import pytest

from geo.compute.hilbert import hilbert_order
from geo.errors import NetworkError
from geo.network.walk_network import WalkNetwork
from geo.routing.walker import Walker
from tests.conftest import ROOT
from tests.support.cities import synthetic_city
from tests.support.networks import streets

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def network() -> WalkNetwork:
    """A small city."""
    return WalkNetwork.from_streets(synthetic_city(2500))


def test_what_is_saved_is_what_is_opened(network: WalkNetwork, tmp_path: Path) -> None:
    """Every array comes back to the bit, in its type and shape."""
    network.save(tmp_path / "new" / "a.network")
    opened = WalkNetwork.open(tmp_path / "new" / "a.network")
    assert (opened.centre, opened.timetable) == (network.centre, network.timetable)
    for field in fields(network)[1:-1]:
        one, other = getattr(network, field.name), getattr(opened, field.name)
        assert (one.dtype, one.shape) == (other.dtype, other.shape)
        np.testing.assert_array_equal(one, other)


def test_the_same_streets_give_the_same_file(tmp_path: Path) -> None:
    """Nothing in the file depends on when or where it was made."""
    for name in ("a", "b"):
        WalkNetwork.from_streets(synthetic_city(900)).save(tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.999])
def test_a_file_that_ends_early_is_refused(
    network: WalkNetwork, tmp_path: Path, share: float
) -> None:
    """A part of a network is no network."""
    path = tmp_path / "a.network"
    network.save(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(NetworkError, match="make it again"):
        WalkNetwork.open(path)


def test_another_version_is_refused(network: WalkNetwork, tmp_path: Path) -> None:
    """A file of another format is not guessed at."""
    path = tmp_path / "a.network"
    network.save(path)
    path.write_bytes(path.read_bytes().replace(b'"version": ', b'"version":9', 1))
    with pytest.raises(NetworkError, match="make it again"):
        WalkNetwork.open(path)


def test_a_network_that_cannot_be_written_leaves_nothing(
    network: WalkNetwork, tmp_path: Path
) -> None:
    """Where a folder stands in the way, no half file remains."""
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "x").touch()
    with pytest.raises(OSError, match="taken"):
        network.save(tmp_path / "taken")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_no_street_is_no_network() -> None:
    """There is nothing to walk on without an edge."""
    with pytest.raises(NetworkError, match="no street"):
        WalkNetwork.from_streets(streets([(0, 0), (1, 1)], []))


def test_neighbours_on_the_ground_are_neighbours_in_memory() -> None:
    """Along the curve two successive points of a grid are next to each other."""
    side = 32
    rng = np.random.default_rng(5)
    xy = np.array([(x, y) for x in range(side) for y in range(side)], np.float32)
    xy = xy[rng.permutation(len(xy))]
    order = hilbert_order(xy)
    assert sorted(order.tolist()) == list(range(len(xy)))
    steps = np.abs(np.diff(xy[order], axis=0)).sum(axis=1)
    assert steps.mean() < 1.2
    assert steps.max() <= 4


def test_pieces_keep_what_they_are(network: WalkNetwork) -> None:
    """Nodes and edges are sorted, gates of signals added: lengths and stairs stay as they are."""
    town = synthetic_city(2500)
    gates = int((network.length == 0).sum())
    assert len(network.ends) - gates == len(town.ends)
    assert int((network.half_waits == 1).sum()) == gates
    assert int((network.flags & 1).sum()) == int(town.steps.sum())
    there = network.metres.to_metres(town.lonlat)
    leap = there[town.ends[:, 0]] - there[town.ends[:, 1]]
    assert network.kilometres * 1000 == pytest.approx(np.hypot(*leap.T).sum(), rel=1e-4)


def test_a_warm_walk_allocates_nothing_the_size_of_the_city() -> None:
    """A search in a large city takes the memory of what it reaches."""
    import tracemalloc

    from geo.compute.kernels import compile_kernels

    compile_kernels()
    walker = Walker(WalkNetwork.from_streets(synthetic_city(250_000)))
    walker.reach_from(1000, 5)
    tracemalloc.start()
    nodes, _ = walker.reach_from(120_000, 5)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(nodes) > 10
    assert peak < 250_000


PROGRAM = """
import numpy as np
from tests.support.cities import synthetic_city
from geo.isochrones.isochrone import isochrone
from geo.facility import Geometry, LonLat, Pace, Shape
from geo.compute.kernels import compile_kernels
from geo.network.walk_network import WalkNetwork
from geo.routing.sites import Entries, Sites
from geo.routing.nearest_table import NearestTable
from geo.routing.walker import Walker
compile_kernels()
network = WalkNetwork.from_streets(synthetic_city(150, seed=4))
walker = Walker(network, Pace.ELDER)
spots = network.metres.to_lonlat([(x, 37.0 - x / 3) for x in range(-250, 250, 90)]).tolist()
rows = [(str(n), "ab"[n % 2], Geometry(Shape.POINT, (LonLat(*p),))) for n, p in enumerate(spots)]
sites = Sites.of(network, rows)
entries = Entries.of(walker, sites)
table = NearestTable.of(walker, sites, entries, 2, 15)
point = LonLat(*network.metres.to_lonlat([(12.5, 31.0)])[0].tolist())
best = walker.nearest(walker.start(point), sites, entries, 2, 15, table)
ring = isochrone(walker, point, (3,)).rings[0]
print(table.site.tolist(), table.label.tolist(), best.site.tolist(), best.label.tolist())
print(round(ring.shed_ratio, 9), walker.minutes_to(walker.reach(point, 9), spots).tolist())
"""


def test_plain_and_compiled_agree() -> None:
    """The loops give the same numbers with and without the compiler."""
    told = [
        subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", PROGRAM],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "NUMBA_DISABLE_JIT": plain},
        ).stdout
        for plain in ("1", "0")
    ]
    assert told[0] == told[1]
    assert "0." in told[0]
