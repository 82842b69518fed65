"""A town's life under faults holds all that was promised; the same seed lives it again."""

from __future__ import annotations

import asyncio
import os
import random
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from tests.conftest import ROOT
from tests.simulation.faults import FAULTS, WEEKS
from tests.simulation.virtual_time import VirtualClock, VirtualLoop


def lived(*arguments: str) -> str:
    """Live in a process of its own, whose SQLite is on the simulated disk from then on."""
    command = [sys.executable, "-m", "tests.simulation", *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    done = subprocess.run(  # noqa: S603 - our own module
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_weeks_of_faults() -> None:
    """Kills, power cuts, full disks, wrong clocks, bad networks: nothing lost, nothing twice.

    What is forgotten is in no byte, what staff change is whole. A failure prints its seed.
    """
    assert "spells" in lived("--seed", "1", *WEEKS)


def test_time_passes_for_ten_years() -> None:
    """A wait ends after years as it does on the first day, though floats are coarser then."""
    clock = VirtualClock(datetime(2026, 3, 10, tzinfo=UTC))
    loop = VirtualLoop(clock, random.Random(1))  # noqa: S311 - repeatable chance
    for years in range(10):
        clock.advance(365 * 86_400.0 + years / 7)
        before = clock.monotonic_s
        loop.run_until_complete(asyncio.sleep(0.1))
        assert clock.monotonic_s == pytest.approx(before + 0.1, abs=1e-5)
    loop.close()


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_can_still_be_put_in(name: str) -> None:
    """Each fault on purpose is a change of what the product says now."""
    fault = FAULTS[name]
    sound = (ROOT / fault.file).read_text("utf-8")
    compile(fault.put_into(sound), fault.file, "exec")
    with pytest.raises(ValueError, match="this 0 times"):
        fault.put_into("")


@pytest.mark.storm
def test_ten_years_of_two_towns() -> None:
    """50,000 updates and 50,000 requests in ten years of all weathers; memory stays."""
    lives = [("--seed", seed, "--years", "5", "--busy", "2", "--deadly", "0.05") for seed in "12"]
    with ThreadPoolExecutor() as beside_each_other:
        told = list(beside_each_other.map(lambda life: lived(*life), lives))
    for what in ("updates", "requests"):
        assert sum(int(re.findall(rf"(\d+) {what}", life)[0]) for life in told) >= 50_000
    assert all(int(re.findall(r"grown by (-?\d+) MB", life)[0]) < 100 for life in told)


@pytest.mark.storm
def test_a_seed_tells_a_life() -> None:
    """The same seed is the same life, to the last write of the disk."""
    one, other = (lived("--seed", "3", "--days", "12").splitlines()[0] for _ in range(2))
    assert one == other
