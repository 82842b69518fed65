"""A disk that takes nothing costs time and no answer."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import data
from tests.conftest import ROOT
from tests.support.copies import small_town

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

QUESTION = ("ask", "附近有助餐点吗", "--place", "塘桥站", "--now", "2026-03-10T10:00")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a small dataset, without anything kept."""
    town = tmp_path / "data"
    town.mkdir()
    shutil.copytree(data.FOLDER / "knowledge", town / "knowledge")
    return small_town(town)


def yike(
    folder: Path, *arguments: str, limit: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command on a dataset folder."""
    environment = {key: value for key, value in os.environ.items() if key != "YIKE_WORK"}
    return subprocess.run(  # noqa: S603 - our own command, in one thread
        [sys.executable, "-m", "bot.cli.main", *arguments, "--data", str(folder)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )


def full_disk() -> None:
    """Let the process write no file beyond a few bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512))


def test_answers_go_on_without_a_cache(folder: Path) -> None:
    """`.yike` as a file, or a full disk: the same answer, and one line for each kept thing."""
    (folder / ".yike").write_text("mine", "utf-8")
    barred = yike(folder, *QUESTION)
    (folder / ".yike").unlink()
    full = yike(folder, *QUESTION, limit=full_disk)
    right = yike(folder, *QUESTION)
    assert right.returncode == barred.returncode == full.returncode == 0
    assert right.stdout == barred.stdout == full.stdout != ""
    assert right.stderr == ""
    for told in (barred.stderr, full.stderr):
        assert 1 <= len(told.splitlines()) <= 2
        assert all("cannot be kept" in line for line in told.splitlines())
    assert list((folder / ".yike").glob("*.part")) == []


def test_a_damaged_cache_is_told_and_mended(folder: Path) -> None:
    """Whatever was kept and is damaged is made again: the same answer, and one line for each."""
    right = yike(folder, *QUESTION)
    kept = list((folder / ".yike").iterdir())
    assert len(kept) == 2
    for file in kept:
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 0x10
        file.write_bytes(content)
    mended = yike(folder, *QUESTION)
    assert mended.stdout == right.stdout
    assert sorted(line.rpartition(": ")[2] for line in mended.stderr.splitlines()) == [
        "made again",
        "made again",
    ]
    assert yike(folder, *QUESTION).stderr == ""
