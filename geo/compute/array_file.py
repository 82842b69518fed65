"""Named arrays in one checked file, as they are in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from geo.compute import checked_file
from geo.errors import DamagedFileError

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from numpy.typing import NDArray

_ALIGN = 64

Layout: TypeAlias = "Mapping[str, tuple[type[np.generic], tuple[int | str, ...]]]"
"""What each array of a file must be: its type, and its shape; a name stands for the same number
wherever it is written."""


def save(
    path: str | os.PathLike[str],
    kind: str,
    version: int,
    head: Mapping[str, Any],
    named: Mapping[str, NDArray[Any]],
) -> None:
    """Write the arrays and a small JSON `head`; the file appears whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    table, offset, parts = {}, 0, []
    for name, array in named.items():
        table[name] = {"dtype": array.dtype.str, "shape": array.shape, "offset": offset}
        parts += [np.ascontiguousarray(array).data.cast("B") if array.size else b""]
        parts += [b"\0" * (-array.nbytes % _ALIGN)]
        offset += -(-array.nbytes // _ALIGN) * _ALIGN
    checked_file.write(path, kind, version, {"head": head, "arrays": table}, parts)


def load(
    path: str | os.PathLike[str], kind: str, version: int, layout: Layout
) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Map the file into memory and give its head and its arrays, each of the type and shape named.

    Raises:
        OSError: there is no such file, or it cannot be read.
        DamagedFileError: it is damaged, or of another kind or version.
    """
    about, content = checked_file.read(path, kind, version)
    # Writable, because a compiled kernel is another one for arrays that cannot be written.
    data = np.frombuffer(content, np.uint8)
    sizes: dict[str, int] = {}
    try:
        named = {name: _view(data, about["arrays"][name], *layout[name], sizes) for name in layout}
        return dict(about["head"]), named
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedFileError(f"{path} holds other arrays than a saved {kind}") from error


def _view(
    data: NDArray[np.uint8],
    array: Mapping[str, Any],
    kind: type[np.generic],
    shape: tuple[int | str, ...],
    sizes: dict[str, int],
) -> NDArray[Any]:
    """Give one array, if it is what it has to be and lies within the file.

    Raises:
        ValueError: it is not.
    """
    dtype, start = np.dtype(kind), array["offset"]
    if array["dtype"] != dtype.str or len(array["shape"]) != len(shape):
        raise ValueError(array["dtype"])
    for wanted, size in zip(shape, array["shape"], strict=True):
        known = sizes.setdefault(wanted, size) if isinstance(wanted, str) else wanted
        if not isinstance(size, int) or size < 0 or size != known:
            raise ValueError(wanted)
    end = start + int(np.prod(array["shape"], dtype=object)) * dtype.itemsize
    if not isinstance(start, int) or not 0 <= start <= end <= len(data) or start % _ALIGN:
        raise ValueError(start)
    return data[start:end].view(dtype).reshape(array["shape"])


def check_indices(array: NDArray[Any], count: int, least: int = 0) -> None:
    """Let only numbers from `least` to below `count` pass: kernels read wherever they point.

    Raises:
        DamagedFileError: there is another.
    """
    if array.size and not (array.min() >= least and array.max() < count):
        raise DamagedFileError("a saved file points beyond its arrays")


def check_starts(start: NDArray[Any], rows: int, items: int) -> None:
    """Let only the row starts of so many rows and items in CSR pass.

    Raises:
        DamagedFileError: they are others.
    """
    right = len(start) == rows + 1 and start[0] == 0 and start[-1] == items
    if not right or (np.diff(start) < 0).any():
        raise DamagedFileError("a saved file groups its arrays wrongly")
