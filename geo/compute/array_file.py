"""Named arrays in one file: a header line of JSON, then the arrays as they are in memory."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.compute.atomic_file import atomic_path
from geo.errors import NetworkError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

_MAGIC = b"YIKE"
_ALIGN = 64


def save(
    path: str | os.PathLike[str],
    kind: str,
    version: int,
    head: Mapping[str, Any],
    named: Mapping[str, NDArray[Any]],
) -> None:
    """Write the arrays and a small JSON `head`; the file appears whole or not at all."""
    table, offset = {}, 0
    for name, array in named.items():
        table[name] = {"dtype": array.dtype.str, "shape": array.shape, "offset": offset}
        offset += -(-array.nbytes // _ALIGN) * _ALIGN
    about = {"kind": kind, "version": version, "head": head, "arrays": table, "bytes": offset}
    line = _MAGIC + json.dumps(about).encode()
    line += b" " * (-(len(line) + 1) % _ALIGN) + b"\n"
    with atomic_path(path) as part, part.open("wb") as file:
        file.write(line)
        for array in named.values():
            file.write(np.ascontiguousarray(array).data)
            file.write(b"\0" * (-array.nbytes % _ALIGN))


def load(
    path: str | os.PathLike[str], kind: str, version: int
) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Map the file into memory and give its head and its arrays.

    Raises:
        NetworkError: the file is missing, damaged, or of another kind or version.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            line = file.readline()
            about = json.loads(line.removeprefix(_MAGIC))
            whole = os.fstat(file.fileno()).st_size == len(line) + about["bytes"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NetworkError(f"{path.name} is no saved {kind}: make it again") from error
    if not whole or about["kind"] != kind or about["version"] != version:
        raise NetworkError(f"{path.name} is damaged or of another version: make it again")
    # A plain view: slices of np.memmap itself are slow to index and keep the file's name alive.
    # Copy on write, because a compiled kernel is another one for arrays that cannot be written.
    data = np.asarray(np.memmap(path, np.uint8, mode="c"))
    named = {
        name: _view(data, len(line) + array["offset"], array)
        for name, array in about["arrays"].items()
    }
    return about["head"], named


def _view(data: NDArray[np.uint8], start: int, array: Mapping[str, Any]) -> NDArray[Any]:
    dtype = np.dtype(array["dtype"])
    count = int(np.prod(array["shape"], dtype=np.int64))
    part: NDArray[Any] = data[start : start + count * dtype.itemsize].view(dtype)
    return part.reshape(array["shape"])
