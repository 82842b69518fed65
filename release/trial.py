"""Tries an installed Yike as whoever has just got it: `python -m release.trial PYTHON`."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

from release.backend import built
from release.version_notes import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

QUESTION = ("ask", "附近有助餐点吗", "--at", "121.5172,31.2071", "--now", "2026-03-10T10:00")
COMMANDS = (
    ("--version",),
    QUESTION,
    ("data", "prepare"),
    ("ask", "Is there a canteen near Lancun Road station?"),
    ("circle", "--place", "塘桥站", "--out", "circle.html"),
    ("circle", "--place", "塘桥站", "--out", "circle.png"),
    ("audit", "--out", "report"),
    ("site", "canteen", "--sites", "1"),
    ("data", "check"),
    ("demo",),
    ("posters", "--out", "posters", "--address", "https://yike.example.cn"),
)
MADE = ("circle.html", "circle.png", "report/index.html", "out/beiyuan.html", "posters/index.html")


def try_out(yike: Path, home: Path) -> None:
    """Run the commands from an empty folder, and see that nothing is written beside the program.

    Args:
        yike: the installed command.
        home: an empty folder, which is the user's home and holds the folder worked in.

    Raises:
        RuntimeError: a command fails, something is not made, or a file of the program changes.
    """
    work = home / "work"
    work.mkdir(parents=True)
    environment = _environment(home)
    program = yike.parent.parent
    before = dict(_files(program))
    for words in COMMANDS:
        start = time.perf_counter()
        told = _run([str(yike), *words], work, environment)
        print(f"yike {' '.join(words)}: {time.perf_counter() - start:.1f} s", flush=True)
        if words == QUESTION and "①" not in told:
            raise RuntimeError(f"no facility is found: {told}")
    _serve(yike, work, environment)
    doctor = json.loads(_run([str(yike), "doctor", "--json"], work, environment))
    prepared = [one["name"] for one in doctor["diagnoses"]]
    missing = [name for name in MADE if not (work / name).is_file()]
    if missing or "prepared" not in prepared or "version_installed" not in prepared:
        raise RuntimeError(f"not made: {missing}; the doctor says {doctor}")
    if changed := sorted({*_files(program)} ^ {*before.items()}):
        raise RuntimeError(f"written beside the program: {changed[:5]}")
    print("all is well", flush=True)


def in_empty_environment(python: Path, wheel: Path) -> None:
    """Install a wheel with the locked libraries into an environment of its own, and try it."""
    with tempfile.TemporaryDirectory() as folder:
        environment = Path(folder, "environment")
        start = time.perf_counter()
        _call(str(python), "-m", "venv", str(environment))
        own = str(environment / "bin" / "python")
        pip = (own, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        _call(*pip, "--require-hashes", "-r", str(ROOT / "requirements.lock"))
        _call(*pip, "--no-deps", "--no-index", str(wheel))
        print(f"installed in {time.perf_counter() - start:.0f} s", flush=True)
        try_out(environment / "bin" / "yike", Path(folder, "home"))


def _environment(home: Path) -> dict[str, str]:
    """Give what a fresh login has: no setting of ours, no path to a checkout."""
    kept = ("PATH", "SYSTEMROOT", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
    known = {name: os.environ[name] for name in kept if name in os.environ}
    return known | {"HOME": str(home), "LANG": "C.UTF-8"}


def _call(*command: str) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    subprocess.run(command, check=True, cwd="/", env=environment)  # noqa: S603


def _run(command: list[str], work: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(  # noqa: S603 - the command that is tried
        command,
        cwd=work,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        raise RuntimeError(f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def _files(folder: Path) -> Iterator[tuple[str, int]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield str(path), path.stat().st_mtime_ns


def _serve(yike: Path, work: Path, environment: dict[str, str]) -> None:
    """Serve, ask the page for its health, and end by a signal."""
    command = [str(yike), "serve", "--port", "0"]
    with subprocess.Popen(  # noqa: S603 - the command that is tried
        command, cwd=work, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None  # noqa: S101 - it was asked for
        address = next(filter(None, map(re.compile("http://[^ ]+").search, process.stdout)))[0]
        with urllib.request.urlopen(f"{address.strip()}healthz", timeout=60) as answer:  # noqa: S310
            if answer.status != 200:
                raise RuntimeError(f"the web server answers {answer.status}")
        process.send_signal(signal.SIGTERM)
        process.stdout.read()
    if process.returncode:
        raise RuntimeError(f"yike serve ends with {process.returncode}")
    print("yike serve: well", flush=True)


def main() -> None:
    """Install a wheel of this checkout with a Python and try it, or try what is installed."""
    with tempfile.TemporaryDirectory() as folder:
        if sys.argv[1] == "--installed":
            try_out(Path(sys.argv[2]), Path(folder, "home"))
        else:
            in_empty_environment(Path(sys.argv[1]), *built(ROOT, Path(folder), "wheel"))


if __name__ == "__main__":
    main()
