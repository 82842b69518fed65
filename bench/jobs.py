"""The jobs, each done by every engine that can, compared before it is timed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from bench.cases import KEPT, LIMIT_S, MINUTES, NEAREST, seconds_of
from bench.engines.discs import union_of_discs, union_of_hulls
from bench.engines.graphs import NetworkX, Rustworkx
from bench.engines.peers import SciPy, TiledSciPy
from bench.engines.runs import table_of
from bench.figures import OURS, Figure, each, middle
from geo.isochrones.isochrone import isochrone
from geo.routing.nearest_table import NearestTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from bench.cases import Case
    from bench.engines.hierarchies import RoutingKit
    from bench.engines.land_uses import Cityseer
    from bench.engines.peers import Pandana
    from bench.engines.runs import Seconds
    from geo.facility import LonLat
    from geo.network.walk_network import SnappedOrigin
    from geo.routing.walker import Reached, Walker

    Unite = Callable[[Walker, Reached, float], BaseGeometry]
    Peer = SciPy | NetworkX | Rustworkx

ALIKE_S, ALIKE_PANDANA_S = 0.01, 0.05
"""Seconds: Yike rounds every street to 0.1 ms, pandana cuts it off there."""

RUN_FULLY = 2_000_000
"""Nodes reached from all sites together that a peer written in Python still walks in seconds."""

J1_PASSES, J3_PASSES = 3, 2
RINGS = (5, 10, 15)
RINGS_S = 4.0
"""Seconds for one pass over the origins that circles are drawn around."""


class DifferentError(Exception):
    """Two engines gave different answers: the figures would mean nothing."""


def compare(ours: Seconds, theirs: Seconds, what: str, alike_s: float = ALIKE_S) -> None:
    """Refuse to go on when two answers differ; past the limit all times are the same."""
    gap = np.abs(np.minimum(ours, LIMIT_S) - np.minimum(theirs, LIMIT_S))
    if gap.max(initial=0.0) > alike_s:
        raise DifferentError(f"{what}: {(gap > alike_s).sum()} differ, by up to {gap.max()} s")


def peers_of(case: Case) -> Iterator[Peer]:
    """Build one peer after another, so that they need not fit into memory together."""
    for build in (SciPy, TiledSciPy, Rustworkx, NetworkX):
        yield build(case)


class Nearest:
    """J1: one origin, the five nearest of every category."""

    def __init__(self, case: Case) -> None:
        """Make the table of five, and the origins as the engine takes them."""
        self.case = case
        self.origins = case.origins.tolist()
        self.starts = [case.start_at(node) for node in self.origins]
        self.table = NearestTable.of(case.walker, case.sites, case.entries, NEAREST, MINUTES)

    def search(self, start: SnappedOrigin) -> Seconds:
        """Search."""
        case = self.case
        best = case.walker.nearest(start, case.sites, case.entries, NEAREST, MINUTES)
        return seconds_of(best.label)

    def measure(self) -> Iterator[Figure]:
        """Time the engine: by search, from the table, and with a point to find on the streets."""
        case, walker = self.case, self.case.walker
        args = (case.sites, case.entries, NEAREST, MINUTES)
        points = [case.point(node) for node in self.origins]
        arcs: list[tuple[str, Callable[[Any], object], Sequence[object]]] = [
            ("search", lambda start: walker.nearest(start, *args), self.starts),
            ("table", lambda start: walker.nearest(start, *args, self.table), self.starts),
            ("search, any point", lambda at: walker.nearest(walker.start(at), *args), points),
            (
                "table, any point",
                lambda at: walker.nearest(walker.start(at), *args, self.table),
                points,
            ),
        ]
        for name, work, items in arcs:
            work(items[0])
            taken = each(work, items, J1_PASSES)
            if name == "search":
                self.searched = taken
            yield _figure("J1", case, f"{OURS}, {name}", taken)

    def against(self, peer: Peer | RoutingKit | Cityseer) -> Figure:
        """Compare and time a peer on the first of the origins."""
        count = min(200 if isinstance(peer, SciPy) else 100, len(self.origins))
        for origin, start in zip(self.origins[:count], self.starts, strict=False):
            what = f"J1 {self.case.name}, {peer.name}, from node {origin}"
            compare(self.search(start), peer.nearest(origin), what)
        taken = each(peer.nearest, self.origins[:count], J1_PASSES)
        ratio = float(np.median(taken) / np.median(self.searched[:count]))
        return _figure("J1", self.case, peer.name, taken, f"{count} origins", ratio)


class Tables:
    """J2: every node, the three nearest of every category."""

    def __init__(self, case: Case) -> None:
        """Make the table once, which also compiles what makes it."""
        self.case = case
        self.seconds = seconds_of(self.make().label)

    def make(self) -> NearestTable:
        """Do the job."""
        case = self.case
        return NearestTable.of(case.walker, case.sites, case.entries, KEPT, MINUTES)

    def measure(self) -> Figure:
        """Time the engine."""
        self.taken = middle(self.make)
        return Figure("J2", self.case.name, OURS, self.taken)

    def against(self, peer: Peer) -> Figure:
        """Compare and time a peer that runs from every site, or from some where it takes long."""
        case = self.case
        every = np.arange(len(case.nodes))
        reached = self._reached_nodes() * len(every)
        python = not isinstance(peer, SciPy)
        whole = type(peer) is SciPy and case.network.nodes * len(every) > 1e9
        if (python and reached > RUN_FULLY) or whole:
            return self._sampled(peer, every)
        compare(self.seconds, table_of(case, peer.runs(every)), f"J2 {case.name}, {peer.name}")
        return self._figure(peer.name, middle(lambda: table_of(case, peer.runs(every))))

    def against_pandana(self, peer: Pandana) -> Figure:
        """Compare and time pandana or pandarm, which answer for all nodes at once."""
        what = f"J2 {self.case.name}, {peer.name}"
        compare(self.seconds, peer.table(), what, ALIKE_PANDANA_S)
        return self._figure(peer.name, middle(peer.table), "distances alone")

    def _sampled(self, peer: Peer, every: NDArray[np.int64]) -> Figure:
        some = np.random.default_rng(6).choice(every, 150, replace=False)
        for site in some[:10].tolist():
            runs = peer.runs(np.array([site]))
            self._compare_run(site, runs.node, runs.seconds, peer.name)
        taken = middle(lambda: table_of(self.case, peer.runs(some))) * len(every) / len(some)
        return self._figure(peer.name, taken, f"{len(some)} of {len(every):,} sites, scaled")

    def _compare_run(self, site: int, node: NDArray[np.int64], seconds: Seconds, who: str) -> None:
        """Compare one run with the engine's walk from the same node."""
        ours, theirs = (np.full(self.case.network.nodes, np.inf) for _ in range(2))
        found, label = self.case.walker.reach_from(int(self.case.nodes[site]), MINUTES)
        ours[found], theirs[node] = seconds_of(label), seconds
        compare(ours, theirs, f"J2 {self.case.name}, {who}, from site {site}")

    def _reached_nodes(self) -> float:
        some = self.case.nodes[:: max(1, len(self.case.nodes) // 50)].tolist()
        return float(np.mean([len(self.case.walker.reach_from(node, MINUTES)[0]) for node in some]))

    def _figure(self, engine: str, taken: float, note: str = "") -> Figure:
        return Figure("J2", self.case.name, engine, taken, None, note, taken / self.taken)


def rings(case: Case, compared: int) -> Iterator[Figure]:
    """J3: rings at 5, 10 and 15 minutes, beside exact unions along the reached streets."""
    walker = case.walker
    points = [case.point(node) for node in case.origins.tolist()]
    isochrone(walker, points[0])
    some = each(lambda point: isochrone(walker, point), points[:compared])
    count = int(np.clip(RINGS_S / some.mean(), 10, 200))
    taken = each(lambda point: isochrone(walker, point), points[:count], J3_PASSES)
    yield _figure("J3", case, OURS, taken, f"{len(taken)} origins")
    reached = [walker.reach(point, MINUTES) for point in points[:compared]]
    areas = np.array([_areas(case, point) for point in points[:compared]])
    for name, unite in (("union of discs", union_of_discs), ("union of hulls", union_of_hulls)):
        drawn: list[float] = []
        times = each(partial(_draw, walker, unite, drawn), reached, J3_PASSES)
        apart = np.array(drawn[: areas.size]).reshape(areas.shape) / areas - 1
        ratio = float(np.median(times) / np.median(taken[:compared]))
        figure = _figure("J3", case, name, times, f"{compared} origins", ratio)
        yield replace(figure, apart=float(np.median(apart)))


def _draw(walker: Walker, unite: Unite, drawn: list[float], reached: Reached) -> None:
    drawn += [unite(walker, reached, minutes * 60.0).area for minutes in RINGS]


def _areas(case: Case, point: LonLat) -> list[float]:
    metres = case.network.metres.to_metres
    found = isochrone(case.walker, point, RINGS).rings
    return [shapely.transform(ring.area, metres).area for ring in found]


def _figure(  # noqa: PLR0913, PLR0917 - one argument a column
    job: str,
    case: Case,
    engine: str,
    taken: NDArray[np.float64],
    note: str = "",
    ratio: float | None = None,
) -> Figure:
    p99 = float(np.percentile(taken, 99)) if len(taken) >= 100 else None
    return Figure(job, case.name, engine, float(np.median(taken)), p99, note, ratio)
