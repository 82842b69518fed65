"""Drawn streets and barriers (`streets.geojson`, `barriers.geojson`) → `Streets`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from geo.dataset.fields import finite
from geo.dataset.geojson import read_shape
from geo.facility import Shape
from geo.raw_streets import Streets

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from geo.dataset.fields import Row
    from geo.dataset.validate import KnownKeys
    from geo.facility import Geometry, LonLat

STREET_FIELDS = (
    "name",
    "name_en",
    "source",
    "signalised",
    "error_m",
    "estimated",
    "steps",
    "bridge",
    "note",
)
BARRIER_FIELDS = ("name", "name_en", "source", "error_m", "note")


def read_street(row: Row, keys: KnownKeys) -> Geometry | None:
    """Check one street and give its line."""
    row.check_spelling(STREET_FIELDS)
    row.bilingual("name", required=True)
    row.key_of("source", keys.sources)
    row.flag("steps")
    row.flag("bridge")
    line = _required_shape(row, [Shape.LINE])
    if line is not None:
        count = len(line.vertices)
        _check_list(row, "signalised", count, lambda v: v is None or isinstance(v, bool))
        _check_list(
            row, "error_m", count, lambda v: (finite(v) or 0) >= 0 and finite(v) is not None
        )
        _check_list(row, "estimated", count, lambda v: isinstance(v, bool))
    return line


def read_barrier(row: Row, keys: KnownKeys) -> Geometry | None:
    """Check one barrier and give its line or its ring."""
    row.check_spelling(BARRIER_FIELDS)
    row.bilingual("name", required=True)
    row.key_of("source", keys.sources)
    row.number("error_m")
    return _required_shape(row, [Shape.LINE, Shape.AREA])


def merge_streets(
    rows: Sequence[Row], lines: Sequence[Geometry], barriers: Sequence[Geometry]
) -> Streets:
    """Put checked streets together: they meet where they have the identical position.

    A vertex whose signal is unknown (null) counts as signalised: a wait too many is the careful
    side. Without a `signalised` list none is.
    """
    nodes: dict[LonLat, int] = {}
    waits: set[int] = set()
    pieces: list[tuple[int, int, bool, bool]] = []
    for row, line in zip(rows, lines, strict=True):
        path = [nodes.setdefault(vertex, len(nodes)) for vertex in line.vertices]
        signals = row.fields.get("signalised") or [False] * len(path)
        waits.update(n for n, signal in zip(path, signals, strict=True) if signal is not False)
        kind = (row.flag("steps"), row.flag("bridge"))
        pieces += [(start, end, *kind) for start, end in pairwise(path) if start != end]
    return Streets(
        lonlat=np.array(list(nodes), dtype=np.float64).reshape(-1, 2),
        ends=np.array([piece[:2] for piece in pieces], dtype=np.int32).reshape(-1, 2),
        steps=np.array([piece[2] for piece in pieces], dtype=np.bool_),
        grade_separated=np.array([piece[3] for piece in pieces], dtype=np.bool_),
        in_water=np.zeros(len(pieces), np.bool_),
        signals=np.array([node in waits for node in range(len(nodes))], dtype=np.bool_),
        barriers=tuple(np.array(b.vertices, dtype=np.float64) for b in barriers),
    )


def _required_shape(row: Row, shapes: Collection[Shape]) -> Geometry | None:
    if row.geometry is None:
        row.fault("geometry", f"is missing; draw a {' or '.join(shapes)}")
    return read_shape(row, shapes)


def _check_list(row: Row, name: str, count: int, fits: Callable[[object], bool]) -> None:
    """A list beside a line has one entry for each vertex."""
    values = row.fields.get(name)
    if values is None:
        return
    if not isinstance(values, list) or len(values) != count or not all(map(fits, values)):
        row.fault(name, f"does not fit; write a list of {count}, one for each vertex of the line")
