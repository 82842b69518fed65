"""A file that is written appears whole, or the older one stays."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from geo.compute.atomic_file import atomic_path

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_takes_its_name_when_it_is_whole(tmp_path: Path) -> None:
    """While it is written the older file is there; then the new one, and nothing else."""
    path = tmp_path / "new" / "file.bin"
    with atomic_path(path) as part:
        part.write_bytes(b"old")
    with atomic_path(str(path)) as part:
        part.write_bytes(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert list(path.parent.iterdir()) == [path]


def test_what_fails_leaves_the_older_file(tmp_path: Path) -> None:
    """An error on the way deletes what was written, and is raised."""
    path = tmp_path / "file.bin"
    path.write_bytes(b"old")

    def fail() -> None:
        with atomic_path(path) as part:
            part.write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
