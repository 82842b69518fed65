"""The documented rules of parks with hours and of water once more: ways are split at outlines."""

from __future__ import annotations

from itertools import count, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Tags = Mapping[str, str]

PARKS = {"leisure": "park garden", "landuse": "cemetery", "tourism": "zoo"}
SHUT_WITH_PARKS = {"footway", "path", "pedestrian", "steps", "cycleway", "track", "service"}
EDGE_M = 1.0
BANK_M = 0.1


class Area(NamedTuple):
    """An area, what of it a way must meet to lead into it, and the metres that do not count."""

    area: BaseGeometry
    core: BaseGeometry
    least_m: float

    def meets(self, line: BaseGeometry) -> Iterator[NDArray[np.float64]]:
        """Give the parts of a straight line, (2, 2) each, that lie in the area."""
        if line.intersects(self.core):
            for part in shapely.get_parts(line.intersection(self.area)).tolist():
                if (
                    part.length > self.least_m
                    and part.intersection(self.core).length > self.least_m
                ):
                    yield shapely.get_coordinates(part)[[0, -1]]


def is_park(tags: Tags) -> bool:
    """Say whether an area may be shut as a whole."""
    return any(tags.get(key, "-") in kinds.split() for key, kinds in PARKS.items())


def is_water(tags: Tags) -> bool:
    """Say whether an area is water."""
    return tags.get("natural") == "water" or tags.get("landuse") == "reservoir"


def park(outline: BaseGeometry) -> Area:
    """Give a park: what is no further inside than a metre lies along it."""
    return Area(outline, outline.buffer(-EDGE_M), EDGE_M)


def pond(outline: BaseGeometry, streets: list[BaseGeometry]) -> Area:
    """Give an area of water, which lets streets run along its bank."""
    touched = any(outline.dwithin(street, BANK_M) for street in streets)
    return Area(outline, outline.buffer(-BANK_M, join_style="mitre") if touched else outline, 0.0)


class Splitter:
    """Splits ways at areas; places get numbers that no node has."""

    def __init__(self, xy: dict[int, Any]) -> None:
        """Note the positions of the nodes, to which those of fresh ones are added."""
        self.xy = xy
        self.fresh = count(-(1 << 40), -1)

    def split(self, refs: list[int], area: Area) -> Iterator[tuple[list[int], bool]]:
        """Give the pieces of a way, and whether they lie inside; whole if it does not lead in."""
        so_far = [refs[0]]
        for one, other in pairwise(refs):
            ends = np.array([self.xy[one], self.xy[other]])
            inside = list(area.meets(shapely.LineString(ends)))
            if inside:
                if len(so_far) > 1:
                    yield so_far, False
                yield from self._pieces(one, other, inside)
                so_far = [other]
            else:
                so_far.append(other)
        if len(so_far) > 1:
            yield so_far, False

    def _pieces(
        self, one: int, other: int, inside: list[NDArray[np.float64]]
    ) -> Iterator[tuple[list[int], bool]]:
        start, end = np.array(self.xy[one]), np.array(self.xy[other])
        way = end - start
        spans = [
            sorted(((part - start) @ way / (way @ way)).clip(0, 1).tolist()) for part in inside
        ]
        stops = sorted({0.0, 1.0, *(share for span in spans for share in span)})
        stops = [0.0, *(share for share in stops if 1e-9 < share < 1 - 1e-9), 1.0]
        nodes = [one]
        for share in stops[1:-1]:
            nodes.append(next(self.fresh))
            self.xy[nodes[-1]] = (start + share * way).tolist()
        nodes.append(other)
        for (low, high), pair in zip(pairwise(stops), pairwise(nodes), strict=True):
            middle = (low + high) / 2
            yield list(pair), any(first < middle < last for first, last in spans)
