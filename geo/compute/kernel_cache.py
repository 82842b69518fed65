"""Machine code kept on disk: checked before it is run, and done without where no disk takes it."""

from __future__ import annotations

import logging
import pickle
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.compute import checked_file
from geo.errors import DamagedFileError

if TYPE_CHECKING:
    from collections.abc import Callable

caching: Any = import_module("numba.core.caching")
linalg: Any = import_module("numba.np.linalg")
"""Parts of the compiler without types."""

_FORMAT = 1

_log = logging.getLogger(__name__)
_told: set[str] = set()


def _no_linear_algebra() -> None:
    """Say what the compiler takes for "SciPy is not there".

    It loads all of `scipy.linalg`, 0.3 s, to see whether kernels may call it, and none does.

    Raises:
        ImportError: always.
    """
    raise ImportError("kernels do without linear algebra")


linalg.ensure_blas = _no_linear_algebra


def keep_compiled(dispatcher: Any, function: Callable[..., Any]) -> None:  # noqa: ANN401 - no types
    """Let a compiled function find its machine code on the disk, and leave it there."""
    try:
        dispatcher._cache = _KernelCache(function)  # noqa: SLF001 - as its enable_caching does
    except RuntimeError:  # what the compiler raises where no folder can be written
        _tell("machine code cannot be kept here: each start compiles again")


def _tell(line: str) -> None:
    """Say something once, not for every kernel."""
    if line not in _told:
        _told.add(line)
        _log.warning(line)


class _KeptFolder(caching.UserProvidedCacheLocator):  # type: ignore[misc] # the compiler has no types
    """The folder that we say, which need not be writable once machine code lies in it."""

    def ensure_cache_path(self) -> None:
        """Make a folder to keep machine code in, unless there is one that holds some.

        Raises:
            OSError: nothing can be kept there.
        """
        if next(Path(self.get_cache_path()).glob("*.nbi"), None) is None:
            super().ensure_cache_path()


class _OneFolder(caching.CompileResultCacheImpl):  # type: ignore[misc] # the compiler has no types
    """Keeps machine code where we say and nowhere else: the name of that folder tells its age."""

    _locator_classes = (_KeptFolder,)


class _KernelCache(caching.FunctionCache):  # type: ignore[misc] # likewise
    """The compiler's own cache of one function, over checked files."""

    _impl_class = _OneFolder

    def __init__(self, function: Callable[..., Any]) -> None:
        """Keep the machine code of a function.

        Raises:
            RuntimeError: no folder can be written.
        """
        super().__init__(function)
        stamp = self._impl.locator.get_source_stamp()
        self._cache_file = _CheckedFiles(self._cache_path, self._impl.filename_base, stamp)

    def save_overload(self, sig: object, data: object) -> None:
        """Keep the machine code of one signature, if the disk takes it."""
        try:
            super().save_overload(sig, data)
        except OSError as error:
            _tell(f"machine code cannot be kept ({error.strerror}): the next start compiles again")


class _CheckedFiles(caching.IndexDataCacheFile):  # type: ignore[misc] # likewise
    """The index of the signatures of a function, and a file of machine code for each."""

    def _load_index(self) -> dict[Any, str]:
        try:
            version, stamp, index = self._read(self._index_name)
        except OSError:
            return {}
        current = (version, stamp) == (self._version, self._source_stamp)
        return dict(index) if current else {}

    def _save_index(self, overloads: dict[Any, str]) -> None:
        self._write(self._index_name, (self._version, self._source_stamp, overloads))

    def _load_data(self, name: str) -> object:
        return self._read(name)

    def _save_data(self, name: str, data: object) -> None:
        self._write(name, data)

    def _read(self, name: str) -> Any:  # noqa: ANN401 - whatever was pickled
        """Read what was kept.

        Raises:
            OSError: nothing was, or it is damaged, which the compiler takes for the same.
        """
        try:
            _, content = checked_file.read(Path(self._cache_path, name), "machine code", _FORMAT)
        except DamagedFileError as error:
            _log.warning("%s: compiled again", error)
            raise FileNotFoundError(name) from error
        return pickle.loads(content)  # noqa: S301 - our own, and whole

    def _write(self, name: str, data: object) -> None:
        content = self._dump(data)
        checked_file.write(Path(self._cache_path, name), "machine code", _FORMAT, {}, [content])
