"""`python -m tests.simulation`: live a town's life; a failure tells the seed that replays it."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from pathlib import Path

_YEAR_D = 365.0
_ORDER = "PYTHONHASHSEED"


def main() -> int:
    """Live one life; 1: something did not hold."""
    options = _options()
    days = options.years * _YEAR_D or options.days
    if os.environ.get(_ORDER) != "0":  # of sets, which would else differ in each run
        os.environ[_ORDER] = "0"
        command = [sys.executable, "-m", "tests.simulation", *sys.argv[1:]]
        os.execv(sys.executable, command)  # noqa: S606 - ourselves once more
    with tempfile.TemporaryDirectory(prefix="yike-work-") as work:
        os.environ["YIKE_WORK"] = work
        return int(not _lived(options.seed, days, options))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=float, default=30)
    parser.add_argument("--years", type=float, default=0)
    parser.add_argument("--deadly", type=float, default=0.4, help="share of spells with a kill")
    parser.add_argument("--busy", type=int, default=1, help="so many times the traffic")
    parser.add_argument("--verbose", action="store_true")
    return parser.parse_args()


def _lived(seed: int, days: float, options: argparse.Namespace) -> bool:
    """Live one life; tell what did not hold, and how to see it again."""
    from tests.simulation.simulation import Simulation

    began = time.process_time()
    with tempfile.TemporaryDirectory(prefix="yike-simulation-") as folder:
        life = Simulation(seed, Path(folder), options.deadly, options.busy)
        try:
            life.live(days)
        except Exception as error:  # noqa: BLE001 - whatever it is, its seed is told
            say = sys.stderr.write
            if options.verbose or not isinstance(error, AssertionError):
                say(traceback.format_exc())
            say(
                f"seed {seed}, day {life.days:.1f}, spell {life.spells} ({life.weather}): {error}\n"
            )
            deadly = f" --deadly {options.deadly:g} --busy {options.busy}"
            say(f"found after {time.process_time() - began:.0f} s of processor time\n")
            say(f"again: python -m tests.simulation --seed {seed} --days {days:g}{deadly}\n")
            return False
    sys.stdout.write(
        f"seed {seed}: {life.days:.0f} days, {life.spells} spells, {life.acts} acts,"
        f" {life.updates} updates, {life.ledger.requests} requests, {life.machine.boots} boots,"
        f" {life.effects} effects\n"
    )
    spent = time.process_time() - began
    sys.stderr.write(f"{spent:.0f} s of processor time, grown by {life.grown_mb:.0f} MB\n")
    return True


if __name__ == "__main__":
    sys.exit(main())
