"""Opens an OpenStreetMap extract, or says in one line why it cannot be read."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import osmium

from geo.errors import ExtractError
from geo.printable import UNPRINTABLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from osmium.osm.types import OSMEntity

FORMATS = {".osm": "osm", ".osm.gz": "osm.gz", ".osm.pbf": "pbf"}
_ENDINGS = "an OpenStreetMap extract that ends in .osm, .osm.gz or .osm.pbf"
# How zlib, expat and the PBF reader say that a file stops in the middle.
_EARLY = ("unexpected EOF", "unclosed token", "no element found", "read close failed")


def open_extract(path: Path) -> osmium.io.File:
    """Open a file that looks like an extract: it exists, has a known ending and a valid head.

    Raises:
        ExtractError: it does not.
    """
    kind = next((kind for end, kind in FORMATS.items() if path.name.lower().endswith(end)), None)
    if kind is None:
        raise ExtractError(f"{path.name}: unknown kind of file; give {_ENDINGS}")
    head = _head(path, kind)
    if not head:
        raise ExtractError(f"{path.name} is empty: download it again")
    if (b"OSMHeader" if kind == "pbf" else b"<osm") not in head:
        raise ExtractError(f"{path.name} is no OpenStreetMap extract inside: download it again")
    return osmium.io.File(str(path), kind)


def objects(path: Path, processor: osmium.FileProcessor) -> Iterator[OSMEntity]:
    """Give what the processor reads from the file.

    Raises:
        ExtractError: the file ends early or is damaged.
    """
    try:
        yield from processor
    except (RuntimeError, ValueError, osmium.InvalidLocationError) as error:
        reason = UNPRINTABLE.sub("\ufffd", " ".join(str(error).split()))
        if any(word in reason for word in _EARLY):
            raise ExtractError(f"{path.name} ends early: download it again") from error
        raise ExtractError(f"{path.name} is damaged ({reason}): download it again") from error


def _head(path: Path, kind: str) -> bytes:
    """Read the first bytes, unpacked; what cannot be unpacked is given as it is."""
    try:
        with path.open("rb") as file:
            raw = file.read(4096)
            file.seek(0)
            if kind != "osm.gz" or not raw:
                return raw
            with gzip.GzipFile(fileobj=file) as unpacked:
                return unpacked.read(4096)
    except FileNotFoundError as error:
        raise ExtractError(f"{path} does not exist; give {_ENDINGS}") from error
    except IsADirectoryError as error:
        raise ExtractError(f"{path.name} is a folder; give {_ENDINGS}") from error
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return raw
    except OSError as error:
        raise ExtractError(f"{path} cannot be opened ({error.strerror}); check it") from error
