"""`yike audit` and `yike site`: pages that load nothing, choices with their proof."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bot.cli.main import main
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One audit of Tangqiao."""
    out = tmp_path_factory.mktemp("audit") / "report"
    result = CliRunner().invoke(main, ["audit", "--out", str(out)])
    assert result.exit_code == 0, result.output
    return out


def test_there_is_a_page_for_everything(report: Path) -> None:
    """An index, a page for each category and for each committee, and tables for machines."""
    names = {path.name for path in report.iterdir()}
    assert {"index.html", "coverage.csv", "coverage.geojson", "summary.json"} <= names
    assert len([name for name in names if name.startswith("category-")]) == 10
    assert len([name for name in names if name.startswith("area-")]) == 26


def test_pages_are_linked_and_load_nothing(report: Path) -> None:
    """Every link of a page leads to a file of the folder, and no address is loaded."""
    for page in report.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r'(?:src|<link[^>]+href)\s*=\s*"(?:https?:)?//', text), page.name
        for link in re.findall(r'href="([\w.-]+\.(?:html|csv|geojson|json|svg|gpkg))"', text):
            assert (report / link).is_file(), f"{page.name}: {link}"


def test_the_summary_is_json(report: Path) -> None:
    """What machines read is an object with something in it."""
    assert json.loads((report / "summary.json").read_text(encoding="utf-8"))


def test_the_same_audit_gives_the_same_bytes(report: Path, tmp_path: Path) -> None:
    """Nothing depends on when it was made, nor on the order of a set in another process."""
    command = [sys.executable, "-m", "bot.cli.main", "audit", "--out", str(tmp_path / "again")]
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=environment)  # noqa: S603 - ours
    again = {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()}
    assert again == {path.name: path.read_bytes() for path in report.iterdir()}


def test_a_site_is_chosen_with_proof() -> None:
    """The best places to add come with what they add, and that nothing is better."""
    result = CliRunner().invoke(main, ["site", "canteen", "--sites", "2"])
    assert result.exit_code == 0, result.output
    assert "最优" in result.output
    assert CliRunner().invoke(main, ["site", "casino", "--sites", "2"]).exit_code == 2
