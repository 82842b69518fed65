"""The public site: it opens from disk, every link leads somewhere, nothing in it grows stale."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner

from bot.channels.posters.poster import spots
from bot.channels.public_site.site_files import write_site
from bot.channels.public_site.structured_data import script_data
from bot.cli.main import main
from geo.dataset.dataset import open_dataset
from tests.support.copies import small_town
from tests.support.web_site import TUESDAY

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

SITE = "https://yike.example.cn/tangqiao"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site of Tangqiao; its audit is tested where audits are made."""
    out = tmp_path_factory.mktemp("site")
    write_site(open_dataset(), out, site=SITE, language="zh", at=TUESDAY, audit=False)
    return out


def pages(folder: Path) -> list[Path]:
    """Every page of ours but the circle map, which has tests of its own."""
    return [folder / "index.html", *sorted((folder / "p").rglob("*.html"))]


def test_every_place_has_a_page(folder: Path) -> None:
    """One for each neighbourhood, compound and serving facility, at the web server's own path."""
    for spot in spots(open_dataset()):
        page = (folder / "p" / spot.key / "index.html").read_text("utf-8")
        assert f"<h1>{html.escape(spot.name.zh, quote=False)}</h1>" in html.unescape(page) or (
            spot.name.zh in html.unescape(page)
        )
        assert ('<svg class="map"' in page) is (spot.point is not None)


def test_every_link_leads_somewhere(folder: Path) -> None:
    """All links between pages are relative and name a file, so the folder can stand anywhere."""
    for page in pages(folder):
        text = page.read_text("utf-8")
        for link in re.findall(r'<a [^>]*href="([^"#]+)"', text):
            if not link.startswith("tel:"):
                assert (page.parent / link).is_file(), (page, link)
        assert re.findall(r'src="', text) == []


def test_what_changes_by_the_hour_is_not_written(folder: Path) -> None:
    """A page that is read next month does not say what is open now."""
    for page in pages(folder):
        assert "现在" not in re.sub(r"<style>.*?</style>", "", page.read_text("utf-8")), page


def test_programs_find_everything(folder: Path) -> None:
    """The sitemap, the index and each page's own data name the same addresses."""
    keys = [spot.key for spot in spots(open_dataset())]
    expected = [f"{SITE}/p/{key}/" for key in keys]
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    tree = ET.parse(folder / "sitemap.xml")  # noqa: S314 - a file of ours
    located = [node.text for node in tree.iter(f"{space}loc")]
    assert located == [f"{SITE}/", *expected]
    index = json.loads((folder / "index.json").read_text("utf-8"))
    assert [one["url"] for one in index["places"]] == expected
    assert f"Sitemap: {SITE}/sitemap.xml" in (folder / "robots.txt").read_text("utf-8")
    for key, address in zip(keys, expected, strict=True):
        page = (folder / "p" / key / "index.html").read_text("utf-8")
        (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
        told = json.loads(data)
        assert told["@context"] == "https://schema.org"
        assert told["url"] == address
        assert f'<link rel="canonical" href="{address}">' in page


def test_no_text_ends_a_script() -> None:
    """What a dataset says stays data, whatever it says."""
    written = str(script_data({"name": "</script><script>alert(1)</script>"}))
    assert "<" not in written
    assert json.loads(written)["name"].startswith("</script>")


@pytest.mark.browser
def test_the_search_needs_no_server(chromium: Browser, folder: Path) -> None:
    """From disk and offline: names, other names and services find places; nothing complains."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, offline=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.goto((folder / "index.html").as_uri())
    everything = page.locator("li:visible").count()
    page.fill("#search", "助餐 怡东")
    assert page.locator("li:visible").count() == 1
    page.fill("#search", "xyzzy")
    assert page.locator("#none").is_visible()
    page.fill("#search", "")
    assert page.locator("li:visible").count() == everything
    page.fill("#search", "助餐")
    page.locator("li:visible a").first.click()
    assert page.locator("svg.map").is_visible()
    page.click(".brand")
    assert page.locator("li:visible").count() == everything
    assert complaints == []
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("path", ["index.html", "p/canteen-beiyuan/index.html"])
def test_axe_finds_nothing_on_public_pages(chromium: Browser, folder: Path, path: str) -> None:
    """No violation of WCAG, contrast of 7 to 1 included."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto((folder / path).as_uri())
    found = Axe().run(page, options={"rules": {"color-contrast-enhanced": {"enabled": True}}})
    assert found.violations_count == 0, found.generate_report()
    context.close()


def test_the_command_writes_audit_and_map(tmp_path: Path) -> None:
    """The whole site from the command line, in English, with its audit."""
    town = tmp_path / "town"
    town.mkdir()
    arguments = ["--out", str(tmp_path / "out"), "--address", SITE, "--language", "en"]
    arguments += ["--data", str(small_town(town))]
    made = CliRunner().invoke(main, ["publish", *arguments])
    assert made.exit_code == 0, made.output
    assert (tmp_path / "out" / "audit" / "index.html").is_file()
    assert "15-minute circle" in (tmp_path / "out" / "circle-map.html").read_text("utf-8")
    assert "The circle of" in (tmp_path / "out" / "index.html").read_text("utf-8")
    assert 'href="audit/index.html"' in (tmp_path / "out" / "index.html").read_text("utf-8")
    again = CliRunner().invoke(main, ["publish", *arguments, "--without-audit"])
    assert again.exit_code == 0


def test_the_command_says_what_it_needs(tmp_path: Path) -> None:
    """Without an address the sitemap would lead nowhere: one line, and nothing written."""
    refused = CliRunner().invoke(
        main, ["publish", "--out", str(tmp_path / "out")], env={"YIKE_WEB_ADDRESS": ""}
    )
    assert refused.exit_code == 2
    assert "--address" in refused.output
    assert not (tmp_path / "out").exists()
