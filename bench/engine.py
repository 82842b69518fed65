"""Measure the engine beside its peers: `python -m bench.engine [--quick]`.

Prints as it goes and writes `docs/benchmarks.md`; quick, it takes small towns and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from bench import once
from bench.cases import EXTRACTS, TOWNS, cases
from bench.engines.hierarchies import RoutingKit
from bench.engines.land_uses import Cityseer
from bench.engines.peers import Pandana
from bench.figures import OURS, Figure, middle
from bench.jobs import Nearest, Tables, peers_of, rings
from bench.page import engine_section, machine, rewrite
from geo.compute.kernels import compile_kernels
from geo.network.walk_network import WalkNetwork

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.cases import Case

CONTRACTED = 350_000
"""Nodes up to which a contraction takes minutes at most."""


def main() -> None:
    """Measure everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small towns, nothing written")
    quick = parser.parse_args().quick
    taken = f"on {datetime.now(UTC):%Y-%m-%d} on {machine()}"  # as busy as it is before the work
    print(taken, flush=True)
    compile_kernels()
    figures: list[Figure] = []
    towns: list[str] = []
    started = perf_counter()
    for case in cases(quick=quick):
        towns.append(f"- {described(case)}")
        print(f"\n[{perf_counter() - started:.0f} s] {described(case)}", flush=True)
        for figure in measured(case, quick=quick):
            figures.append(figure)
            print(figure, flush=True)
    for figure in imports(quick=quick):
        figures.append(figure)
        print(figure, flush=True)
    if not quick:
        rewrite("engine", engine_section(figures, towns, taken))
    print(f"\ntook {perf_counter() - started:.0f} s")


def described(case: Case) -> str:
    """Say how large a town is."""
    net = case.network
    return (
        f"{case.name}: {net.nodes:,} nodes, {len(net.ends):,} edges, {net.kilometres:,.0f} km, "
        f"{len(case.nodes):,} sites in {case.categories} categories, "
        f"{len(net.barriers):,} segments of barriers"
    )


def measured(case: Case, *, quick: bool) -> Iterator[Figure]:
    """Do J1, J2, J3 and J5 in one town."""
    nearest, tables = Nearest(case), Tables(case)
    yield from nearest.measure()
    yield tables.measure()
    yield from rings(case, 3)
    for peer in peers_of(case):
        if peer.name != "SciPy on tiles":
            yield nearest.against(peer)
        yield tables.against(peer)
    if case.network.nodes <= CONTRACTED:
        for name in filter(installed, ("pandana", "pandarm")):
            yield tables.against_pandana(Pandana(case, name))
        if installed("routingkit_cch"):
            yield nearest.against(RoutingKit(case))
        if installed("cityseer"):
            yield nearest.against(Cityseer(case))
    with tempfile.TemporaryDirectory() as folder:
        once.keep(case, Path(folder))
        yield from fresh(case, Path(folder), 3 if quick else 7)


def installed(package: str) -> bool:
    """Tell whether a peer is there to be measured, and say so where it is not."""
    there = find_spec(package) is not None
    if not there:
        print(f"{package}: left out, it is not installed", flush=True)
    return there


def fresh(case: Case, folder: Path, times: int) -> Iterator[Figure]:
    """J5, and the memory of a process that does all jobs."""
    ours = median(run(folder, "yike")[0] for _ in range(times))
    yield Figure("J5", case.name, OURS, ours)
    theirs = median(run(folder, "scipy")[0] for _ in range(times))
    yield Figure("J5", case.name, "SciPy", theirs, note="begins at a node", ratio=theirs / ours)
    yield Figure("memory", case.name, OURS, 0.0, bytes=run(folder, "all")[1])


def run(folder: Path, what: str) -> tuple[float, int]:
    """Run a fresh process: (wall seconds, the most bytes resident)."""
    started = perf_counter()
    done = subprocess.run(  # noqa: S603 - this very Python and its own module
        [sys.executable, "-m", "bench.once", what, str(folder)],
        check=True,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parent.parent,
    )
    return perf_counter() - started, json.loads(done.stdout)["bytes"]


def imports(*, quick: bool) -> Iterator[Figure]:
    """J4: read extracts."""
    for name in TOWNS[:1] if quick else TOWNS:
        path = EXTRACTS / f"{name}.osm.pbf"
        if path.exists():
            taken = middle(partial(WalkNetwork.from_osm, path))
            yield Figure("J4", name, OURS, taken, note=f"{path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
