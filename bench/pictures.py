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
from bot.conversation.lookup.search import FacilitySearch
from geo.coverage.audit import AuditOptions, audit
from geo.dataset.dataset import open_dataset
from maps.audit.folder import write_audit
from tests.support.web_site import STATION, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
QUESTION = "附近的卫生站"
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def main() -> None:
    """Draw the circle page on a desktop and on a phone, the report's index, and the chat page."""
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
        take_chat(browser, Path(folder))
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


def take_chat(browser: Browser, state: Path) -> None:
    """Take the picture of an answer in the browser, down to the map below the list."""
    with serving(state) as site:
        page = browser.new_page(
            viewport={"width": 390, "height": 844}, device_scale_factor=1.5, locale="zh-CN"
        )
        page.goto(site.at(f"/p/{STATION}"))
        page.fill("#text", QUESTION)
        with page.expect_navigation():
            page.press("#text", "Enter")
        frame = page.locator(".frame").bounding_box()
        if frame is None:
            raise RuntimeError("the answer has no map")
        height = frame["y"] + frame["height"] + 76
        shown = {"x": 0.0, "y": 0.0, "width": 390.0, "height": height}
        page.screenshot(path=PICTURES / "chat-phone.png", full_page=True, clip=shown)  # type: ignore[arg-type]
        page.close()


if __name__ == "__main__":
    main()
