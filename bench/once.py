"""One fresh process: open what is saved, answer, and say how long and how much memory it took.

`python -m bench.once yike|scipy|all FOLDER`; the parent measures the whole process from outside.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bench.cases import Case

NETWORK, SITES, MATRIX = "network.bin", "sites.npy", "matrix"
MATRIX_PARTS = ("data", "indices", "indptr")


def keep(case: Case, folder: Path) -> None:
    """Write what the fresh processes open; the matrix is mapped as the network is."""
    net = case.network
    net.save(folder / NETWORK)
    np.save(folder / SITES, np.vstack([case.nodes, case.category]))
    arrays: tuple[NDArray[Any], ...] = case.seconds[net.edge], net.neighbour, net.indptr
    for part, array in zip(MATRIX_PARTS, arrays, strict=True):
        np.save(folder / f"{MATRIX}-{part}.npy", array)


def yike(folder: Path) -> None:
    """Open the network and the sites, and search the five nearest of every category."""
    from geo.facility import LonLat, Pace
    from geo.network.walk_network import WalkNetwork
    from geo.routing.sites import Entries, Sites
    from geo.routing.walker import Walker

    network = WalkNetwork.open(folder / NETWORK)
    nodes, category = np.load(folder / SITES)
    walker = Walker(network, Pace.STANDARD)
    middle = network.metres.to_lonlat([network.xy[network.nodes // 2]])[0]
    start = walker.start(LonLat(*middle.tolist()))
    sites, entries = Sites.at_nodes(network, nodes, category), Entries.on_nodes(network, nodes)
    best = walker.nearest(start, sites, entries, 5, 15)
    if best.site.max() < 0:
        raise SystemExit("nothing was found: the bench is wrong")


def scipy(folder: Path) -> None:
    """Open the matrix, run once and pick the five nearest of every category."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    parts = [np.load(folder / f"{MATRIX}-{part}.npy", mmap_mode="r") for part in MATRIX_PARTS]
    size = len(parts[2]) - 1
    nodes, category = np.load(folder / SITES)
    seconds = dijkstra(csr_array(tuple(parts), shape=(size, size)), indices=size // 2, limit=900)
    near = [np.sort(seconds[nodes[category == row]])[:5] for row in range(category.max() + 1)]
    if not np.isfinite(np.concatenate(near)).any():
        raise SystemExit("nothing was found: the bench is wrong")


def everything(folder: Path) -> None:
    """Do all jobs once, compiled, with the table in memory."""
    from bench.cases import KEPT, MINUTES, NEAREST, Case
    from geo.compute.kernels import compile_kernels
    from geo.isochrones.isochrone import isochrone
    from geo.network.walk_network import WalkNetwork
    from geo.routing.nearest_table import NearestTable

    compile_kernels()
    nodes, category = np.load(folder / SITES)
    case = Case.of("saved", WalkNetwork.open(folder / NETWORK), (nodes, category))
    table = NearestTable.of(case.walker, case.sites, case.entries, KEPT, MINUTES)
    point = case.point(int(case.origins[0]))
    start = case.walker.start(point)
    case.walker.nearest(start, case.sites, case.entries, NEAREST, MINUTES)
    case.walker.nearest(start, case.sites, case.entries, KEPT, MINUTES, table)
    isochrone(case.walker, point)


def main() -> None:
    """Run one of them; print seconds since the imports of this file, and the most memory held."""
    what, folder = sys.argv[1:]
    started = perf_counter()
    {"yike": yike, "scipy": scipy, "all": everything}[what](Path(folder))
    seconds = perf_counter() - started
    print(json.dumps({"seconds": seconds, "bytes": most_held()}))


def most_held() -> int:
    """Give the most bytes that were resident.

    Not `ru_maxrss`: that begins with what the parent held when it started this process.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return 1024 * int(status.partition("VmHWM:")[2].split()[0])


if __name__ == "__main__":
    main()
