"""What is given away holds all of the product and nothing else, whatever it is built from."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from release.backend import built
from release.package import wheel_of_sdist, wrong_contents
from release.version_notes import ROOT, problems, version_of

if TYPE_CHECKING:
    from pathlib import Path

NOTES = """# Changelog

## Unreleased

## 1.2.0 (2026-03-01)

- A thing.

## 1.1.0 (2026-01-01)

- Another.
"""
CITED = "cff-version: 1.2.0\nversion: 1.2.0\n"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The wheel and the sdist of this checkout."""
    made = built(ROOT, tmp_path_factory.mktemp("packages"), "sdist", "wheel")
    wheel, sdist = sorted(made, key=lambda path: path.suffix != ".whl")
    return wheel, sdist


def test_the_wheel_holds_the_product(packages: tuple[Path, Path], tmp_path: Path) -> None:
    """Every file of the four packages is in it, data and templates too; one that lacks is told."""
    wheel, _ = packages
    assert wrong_contents(wheel, ROOT) == []
    poor = tmp_path / wheel.name
    with zipfile.ZipFile(wheel) as whole, zipfile.ZipFile(poor, "w") as part:
        for name in whole.namelist():
            if name != "data/streets.geojson":
                part.writestr(name, whole.read(name))
        part.writestr("tests/test_secret.py", "")
    lacking, foreign = wrong_contents(poor, ROOT)
    assert lacking == "data/streets.geojson is missing"
    assert foreign == "tests/test_secret.py does not belong there"


def test_the_wheel_brings_the_command(packages: tuple[Path, Path]) -> None:
    """It runs on any system with Python 3.11, and its version is that of pyproject.toml."""
    wheel, _ = packages
    assert wheel.name == f"yike-{version_of(ROOT)}-py3-none-any.whl"
    archive, own = zipfile.ZipFile(wheel), f"yike-{version_of(ROOT)}.dist-info"
    assert "yike = bot.cli.main:main" in archive.read(f"{own}/entry_points.txt").decode()
    assert "Requires-Python: >=3.11" in archive.read(f"{own}/METADATA").decode()
    assert f"{own}/licenses/LICENSE" in archive.namelist()


def test_the_sdist_builds_the_same_wheel(packages: tuple[Path, Path], tmp_path: Path) -> None:
    """Whoever builds from the sdist alone has the same bytes."""
    wheel, sdist = packages
    assert wheel_of_sdist(sdist, tmp_path).read_bytes() == wheel.read_bytes()


def test_a_version_has_one_home() -> None:
    """What cites Yike has the version of pyproject.toml, and the changelog knows it."""
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    assert not [
        one for one in problems(version_of(ROOT), changelog, citation) if "has to be" in one
    ]


@pytest.mark.parametrize(
    ("version", "old", "new", "told"),
    [
        ("1.2.0", "", "", ""),
        ("1.3.0", "", "", "newest entry has to be ## 1.3.0"),
        ("1.2.0", "- A thing.\n", "", "tells nothing"),
        ("1.2.0", " (2026-03-01)", "", "newest entry has to be"),
        ("1.2.0", "## Unreleased\n", "## Unreleased\n\n- More.\n", "unreleased belongs"),
    ],
)
def test_a_release_has_an_entry(version: str, old: str, new: str, told: str) -> None:
    """No version without a dated entry that tells something, and nothing is left unreleased."""
    found = problems(version, NOTES.replace(old, new, 1), f"version: {version}\n")
    assert [told in one for one in found] == ([True] if told else [])


def test_a_citation_follows_the_version() -> None:
    """A forgotten citation is told."""
    assert problems("1.2.0", NOTES, CITED) == []
    assert problems("1.2.0", NOTES, "version: 1.1.0\n") == ["CITATION.cff: version has to be 1.2.0"]
