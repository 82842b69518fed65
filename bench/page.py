"""Writes what was measured into `docs/benchmarks.md`, between the marks of one section."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from bench.figures import shown
from bench.goals import reach

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench.figures import Figure

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
HEAD = "# Benchmarks\n\nEvery figure here is written by `make bench`.\n"
PACKAGES = ("numpy", "numba", "scipy", "networkx", "pandana", "rustworkx", "shapely", "osmium")

JOBS = {
    "J1": "one origin → the 5 nearest of every category",
    "J2": "every node → the 3 nearest of every category",
    "J3": "rings at 5, 10 and 15 minutes, as polygons",
    "J4": "an OpenStreetMap extract → a network ready to walk",
    "J5": "a fresh process opens a saved network and answers once",
    "memory": "the most memory a fresh process held that did J1 to J3",
}


def rewrite(section: str, lines: Iterable[str]) -> None:
    """Replace what stands between the marks of a section, or add the section at the end."""
    start, end = f"<!-- {section} -->", f"<!-- /{section} -->"
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else HEAD
    new = "\n".join([start, *lines, end])
    pattern = re.compile(re.escape(start) + ".*?" + re.escape(end), re.DOTALL)
    if pattern.search(text):
        text = pattern.sub(lambda _: new, text)
    else:
        text = f"{text.rstrip()}\n\n{new}\n"
    PAGE.write_text(text, encoding="utf-8")


def machine(packages: Iterable[str] = PACKAGES) -> str:
    """Name the machine, how busy it is, and the versions that figures are taken with."""
    named = [f"{package} {version(package)}" for package in packages]
    return (
        f"{_processor()}, {os.cpu_count()} cores (load {os.getloadavg()[0]:.1f}), "
        f"{platform.freedesktop_os_release()['PRETTY_NAME']}; "
        f"Python {platform.python_version()}, {', '.join(named)}"
    )


def _processor() -> str:
    found = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    return found[1].strip() if found else platform.machine()


def engine_section(figures: Sequence[Figure], towns: Sequence[str], taken: str) -> list[str]:
    """Write the section about the engine; `taken` says when and on what machine."""
    lines = [
        "## The engine",
        "",
        f"Measured {taken}.",
        "",
        *HOW.splitlines(),
        "",
        "### Reach",
        "",
        *reach(figures),
        "",
        "### Networks",
        "",
        *towns,
    ]
    for job, rows in groupby(sorted(figures, key=_rank), key=lambda figure: figure.job):
        lines += ["", f"### {job}: {JOBS[job]}", "", *_table(list(rows))]
    return lines


def _rank(figure: Figure) -> int:
    return list(JOBS).index(figure.job)


def _table(rows: Sequence[Figure]) -> list[str]:
    if rows[0].bytes is not None:
        return [f"{row.town}: {row.bytes / 1e9:.2f} GB" for row in rows if row.bytes is not None]
    lines = ["| network | engine | median | p99 | Yike is faster by | |", "|" + " --- |" * 6]
    for row in rows:
        p99 = "" if row.p99_s is None else shown(row.p99_s)
        ratio = "" if row.ratio is None else f"{row.ratio:.3g} ×"
        area = "" if row.apart is None else f"area {row.apart:+.1%}"
        remark = ", ".join(filter(None, (row.note, area)))
        cells = (row.town, row.engine, shown(row.median_s), p99, ratio, remark)
        lines.append("| " + " | ".join(cells) + " |")
    return lines


HOW = """\
All engines get the same networks, origins, sites and edge weights: seconds at 1.0 m/s, and 20 s at
a signal, half at either end of a street. The cutoff is 15 minutes, which is 900 m without a wait.
Sites stand on nodes: in the synthetic cities and the extracts 6 categories of one site for every
400 nodes each, in Tangqiao its own facilities on the nearest node. A synthetic city is a perturbed
grid of 60 m with every twelfth link missing and a signal at every tenth node. Before a peer is
timed, its answer is compared with Yike's for the very work that is timed: to 0.01 s, and to 0.05 s
with pandana and pandarm, which cut every street off at 0.1 ms. Building graphs, and contracting
them, is not counted.

J1 begins at a node, as the peers can do no other; "any point" finds the point on the streets as
well, which no peer does. For each origin the best of three passes over all origins counts (two in
J3), since other programs may run on the machine; peers walk from the first of the same origins. J2
and J4 are repeated, and the median counts. SciPy's J2 is one limited run from every site; "on
tiles" cuts the map first, since each run writes the whole matrix row. NetworkX and rustworkx do the
same with a cutoff; pandana and its successor pandarm have `nearest_pois`. RoutingKit's customizable
contraction hierarchies give J1's times to all sites at once, without a cutoff; cityseer gives those
to the sites within it, which are its land uses. Where a peer would take too long, it runs on a
stated sample of sites, compared in ten of them, and its time is scaled up. J3's peers get the walk
for nothing and only draw: "discs" unites discs of what is left of the cutoff around spots every
10 m, "hulls" the hulls of two discs for each stretch of street. Neither knows banks and railways,
so their areas are larger where there are some. No other engine here reads an extract (J4).

What costs most: around a point in Helsinki lie 3,100 edges within 400 m; three of five are not yet
known to be dominated when they are visited, and 1,500 legs are looked at for barriers: the
direction alone tells of five in six, and 330 edges may be joined. The table is then read at three
hundred nodes, six rows each, of which few are in the cache. That is nearly all of "any point". Of
the raster behind its rings nine tenths are barriers: a square of it that touches one keeps a
thousand edges and is filled spot by spot, and a spot by the tracks of the main station has a
hundred legs found blocked, 1.7 million for three rings; bridges and tunnels, 600 around, take a
fifth of the rings. From a node, contraction hierarchies may be quicker than a search, since they
are made for one set of weights and sites before they are asked. Reading an extract (J4) goes
through Python once for each way and thirty times for its tags.

Times are wall-clock, on a machine that may do other work as well: they are upper bounds."""
