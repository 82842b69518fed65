"""How long audits and siting take: Tangqiao with its pages, synthetic cities, the middle of Porto.

Run: python -m bench.coverage [nodes …]; 10000 100000 1000000 when none is given.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parent.parent

SITES_A_CATEGORY = 1000
"""Crossings for each facility of a category: Shanghai has 2,000 meal points."""

CATEGORIES, MINUTES = 10, 15


def main() -> None:
    """Measure each thing in a process of its own, so that memory is its own."""
    if len(sys.argv) == 3 and sys.argv[1] == "--city":
        city(int(sys.argv[2]))
        return
    if sys.argv[1:] == ["--siting"]:
        siting()
        return
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    tangqiao()
    for nodes in sys.argv[1:] or ["10000", "100000", "1000000"]:
        _again("--city", nodes)
    _again("--siting")


def tangqiao() -> None:
    """Audit Tangqiao into pages, twice: kernels are compiled by the first at the latest."""
    for _ in range(2):
        with tempfile.TemporaryDirectory() as room:
            began, busy = time.perf_counter(), _children_s()
            _run(sys.executable, "-m", "bot.cli", "audit", "--out", str(Path(room) / "out"))
            took, worked = time.perf_counter() - began, _children_s() - busy
            index_kb = (Path(room) / "out" / "index.html").stat().st_size / 1000
        print(
            f"Tangqiao, 10 categories, 34 pages: {took:.1f} s ({worked:.1f} s of a core), "
            f"index {index_kb:.0f} kB"
        )


def city(nodes: int) -> None:
    """Cover a synthetic city: half as many points as nodes, 10 categories, 3 paces, no pages."""
    from bench.cities import synthetic_city
    from geo.coverage import Targets, Terms, cover
    from geo.facility import Pace
    from geo.kernel import compile_kernels
    from geo.network import WalkNetwork
    from geo.sites import Entries, Sites
    from geo.walker import Walker

    compile_kernels()
    rng = np.random.default_rng(20200119)

    def measure(size: int) -> tuple[float, float, float, float, int, int]:
        network = WalkNetwork.from_streets(synthetic_city(size))
        count = max(1, size // SITES_A_CATEGORY)
        places = [rng.choice(network.nodes, count, replace=False) for _ in range(CATEGORIES)]
        at = np.concatenate(places).astype(np.int32)
        category = np.repeat(np.arange(CATEGORIES), count).astype(np.int32)
        side = float(network.xy.max()) * 0.98
        lonlat = network.metres.to_lonlat(rng.uniform(-side, side, (size // 2, 2)))
        sites, entries = Sites.at_nodes(network, at, category), Entries.on_nodes(network, at)
        exact, sure = np.zeros(len(at)), np.ones(len(at), bool)
        terms = Terms(MINUTES, MINUTES)
        began, busy = time.perf_counter(), time.process_time()
        targets = [
            Targets.at(
                Walker(network, pace), sites, entries, category, exact, sure, CATEGORIES, terms
            )
            for pace in Pace
        ]
        walked = time.perf_counter()
        found = cover(targets, lonlat)
        done = time.perf_counter()
        share = float((found[1].found.slow <= MINUTES).mean())
        worked = time.process_time() - busy
        return walked - began, done - walked, worked, share, network.nodes, len(lonlat)

    measure(2000)  # whatever is still to be compiled
    floods, points, worked, share, held, people = measure(nodes)
    peak_gb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"{held:,} nodes, {people:,} points, {CATEGORIES} categories, 3 paces: "
        f"{floods + points:.2f} s (from the facilities {floods:.2f}, points {points:.2f}; "
        f"{worked:.1f} s of a core), {peak_gb:.2f} GB, elders covered {100 * share:.0f} %"
    )


def siting() -> None:
    """Choose 10 of 500 junctions in the middle of Porto for 20,000 points, and prove it."""
    from geo.candidates import spread
    from geo.catchment import Catchment, all_walks
    from geo.facility import Geometry, LonLat, Shape
    from geo.kernel import compile_kernels
    from geo.network import WalkNetwork
    from geo.sites import Entries, Sites
    from geo.siting import Problem, choose, greedy
    from geo.walker import Walker
    from geo.walking import ticks

    extract = ROOT.parent / "shared" / "data" / "osm" / "porto.osm.pbf"
    if not extract.exists():
        print("siting needs ../shared/data/osm/porto.osm.pbf: left out")
        return
    compile_kernels()
    network = WalkNetwork.from_osm(extract)
    rng, xy = np.random.default_rng(1), network.xy.astype(np.float64)
    central = np.abs(xy - np.median(xy, axis=0)).max(axis=1) < 3000
    candidates = spread(xy[central & (np.diff(network.indptr) >= 3)], 500)
    homes = xy[rng.choice(np.flatnonzero(central), 20_000)] + rng.uniform(-40, 40, (20_000, 2))
    weight = rng.integers(1, 100, 20_000).astype(float)
    began = time.perf_counter()
    walker = Walker(network)
    located = [
        (str(row), "it", Geometry(Shape.POINT, (LonLat(*spot),)))
        for row, spot in enumerate(network.metres.to_lonlat(candidates).tolist())
    ]
    sites = Sites.of(network, located)
    budget = np.full(len(located), ticks(MINUTES))
    catchment = Catchment.of(walker, sites, Entries.of(walker, sites), budget)
    walks = all_walks(catchment, network.metres.to_lonlat(homes))
    problem = Problem.covering(walks, len(located), weight, np.zeros(len(weight), bool))
    best, quick = choose(problem, 10), greedy(problem, 10)
    took = time.perf_counter() - began
    proof = "proven best" if best.proven else "not proven"
    print(
        f"Porto, 10 of {len(located)} candidates, {len(weight):,} points: {took:.1f} s, {proof}, "
        f"{best.value:,.0f} against {quick.value:,.0f} by greed"
    )


def _children_s() -> float:
    """Give the seconds of a core that all finished processes of ours have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _again(*arguments: str) -> None:
    print(_run(sys.executable, "-m", "bench.coverage", *arguments).strip())


def _run(*command: str) -> str:
    return subprocess.run(  # noqa: S603 - our own programs
        command, check=True, capture_output=True, text=True, cwd=ROOT
    ).stdout


if __name__ == "__main__":
    main()
