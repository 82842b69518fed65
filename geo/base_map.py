"""What is drawn under a map: water, parks, railways and named streets, in one compact file."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from geo.compute import array_file
from geo.errors import DamagedFileError, NetworkError

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

FILE = "base_map.bin"
"""The file of a dataset's folder that holds its base map; a dataset may have none."""

NAMELESS = -1
_KIND, _VERSION = "base map", 1
_LAYOUT: array_file.Layout = {
    "kind": (np.uint8, ("features",)),
    "name": (np.int32, ("features",)),
    "part_start": (np.int32, ("part_starts",)),
    "vertex_start": (np.int32, ("vertex_starts",)),
    "lonlat": (np.float64, ("vertices", 2)),
    "box": (np.float64, ("features", 4)),
}


class Ground(StrEnum):
    """What a feature of the base map is, in the order in which they are drawn.

    The first three are areas; the others are lines.
    """

    WATER = "water"
    GREEN = "green"  # woods, meadows, grass, cemeteries
    PARK = "park"
    RIVER = "river"
    COAST = "coast"  # the sea lies on the right
    PATH = "path"  # footways, stairs, tracks, cycle ways, service ways
    MINOR = "minor"  # residential, unclassified, living and pedestrian streets
    MEDIUM = "medium"  # secondary and tertiary
    MAJOR = "major"  # motorway, trunk and primary
    RAILWAY = "railway"


GROUNDS = tuple(Ground)
AREAS = (Ground.WATER, Ground.GREEN, Ground.PARK)


@dataclass(frozen=True, slots=True)
class BaseMap:
    """Areas and lines to draw, in the order in which they are drawn.

    Feature f has the parts `part_start[f]:part_start[f + 1]`, and part p the vertices
    `lonlat[vertex_start[p]:vertex_start[p + 1]]`. The parts of a line are lines; those of an area
    are closed rings, to be filled by the even-odd rule, so that islands stay dry.

    Attributes:
        kind: (features,) uint8, the place of its `Ground` in `GROUNDS`.
        name: (features,) int32, the row of `names`, or `NAMELESS`.
        part_start: (features + 1,) int32.
        vertex_start: (parts + 1,) int32.
        lonlat: (vertices, 2) float64, degrees, WGS-84.
        box: (features, 4) float64, west, south, east, north.
        names: in the language of the place.
    """

    kind: NDArray[np.uint8]
    name: NDArray[np.int32]
    part_start: NDArray[np.int32]
    vertex_start: NDArray[np.int32]
    lonlat: NDArray[np.float64]
    box: NDArray[np.float64]
    names: tuple[str, ...]

    @classmethod
    def of(cls, features: Iterable[tuple[Ground, str, Sequence[NDArray[np.float64]]]]) -> BaseMap:
        """Put features together: kind, name (or ""), and parts of (vertices, 2) degrees."""
        ordered = sorted(features, key=lambda one: GROUNDS.index(one[0]))
        parts = [part for _, _, lines in ordered for part in lines]
        names = {name: row for row, name in enumerate(sorted({one[1] for one in ordered} - {""}))}
        boxes = [_box(lines) for _, _, lines in ordered]
        return cls(
            np.array([GROUNDS.index(one[0]) for one in ordered], np.uint8),
            np.array([names.get(one[1], NAMELESS) for one in ordered], np.int32),
            _starts([len(one[2]) for one in ordered]),
            _starts([len(part) for part in parts]),
            np.concatenate(parts) if parts else np.empty((0, 2)),
            np.array(boxes, np.float64).reshape(-1, 4),
            tuple(names),
        )

    def within(self, west: float, south: float, east: float, north: float) -> NDArray[np.int64]:
        """Give the features whose box touches a box of degrees, in the order of drawing."""
        box = self.box
        low = (box[:, 0] <= east) & (box[:, 1] <= north)
        return np.flatnonzero(low & (box[:, 2] >= west) & (box[:, 3] >= south))

    def ground(self, feature: int) -> Ground:
        """Say what a feature is."""
        return GROUNDS[int(self.kind[feature])]

    def called(self, feature: int) -> str:
        """Give the name of a feature, empty where it has none."""
        return self.names[self.name[feature]] if self.name[feature] != NAMELESS else ""

    def parts(self, feature: int) -> list[NDArray[np.float64]]:
        """Give the lines or rings of a feature, each (vertices, 2) degrees, WGS-84."""
        first, last = self.part_start[feature], self.part_start[feature + 1]
        starts = self.vertex_start[first : last + 1]
        return [self.lonlat[a:b] for a, b in itertools.pairwise(starts)]

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the base map; the file appears whole or not at all.

        Raises:
            OSError: it cannot be written.
        """
        named = {name: getattr(self, name) for name in _LAYOUT}
        array_file.save(path, _KIND, _VERSION, {"names": list(self.names)}, named)

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> BaseMap:
        """Map a saved base map into memory.

        Raises:
            NetworkError: it is missing, damaged or of another version; the message says what to do.
        """
        try:
            head, named = array_file.load(path, _KIND, _VERSION, _LAYOUT)
            base = cls(**named, names=tuple(map(str, head["names"])))
            base.check()
        except (OSError, DamagedFileError, KeyError, TypeError) as error:
            raise NetworkError(
                f"{path} cannot be used ({error}): make the dataset again with yike init"
            ) from error
        return base

    def check(self) -> None:
        """Let nothing point beyond the arrays.

        Raises:
            DamagedFileError: something does.
        """
        array_file.check_indices(self.kind, len(GROUNDS))
        array_file.check_indices(self.name, len(self.names), NAMELESS)
        array_file.check_starts(self.part_start, len(self.kind), len(self.vertex_start) - 1)
        array_file.check_starts(self.vertex_start, len(self.vertex_start) - 1, len(self.lonlat))


def _starts(sizes: Sequence[int]) -> NDArray[np.int32]:
    return np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]).astype(np.int32)


def _box(lines: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    every = np.concatenate(lines)
    return np.concatenate([every.min(axis=0), every.max(axis=0)])
