"""The system calls that Python's own file functions make, on the simulated disk.

Files elsewhere, the compiled kernels above all, are real: whether they are there changes no life.
"""

from __future__ import annotations

import errno
import os
import random
import stat
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.simulation.disk import Disk
    from tests.simulation.virtual_time import VirtualClock

_replace = os.replace


@contextmanager
def simulated(
    folder: Path, disk: Disk, clock: VirtualClock, chance: random.Random
) -> Iterator[None]:
    """Let a folder's files be synced and renamed on the disk; time and chance are the seed's."""

    def fsync(descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        if not path.is_relative_to(folder):
            return
        _refuse(disk)
        found = os.fstat(descriptor)
        if stat.S_ISDIR(found.st_mode):
            disk.synced_names(path)
        else:
            disk.synced_whole(found.st_ino)

    def replace(source: Any, target: Any, **options: Any) -> None:  # noqa: ANN401 - as in os
        path, inode = Path(target), Path(source).stat().st_ino
        if not path.is_relative_to(folder):
            _replace(source, target, **options)
            return
        _refuse(disk)
        before = path.read_bytes() if path.exists() else None
        _replace(source, target, **options)
        now = clock.true_ns()
        os.utime(path, ns=(now, now))
        disk.renamed(path, before, inode)

    with (
        patch.object(os, "fsync", fsync),
        patch.object(os, "replace", replace),
        patch.object(time, "time_ns", clock.true_ns),
        patch.object(random, "_urandom", chance.randbytes),  # where `secrets` takes its from
    ):
        yield


def _refuse(disk: Disk) -> None:
    """Raise what the system raises: the machine is dead, or the disk is full."""
    if not disk.effect():
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    if disk.is_full:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
