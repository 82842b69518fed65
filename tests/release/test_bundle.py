"""A bundle holds each locked version as a wheel that runs on its system, and no other file."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from release.bundle import FILES, missing_wheels, write_for
from release.lock_file import read_lock
from release.target import LINUX, WINDOWS
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from release.target import Target

HASH = "0" * 64
LOCK = f"""
plain==1.0 \\
    --hash=sha256:{HASH} \\
    --hash=sha256:{"1" * 64}
    # via nothing
quick==2.0 ; python_full_version < '3.12' \\
    --hash=sha256:{HASH}
colour==3.0 ; sys_platform == 'win32' \\
    --hash=sha256:{HASH}
"""
WINDOWS_FILES = (
    "plain-1.0-py3-none-any",
    "quick-2.0-cp311-cp311-win_amd64",
    "colour-3.0-py2.py3-none-any",
)


def folder_of(folder: Path, *names: str) -> Path:
    """Give a folder with these wheels, by their names."""
    for name in names:
        (folder / f"{name}.whl").touch()
    return folder


def test_a_system_needs_what_its_markers_say() -> None:
    """What is for Windows, or for an older Python, is needed there alone."""
    pins = read_lock(LOCK)
    needed = {
        (target.name, python): [pin.name for pin in pins if pin.is_for(target.environment(python))]
        for target in (WINDOWS, LINUX)
        for python in ("3.11", "3.13")
    }
    assert needed == {
        ("windows-x64", "3.11"): ["plain", "quick", "colour"],
        ("windows-x64", "3.13"): ["plain", "colour"],
        ("linux-x64", "3.11"): ["plain", "quick"],
        ("linux-x64", "3.13"): ["plain"],
    }


@pytest.mark.parametrize(
    ("old", "new", "lacking"),
    [
        ("quick-2.0-cp311-cp311-win_amd64", "quick-2.0-cp38-abi3-win_amd64", []),
        (
            "quick-2.0-cp311-cp311-win_amd64",
            "quick-2.0-cp312-cp312-win_amd64",
            ["quick 2.0 (3.11)"],
        ),
        ("quick-2.0-cp311-cp311-win_amd64", "quick-2.0-cp311-cp311-win32", ["quick 2.0 (3.11)"]),
        ("colour-3.0", "colour-3.1", ["colour 3.0 (3.11)"]),
    ],
)
def test_a_wheel_that_does_not_run_there_is_missing(
    tmp_path: Path, old: str, new: str, lacking: list[str]
) -> None:
    """The wheel of another version, Python or system does not count."""
    wheels = folder_of(tmp_path, *(name.replace(old, new) for name in WINDOWS_FILES))
    assert missing_wheels(read_lock(LOCK), WINDOWS, ["3.11"], wheels) == lacking


def test_linux_runs_what_an_old_glibc_runs(tmp_path: Path) -> None:
    """A wheel for glibc 2.17 runs at the 2.28 that a bundle is for, one for 2.35 does not."""
    pins = [pin for pin in read_lock(LOCK) if pin.name == "quick"]
    old = folder_of(tmp_path, "quick-2.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64")
    assert missing_wheels(pins, LINUX, ["3.11"], old) == []
    (new := tmp_path / "new").mkdir()
    folder_of(new, "quick-2.0-cp311-cp311-manylinux_2_35_x86_64")
    assert missing_wheels(pins, LINUX, ["3.11"], new) == ["quick 2.0 (3.11)"]


def test_the_locks_pin_every_file() -> None:
    """Each lock has exact versions with hashes; the wheel's backend is in release/build.lock."""
    locks = sorted(ROOT.glob("*.lock")) + sorted(ROOT.glob("[bdr]*/*.lock"))
    read = {path.relative_to(ROOT).as_posix(): read_lock(path.read_text("utf-8")) for path in locks}
    assert len(read) == 6
    (backend,) = (pin for pin in read["release/build.lock"] if pin.name == "hatchling")
    assert f'"hatchling=={backend.version}"' in (ROOT / "pyproject.toml").read_text("utf-8")


@pytest.mark.parametrize("target", [WINDOWS, LINUX], ids=lambda target: target.name)
def test_the_lock_holds_all_that_is_required(target: Target) -> None:
    """What pyproject.toml requires is pinned for each system, in a version that fits."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    environment = target.environment("3.11")
    pins = read_lock((ROOT / "requirements.lock").read_text("utf-8"))
    held = {pin.name: pin.version for pin in pins if pin.is_for(environment)}
    for one in map(Requirement, project["dependencies"]):
        if one.marker is None or one.marker.evaluate(environment):
            assert one.specifier.contains(held[canonicalize_name(one.name)]), one.name


@pytest.mark.parametrize("name", WINDOWS.scripts)
def test_a_batch_file_is_read_as_it_is_meant(name: str, tmp_path: Path) -> None:
    """Lines end as on Windows, and what is not ASCII comes after UTF-8 was asked for.

    The folder may have blanks, Chinese and brackets in its name: it stands in quotes everywhere.
    """
    copy = tmp_path / name
    write_for(FILES / name, copy, ["3.11", "3.12"])
    content = copy.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") > 10
    assert not content.startswith(b"\xef\xbb\xbf")
    before, _, after = content.decode().partition("chcp 65001 >nul")
    assert before.isascii()
    assert after
    assert re.findall(r"%~dp0", re.sub(r'"[^"\r]*"', "", after)) == []
    assert "@PYTHONS@" not in after


def test_batch_files_jump_where_there_is_a_label() -> None:
    """Each step of the installation that fails says so, and no other line follows it."""
    text = (FILES / "install.bat").read_text("utf-8")
    steps = [line for line in text.splitlines() if "program" in line and "echo" not in line]
    assert len(steps) == 4
    assert [line for line in steps if not line.endswith("|| goto failed")] == []
    assert "\n:failed\n" in text


def test_a_pin_is_written_as_it_was_read() -> None:
    """What pip is given is the locked version, with the hash of the file that is there."""
    _, quick, _ = read_lock(LOCK)
    told = f'quick==2.0 ; python_full_version < "3.12" --hash=sha256:{HASH}'
    assert quick.line([HASH]) == told
    assert read_lock(told) == [quick]


@pytest.mark.parametrize("line", ["plain>=1.0 --hash=sha256:" + HASH, "plain==1.0"])
def test_a_loose_lock_is_refused(line: str) -> None:
    """A range, or a version without a hash, is no lock."""
    with pytest.raises(ValueError, match="no exact version with a hash"):
        read_lock(line)
