"""The compiler changes how long kernels take, and nothing else."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from geo.compute import kernels
from geo.compute.kernels import compile_kernels
from geo.facility import LonLat, Pace
from geo.isochrones import reached_edges, straight_walks
from geo.isochrones.isochrone import isochrone
from geo.network.walk_network import WalkNetwork
from geo.routing import access_legs, dijkstra, k_nearest
from geo.routing.nearest_table import NearestTable
from geo.routing.sites import Entries, Sites
from geo.routing.walker import Walker
from tests.conftest import ROOT
from tests.support.cities import synthetic_city

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def walker() -> Walker:
    """A small city, compiled."""
    compile_kernels()
    return Walker(WalkNetwork.from_streets(synthetic_city(400, seed=3)), Pace.STANDARD)


def test_every_module_gets_the_machine_code(walker: Walker) -> None:
    """A kernel that several modules have imported by name is the same compiled one in each."""
    assert walker.network.nodes
    assert dijkstra.insert_nearest is vars(k_nearest)["insert_nearest"]
    assert access_legs.passable is vars(reached_edges)["passable"] is vars(k_nearest)["passable"]
    assert vars(straight_walks)["crosses_barrier"] is vars(access_legs)["crosses_barrier"]
    assert hasattr(dijkstra.insert_nearest, "py_func")
    compiled = dijkstra.insert_nearest
    compile_kernels()
    assert dijkstra.insert_nearest is compiled


def test_a_question_leaves_no_memory_behind(walker: Walker) -> None:
    """Answering makes no array inside compiled code, and holds on to none of ours."""
    runtime: Any = import_module("numba.core.runtime")
    rng = np.random.default_rng(2)
    nodes = rng.choice(walker.network.nodes, 12, replace=False).astype(np.int32)
    sites = Sites.at_nodes(walker.network, nodes, np.arange(12, dtype=np.int32) % 3)
    entries = Entries.on_nodes(walker.network, nodes)
    table = NearestTable.of(walker, sites, entries, 2, 15)
    point = LonLat(*walker.network.metres.to_lonlat([(10.0, 20.0)])[0].tolist())

    def ask() -> None:
        start = walker.start(point)
        walker.nearest(start, sites, entries, 2, 15)
        walker.nearest(start, sites, entries, 2, 15, table)
        walker.minutes_to(walker.reach(point, 15), [point])
        isochrone(walker, point, (5,))

    ask()
    held = sys.getrefcount(walker.network.xy), sys.getrefcount(table.site)
    runtime._nrt_python.memsys_enable_stats()
    before = runtime.rtsys.get_allocation_stats()
    for _ in range(5):
        ask()
    after = runtime.rtsys.get_allocation_stats()
    runtime._nrt_python.memsys_disable_stats()
    assert after.alloc == before.alloc
    assert held == (sys.getrefcount(walker.network.xy), sys.getrefcount(table.site))


CACHING = ("kernels", "kernel_cache", "checked_file", "atomic_file")
CALLED = """
from geo.compute.kernels import kernel
from geo.walking_model import STEP

@kernel
def called(x):
    return x * STEP + 1
"""
CALLER = """
from geo.compute.kernels import kernel
from geo.routing import called

called = called.called

@kernel
def caller(x):
    return called(x)
"""
RUN = """
from geo.compute.kernels import compile_kernels
from geo.isochrones.caller import caller
compile_kernels()
from geo.isochrones import caller
print(caller.caller(10))
"""
READ_ONLY = """
import tempfile
def refuse(**_):
    raise PermissionError
tempfile.TemporaryFile = refuse
"""
LATE = """
import sys
from geo.compute.kernels import compile_kernels
compile_kernels()
from geo.isochrones.caller import caller
print(caller(10), hasattr(caller, "py_func"), "scipy.linalg" in sys.modules)
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of kernels in two subpackages, one calling the other."""
    files = {
        "walking_model": "STEP = 2",
        "routing/called": CALLED,
        "isochrones/caller": CALLER,
    }
    for file in ("errors", "user_folders", *(f"compute/{name}" for name in CACHING)):
        files[file] = (ROOT / "geo" / f"{file}.py").read_text(encoding="utf-8")
    (tmp_path / "requirements.lock").touch()  # it is a checkout
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "__init__.py").write_bytes((ROOT / "data" / "__init__.py").read_bytes())
    for file, source in files.items():
        path = tmp_path / "geo" / f"{file}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / "__init__.py").touch()
        path.write_text(source, encoding="utf-8")
    return tmp_path / "geo"


def run(package: Path, program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program that finds the package."""
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=package.parent,
        env={**os.environ, "PYTHONPATH": str(package.parent), **environment},
    )


def printed(package: Path, program: str) -> str:
    """What a program says that finds the package."""
    return run(package, program).stdout.strip()


def test_a_kernel_follows_those_it_calls(package: Path) -> None:
    """What was compiled before is not used once a called kernel or the walking model changes."""
    told = [printed(package, RUN)]
    # Python tells a new file of the same second from the old one by its size alone.
    for file, old, new in (("routing/called", "+ 1", "+ 2 "), ("walking_model", "2", "3 ")):
        path = package / f"{file}.py"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        told.append(printed(package, RUN))
    assert told == ["21", "22", "32"]


def test_a_module_imported_late_is_compiled_too(package: Path) -> None:
    """The order of imports does not decide whether a kernel runs as machine code.

    And none loads linear algebra, which takes longer than most answers.
    """
    assert printed(package, LATE) == "21 True False"


@pytest.mark.parametrize("folder", ["compute", "network", "routing", "isochrones"])
def test_every_import_counts(folder: str) -> None:
    """Machine code is named after all modules that Python would import, in whatever way."""
    for module in (ROOT / "geo" / folder).glob("*.py"):
        named = {
            node.module
            for node in ast.walk(ast.parse(module.read_bytes()))
            if isinstance(node, ast.ImportFrom) and node.module
        }
        files = {ROOT / f"{name.replace('.', '/')}.py" for name in named}
        ours = {file for file in files if file.is_file()}
        assert ours <= set(kernels._sources(module)), module


def test_damaged_machine_code_is_compiled_again(package: Path) -> None:
    """A single wrong byte in what was kept is told in a line, and never run."""
    folder = package.parent / "kept"
    assert run(package, RUN, NUMBA_CACHE_DIR=str(folder)).stdout.strip() == "21"
    kept = sorted(folder.rglob("*.nb[ci]"))
    assert {file.suffix for file in kept} == {".nbc", ".nbi"}
    for file in kept:
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    whole = [file.read_bytes() for file in kept]
    done = run(package, RUN, NUMBA_CACHE_DIR=str(folder))
    assert done.stdout.strip() == "21"
    assert "compiled again" in done.stderr
    assert "Traceback" not in done.stderr
    assert all(file.read_bytes() != one for file, one in zip(kept, whole, strict=True))


def test_machine_code_is_read_where_nobody_may_write(package: Path) -> None:
    """What an image brings is used, although its root is read-only."""
    folder = str(package.parent / "kept")
    run(package, RUN, NUMBA_CACHE_DIR=folder)
    done = run(package, READ_ONLY + RUN, NUMBA_CACHE_DIR=folder)
    assert (done.stdout.strip(), done.stderr) == ("21", "")


def test_without_a_folder_each_start_compiles(package: Path) -> None:
    """Where no machine code can be kept, a line says so and answers are the same."""
    (package.parent / "file").touch()
    done = run(package, RUN, NUMBA_CACHE_DIR=str(package.parent / "file"))
    assert done.stdout.strip() == "21"
    assert done.stderr.count("\n") == 1
    assert "each start compiles again" in done.stderr


SEARCHES = """
import sys
from geo.compute import kernels
from geo.facility import LonLat, Pace
from geo.network.walk_network import WalkNetwork
from geo.routing.walker import Walker
from tests.support.cities import synthetic_city
kernels.SMALL_NETWORK = 100
walker = Walker(WalkNetwork.from_streets(synthetic_city(400, seed=3)), Pace.STANDARD)
at = LonLat(*walker.network.metres.to_lonlat([(10.0, 20.0)])[0].tolist())
for search in range(kernels.FEW_SEARCHES + 1):
    reached = len(walker.reach(at, 5).node)
    print(search, reached, "numba" in sys.modules)
"""


def test_the_compiler_is_loaded_for_the_searches_after_some() -> None:
    """The first answers do not wait for it, and the last ones need not do without."""
    told = [line.split() for line in printed(ROOT / "geo", SEARCHES).splitlines()]
    assert [compiled for *_, compiled in told] == ["False"] * kernels.FEW_SEARCHES + ["True"]
    assert len({reached for _, reached, _ in told}) == 1
