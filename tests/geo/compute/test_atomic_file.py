"""A file that is written appears whole, or the older one stays."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from geo.compute.atomic_file import atomic_path
from tests.conftest import ROOT


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


def test_what_a_kill_leaves_is_cleared(tmp_path: Path) -> None:
    """The next writer clears it; what somebody still writes, and what is not ours, stays."""
    program = (
        "import sys, time; from geo.compute.atomic_file import atomic_path\n"
        "with atomic_path(sys.argv[1]) as part:\n"
        "    print(part, flush=True); time.sleep(60)\n"
    )
    foreign = tmp_path / "film.part"
    foreign.touch()
    with subprocess.Popen(  # noqa: S603 - this interpreter and the program above
        [sys.executable, "-c", program, tmp_path / "a"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        left = Path(process.stdout.readline().strip())
        with atomic_path(tmp_path / "b"):
            assert left.exists()
        process.kill()
    assert left.exists()
    with atomic_path(tmp_path / "c"):
        assert not left.exists()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["b", "c", "film.part"]


def test_a_file_is_as_private_as_the_user_wants(tmp_path: Path) -> None:
    """What is written has the rights that any new file of hers has."""
    before = os.umask(0o077)
    try:
        with atomic_path(tmp_path / "map.html"):
            pass
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "map.html").stat().st_mode) == 0o600
