"""What is printed with the Chromium of the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bot.cli.main import main
from geo.errors import SettingsError
from maps.audit.paper import paper_pdf
from maps.audit.paper.paper_pdf import find_browser, print_pages

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "<!doctype html><title>简报</title><style>@page{size:A4}</style><h1>够不着食堂的人</h1>"


@pytest.mark.browser
def test_a_page_is_printed_the_same_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sheet of paper in, one page out, and no time of printing in it."""
    monkeypatch.setattr(paper_pdf, "PAPER", (("brief.html", "paper_brief"),))
    (tmp_path / "brief.html").write_text(PAGE, "utf-8")
    told: list[float] = []
    (printed,) = print_pages(tmp_path, find_browser(), told.append)
    first = printed.read_bytes()
    assert first.startswith(b"%PDF-")
    assert first.count(b"/Type /Page\n") == 1
    assert told == [1.0]
    print_pages(tmp_path, find_browser())
    assert printed.read_bytes() == first


def test_a_browser_that_prints_nothing_is_told(tmp_path: Path) -> None:
    """The page is named, and what to do instead; no file is left."""
    (tmp_path / "brief.html").write_text(PAGE, "utf-8")
    with pytest.raises(SettingsError, match=r"does not print brief\.html: open it"):
        print_pages(tmp_path, "false")
    assert [file.name for file in tmp_path.iterdir()] == ["brief.html"]


def test_without_a_browser_nothing_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told before the audit, not after minutes of work."""
    monkeypatch.setenv("PATH", str(tmp_path))
    result = CliRunner().invoke(main, ["audit", "--out", str(tmp_path / "out"), "--pdf"])
    assert result.exit_code == 2
    assert "Chromium" in result.output
    assert list(tmp_path.iterdir()) == []
