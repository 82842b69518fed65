"""Files that are made again when they are damaged: a header line with a checksum, then bytes."""

from __future__ import annotations

import json
import logging
import mmap
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from geo.compute.atomic_file import atomic_path
from geo.errors import DamagedFileError

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping, Sequence

    T = TypeVar("T")

_log = logging.getLogger(__name__)

_MAGIC = b"YIKE "
_SUM_END = len(_MAGIC) + 8
_ALIGN = 64
_LONGEST_HEADER = 1 << 20


def write(
    path: str | os.PathLike[str],
    kind: str,
    version: int,
    head: Mapping[str, Any],
    parts: Sequence[bytes | memoryview],
) -> None:
    """Write a header and the parts, one after the other; the file appears whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    about = json.dumps({"kind": kind, "version": version, "head": head}).encode()
    about += b" " * (-(_SUM_END + len(about) + 1) % _ALIGN) + b"\n"
    checksum = zlib.crc32(about)
    for part in parts:
        checksum = zlib.crc32(part, checksum)
    with atomic_path(path) as unnamed, unnamed.open("wb") as file:
        file.write(b"%s%08x" % (_MAGIC, checksum) + about)
        for part in parts:
            file.write(part)


def read(
    path: str | os.PathLike[str], kind: str, version: int
) -> tuple[dict[str, Any], memoryview]:
    """Map a file into memory, and give its head and its bytes once they have proved whole.

    What is written to the bytes never reaches the file.

    Raises:
        OSError: there is no such file, or it cannot be read.
        DamagedFileError: it is damaged, or of another kind or version.
    """
    path = Path(path)
    with path.open("rb") as file:
        line = file.readline(_LONGEST_HEADER)
        about = _header(path, line)
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    whole = memoryview(mapped)
    if b"%08x" % zlib.crc32(whole[_SUM_END:]) != line[len(_MAGIC) : _SUM_END]:
        raise DamagedFileError(f"{path.name} is damaged")
    if about.get("kind") != kind or about.get("version") != version:
        raise DamagedFileError(f"{path.name} is of another version")
    return about["head"], whole[len(line) :]


def _header(path: Path, line: bytes) -> dict[str, Any]:
    """Read the header line."""
    try:
        about = json.loads(line[_SUM_END:])
    except (ValueError, RecursionError):
        about = None
    if not line.startswith(_MAGIC) or not isinstance(about, dict) or "head" not in about:
        raise DamagedFileError(f"{path.name} is damaged")
    return about


def is_ours(path: Path) -> bool:
    """Tell whether a file begins as those that `write` makes."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def kept(
    path: Path,
    read_it: Callable[[Path], T],
    make: Callable[[], T],
    keep: Callable[[Path, T], None],
) -> T:
    """Read what is kept at a path; make it when it is missing or damaged, and keep it if we can."""
    try:
        return read_it(path)
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (DamagedFileError, OSError) as error:
        _log.warning("%s: made again", error)
    made = make()
    try:
        keep(path, made)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        _log.warning("%s cannot be kept (%s): it is made again each time", path, reason)
    return made
