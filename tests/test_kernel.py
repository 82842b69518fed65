"""The compiler changes how long kernels take, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from bench.cities import synthetic_city
from geo import access, lit, nearest, search, surface
from geo.circle import circle
from geo.facility import LonLat, Pace
from geo.kernel import compile_kernels
from geo.network import WalkNetwork
from geo.sites import Entries, Sites
from geo.table import Table
from geo.walker import Walker
from tests.conftest import ROOT

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
    assert search.keep is vars(nearest)["keep"]
    assert access.usable is vars(lit)["usable"] is vars(nearest)["usable"]
    assert vars(surface)["blocked"] is vars(access)["blocked"]
    assert hasattr(search.keep, "py_func")
    compiled = search.keep
    compile_kernels()
    assert search.keep is compiled


def test_a_question_leaves_no_memory_behind(walker: Walker) -> None:
    """Answering makes no array inside compiled code, and holds on to none of ours."""
    runtime: Any = import_module("numba.core.runtime")
    rng = np.random.default_rng(2)
    nodes = rng.choice(walker.network.nodes, 12, replace=False).astype(np.int32)
    sites = Sites.at_nodes(walker.network, nodes, np.arange(12, dtype=np.int32) % 3)
    entries = Entries.on_nodes(walker.network, nodes)
    table = Table.of(walker, sites, entries, 2, 15)
    point = LonLat(*walker.network.metres.to_lonlat([(10.0, 20.0)])[0].tolist())

    def ask() -> None:
        start = walker.start(point)
        walker.nearest(start, sites, entries, 2, 15)
        walker.nearest(start, sites, entries, 2, 15, table)
        walker.minutes_to(walker.reach(point, 15), [point])
        circle(walker, point, (5,))

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


CALLED = """
from geo.kernel import kernel
from geo.walking import STEP

@kernel
def called(x):
    return x * STEP + 1
"""
CALLER = """
from geo.called import called
from geo.kernel import compile_kernels, kernel

@kernel
def caller(x):
    return called(x)

compile_kernels()
print(caller(10))
"""


def test_a_kernel_follows_those_it_calls(tmp_path: Path) -> None:
    """What was compiled before is not used once a called kernel or the walking model changes."""
    package = tmp_path / "geo"
    package.mkdir()
    shutil.copy(ROOT / "geo" / "kernel.py", package)
    files = {"__init__": "", "walking": "STEP = 2", "called": CALLED, "caller": CALLER}
    told = []
    for name, old, new in ((None, "", ""), ("called", "+ 1", "+ 2"), ("walking", "2", "3")):
        if name:
            files[name] = files[name].replace(old, new)
        for file, source in files.items():
            if name in {None, file}:
                (package / f"{file}.py").write_text(source, encoding="utf-8")
        command = [sys.executable, "-c", "import geo.caller"]
        done = subprocess.run(  # noqa: S603 - our own program
            command, capture_output=True, text=True, check=True, cwd=tmp_path
        )
        told.append(int(done.stdout))
    assert told == [21, 22, 32]
