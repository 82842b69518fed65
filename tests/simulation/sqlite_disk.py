"""SQLite on the simulated disk: its own seam for that, a VFS, registered for the whole process.

All that SQLite reads, locks and shares is done by its own VFS for Unix; each write, cut, sync and
removal of a file is told to the disk, which may refuse it. See https://www.sqlite.org/vfs.html.
"""

from __future__ import annotations

import _sqlite3
import ctypes
import os
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from tests.simulation.disk import Disk
    from tests.simulation.virtual_time import VirtualClock

_OK, _IOERR, _FULL, _CANTOPEN = 0, 10, 13, 14
_MAIN, _JOURNAL, _WAL = 0x100, 0x800, 0x80000

_FRAME_HEAD = 24
_PAGES_THEN = slice(4, 8)
"""In the head of a frame of the journal: how long the file is after a commit; 0: there is none."""

_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)
_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_DELETE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
_SLEEP = CFUNCTYPE(c_int, c_void_p, c_int)


def _pointers(names: str) -> list[tuple[str, Any]]:
    return [(name, c_void_p) for name in names.split()]


class _Methods(Structure):
    """`sqlite3_io_methods`, what can be done with an open file."""

    _fields_: ClassVar = [
        ("version", c_int),
        *_pointers("close read"),
        ("write", _WRITE),
        ("truncate", _TRUNCATE),
        ("sync", _SYNC),
        *_pointers("size lock unlock reserved control sector device"),
        *_pointers("shm_map shm_lock shm_barrier shm_unmap fetch unfetch"),
    ]


class _OpenFile(Structure):
    """`sqlite3_file`."""

    _fields_: ClassVar = [("methods", POINTER(_Methods))]


class _Vfs(Structure):
    """`sqlite3_vfs`, what can be done with names."""

    _fields_: ClassVar = [
        ("version", c_int),
        ("file_size", c_int),
        ("longest", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", _OPEN),
        ("delete", _DELETE),
        *_pointers("access full dl_open dl_error dl_sym dl_close random"),
        ("sleep", _SLEEP),
        *_pointers("time error time64 set_call get_call next_call"),
    ]


class SqliteDisk:
    """Stands between SQLite and the files, for as long as the process lives."""

    def __init__(self, disk: Disk, clock: VirtualClock) -> None:
        """Register; every connection that is opened from now on is on the simulated disk."""
        self._disk, self._clock = disk, clock
        self._paths: dict[int, Path] = {}
        self._commits = False
        library = ctypes.CDLL(_sqlite3.__file__)  # finds what that module itself is linked to
        library.sqlite3_vfs_find.restype = POINTER(_Vfs)
        self._unix = library.sqlite3_vfs_find(None)
        self._vfs = _Vfs.from_buffer_copy(self._unix.contents)
        self._vfs.name = b"simulated"
        self._vfs.open, self._vfs.delete = _OPEN(self._open), _DELETE(self._delete)
        self._vfs.sleep = _SLEEP(self._sleep)
        self._unix_methods: dict[int, _Methods] = {}
        self._methods: dict[int, _Methods] = {}
        if library.sqlite3_vfs_register(ctypes.byref(self._vfs), 1) != _OK:
            raise RuntimeError("SQLite takes no VFS")

    def _open(self, _: int, name: int, file: int, flags: int, out: int) -> int:
        if self._disk.is_dead:
            return _CANTOPEN
        code: int = self._unix.contents.open(
            ctypes.addressof(self._unix.contents), name, file, flags, out
        )
        if code == _OK and name and flags & (_MAIN | _JOURNAL | _WAL):
            path = Path(os.fsdecode(ctypes.string_at(name)))
            self._disk.opened(path)
            self._paths[file] = path
            self._watch(file, _OpenFile.from_address(file))
        return code

    def _watch(self, file: int, opened: _OpenFile) -> None:
        """Put our writes in the place of the file's own."""
        own = opened.methods.contents
        kind = ctypes.addressof(own)  # a database is locked, and a journal is not
        if kind not in self._methods:
            ours = self._methods[kind] = _Methods.from_buffer_copy(own)
            ours.write, ours.sync = _WRITE(self._write), _SYNC(self._sync)
            ours.truncate = _TRUNCATE(self._truncate)
        self._unix_methods[file] = own
        opened.methods = ctypes.pointer(self._methods[kind])

    def _write(self, file: int, content: int, size: int, offset: int) -> int:
        path = self._paths[file]
        if not self._disk.effect():
            return _IOERR
        if self._disk.is_full:
            return _FULL
        written = ctypes.string_at(content, size)
        self._disk.wrote(path, offset, written)
        code = self._done(path, self._unix_methods[file].write(file, content, size, offset))
        if size == _FRAME_HEAD:
            self._commits = any(written[_PAGES_THEN])
        elif self._commits:  # the page itself follows its frame's head
            self._commits = False
            self._disk.happened("a commit")
        return code

    def _truncate(self, file: int, size: int) -> int:
        path = self._paths[file]
        if not self._disk.effect():
            return _IOERR
        self._disk.wrote(path, size, None)
        return self._done(path, self._unix_methods[file].truncate(file, size))

    def _sync(self, file: int, _flags: int) -> int:
        if not self._disk.effect():
            return _IOERR
        self._disk.synced(self._paths[file])
        return _OK

    def _delete(self, _: int, name: int, folder_too: int) -> int:
        if not self._disk.effect():
            return _IOERR
        self._disk.deleted(Path(os.fsdecode(ctypes.string_at(name))))
        code: int = self._unix.contents.delete(
            ctypes.addressof(self._unix.contents), name, folder_too
        )
        return code

    def _sleep(self, _: int, microseconds: int) -> int:
        """Wait for somebody else's lock."""
        self._clock.advance(microseconds / 1e6)
        return microseconds

    def _done(self, path: Path, code: int) -> int:
        """Let the file be of virtual time, since others tell by that whether it has changed."""
        now = self._clock.true_ns()
        os.utime(path, ns=(now, now))
        return code
