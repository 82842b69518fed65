"""How long audits and siting take: `python -m bench.coverage [--quick]`."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bench.rows import Row, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
TOWNS = (10_000, 100_000, 1_000_000)
HUGE = TOWNS[-1]
HOMES = {2_000: 10, 20_000: 10, 100_000: 10, 1_000_000: 60}
"""Homes to choose sites for, and the seconds that it should take, walks included."""
PEERS = {2_000: ("HiGHS", "spopt"), 20_000: ("HiGHS",)}
"""Who solves the same beside it, for so many homes; with more it takes too long."""

HOW = """\
Tangqiao is audited by `yike audit` in a fresh process, kernels compiled before: 10 categories,
34 pages, tables and charts. A synthetic city is that of the engine, with half as many points of
demand as nodes, strewn anywhere, and 10 categories of one facility for every 1,000 nodes each;
it is judged at three paces, without pages, in a process of its own. SciPy does less: one
limited run from every facility, points at their nearest node, no stretch across a block, no
doubt and no choice. What it answers otherwise is told. Where a goal is missed, it is for
getting points onto all streets around them, some 10 µs each: half of Yike's time, and
in small towns more than all of SciPy's, which looks up one node. Siting chooses
10 of 500 junctions in the middle of Porto, walks included. Its peers get the walks for nothing and
solve the textbook programme, with a row for each home: HiGHS as SciPy's `milp`, and spopt, which
writes it with PuLP and gives it to HiGHS. They stop after 300 s, and take part with as many homes
as that suffices for."""


def main() -> None:
    """Measure each thing in a process of its own, so that its memory is its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small towns, nothing written")
    given = parser.parse_args()
    section = Section("coverage", "Coverage and siting", HOW)
    section.take(tangqiao())
    for nodes in TOWNS[:2] if given.quick else TOWNS:
        section.take(city(nodes))
    section.take(cluster(TOWNS[1]))
    if not given.quick:
        section.take(cluster(HUGE))
        section.take(porto())
        section.write()


def tangqiao() -> Iterator[Row]:
    """Audit Tangqiao into pages, in a fresh process."""
    took = []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as room:
            out = Path(room) / "out"
            began = time.perf_counter()
            _run("bot.cli.main", "audit", "--out", str(out))
            took.append(time.perf_counter() - began)
            index, drawn_s = out / "index.html", _drawn_s(out / "index.html")
            weight = index.stat().st_size / 1000
    yield Row.at_most("Tangqiao, pages and all", float(np.median(took)), 5, "s")
    yield Row.at_most("its index page", weight, 800, "kB")
    yield Row.at_most("its index page, drawn in Chromium", drawn_s, 1, "s")


def _drawn_s(page: Path) -> float:
    """Open a page in Chromium; give seconds from asking for it to the end of its loading."""
    from playwright.sync_api import sync_playwright

    timing = "performance.getEntriesByType('navigation')[0].loadEventEnd"
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        tab = browser.new_page()
        tab.goto(page.as_uri())
        drawn_ms = float(tab.evaluate(timing))
        browser.close()
    return drawn_ms / 1000


def city(nodes: int) -> Iterator[Row]:
    """Cover a synthetic city at three paces."""
    found = _measured("bench.audits.coverage_city", str(nodes))
    what, seconds, giga = f"{nodes:,} nodes", found["seconds"], found["bytes"] / 1e9
    if nodes == HUGE:
        yield Row.at_most(what, seconds, 2, "s")
        yield Row.at_most(f"{what}, memory", giga, 1.5, "GB")
    else:
        yield Row(what, f"{seconds:.2f} s, {giga:.2f} GB")
    slower, differ = found["peer_seconds"] / seconds, found["differ"]
    told = f"{found['peer_seconds']:.2f} s, {slower:.1f} × as long, {differ:.1%} answered otherwise"
    yield Row(f"{what}, SciPy", told, "never quicker", slower >= 1)


def cluster(nodes: int) -> Iterator[Row]:
    """Cover a synthetic city at one pace, in one process and on two Dask workers."""
    found = _measured("bench.audits.coverage_cluster", str(nodes))
    what = f"{nodes:,} nodes, one pace"
    yield Row(f"{what}, one process on both cores", f"{found['seconds']:.2f} s")
    told = f"{found['cluster_seconds']:.2f} s, {found['tiles']} tiles, same to the last bit"
    yield Row(f"{what}, two Dask workers on the same cores", told)


def porto() -> Iterator[Row]:
    """Choose sites in the middle of Porto, beside the textbook programme where that ends."""
    for points, most in HOMES.items():
        beside = [f"--beside={name}" for name in PEERS.get(points, ())]
        found = _measured("bench.audits.coverage_sites", str(points), *beside)
        if not found:
            yield Row("siting", "left out: ../shared/data/osm/porto.osm.pbf is not there")
            return
        yield from _chosen(f"siting: 10 of 500 candidates, {points:,} homes", found, most)


def _chosen(what: str, found: dict[str, Any], most: float) -> Iterator[Row]:
    """Tell the walks, the choice with its proof, and the peers that were measured beside it."""
    seconds = found["walk_seconds"] + found["seconds"]
    state = "proven best" if found["proven"] else "not proven"
    told = f"{seconds:.2f} s, of which {found['seconds']:.2f} s for the choice, {state}"
    yield Row(what, told, f"≤ {most} s", found["proven"] and seconds <= most)
    gain = found["value"] / found["greedy"] - 1
    yield Row(f"{what}, beside a greedy choice", f"{gain:+.2%}, {found['bytes'] / 1e9:.2f} GB")
    for name, peer in found["beside"].items():
        slower = peer["seconds"] / found["seconds"]
        state = "proven" if peer["proven"] else "stopped without a proof"
        told = f"{peer['seconds']:.1f} s for the choice, {slower:.0f} × as long, {state}"
        yield Row(f"{what}, {name}", told)


def _measured(module: str, *arguments: str) -> dict[str, Any]:
    """Run a measurement in a process of its own; it prints one JSON object."""
    found: dict[str, Any] = json.loads(_run(module, *arguments))
    return found


def _run(module: str, *arguments: str) -> str:
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(  # noqa: S603 - our own programs
        command, check=True, capture_output=True, text=True, cwd=ROOT, env=os.environ
    ).stdout


if __name__ == "__main__":
    main()
