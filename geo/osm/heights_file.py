"""Opens files of heights, by what they are: HGT, GeoTIFF, or an extract whose nodes have `ele`."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import osmium
from osmium.filter import KeyFilter
from osmium.osm import NODE, Node

from geo.errors import HeightsError
from geo.heights.geotiff import read_geotiff
from geo.heights.height_points import HeightPoints
from geo.heights.height_source import FirstKnown
from geo.heights.hgt_file import read_hgt
from geo.osm.open_file import FORMATS, objects, open_extract

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Sequence

    from geo.heights.height_source import HeightSource


def open_heights(paths: Sequence[str | os.PathLike[str]]) -> HeightSource:
    """Open files of heights; where several know one, the first of them has it.

    Raises:
        HeightsError: one is missing, of no known kind, or cannot be read.
        ExtractError: one is an extract, and damaged.
    """
    return FirstKnown([_opened(Path(path)) for path in paths])


def _opened(path: Path) -> HeightSource:
    readers: dict[str, Callable[[Path], HeightSource]] = {
        ".hgt": read_hgt,
        ".tif": read_geotiff,
        ".tiff": read_geotiff,
        **dict.fromkeys(FORMATS, read_tagged_heights),
    }
    name = path.name.lower()
    reader = next((read for end, read in readers.items() if name.endswith(end)), None)
    if reader is None:
        raise HeightsError(
            f"{path.name}: unknown kind of file; give heights as .hgt, as GeoTIFF (.tif), or an "
            "extract with ele"
        )
    try:
        return reader(path)
    except OSError as error:
        raise HeightsError(f"{path} cannot be opened ({error.strerror}); check it") from error


def read_tagged_heights(path: Path) -> HeightPoints:
    """Read the heights of an extract.

    Raises:
        ExtractError: the file is missing, no extract, ends early or is damaged.
        HeightsError: no node has a height.
    """
    nodes = osmium.FileProcessor(open_extract(path), NODE).with_filter(KeyFilter("ele"))
    rows = [
        (node.lon, node.lat, height_m(node.tags["ele"]))
        for node in objects(path, nodes)
        if isinstance(node, Node) and node.location.valid()
    ]
    found = np.array(rows, np.float64).reshape(-1, 3)
    found = found[np.isfinite(found[:, 2])]
    if not len(found):
        raise HeightsError(
            f"no node of {path.name} has a height (ele): give a .hgt or .tif file of heights"
        )
    return HeightPoints(found[:, :2], found[:, 2])


def height_m(text: str) -> float:
    """Read `ele`: metres, or feet where it says so; NaN where it is no number."""
    number = text.strip().lower().replace(",", ".")
    for unit, metres in (("ft", 0.3048), ("'", 0.3048), ("m", 1.0), ("", 1.0)):
        if number.endswith(unit):
            try:
                return float(number.removesuffix(unit)) * metres
            except ValueError:
                return math.nan
    return math.nan
