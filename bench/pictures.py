"""Draws the pictures of the README: the product's own pages, in a real browser."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from bot.channels.circle_scene import whole_scene
from bot.cli.circle_file import write_scene
from bot.cli.origin import located_origin
from bot.conversation.search import FacilitySearch
from geo.coverage.audit import AuditOptions, audit
from geo.dataset.dataset import open_dataset
from maps.audit.folder import write_audit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def main() -> None:
    """Draw the circle page on a desktop and on a phone, and the report's index."""
    dataset = open_dataset()
    origin = located_origin(dataset, None, "北园路临沂北路口")
    now = datetime(2026, 3, 10, 10, tzinfo=dataset.zone)
    scene = whole_scene(FacilitySearch(dataset), origin, 15, dataset.default_pace, "zh", now)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        circle = Path(folder) / "circle.html"
        write_scene(scene, circle)
        index = write_audit(
            audit(dataset, AuditOptions(dataset.default_pace)), Path(folder) / "report", "zh"
        )
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        take(browser, circle, "circle", (1280, 860))
        take(browser, circle, "circle-phone", (390, 844))
        take(browser, index, "report", (1280, 1130), "input[value=station]")
        browser.close()


def take(browser: Browser, file: Path, name: str, size: tuple[int, int], choice: str = "") -> None:
    """Take the picture of a page, in so many pixels, after pressing something."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(file.as_uri())
    if choice:
        page.locator(choice).check(force=True)
    page.wait_for_timeout(500)
    page.screenshot(path=PICTURES / f"{name}.png")
    page.close()


if __name__ == "__main__":
    main()
