"""Reads an OpenStreetMap extract into the streets that people may walk on, and the barriers.

Ways are connected only where they share a node, so a bridge is connected to nothing that it passes
over. Both carriageways of a dual carriageway are streets of their own, connected by the crossings
that are mapped. What is walkable and what is a barrier is decided in `geo.osm.access_tags`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from geo.errors import ExtractError
from geo.osm.barriers import barrier_lines
from geo.osm.fences import Fences, back_from_barriers
from geo.osm.park_hours import closing_lines, rows_of, shut_with_parks
from geo.osm.scan import scan_extract
from geo.osm.segments import ALWAYS, Segments, clean, segments_of
from geo.osm.squares import walked_across
from geo.osm.strays import without_strays
from geo.osm.water import Water

if TYPE_CHECKING:
    import os
    from array import array
    from collections.abc import Callable

    from numpy.typing import NDArray

    from geo.osm.park_hours import Rows
    from geo.osm.scan import Scan
    from geo.raw_streets import Streets

ISLAND_M = 1000.0
"""A connected component is dropped as an island when it has fewer metres of street than this."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What came out of an extract.

    Attributes:
        nodes: nodes kept.
        edges: edges kept.
        km: their length, kilometres.
        dropped_islands: small connected components that are left out.
        dropped_km: their length, kilometres.
        signals: nodes kept that have a traffic signal for people on foot.
        steps: edges kept that are stairs.
        barriers: lines that nobody crosses.
        strays: edges left out because they lead, or lie, too far away to be of the same town.
        timed: edges kept that are not open at any time.
    """

    nodes: int
    edges: int
    km: float
    dropped_islands: int
    dropped_km: float
    signals: int
    steps: int
    barriers: int
    strays: int
    timed: int


@dataclass(frozen=True, slots=True)
class Extract:
    """The streets of an extract, and how many there are."""

    streets: Streets
    counts: Counts


def read_streets(
    path: str | os.PathLike[str], progress: Callable[[str, float], None] | None = None
) -> Extract:
    """Read a `.osm`, `.osm.gz` or `.osm.pbf` file into the streets that people may walk on.

    The same map gives the same arrays, in whatever order its file has it. Every node with a signal
    is flagged; `geo.network.signal_groups` finds those that belong to one crossing.

    Args:
        path: the extract.
        progress: called with the name of the stage and the share of the work that is done; the
            share never falls and ends at 1.

    Raises:
        ExtractError: the file is missing, no extract, ends early, is damaged, or has no street
            to walk on.
    """
    path = Path(path)
    tell = progress or (lambda _stage, _share: None)
    tell("reading", 0.0)
    found = scan_extract(path, lambda share: tell("reading", 0.7 * share))
    tell("joining", 0.7)
    rows = rows_of(found)
    raw = _segments(found, rows)
    whole, strays = without_strays(clean(raw))
    if not len(whole.ends):
        raise ExtractError(
            f"{path.name} has no street that people may walk on: "
            "take an extract with streets, or download it again"
        )
    tell("dropping islands", 0.9)
    kept, islands, dropped_m = _without_islands(whole)
    metres = kept.metres()
    kept, banks = Water.of(found, metres).divide(kept)
    barriers = tuple(barrier_lines(found, kept, banks, metres))
    kept = back_from_barriers(kept, barriers, metres)
    counts = Counts(
        nodes=len(kept.at),
        edges=len(kept.ends),
        km=float(kept.lengths_m().sum()) / 1000,
        dropped_islands=islands,
        dropped_km=dropped_m / 1000,
        signals=int(kept.signals.sum()),
        steps=int(kept.steps.sum()),
        barriers=len(barriers),
        strays=strays,
        timed=int(np.count_nonzero(kept.hours != ALWAYS)),
    )
    tell("done", 1.0)
    timetable = tuple(filter(None, rows))
    fences = Fences.of(found, rows, metres)._asdict()
    closing, hours = closing_lines(found, rows, metres)
    streets = kept.streets(barriers, timetable)
    return Extract(replace(streets, **fences, closing=closing, closing_hours=hours), counts)


def _segments(found: Scan, rows: Rows) -> Segments:
    """Number the nodes of the walkable ways, split the ways at them, and link squares across."""
    node, row = np.unique(np.frombuffer(found.refs, np.int64), return_inverse=True)
    sizes = np.frombuffer(found.sizes, np.int64)
    ends, way = segments_of(sizes, row)
    signals, crossings = _signals(found, node, row, sizes)
    node_hours = np.full(len(node), ALWAYS, np.int16)
    for ref in found.node_hours:
        node_hours[node == ref] = rows[found.node_hours[ref]]
    segments = Segments(
        at=found.positions(node),
        ends=ends,
        steps=np.frombuffer(found.steps, np.bool_)[way],
        stairs=np.frombuffer(found.stairs, np.bool_)[way],
        grade_separated=np.frombuffer(found.grade_separated, np.bool_)[way],
        in_water=np.zeros(len(way), np.bool_),
        decks=np.frombuffer(found.decks, np.bool_)[way],
        hours=np.array([rows[hours] for hours in found.hours], np.int16)[way],
        links=np.zeros(len(way), np.bool_),
        signals=signals,
        stops=_marked(node, found.stops),
        thresholds=_marked(node, found.thresholds),
        node_hours=node_hours,
    )
    straight = np.flatnonzero((crossings & (sizes == 2))[way])
    if len(straight):
        segments, way = segments.halved(straight), np.append(way, way[straight])
    if found.squares:
        segments = walked_across(segments, found, node, rows)
    if found.parks:
        across = np.ones(len(segments.ends) - len(way), np.bool_)
        in_parks = np.append(np.frombuffer(found.in_parks, np.bool_)[way], across)
        segments = shut_with_parks(segments, in_parks, found, rows)
    return segments


def _signals(
    found: Scan, node: NDArray[np.int64], row: NDArray[np.int64], sizes: NDArray[np.int64]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Find where people wait: at single nodes, and between the ends of a crossing that is a way.

    A way that is a crossing has signals if its tags say so, or two of its nodes. Its ends are
    corners, which people also pass by, unless two such ways meet there on a carriageway.

    Returns:
        (nodes,) the signals, and (ways,) which ways are crossings that have some.
    """
    signals = _marked(node, found.signals)
    way, last = np.repeat(np.arange(len(sizes)), sizes), np.cumsum(sizes) - 1
    lit = np.bincount(way, signals[row], len(sizes)) > 1
    lit &= np.frombuffer(found.crossings, np.bool_)
    lit |= np.frombuffer(found.signalised, np.bool_)
    if not lit.any():
        return signals, lit
    driven = np.zeros(len(node), np.bool_)
    driven[row[np.frombuffer(found.carriageways, np.bool_)[way]]] = True
    corners = np.concatenate((row[last[lit]], row[(last - sizes + 1)[lit]]))
    meeting = np.bincount(corners, minlength=len(node)) > 1
    signals[corners] &= driven[corners]
    signals |= meeting & driven
    inner = lit[way]
    inner[last] = inner[last - sizes + 1] = False
    signals[row[inner]] = True
    return signals, lit


def _marked(node: NDArray[np.int64], ids: array[int]) -> NDArray[np.bool_]:
    """Say which nodes, ascending, are among some ids."""
    wanted = np.frombuffer(ids, np.int64)
    marks = np.zeros(len(node), np.bool_)
    row = np.searchsorted(node, wanted)
    known = row < len(node)
    row, wanted = row[known], wanted[known]
    marks[row[node[row] == wanted]] = True
    return marks


def _without_islands(whole: Segments) -> tuple[Segments, int, float]:
    """Keep the largest connected component and every other of `ISLAND_M` and more.

    Returns:
        What is kept, how many components are not, and their length in metres.
    """
    part, length_m = whole.component_of(), whole.lengths_m()
    size_m = np.bincount(part, length_m)
    large = size_m >= ISLAND_M
    large[np.argmax(size_m)] = True
    islands = int(np.count_nonzero(np.bincount(part[~large[part]])))
    return whole.only(large[part]), islands, float(size_m[~large].sum())
