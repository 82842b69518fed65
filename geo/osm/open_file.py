"""Opens an OpenStreetMap extract, or says in one line why it cannot be read."""

from __future__ import annotations

import bz2
import gzip
import stat
import zlib
from typing import IO, TYPE_CHECKING, NamedTuple

import osmium

from geo.errors import ExtractError
from geo.osm.xml_order import in_order, rewritten
from geo.printable import UNPRINTABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from osmium.osm.types import OSMEntity

    Unpacked = IO[bytes] | gzip.GzipFile | bz2.BZ2File
    Source = osmium.io.File | osmium.io.FileBuffer


class _Format(NamedTuple):
    """A kind of file: what libosmium calls it, and what unpacks it where it is XML."""

    name: str
    unpack: Callable[[IO[bytes]], Unpacked] | None


FORMATS = {
    ".osm": _Format("osm", lambda file: file),
    ".osm.gz": _Format("osm.gz", lambda file: gzip.GzipFile(fileobj=file)),
    ".osm.bz2": _Format("osm.bz2", bz2.BZ2File),
    ".pbf": _Format("pbf", None),
}
_ENDINGS = "an OpenStreetMap extract that ends in .osm, .osm.gz, .osm.bz2 or .pbf"
# How zlib, bzip2, expat and the PBF reader say that a file stops in the middle.
_EARLY = ("unexpected EOF", "unclosed token", "no element found", "read close failed", "end-of-str")
_CANNOT_UNPACK = (EOFError, zlib.error, gzip.BadGzipFile, ValueError)


def open_extract(path: Path) -> Source:
    """Open a file that looks like an extract: it exists, has a known ending and a valid head.

    XML that is not in order (see `geo.osm.xml_order`) is read, put in order and given as a buffer.

    Raises:
        ExtractError: it does not, or it is a file of changes or of history, or it is incomplete.
    """
    kind = _kind(path)
    head = _head(path, kind)
    if not head:
        raise ExtractError(f"{path.name} is empty: download it again")
    if b"<osmChange" in head:
        raise ExtractError(f"{path.name} is a file of changes, not of streets; give {_ENDINGS}")
    if (b"<osm" if kind.unpack else b"OSMHeader") not in head:
        raise ExtractError(f"{path.name} is no OpenStreetMap extract inside: download it again")
    source = osmium.io.File(str(path), kind.name)
    if kind.unpack is None:
        _refuse_history(path, source)
        return source
    return _xml_in_order(path, kind.unpack, source)


def _kind(path: Path) -> _Format:
    kind = next((kind for end, kind in FORMATS.items() if path.name.lower().endswith(end)), None)
    if kind is None:
        raise ExtractError(f"{path.name}: unknown kind of file; give {_ENDINGS}")
    return kind


def header_values(path: Path, *keys: str) -> list[str]:
    """Give what the head of an extract says under some keys: nothing where only we can read it.

    Raises:
        ExtractError: its kind is unknown.
    """
    try:
        with osmium.io.Reader(osmium.io.File(str(path), _kind(path).name)) as reader:
            return [reader.header().get(key) for key in keys]
    except RuntimeError:
        return []


def objects(path: Path, processor: osmium.FileProcessor) -> Iterator[OSMEntity]:
    """Give what the processor reads from the file.

    Raises:
        ExtractError: the file ends early or is damaged.
    """
    try:
        yield from processor
    except (RuntimeError, ValueError, osmium.InvalidLocationError) as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> ExtractError:
    reason = UNPRINTABLE.sub("\ufffd", " ".join(str(error).split()))
    if any(word in reason for word in _EARLY):
        return ExtractError(f"{path.name} ends early: download it again")
    return ExtractError(f"{path.name} is damaged ({reason}): download it again")


def _refuse_history(path: Path, source: osmium.io.File) -> None:
    """Refuse a PBF that holds several versions of one thing."""
    try:
        reader = osmium.io.Reader(source)
        history = reader.header().has_multiple_object_versions
        reader.close()
    except RuntimeError as error:
        raise _damaged(path, error) from error
    if history:
        raise ExtractError(
            f"{path.name} holds the history of its streets: take an extract of one moment "
            "(osmium time-filter makes one)"
        )


def _xml_in_order(
    path: Path, unpack: Callable[[IO[bytes]], Unpacked], source: osmium.io.File
) -> Source:
    """Give the file itself if it is in order, else a buffer that is."""
    try:
        with path.open("rb") as file, unpack(file) as text:
            if in_order(text):
                return source
        with path.open("rb") as file, unpack(file) as text:
            return osmium.io.FileBuffer(rewritten(path.name, text), "osm")
    except ExtractError:
        raise
    except KeyError as error:
        raise ExtractError(
            f"{path.name} is damaged (something in it has no {error}): download it again"
        ) from error
    except (ArithmeticError, EOFError, LookupError, OSError, SyntaxError, ValueError, zlib.error):
        # libosmium says better what is wrong with text that cannot be unpacked or parsed.
        return source


def _head(path: Path, kind: _Format) -> bytes:
    """Read the first bytes, unpacked; what cannot be unpacked is given as it is."""
    try:
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
            raise ExtractError(f"{path.name} is no plain file; save it first, and give {_ENDINGS}")
        with path.open("rb") as file:
            raw = file.read(4096)
            file.seek(0)
            return raw if kind.unpack is None or not raw else _unpacked(kind.unpack, file, raw)
    except FileNotFoundError as error:
        raise ExtractError(f"{path} does not exist; give {_ENDINGS}") from error
    except IsADirectoryError as error:
        raise ExtractError(f"{path.name} is a folder; give {_ENDINGS}") from error
    except OSError as error:
        raise ExtractError(f"{path} cannot be opened ({error.strerror}); check it") from error


def _unpacked(unpack: Callable[[IO[bytes]], Unpacked], file: IO[bytes], raw: bytes) -> bytes:
    """Unpack the first bytes, or give them as they are."""
    try:
        with unpack(file) as text:
            return text.read(4096)
    except _CANNOT_UNPACK:
        return raw
    except OSError as error:
        if error.errno is None:  # bzip2's word for data that it did not write
            return raw
        raise
