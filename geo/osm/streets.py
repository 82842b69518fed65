"""Reads an OpenStreetMap extract into the streets that people may walk on, and the barriers.

Ways are connected only where they share a node, so a bridge is connected to nothing that it passes
over. Both carriageways of a dual carriageway are streets of their own, connected by the crossings
that are mapped. What is walkable and what is a barrier is decided in `geo.osm.access_tags`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from geo.errors import ExtractError
from geo.osm.scan import scan_extract
from geo.osm.segments import NOWHERE, PER_DEGREE, Segments, clean, segments_of

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

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
    """

    nodes: int
    edges: int
    km: float
    dropped_islands: int
    dropped_km: float
    signals: int
    steps: int
    barriers: int


@dataclass(frozen=True, slots=True)
class Extract:
    """The streets of an extract, and how many there are."""

    streets: Streets
    counts: Counts


def read_streets(
    path: str | os.PathLike[str], progress: Callable[[str, float], None] | None = None
) -> Extract:
    """Read a `.osm`, `.osm.gz` or `.osm.pbf` file into the streets that people may walk on.

    The same map gives the same arrays, in whatever order its file has it: nodes lie in order of
    their OpenStreetMap id. Every node with a signal is flagged, also where several belong to one
    crossing: whoever adds waits up has to take such neighbours for one.

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
    whole = clean(_segments(found))
    if not len(whole.ends):
        raise ExtractError(
            f"{path.name} has no street that people may walk on: "
            "take an extract with streets, or download it again"
        )
    tell("dropping islands", 0.9)
    extract = _without_islands(whole, tuple(_barrier_lines(found)))
    tell("done", 1.0)
    return extract


def _segments(found: Scan) -> Segments:
    """Number the nodes of the walkable ways and split the ways at them."""
    node, row = np.unique(np.frombuffer(found.refs, np.int64), return_inverse=True)
    ends, way = segments_of(np.frombuffer(found.sizes, np.int64), row)
    return Segments(
        found.positions(node),
        ends,
        np.frombuffer(found.steps, np.bool_)[way],
        np.frombuffer(found.grade_separated, np.bool_)[way],
        np.isin(node, np.frombuffer(found.signals, np.int64)),
        np.isin(node, np.frombuffer(found.stops, np.int64)),
    )


def _without_islands(whole: Segments, barriers: tuple[NDArray[np.float64], ...]) -> Extract:
    """Keep the largest connected component and every other of `ISLAND_M` and more."""
    part, length_m = whole.component_of(), whole.lengths_m()
    size_m = np.bincount(part, length_m)
    large = size_m >= ISLAND_M
    large[np.argmax(size_m)] = True
    kept = whole.only(large[part])
    counts = Counts(
        nodes=len(kept.at),
        edges=len(kept.ends),
        km=float(size_m[large].sum()) / 1000,
        dropped_islands=int(np.count_nonzero(np.bincount(part[~large[part]]))),
        dropped_km=float(size_m[~large].sum()) / 1000,
        signals=int(kept.signals.sum()),
        steps=int(kept.steps.sum()),
        barriers=len(barriers),
    )
    return Extract(kept.streets(barriers), counts)


def _barrier_lines(found: Scan) -> Iterator[NDArray[np.float64]]:
    """Give the barriers in order of their ways; a gap in the extract splits one."""
    for _, refs in sorted(found.barriers.items()):
        at = found.positions(np.array(refs))
        held = at[:, 0] != NOWHERE
        for run in np.split(at, np.flatnonzero(held[1:] != held[:-1]) + 1):
            moves = np.append(True, (run[1:] != run[:-1]).any(axis=1))
            if run[0, 0] != NOWHERE and moves.sum() > 1:
                yield run[moves] / PER_DEGREE
