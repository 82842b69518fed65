"""Compiles the inner loops, once they are worth it.

A kernel is a plain function over arrays. It runs as it stands, which is quick enough for one
question about one neighbourhood and spares the second that a compiler takes to load;
`compile_kernels` puts machine code in its place, for whole cities and for a running service.
The replacement is made in every module that has imported the kernel by name.
"""

from __future__ import annotations

import hashlib
import re
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    Function = TypeVar("Function", bound=Callable[..., Any])

_IMPORT = re.compile(rb"^from geo\.(\w+) import", re.MULTILINE)

_waiting: list[tuple[Callable[..., Any], dict[str, Any]]] = []


def kernel(function: Function) -> Function:
    """Mark a function as a kernel."""
    _waiting.append((function, {}))
    return function


def lean_kernel(function: Function) -> Function:
    """Mark a function as a kernel that works on the arrays it is given, and makes and returns none.

    So nobody has to count who holds an array, which costs more at each call than many a kernel
    does: loops over loops run twice as fast.
    """
    _waiting.append((function, {"_nrt": False}))
    return function


def swift_kernel(function: Function) -> Function:
    """Mark a lean kernel that never meets a NaN, so that several minima are looked for at once."""
    _waiting.append((function, {"_nrt": False, "fastmath": {"nnan", "nsz"}}))
    return function


def parallel_kernel(function: Function) -> Function:
    """Mark a function as a kernel whose `prange` loops run on all cores."""
    _waiting.append((function, {"parallel": True}))
    return function


def compile_kernels() -> None:
    """Replace every kernel by machine code; results are kept on disk for the next process.

    Compilation itself happens at a kernel's first call: seconds on a fresh machine, milliseconds
    from the cache. Calling this again costs nothing.
    """
    if not _waiting:
        return
    from numba import config, njit, prange  # noqa: PLC0415 - 0.8 s, and many answers need none

    settings = vars(config)
    usual = settings["CACHE_DIR"]
    while _waiting:
        function, options = _waiting.pop()
        if "parallel" in options:
            function.__globals__["prange"] = prange
        settings["CACHE_DIR"] = str(_cache_folder(usual, Path(function.__code__.co_filename)))
        fast = njit(cache=True, nogil=True, **options)(function)
        for name, module in list(sys.modules.items()):
            if name.startswith("geo.") and vars(module).get(function.__name__) is function:
                setattr(module, function.__name__, fast)
    settings["CACHE_DIR"] = usual


def _cache_folder(usual: str, module: Path) -> Path:
    """Name a folder after the source of a module and of all that it imports.

    A kernel holds the code of those it calls and the numbers it uses, but the compiler looks at
    its own module alone to tell whether what it kept is out of date.
    """
    sources = _sources(module)
    digest = hashlib.sha256(b"".join(sources[name] for name in sorted(sources)))
    return Path(usual or module.parent / "__pycache__") / f"kernels-{digest.hexdigest()[:16]}"


@cache
def _sources(module: Path) -> dict[str, bytes]:
    """Read a module and those that it imports from this package, by name."""
    sources = {module.stem: module.read_bytes()}
    for name in _IMPORT.findall(sources[module.stem]):
        sources |= _sources(module.with_name(f"{name.decode()}.py"))
    return sources
