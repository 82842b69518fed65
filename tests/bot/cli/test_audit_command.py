"""`yike audit` and `yike site`: pages that load nothing, choices with their proof."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bot.cli.main import main

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
    """Nothing in the report depends on when it was made."""
    result = CliRunner().invoke(main, ["audit", "--out", str(tmp_path / "again")])
    assert result.exit_code == 0
    for path in report.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes(), path.name


def test_a_site_is_chosen_with_proof() -> None:
    """The best places to add come with what they add, and that nothing is better."""
    result = CliRunner().invoke(main, ["site", "canteen", "--sites", "2"])
    assert result.exit_code == 0, result.output
    assert "最优" in result.output
    assert CliRunner().invoke(main, ["site", "casino", "--sites", "2"]).exit_code == 2
