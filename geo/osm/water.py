"""Water that is drawn as an area: its banks, and the streets that lie in it.

Nobody reaches a street from the water, even where the street runs along the bank and shares its
nodes. So a bank that a street touches stands `INSET_M` inside the water, and what a street has in
the water is entered at its ends alone: people stand on a pier as on a bridge, but not on a ford or
on a path that is drawn in the water by mistake.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.osm.segments import NOWHERE, PER_DEGREE, Segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.crs import LocalMetres
    from geo.osm.scan import Outline, Scan

INSET_M = 0.1
"""How far a bank stands in the water where a street touches it: more than rounding, less than
matters."""


class Assembled(NamedTuple):
    """What the rings of one outline come to, in metres.

    `area` is the polygon, holes and all, None where the extract does not hold it whole; `lines` are
    what it is drawn of, (points, 2) each.
    """

    area: BaseGeometry | None
    lines: list[NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Water:
    """Areas of water around some streets, in metres.

    Attributes:
        metres: around the streets.
        areas: (areas,) prepared polygons.
        lines: the lines, (points, 2), of what is not whole in the extract.
    """

    metres: LocalMetres
    areas: NDArray[np.object_]
    lines: list[NDArray[np.float64]]

    @classmethod
    def of(cls, found: Scan, metres: LocalMetres) -> Water:
        """Assemble the areas of water of an extract."""
        import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

        assembled = list(assemble(found, found.water, metres))
        areas = np.array([one.area for one in assembled if one.area is not None], np.object_)
        shapely.prepare(areas)
        return cls(
            metres, areas, [line for one in assembled if one.area is None for line in one.lines]
        )

    def divide(self, segments: Segments) -> tuple[Segments, list[NDArray[np.float64]]]:
        """Split segments at the banks; those in the water become `in_water`, or a bridge if a pier.

        Returns:
            The segments, and the lines, (points, 2) metres, that divide water from land.
        """
        import shapely  # noqa: PLC0415 - likewise

        at = self.metres.to_metres(segments.at / PER_DEGREE)
        ground = np.flatnonzero(~segments.grade_separated)
        lines = np.asarray(shapely.linestrings(at[segments.ends[ground]]))
        area, row = shapely.STRtree(lines).query(self.areas, "dwithin", INSET_M)
        banks = self.areas.copy()
        touched = np.unique(area)
        inset = shapely.buffer(self.areas[touched], -INSET_M, join_style="mitre")
        banks[touched] = np.where(shapely.is_empty(inset), self.areas[touched], inset)
        shapely.prepare(banks)
        enters = shapely.intersects(banks[area], lines[row])
        area, row = area[enters], row[enters]
        parts: dict[int, list[BaseGeometry]] = defaultdict(list)
        in_water = np.asarray(shapely.intersection(lines[row], self.areas[area]))
        for edge, wet in zip(ground[row].tolist(), in_water, strict=True):
            parts[edge] += shapely.get_parts(wet).tolist()
        cuts = _Cuts(segments, self.metres, at)
        for edge, wet_parts in sorted(parts.items()):
            cuts.cut(edge, wet_parts)
        rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(banks)]
        return cuts.done(), rings + self.lines


def assemble(found: Scan, outlines: list[Outline], metres: LocalMetres) -> Iterator[Assembled]:
    """Make polygons of outlines, one after another."""
    placed = iter(place_lines(found, [refs for one in outlines for refs in one.lines], metres))
    for outline in outlines:
        parts = [next(placed) for _ in outline.lines]
        lines = [line for of in parts for line in of]
        whole = all(len(of) == 1 for of in parts)
        yield Assembled(_area(lines) if whole else None, lines)


def place_lines(
    found: Scan, lines: list[list[int]], metres: LocalMetres
) -> list[list[NDArray[np.float64]]]:
    """Give lines in metres; a gap in the extract splits one, and none stands still."""
    at = found.positions(np.array([node for refs in lines for node in refs], np.int64))
    xy = metres.to_metres(at / PER_DEGREE)
    held = at[:, 0] != NOWHERE
    placed, first = [], 0
    for refs in lines:
        last = first + len(refs)
        moves = np.append(True, (at[first + 1 : last] != at[first : last - 1]).any(axis=1))
        kept, gaps = xy[first:last][moves], held[first:last][moves]
        runs = np.split(np.arange(len(kept)), np.flatnonzero(gaps[1:] != gaps[:-1]) + 1)
        placed.append([kept[run] for run in runs if gaps[run[0]] and len(run) > 1])
        first = last
    return placed


def _area(lines: list[NDArray[np.float64]]) -> BaseGeometry | None:
    """Make the polygon, holes and all, that lines bound; None where they bound nothing."""
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    if len(lines) == 1 and len(lines[0]) > 3 and (lines[0][0] == lines[0][-1]).all():
        polygon = shapely.Polygon(lines[0])
        if polygon.is_valid:
            return polygon
    drawn = shapely.MultiLineString([shapely.LineString(line) for line in lines])
    area = shapely.build_area(shapely.node(drawn))
    return area if area.area else None


@dataclass(slots=True)
class _Cuts:
    """Segments that are being split; `at` are their nodes in metres."""

    segments: Segments
    metres: LocalMetres
    at: NDArray[np.float64]
    dropped: list[int] = field(default_factory=list)
    fresh: list[NDArray[np.float64]] = field(default_factory=list)
    ends: list[tuple[int, int]] = field(default_factory=list)
    of: list[int] = field(default_factory=list)
    wet: list[bool] = field(default_factory=list)

    def cut(self, edge: int, wet: Iterable[BaseGeometry]) -> None:
        """Split one segment where it goes into the water and comes out."""
        import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

        first, last = self.segments.ends[edge].tolist()
        start, way = self.at[first], self.at[last] - self.at[first]
        parts = [shapely.get_coordinates(part) for part in wet if part.length > INSET_M]
        spans = [_span(part, start, way) for part in parts]
        if not spans:
            return
        stops = sorted({0.0, 1.0, *(share for span in spans for share in span)})
        number = len(self.at) + len(self.fresh)
        self.fresh += [start + share * way for share in stops[1:-1]]
        path = [first, *range(number, number + len(stops) - 2), last]
        self.dropped.append(edge)
        self.ends += pairwise(path)
        self.of += [edge] * (len(path) - 1)
        middles = [(low + high) / 2 for low, high in pairwise(stops)]
        self.wet += [any(low < middle < high for low, high in spans) for middle in middles]

    def done(self) -> Segments:
        """Give all segments, the split ones in place of what they were."""
        whole = self.segments
        kept = np.ones(len(whole.ends), np.bool_)
        kept[self.dropped] = False
        lonlat = self.metres.to_lonlat(np.array(self.fresh, np.float64).reshape(-1, 2))
        no = np.zeros(len(self.fresh), np.bool_)
        of, ends = np.array(self.of, np.int64), np.array(self.ends, np.int64).reshape(-1, 2)
        wet = np.array(self.wet, np.bool_)
        return Segments(
            at=np.concatenate((whole.at, np.rint(lonlat * PER_DEGREE).astype(np.int32))),
            ends=np.concatenate((whole.ends[kept], ends)),
            steps=np.concatenate((whole.steps[kept], whole.steps[of])),
            grade_separated=np.concatenate((whole.grade_separated[kept], wet & whole.decks[of])),
            in_water=np.concatenate((whole.in_water[kept], wet & ~whole.decks[of])),
            decks=np.concatenate((whole.decks[kept], whole.decks[of])),
            signals=np.concatenate((whole.signals, no)),
            stops=np.concatenate((whole.stops, no)),
            thresholds=np.concatenate((whole.thresholds, no)),
        )


def _span(
    part: NDArray[np.float64], start: NDArray[np.float64], way: NDArray[np.float64]
) -> tuple[float, float]:
    """Give the shares along a segment at which a part of it begins and ends."""
    shares = (part[[0, -1]] - start) @ way / (way @ way)
    low, high = np.sort(np.where(shares < 1e-9, 0, np.where(shares > 1 - 1e-9, 1, shares)))
    return float(low), float(high)
