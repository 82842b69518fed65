"""Draws the pictures of the README: the product's own pages, in a real browser."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from bot.asking import located
from bot.drawing import whole_scene, write_scene
from bot.guide import Guide
from geo.dataset import open_dataset

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def main() -> None:
    """Draw the circle page on a desktop and on a phone."""
    dataset = open_dataset()
    origin = located(dataset, None, "北园路临沂北路口")
    now = datetime(2026, 3, 10, 10, tzinfo=dataset.zone)
    scene = whole_scene(Guide(dataset), origin, 15, dataset.default_pace, "zh", now)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "circle.html"
        write_scene(scene, page_file)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        for name, width, height in (("circle", 1280, 860), ("circle-phone", 390, 844)):
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(page_file.as_uri())
            page.wait_for_timeout(500)
            page.screenshot(path=PICTURES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
