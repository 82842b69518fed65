"""`python -m tests.simulation.faults [NAME …]`: put faults in, and tell which are found.

Each fault is one that somebody might make: a lost fsync, a swapped order, a forgotten erase. The
product is copied, one fault is put in, and the same town lives there as in `make test`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

WEEKS = ("--days", "20", "--deadly", "0.6")
"""Arguments of a life as `make test` lives it."""

LIVES = 5
"""So many such lives are lived at most until a fault is found, each with the next seed."""


class Fault(NamedTuple):
    """A text of a file, and what stands there instead; empty: it is forgotten."""

    file: str
    text: str
    instead: str = ""

    def put_into(self, product: str) -> str:
        """Give a file of the product with the fault.

        Raises:
            ValueError: the product does not have the text any more, or has it twice.
        """
        if product.count(self.text) != 1:
            raise ValueError(f"{self.file} has this {product.count(self.text)} times: {self.text}")
        return product.replace(self.text, self.instead)


_SQLITE = "bot/storage/databases/sqlite.py"
_ATOMIC = "geo/compute/atomic_file.py"
_TURN = "bot/channels/telegram/updates/update_processor.py"
_HANDLED = "bot/channels/telegram/handled_updates.py"

FAULTS = {
    "lost fsync: feedback": Fault(_SQLITE, "'FULL' if waits else 'NORMAL'", "'NORMAL'"),
    "lost fsync: file before its rename": Fault(_ATOMIC, "_sync(part, os.O_RDWR)", "pass"),
    "lost fsync: folder after a rename": Fault(
        _ATOMIC, "_sync(target.parent, os.O_RDONLY)", "pass"
    ),
    "swapped order: renamed, then synced": Fault(
        _ATOMIC,
        "_sync(part, os.O_RDWR)\n            part.replace(target)",
        "part.replace(target)\n            _sync(target, os.O_RDWR)",
    ),
    "swapped order: settled, then answered": Fault(
        _TURN,
        "            await coroutine\n        await self._worker.settle(update_id)",
        "            await self._worker.settle(update_id)\n            await coroutine",
    ),
    "forgotten erase: sessions past their day": Fault(
        "bot/storage/stored_sessions.py",
        "self._table.drop_outside(now - LIFETIME, now + CLOCK_STEP)",
        "pass",
    ),
    "forgotten erase: who filed feedback": Fault(
        "bot/storage/stored_sessions.py", "        self._feedback.unlink(person)\n"
    ),
    "forgotten erase: what waited": Fault(_HANDLED, "self._log.drop_deferred(update_id)", "pass"),
    "journal not emptied": Fault(
        _SQLITE, "if not self._owes_checkpoint:", "if self._waits is not None:"
    ),
    "exact position kept": Fault(
        "bot/conversation/session.py", "place=place, origin=origin, own=own", "place=place, own=own"
    ),
    "swapped order: published, then written": Fault(
        "geo/dataset/publishing.py",
        "        _write(path, published_text(read_text(path), history.overlay()))\n"
        "        writer.note_published(history.last, at)\n",
        "        writer.note_published(history.last, at)\n"
        "    _write(path, published_text(read_text(path), history.overlay()))\n",
    ),
    "journal not emptied while a reader holds it": Fault(
        _SQLITE, "self._owes_checkpoint = bool(busy)", "self._owes_checkpoint = False"
    ),
    "an update is not remembered": Fault(_HANDLED, "        self._log.note_handled(update_id)\n"),
    "a turn in two transactions": Fault(
        "bot/channels/live_dialogue.py",
        "            with self.store.transaction():\n                yield",
        "            if self.store:\n                yield",
    ),
    "forgotten erase: one table": Fault(
        "bot/storage/stored_sessions.py", "        self._table.drop(person)\n"
    ),
    "a clock set back keeps a session": Fault(
        "bot/storage/stored_sessions.py", "now + CLOCK_STEP)", "now + 9 * LIFETIME)"
    ),
    "a call tried again is made twice": Fault(
        "bot/channels/telegram/rate_limit_retry.py",
        "                    return await callback(*args, **kwargs)",
        "                    if wait_s > _FIRST_WAIT_S:\n"
        "                        await callback(*args, **kwargs)\n"
        "                    return await callback(*args, **kwargs)",
    ),
    "a wish is counted before its answer": Fault(
        "bot/conversation/dialogue.py", "demand=demand,", "demand=self.demand,"
    ),
}
"""What is put in, by what it is.

Rows that are unlinked and not overwritten are no fault that a life can show: the sweep writes the
whole file anew. `tests/bot/storage/test_store.py` looks at the file before it does.
"""

_PRODUCT = ("bot", "geo", "maps", "data", "tests")


def main() -> int:
    """Put the faults in one after the other; 1: one was not found."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation.faults", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="a part of a name; else all")
    names = parser.parse_args().names
    chosen = [key for key in FAULTS if any(name in key for name in names)]
    chosen = chosen or list(FAULTS)
    with tempfile.TemporaryDirectory(prefix="yike-faults-") as folder:
        copy = Path(folder)
        for part in _PRODUCT:
            shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        _live(copy, 1)  # machine code is made once, and counts for no fault
        found = [_is_found(name, copy) for name in chosen]
    return int(not all(found))


def _is_found(name: str, copy: Path) -> bool:
    """Put one fault in; tell what the simulation says of it, and after how long."""
    fault = FAULTS[name]
    path = copy / fault.file
    sound = path.read_text("utf-8")
    path.write_text(fault.put_into(sound), "utf-8")
    done = next((life for life in _lives(copy) if life.returncode), None)
    path.write_text(sound, "utf-8")
    told = done.stderr.strip().splitlines()[-3:] if done else [f"in {LIVES} lives"]
    verdict = "found" if done else "NOT FOUND"
    sys.stdout.write("\n    ".join((f"{name}: {verdict}", *told)) + "\n")
    sys.stdout.flush()
    return done is not None


def _lives(copy: Path) -> Iterator[subprocess.CompletedProcess[str]]:
    """Live several lives, one process each: what SQLite is given is given to a process."""
    return (_live(copy, seed) for seed in range(1, LIVES + 1))


def _live(copy: Path, seed: int) -> subprocess.CompletedProcess[str]:
    """Live as in `make test`."""
    return subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "tests.simulation", *WEEKS, "--seed", str(seed)],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        check=False,
    )


if __name__ == "__main__":
    sys.exit(main())
