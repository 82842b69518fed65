"""Entries and tables of nearest sites in one file, and back, with every number within bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.compute import array_file
from geo.compute.array_file import check_indices, check_starts
from geo.errors import DamagedFileError
from geo.routing.access_legs import EdgeEntries
from geo.routing.dijkstra import NodeEntries
from geo.routing.nearest_table import NearestTable
from geo.routing.sites import Entries

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from geo.network.walk_network import WalkNetwork
    from geo.routing.sites import Sites

FORMAT = 4

_LAYOUT: array_file.Layout = {
    "site_start": (np.int32, ("site rows",)),
    "node": (np.int32, ("entries",)),
    "label": (np.int64, ("entries",)),
    "clearance": (np.float64, ("points",)),
    "by_node_start": (np.int32, ("node rows",)),
    "by_node_site": (np.int32, ("entries",)),
    "by_node_label": (np.int64, ("entries",)),
    "on_edges_edge": (np.int32, ("edge entries",)),
    "on_edges_along": (np.float64, ("edge entries",)),
    "on_edges_label": (np.int64, ("edge entries",)),
    "on_edges_site": (np.int32, ("edge entries",)),
    "table_site": (np.int32, ("categories", "nodes", "k")),
    "table_label": (np.int64, ("categories", "nodes", "k")),
}


def save_tables(path: Path, entries: Entries, table: NearestTable) -> None:
    """Write entries and a table; the file appears whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    named: dict[str, NDArray[Any]] = {
        "site_start": entries.site_start,
        "node": entries.node,
        "label": entries.label,
        "clearance": entries.clearance,
        "table_site": table.site,
        "table_label": table.label,
    }
    named |= {f"by_node_{name}": array for name, array in entries.by_node._asdict().items()}
    named |= {f"on_edges_{name}": array for name, array in entries.on_edges._asdict().items()}
    array_file.save(path, "tables", FORMAT, {"cutoff": table.cutoff}, named)


def load_tables(path: Path, network: WalkNetwork, sites: Sites) -> tuple[Entries, NearestTable]:
    """Map entries and a table of sites on a network into memory.

    Raises:
        OSError: there is no such file, or it cannot be read.
        DamagedFileError: it is damaged, or made for others.
    """
    head, named = array_file.load(path, "tables", FORMAT, _LAYOUT)
    _check(named, network, sites)
    if not isinstance(head.get("cutoff"), int):
        raise DamagedFileError(f"{path.name} is damaged")
    by_node = NodeEntries(*(named[f"by_node_{name}"] for name in NodeEntries._fields))
    on_edges = EdgeEntries(*(named[f"on_edges_{name}"] for name in EdgeEntries._fields))
    by_site = named["site_start"], named["node"], named["label"]
    entries = Entries(*by_site, by_node, on_edges, named["clearance"])
    return entries, NearestTable(head["cutoff"], named["table_site"], named["table_label"])


def _check(named: dict[str, NDArray[Any]], network: WalkNetwork, sites: Sites) -> None:
    """Let no number pass that a kernel would follow beyond an array."""
    nodes, count = network.nodes, len(sites.keys)
    shape = named["table_site"].shape
    if shape[:2] != (len(sites.categories), nodes) or len(named["clearance"]) != len(sites.xy):
        raise DamagedFileError("kept tables are of another network or of other sites")
    check_starts(named["site_start"], count, len(named["node"]))
    check_starts(named["by_node_start"], nodes, len(named["node"]))
    check_indices(named["node"], nodes)
    check_indices(named["by_node_site"], count)
    check_indices(named["on_edges_site"], count)
    check_indices(named["on_edges_edge"], len(network.ends))
    check_indices(named["table_site"], count, least=-1)
    for name in ("label", "by_node_label", "on_edges_label", "table_label"):
        check_indices(named[name], np.iinfo(np.int64).max)
