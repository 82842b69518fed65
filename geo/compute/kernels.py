"""Kernels: inner loops over arrays that become machine code where that is worth it.

A kernel is a plain function. It runs as it stands, which is quick enough for one question about one
neighbourhood and spares the second that the compiler takes to load. `compile_kernels` puts machine
code in its place in every module that has imported it by name. Isochrones, OD matrices and, after
some, searches of large networks call it themselves; a service calls it to be warm before the first
question.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
import threading
from functools import cache
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from geo.user_folders import rebuilt_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    Function = TypeVar("Function", bound=Callable[..., Any])

_PACKAGE = f"{__name__.partition('.')[0]}."
_lock = threading.RLock()
_searches = count(1)
_waiting: list[tuple[Callable[..., Any], dict[str, Any]]] = []
_compiling = False

_NAME = re.compile(r"\w+")
_IMPORT = re.compile(
    r"^[ \t]*(?:import[ \t]+([\w.]+)|from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|.*))",
    re.MULTILINE,
)
"""An import: of a module, or of names from one. To parse the sources takes 0.1 s at each start."""

SMALL_NETWORK = 20_000
"""Nodes up to which plain work on all of them takes less time than loading the compiler."""

FEW_SEARCHES = 30
"""Plain searches of 15 minutes that take less time than loading the compiler: 3 ms each in Porto
and 20 ms around the main station of Helsinki, beside 0.7 s of processor time.
"""


def kernel(function: Function) -> Function:
    """Mark a function as a kernel."""
    return _mark(function, {})


def lean_kernel(function: Function) -> Function:
    """Mark a function as a kernel that works on the arrays it is given, and makes and returns none.

    It needs no reference counts, which cost more at each call than many a kernel does: nested
    loops run twice as fast.
    """
    return _mark(function, {"_nrt": False})


def swift_kernel(function: Function) -> Function:
    """Mark a lean kernel that never meets a NaN, so that its minima are vectorised."""
    return _mark(function, {"_nrt": False, "fastmath": {"nnan", "nsz"}})


def parallel_kernel(function: Function) -> Function:
    """Mark a function as a kernel whose `prange` loops run on all cores."""
    return _mark(function, {"parallel": True})


def compile_kernels() -> None:
    """Replace every kernel by machine code; results are kept on disk for the next process.

    Compilation itself happens at a kernel's first call: seconds on a fresh machine, milliseconds
    from the cache. Kernels of modules that are imported later are compiled as well. Calling this
    again costs nothing.
    """
    global _compiling  # noqa: PLW0603 - one process has one state: before and after
    with _lock:
        _compiling = True
        while _waiting:
            function, options = _waiting.pop()
            fast = _compiled(function, options)
            for name, module in list(sys.modules.items()):
                if name.startswith(_PACKAGE) and vars(module).get(function.__name__) is function:
                    setattr(module, function.__name__, fast)


def compile_for(nodes: int) -> None:
    """Compile the kernels if work on all of so many nodes is worth it."""
    if nodes > SMALL_NETWORK:
        compile_kernels()


def compile_for_searches(nodes: int) -> None:
    """Compile the kernels once a large network is searched again and again; call before a search.

    A search is bounded by its cutoff: the first answers come sooner without the compiler, however
    large the network is.
    """
    if nodes > SMALL_NETWORK and next(_searches) > FEW_SEARCHES:
        compile_kernels()


def has_machine_code(module: str) -> bool:
    """Tell whether the kernels of a module were compiled here before, as its sources are now."""
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        return False
    folder = _cache_folder(os.environ.get("NUMBA_CACHE_DIR", ""), Path(spec.origin))
    return next(folder.rglob("*.nbi"), None) is not None


def _mark(function: Function, options: dict[str, Any]) -> Function:
    """Keep a kernel for `compile_kernels`, or compile it at once where that was called before."""
    with _lock:
        if _compiling:
            return _compiled(function, options)
        _waiting.append((function, options))
        return function


def _compiled(function: Function, options: dict[str, Any]) -> Function:
    """Give the machine code of a kernel, kept in a folder of its own sources."""
    from numba import config, njit, prange  # noqa: PLC0415 - 0.8 s, and many answers need none

    # Likewise; and it goes before the first kernel is loaded.
    from geo.compute.kernel_cache import keep_compiled  # noqa: PLC0415

    settings = vars(config)
    usual = settings["CACHE_DIR"]
    if "parallel" in options:
        function.__globals__["prange"] = prange
    settings["CACHE_DIR"] = str(_cache_folder(usual, Path(function.__code__.co_filename)))
    try:
        fast: Function = njit(nogil=True, **options)(function)
        keep_compiled(fast, function)
    finally:
        settings["CACHE_DIR"] = usual
    return fast


@cache
def _cache_folder(usual: str, module: Path) -> Path:
    """Name a folder after the source of a module and of all that it imports.

    A kernel holds the code of those it calls and the numbers it uses, but the compiler looks at
    its own module alone to tell whether what it kept is out of date.
    """
    sources = _sources(module)
    digest = hashlib.sha256(b"".join(sources[path] for path in sorted(sources)))
    folder = Path(usual or rebuilt_folder(module.parent / "__pycache__", "kernels"))
    return folder / f"kernels-{digest.hexdigest()[:16]}"


def _sources(module: Path) -> dict[Path, bytes]:
    """Read a module and all that it imports of its own top-level package, directly or not."""
    sources: dict[Path, bytes] = {}
    waiting = [module]
    while waiting:
        path = waiting.pop()
        if path not in sources:
            sources[path] = path.read_bytes()
            waiting += _imported(path)
    return sources


@cache
def _imported(module: Path) -> tuple[Path, ...]:
    """Find the files of the modules that a module imports, those of other packages left out."""
    names: set[str] = set()
    for whole, package, listed in _IMPORT.findall(module.read_text(encoding="utf-8")):
        names.update((whole, package))
        names.update(f"{package}.{name}" for name in _NAME.findall(listed))
    return tuple(filter(None, map(_file_of, sorted(n for n in names if n.startswith(_PACKAGE)))))


def _file_of(name: str) -> Path | None:
    """Find the file of a module; None for a name that is no module."""
    try:
        spec = find_spec(name)
    except ModuleNotFoundError:  # a name inside a module, not a module inside a package
        return None
    return Path(spec.origin) if spec is not None and spec.origin else None
