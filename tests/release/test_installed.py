"""An installed Yike works without make, checkout and internet, from an empty folder."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from release.backend import built
from release.bundle import bundle, missing_wheels
from release.lock_file import read_lock
from release.target import LINUX, WINDOWS
from release.trial import in_empty_environment
from tests.conftest import ROOT

pytestmark = pytest.mark.storm

OFFLINE = ("unshare", "--map-root-user", "--net", "sh", "-ec")
"""A network namespace of its own: nothing but its own loopback."""

STEPS = """
ip link set lo up
sh {bundle}/install.sh
cd {work}
{python} -m release.trial --installed {bundle}/program/bin/yike
"""


def test_the_wheel_works_in_an_empty_environment(tmp_path: Path) -> None:
    """With the locked libraries every command works, and writes to the user's folders."""
    in_empty_environment(Path(sys.executable), *built(ROOT, tmp_path, "wheel"))


def test_the_linux_bundle_installs_without_internet(tmp_path: Path) -> None:
    """Its two steps work where there is no network at all, in a folder with any name."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    folder = bundle(LINUX, [python], tmp_path / "塘桥 街道办 (2)")
    steps = STEPS.format(bundle=shlex.quote(str(folder)), work=ROOT, python=sys.executable)
    home = tmp_path / "home"
    home.mkdir()
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(ROOT)}
    subprocess.run([*OFFLINE, steps], check=True, env=environment)  # noqa: S603
    shutil.rmtree(folder)


def test_the_windows_bundle_is_whole(tmp_path: Path) -> None:
    """Each locked version is there as a wheel for Windows, and no other file."""
    folder = bundle(WINDOWS, ["3.11"], tmp_path)
    pins = read_lock((ROOT / "requirements.lock").read_text("utf-8"))
    assert missing_wheels(pins, WINDOWS, ["3.11"], folder / "wheels") == []
    listed = read_lock((folder / "requirements.txt").read_text("utf-8"))
    held = list((folder / "wheels").iterdir())
    assert len(held) == len(listed)
    assert {path.suffix for path in held} == {".whl"}
    assert not [path.name for path in held if "linux" in path.name or "macos" in path.name]
    assert {path.name for path in folder.iterdir() if path.is_file()} == {
        *("install.bat", "run.bat", "requirements.txt", "说明.txt"),
    }
    assert b"\r\n" in (folder / "install.bat").read_bytes()
