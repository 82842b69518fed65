"""`python -m bench.mutation safety|privacy|uncertainty`: change the rules, one bit at a time.

Each change (a mutant) is a fault that somebody might make; the tests of the same rules must tell.
Those that nobody tells survive, and are listed with what they change, as are those that did not end
in time: add a test, or see that the change changes nothing. SQL in capitals or in small letters is
the same SQL: that is left out; so are the scores of whole corpora, which a small fault may pass.
It takes minutes, since each mutant is tried in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent

RULES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "safety": (("bot/understanding/safety/*",), ("tests/bot/understanding/safety",)),
    "privacy": (
        (
            "bot/storage/store.py",
            "bot/storage/stored_sessions.py",
            "bot/storage/session_table.py",
            "bot/storage/update_log.py",
            "bot/storage/pseudonyms.py",
            "bot/storage/feedback_table.py",
            "bot/storage/databases/sqlite.py",
            "bot/conversation/session.py",
            "bot/channels/telegram/updates/waiting_update.py",
        ),
        (
            "tests/bot/storage/test_privacy.py",
            "tests/bot/storage/test_store.py",
            "tests/bot/channels/telegram/test_waiting_update.py",
            "tests/bot/conversation/test_session.py",
            "tests/bot/conversation/test_dialogue.py",
            "tests/bot/staff/test_staff.py",
        ),
    ),
    "uncertainty": (("geo/uncertainty.py",), ("tests/geo/test_uncertainty.py",)),
}
"""What is changed, and the tests that must tell."""

_SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|ORDER BY|VALUES|WHERE|PRAGMA|= \?)")

_UNCOUNTED_S = 10.0
"""What reading tests and making their fixtures takes at most, which mutmut does not count."""

_SOURCES = ("bot", "geo", "maps", "data")
_BESIDE = ("tests", "pyproject.toml")


def main() -> int:
    """Try the mutants of one group of rules, and list the survivors."""
    parser = argparse.ArgumentParser(prog="python -m bench.mutation", description=__doc__)
    parser.add_argument("rules", choices=RULES)
    parser.add_argument("--sample", type=int, help="try so many mutants, drawn by chance; else all")
    parser.add_argument("--out", type=Path, help="where survivors are written; else they are shown")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="yike-mutation-") as folder:
        workshop = Path(folder)
        _furnish(workshop, *RULES[options.rules])
        chosen = _sample(workshop, options.sample) if options.sample else ()
        _mutmut(workshop, "run", "--max-children", "2", *chosen, shows=True)
        told = "\n".join(_survivors(workshop))
    if options.out:
        options.out.write_text(told, "utf-8")
    else:
        sys.stdout.write(told)
    return 0


def _furnish(workshop: Path, changed: tuple[str, ...], tests: tuple[str, ...]) -> None:
    """Copy what is needed, and say there what is to be changed and what is to tell."""
    for name in _SOURCES:
        shutil.copytree(ROOT / name, workshop / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tests", workshop / "tests")
    settings = {
        "source_paths": list(_SOURCES),
        "only_mutate": list(changed),
        "also_copy": list(_BESIDE),
        "pytest_add_cli_args": ["-n0", "-p", "no:cacheprovider", "--ignore-glob=*_corpus.py"],
        "pytest_add_cli_args_test_selection": list(tests),
        "timeout_constant": _UNCOUNTED_S,
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in settings.items()]
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    written = "\n".join([project, "[tool.mutmut]", *lines, ""])
    (workshop / "pyproject.toml").write_text(written, "utf-8")


def _sample(workshop: Path, size: int) -> list[str]:
    """Draw some mutants, the same ones each time."""
    _mutmut(workshop, "run", "none")  # makes the mutants, and tries none
    listed = _mutmut(workshop, "results", "--all", "true").splitlines()
    names = sorted(line.partition(":")[0].strip() for line in listed if "__mutmut_" in line)
    return random.Random(0).sample(names, min(size, len(names)))  # noqa: S311 - no secret


def _survivors(workshop: Path) -> list[str]:
    """Tell what each surviving mutant changes."""
    results = _mutmut(workshop, "results").splitlines()
    told = re.compile("survived|timeout")
    names = [line.partition(":")[0].strip() for line in results if told.search(line)]
    shown = [_mutmut(workshop, "show", name) for name in names]
    return [change for change in shown if not _is_same_sql(change)]


def _is_same_sql(change: str) -> bool:
    """Tell whether a change is one of letters' case in a statement of SQL alone."""
    lines = change.splitlines()
    gone = [line[1:] for line in lines if re.match("-[^-]", line)]
    come = [line[1:] for line in lines if re.match(r"\+[^+]", line)]
    is_sql = any(_SQL.search(line) for line in gone)
    return is_sql and [line.lower() for line in gone] == [line.lower() for line in come]


def _mutmut(workshop: Path, *arguments: str, shows: bool = False) -> str:
    done = subprocess.run(  # noqa: S603 - a tool of ours
        [sys.executable, "-m", "mutmut", *arguments],
        cwd=workshop,
        stdout=None if shows else subprocess.PIPE,
        text=True,
        check=False,
    )
    return done.stdout or ""


if __name__ == "__main__":
    sys.exit(main())
