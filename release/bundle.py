"""Makes folders that install without internet: `python -m release.bundle [NAME]`."""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.utils import parse_wheel_filename

from release.backend import built
from release.lock_file import Pin, read_lock
from release.target import TARGETS
from release.version_notes import ROOT, version_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from release.target import Target

OUT = ROOT / "out" / "bundle"
PYTHONS = ("3.11",)
"""One version keeps the folder small; whoever has another names it."""

FILES = Path(__file__).parent / "bundle_files"


def bundle(target: Target, pythons: Sequence[str], out: Path) -> Path:
    """Make the folder of a system: wheels, the list of them with hashes, scripts, a page to read.

    Raises:
        ValueError: a locked version has no wheel for it.
    """
    folder = out / f"yike-{version_of(ROOT)}-{target.name}"
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    pins = read_lock((ROOT / "requirements.lock").read_text("utf-8"))
    for python in pythons:
        environment = target.environment(python)
        _download([pin for pin in pins if pin.is_for(environment)], target, python, wheels)
    if lacking := missing_wheels(pins, target, pythons, wheels):
        raise ValueError(f"{folder.name} lacks wheels: {', '.join(lacking)}")
    built(ROOT, wheels, "wheel")
    own = Pin("yike", version_of(ROOT), None, frozenset())
    (folder / "requirements.txt").write_text(_list_of([*pins, own], wheels), "utf-8")
    for name in (*target.scripts, "说明.txt"):
        write_for(FILES / name, folder / name, pythons)
    return folder


def missing_wheels(
    pins: Iterable[Pin], target: Target, pythons: Sequence[str], wheels: Path
) -> list[str]:
    """Name each locked version of which no wheel in a folder runs on the system."""
    held = [parse_wheel_filename(path.name) for path in wheels.glob("*.whl")]
    lacking = []
    for python in pythons:
        tags, environment = target.tags(python), target.environment(python)
        fitting = {(name, str(version)) for name, version, _, own in held if own & tags}
        needed = [(pin.name, pin.version) for pin in pins if pin.is_for(environment)]
        lacking += [f"{one[0]} {one[1]} ({python})" for one in needed if one not in fitting]
    return lacking


def _download(pins: list[Pin], target: Target, python: str, wheels: Path) -> None:
    """Fetch the wheels of one Python; what is only an sdist is built, and has to be pure."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder, "wanted.txt")
        lines = (pin.line(pin.hashes, with_marker=False) for pin in pins)
        wanted.write_text("\n".join(lines), "utf-8")
        platforms = [word for one in target.platforms for word in ("--platform", one)]
        fetch = ("download", "--require-hashes", "-r", str(wanted), "--python-version", python)
        _pip(*fetch, *platforms, "-d", str(wheels))
    for sdist in wheels.glob("*.tar.gz"):
        _pip("wheel", "--no-index", "-w", str(wheels), str(sdist))
        sdist.unlink()


def _pip(command: str, *words: str) -> None:
    usual = ("--quiet", "--disable-pip-version-check", "--no-deps", "--no-build-isolation")
    pip = (sys.executable, "-m", "pip", command, *usual)
    subprocess.run([*pip, *words], check=True)  # noqa: S603 - our own words


def _list_of(pins: Iterable[Pin], wheels: Path) -> str:
    """List what is in a folder of wheels, each held to its hash."""
    hashes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path in wheels.glob("*.whl"):
        name, version, _, _ = parse_wheel_filename(path.name)
        hashes[name, str(version)].add(hashlib.sha256(path.read_bytes()).hexdigest())
    known = ((pin, hashes[pin.name, pin.version]) for pin in pins)
    return "".join(f"{pin.line(held)}\n" for pin, held in known if held)


def write_for(source: Path, copy: Path, pythons: Sequence[str]) -> None:
    """Write a script with the versions it looks for, and the ends of lines of its system."""
    text = source.read_text("utf-8").replace("@PYTHONS@", " ".join(pythons))
    copy.write_text(text, "utf-8", newline="\n" if source.suffix == ".sh" else "\r\n")
    copy.chmod(0o755 if source.suffix == ".sh" else 0o644)


def _arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("target", nargs="*", choices=[*TARGETS, []], default=[])
    reader.add_argument("--python", action="append", dest="pythons", metavar="3.x")
    return reader.parse_args()


def main() -> None:
    """Make the folder and the archive of each system that is named, of all when none is."""
    given = _arguments()
    for name in given.target or TARGETS:
        folder = bundle(TARGETS[name], given.pythons or PYTHONS, OUT)
        archive = Path(shutil.make_archive(str(folder), "zip", OUT, folder.name))
        count = sum(1 for _ in folder.rglob("*.whl"))
        print(f"{archive}: {archive.stat().st_size / 1e6:.0f} MB, {count} wheels")


if __name__ == "__main__":
    main()
