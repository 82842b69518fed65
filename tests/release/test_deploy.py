"""The files to deploy shut a service in: what it may write, call and take is bounded."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
TELEGRAM = (ROOT / "docs" / "telegram.md").read_text("utf-8")
WEB = (ROOT / "docs" / "web.md").read_text("utf-8")
SHUT = ("--read-only", "--tmpfs /tmp", "--cap-drop ALL", "--security-opt no-new-privileges")
BOUNDS = ("--memory 2g", "--pids-limit 256", "--ulimit nofile=4096", "--ulimit core=0")
MOST_EXPOSED = "20"
"""Tenths of the ten that `systemd-analyze security` gives a service that may do anything."""


def service(unit: Path) -> list[str]:
    """Give the settings of a unit's service."""
    part = unit.read_text("utf-8").partition("[Service]")[2].partition("[")[0]
    return [line for line in part.splitlines() if line and not line.startswith("#")]


def test_both_units_are_shut_in_alike() -> None:
    """Only what is started, and how long it may take to stop, may differ."""
    first, second = (
        [line for line in service(unit) if not line.startswith("ExecStart=")] for unit in UNITS
    )
    assert first == second
    assert len(first) == len(set(first))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_is_bounded(unit: Path) -> None:
    """Memory, files, tasks and system calls are; nothing but state and cache is writable."""
    names = {line.partition("=")[0] for line in service(unit)}
    assert names >= {"MemoryMax", "LimitNOFILE", "TasksMax", "SystemCallFilter", "StateDirectory"}
    assert "ReadWritePaths" not in names
    assert {"ProtectSystem=strict", "LimitCORE=0"} <= set(service(unit))


def test_the_image_begins_where_it_is_told_to() -> None:
    """Each stage begins with BASE, which can be a digest, and libraries are held to hashes."""
    image = (DEPLOY / "Dockerfile").read_text("utf-8")
    assert re.findall(r"^FROM (\S+)", image, re.MULTILINE) == ["${BASE}", "${BASE}"]
    installs = re.findall(r"^RUN \S+pip install (.+)$", image, re.MULTILINE)
    assert len(installs) == 2
    assert "--require-hashes" in installs[0]
    assert {"--no-deps", "--no-build-isolation"} <= set(installs[1].split())
    assert "RepoDigests" in TELEGRAM


@pytest.mark.parametrize("page", [TELEGRAM, WEB], ids=["telegram", "web"])
def test_a_container_is_shut_in(page: str) -> None:
    """Each service is started with a root that nobody writes to, no rights, and bounds."""
    joined = page.replace("\\\n", " ")
    started = [line for line in joined.splitlines() if line.startswith("docker run --detach")]
    assert started
    for line in started:
        words = " ".join(line.split())
        assert [flag for flag in (*SHUT, *BOUNDS) if flag not in words] == []


@pytest.mark.storm
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_finds_a_unit_well(unit: Path, tmp_path: Path) -> None:
    """It reads every setting, and finds the service little exposed."""
    systemd = shutil.which("systemd-analyze")
    if systemd is None:
        pytest.skip("needs systemd-analyze")
    copy = tmp_path / unit.name.replace("@", "@8765")
    runnable = unit.read_text("utf-8").replace("/opt/yike/.venv/bin/yike", "/bin/true")
    copy.write_text(runnable.replace("%i", "8765"), "utf-8")
    for words in (("verify",), ("security", "--offline=true", f"--threshold={MOST_EXPOSED}")):
        done = subprocess.run(  # noqa: S603 - our own words
            [systemd, "--no-pager", *words, str(copy)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout[-300:] + done.stderr
        assert "Unknown" not in done.stderr


@pytest.mark.storm
def test_caddy_finds_its_file_well() -> None:
    """Caddy reads the file as it stands."""
    caddy = shutil.which("caddy")
    if caddy is None:
        pytest.skip("needs caddy")
    words = ("validate", "--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile"))
    subprocess.run([caddy, *words], check=True, capture_output=True)  # noqa: S603
