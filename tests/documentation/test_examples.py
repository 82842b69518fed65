"""The examples run, print what they promise, and tell what is wrong in a line."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from geo.dataset.dataset import open_dataset
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run an example as a reader would, beside the packages."""
    return subprocess.run(  # noqa: S603 - a script of ours
        [sys.executable, str(ROOT / "examples" / script), *arguments],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        text=True,
    )


def test_nearest_facilities(shared: Path) -> None:
    """Five pharmacies come nearest first; a place without a street is told in a line."""
    extract = str(shared / "data" / "osm" / "helsinki.osm.pbf")
    lines = run("nearest_facilities.py", extract, "24.9414,60.1719").stdout.splitlines()
    minutes = [float(line.split()[0]) for line in lines]
    assert len(lines) == 5
    assert minutes == sorted(minutes)
    assert lines[0].endswith("Apteekki Eliel")
    refused = run("nearest_facilities.py", extract, "25.5,60.2")
    assert refused.returncode == 1
    assert "outside the area" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


def test_coverage_table(tmp_path: Path) -> None:
    """Every category has a row whose shares add up to 100 %; a wrong folder is told."""
    head, *rows = run("coverage_table.py", "data").stdout.splitlines()
    assert head.split() == ["category", "covered", "doubtful", "unlocated", "uncovered", "verdict"]
    assert [row.split()[0] for row in rows] == list(open_dataset().categories)
    for row in rows:
        assert sum(int(word) for word in row.split() if word.isdigit()) == 100
    refused = run("coverage_table.py", str(tmp_path / "none"))
    assert refused.returncode == 1
    assert "is no folder" in refused.stderr
