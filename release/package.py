"""Builds the sdist and the wheel, and looks at what is in them: `python -m release.package`."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from release.backend import built
from release.trial import in_empty_environment
from release.version_notes import ROOT, problems, version_of

PACKAGES = ("bot", "data", "geo", "maps")

OUT = ROOT / "out" / "release"


def wrong_contents(wheel: Path, folder: Path) -> list[str]:
    """List what a wheel lacks of a checkout's packages, and what it holds that is none of them."""
    listed = _git("ls-files", "--cached", "--others", "--exclude-standard", *PACKAGES, at=folder)
    expected = {name for name in listed if (folder / name).is_file()}
    names = set(zipfile.ZipFile(wheel).namelist())
    own = {name for name in names if PurePosixPath(name).parts[0].endswith(".dist-info")}
    lacking = [f"{name} is missing" for name in sorted(expected - names)]
    return lacking + [f"{name} does not belong there" for name in sorted(names - own - expected)]


def wheel_of_sdist(sdist: Path, out: Path) -> Path:
    """Build the wheel once more from nothing but an sdist."""
    with tempfile.TemporaryDirectory() as unpacked:
        with tarfile.open(sdist) as archive:
            archive.extractall(unpacked, filter="data")
        (folder,) = Path(unpacked).iterdir()
        (wheel,) = built(folder, out, "wheel")
        return wheel


def main() -> None:
    """Build, check and try a release; the first thing that is wrong ends it."""
    version = version_of(ROOT)
    changelog, citation = (ROOT / "CHANGELOG.md", ROOT / "CITATION.cff")
    _refuse(problems(version, changelog.read_text("utf-8"), citation.read_text("utf-8")))
    _refuse([f"{line[3:]} is not committed" for line in _git("status", "--porcelain", at=ROOT)])
    OUT.mkdir(parents=True, exist_ok=True)
    for older in OUT.iterdir():
        older.unlink()
    wheel, sdist = sorted(built(ROOT, OUT, "sdist", "wheel"), key=lambda one: one.suffix == ".gz")
    _refuse(wrong_contents(wheel, ROOT))
    with tempfile.TemporaryDirectory() as again:
        if wheel_of_sdist(sdist, Path(again)).read_bytes() != wheel.read_bytes():
            _refuse([f"{sdist.name} builds another wheel than the checkout"])
    _check("twine", "check", "--strict", str(wheel), str(sdist))
    _check("mypy", "--platform", "win32", "--cache-dir", ".mypy_cache/win32", *PACKAGES)
    in_empty_environment(Path(sys.executable), wheel)
    for path in (wheel, sdist):
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


def _check(module: str, *words: str) -> None:
    subprocess.run([sys.executable, "-m", module, *words], cwd=ROOT, check=True)  # noqa: S603


def _git(*words: str, at: Path) -> list[str]:
    command = ["git", "-c", "core.quotepath=off", *words]
    done = subprocess.run(command, cwd=at, check=True, capture_output=True, text=True)  # noqa: S603
    return done.stdout.splitlines()


def _refuse(reasons: list[str]) -> None:
    if reasons:
        sys.exit("\n".join(("not released:", *reasons)))


if __name__ == "__main__":
    main()
