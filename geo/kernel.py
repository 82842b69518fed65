"""Compiles the inner loops, once they are worth it.

A kernel is a plain function over arrays. It runs as it stands, which is quick enough for one
question about one neighbourhood and spares the second that a compiler takes to load;
`compile_kernels` puts machine code in its place, for whole cities and for a running service.
The replacement is made in every module that has imported the kernel by name.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    Function = TypeVar("Function", bound=Callable[..., Any])

_waiting: list[tuple[Callable[..., Any], bool]] = []


def kernel(function: Function) -> Function:
    """Mark a function as a kernel."""
    _waiting.append((function, False))
    return function


def parallel_kernel(function: Function) -> Function:
    """Mark a function as a kernel whose `prange` loops run on all cores."""
    _waiting.append((function, True))
    return function


def compile_kernels() -> None:
    """Replace every kernel by machine code; results are kept on disk for the next process.

    Compilation itself happens at a kernel's first call: seconds on a fresh machine, milliseconds
    from the cache. Calling this again costs nothing.
    """
    if not _waiting:
        return
    from numba import njit, prange  # noqa: PLC0415 - 0.8 s, and many answers need no compiler

    while _waiting:
        function, parallel = _waiting.pop()
        if parallel:
            function.__globals__["prange"] = prange
        fast = njit(cache=True, parallel=parallel, nogil=True)(function)
        for name, module in list(sys.modules.items()):
            if name.startswith("geo.") and vars(module).get(function.__name__) is function:
                setattr(module, function.__name__, fast)
