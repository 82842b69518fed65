"""`yike data todo` and `walk`: what to verify first, and a page that leads there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bot.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


def run(tmp_path: Path, *arguments: str) -> str:
    """Run a command with an empty log."""
    log = str(tmp_path / "changes.sqlite3")
    result = CliRunner().invoke(main, ["data", *arguments, "--changes", log])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_most_telling_stand_first(tmp_path: Path) -> None:
    """How many services they settle together, and how many people each is about."""
    told = run(tmp_path, "todo", "--most", "10").splitlines()
    assert told[0].startswith("先核实这 10 处，就能说清 ")
    assert len(told) == 12
    english = run(tmp_path, "todo", "--most", "1", "--language", "en")
    assert "people's answers hang on it" in english
    objects = [json.loads(line) for line in run(tmp_path, "todo", "--json").splitlines()]
    assert objects[0]["people"] > 0


@pytest.mark.browser
def test_a_round_is_a_page_for_a_phone(
    tmp_path: Path, chromium: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stops in order with what to look at; it loads nothing and fits the screen."""
    monkeypatch.setenv("YIKE_WEB_ADDRESS", "https://yike.example.cn/")
    out = tmp_path / "round.html"
    told = run(tmp_path, "walk", "--from", "塘桥站", "--stops", "4", "--out", str(out))
    assert "回到塘桥站" in told
    page = chromium.new_page(viewport={"width": 360, "height": 780})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda one: wrong.append(one.url) if "round.html" not in one.url else None)
    page.goto(out.as_uri())
    assert page.locator(".card").count() == 4
    assert page.locator(".marker.facility").count() == 4
    assert page.get_by_label("还开着吗").count() == 4
    links = [
        one.get_attribute("href") or "" for one in page.get_by_role("link", name="我站在这里").all()
    ]
    known = [one for one in links if one.startswith("https://yike.example.cn/staff/f/")]
    assert len(known) == 4
    page.get_by_label("还开着吗").first.check()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert [one for one in wrong if not one.startswith("data:")] == []
    page.close()


def test_a_page_has_a_name_of_its_kind(tmp_path: Path) -> None:
    """Refused before anything is worked out."""
    command = ["data", "walk", "--from", "塘桥站", "--out", str(tmp_path / "round.pdf")]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 2
    assert ".html" in result.output
