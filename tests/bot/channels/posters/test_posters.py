"""Posters and cards: their code leads to their place, and the paper says what is true there."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING

import httpx
import pytest
import zxingcpp
from click.testing import CliRunner
from PIL import Image

from bot.channels.posters.paper_page import CARDS
from bot.channels.posters.poster import LEAST_COUNT, most_asked, poster, spots
from bot.channels.posters.poster_files import ALL_CARDS, ALL_POSTERS, write_posters
from bot.channels.web.chat.rendering import digest_of
from bot.cli.main import main
from bot.conversation.lookup.search import FacilitySearch
from bot.storage.demand_table import DemandCount
from bot.storage.store import Store
from geo.dataset.dataset import open_dataset
from tests.support.copies import small_town
from tests.support.tangqiao import TANGQIAO
from tests.support.web_site import TUESDAY, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.support.web_site import Site

A4_PX = {"width": 794, "height": 1123}
COMMITTEE = "committee-nanquan"
UNLOCATED = next(spot for spot in spots(TANGQIAO) if spot.point is None)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The server that the codes lead to."""
    with serving(tmp_path_factory.mktemp("state")) as running:
        yield running


@pytest.fixture(scope="module")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All posters of Tangqiao, with codes that lead to the running server."""
    out = tmp_path_factory.mktemp("posters")
    write_posters(open_dataset(), out, site=site.url, language="zh", at=TUESDAY)
    return out


def codes(chromium: Browser, page: Path) -> list[str]:
    """Read the codes of a page as a phone would: from its picture."""
    context = chromium.new_context(viewport=A4_PX, offline=True)  # type: ignore[arg-type]
    opened = context.new_page()
    opened.goto(page.as_uri())
    picture = Image.open(io.BytesIO(opened.screenshot()))
    context.close()
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def test_every_spot_has_a_poster(folder: Path) -> None:
    """Each located neighbourhood, compound and serving facility has a poster, cards and a line.

    What nobody has located has none, which would only say so: the index names it.
    """
    index = (folder / "index.html").read_text("utf-8")
    every = [spot for spot in spots(open_dataset()) if spot.point]
    assert len(every) > 60
    for spot in every:
        assert (folder / f"{spot.key}.html").exists()
        assert f'href="{spot.key}.html"' in index
        assert f'href="{spot.key}-cards.html"' in index
    for name in (ALL_POSTERS, ALL_CARDS):
        assert f'href="{name}"' in index
        assert (folder / name).read_text("utf-8").count('class="sheet"') == len(every)
    assert not (folder / f"{UNLOCATED.key}.html").exists()
    assert UNLOCATED.name.zh in index.partition("先定位")[2]


def test_staff_print_them_from_their_pages(site: Site) -> None:
    """All, of a kind or of one place; nobody else does; codes of here are warned of."""
    every = [spot for spot in spots(open_dataset()) if spot.point]
    committees = [spot for spot in every if spot.kind == "committee"]
    with Store.open(site.state / "store.sqlite3") as store:
        token = store.logins.link("committee", site.clock())
    headers = {"Origin": site.url.rstrip("/")}
    with httpx.Client(base_url=site.url, headers=headers, timeout=60) as browser:
        printed, of_one = "/staff/posters/print", f"?of={COMMITTEE}&paper=poster"
        assert browser.get(f"{printed}{of_one}").status_code == 403
        browser.post("/staff/login", data={"link": token})
        assert 'href="/staff/posters"' in browser.get("/staff").text
        form = browser.get("/staff/posters", params={"of": COMMITTEE}).text
        assert f'value="{COMMITTEE}" selected' in form
        assert "别的手机打不开" in form
        assert UNLOCATED.name.zh in form.partition("先定位")[2]
        for chosen, count in (
            ("", len(every)),
            ("kind:committee", len(committees)),
            (COMMITTEE, 1),
        ):
            for paper in ("poster", "cards"):
                page = browser.get(printed, params={"of": chosen, "paper": paper})
                assert page.text.count('class="sheet"') == count, (chosen, paper)
        policy = page.headers["content-security-policy"]
        style = re.findall(r"<style>(.*?)</style>", page.text, re.DOTALL)[0]
        assert digest_of(style) in policy
        english = browser.get(f"{printed}{of_one}&language=en").text
        assert '<html lang="en">' in english
        for wrong in (f"?of={UNLOCATED.key}&paper=poster", f"?of={COMMITTEE}&paper=flag"):
            assert browser.get(f"{printed}{wrong}").status_code == 303


@pytest.mark.browser
@pytest.mark.parametrize("key", [COMMITTEE, "canteen-beiyuan"])
def test_the_code_answers_for_its_place(
    chromium: Browser, folder: Path, site: Site, key: str
) -> None:
    """What a phone reads from the paper opens a page about that very place."""
    (address,) = codes(chromium, folder / f"{key}.html")
    assert address == site.at(f"/p/{key}")
    page = httpx.get(address)
    name = next(spot.name.zh for spot in spots(open_dataset()) if spot.key == key)
    assert page.status_code == 200
    assert name in page.text


@pytest.mark.browser
def test_every_card_of_a_sheet_can_be_read(chromium: Browser, folder: Path, site: Site) -> None:
    """Ten cards, ten codes, one place."""
    found = codes(chromium, folder / f"{COMMITTEE}-cards.html")
    assert found == [site.at(f"/p/{COMMITTEE}")] * CARDS


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_cut_off_a_card_or_pressed_flat(
    chromium: Browser, site: Site, tmp_path: Path, language: str
) -> None:
    """Whatever a place is called, in either language: words within the card, codes square."""
    write_posters(open_dataset(), tmp_path, site=site.url, language=language, at=TUESDAY)
    context = chromium.new_context(viewport=A4_PX)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto((tmp_path / ALL_CARDS).as_uri())
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.card')].filter(card => {
            const box = card.getBoundingClientRect(), words = card.lastElementChild;
            const own = words.getBoundingClientRect(), wide = words.scrollWidth;
            return own.top < box.top || own.bottom > box.bottom || wide > own.width + 1;
        }).map(card => card.innerText)"""
    )
    assert cut == []
    page.goto((tmp_path / ALL_POSTERS).as_uri())
    codes_mm = page.evaluate(
        """() => [...document.querySelectorAll('.code')].map(code => {
            const box = code.getBoundingClientRect();
            return [box.width / 96 * 25.4, box.height / 96 * 25.4]; })"""
    )
    assert all(abs(wide - high) < 1 and high >= 60 for wide, high in codes_mm)
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == len(codes_mm)
    context.close()


@pytest.mark.browser
def test_posters_print_on_one_sheet(chromium: Browser, folder: Path) -> None:
    """The longest names too fit on one page of A4, and nothing is cut off."""
    located = [spot for spot in spots(open_dataset()) if spot.point]
    longest = sorted(located, key=lambda spot: -len(spot.name.zh))[:3]
    context = chromium.new_context(viewport=A4_PX)  # type: ignore[arg-type]
    page = context.new_page()
    for key in (*(spot.key for spot in longest), COMMITTEE):
        for file in (f"{key}.html", f"{key}-cards.html"):
            page.goto((folder / file).as_uri())
            pdf = page.pdf(prefer_css_page_size=True)
            assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1, file
            assert page.evaluate("document.body.scrollHeight <= document.body.clientHeight"), file
    page.goto((folder / ALL_POSTERS).as_uri())
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == len(located)
    context.close()


def test_a_poster_lists_what_is_nearest() -> None:
    """Three services, each with its nearest facility, none of them the place itself."""
    search = FacilitySearch(open_dataset())
    (spot,) = (one for one in spots(search.dataset) if one.key == "canteen-beiyuan")
    made = poster(
        search,
        spot,
        services=most_asked(search.dataset, ()),
        language="zh",
        site="https://x.cn/",
        at=TUESDAY,
    )
    assert made.address == "https://x.cn/p/canteen-beiyuan"
    assert len(made.near) == 3
    assert len({one.what for one in made.near}) == 3
    assert made.place not in {one.name for one in made.near}
    assert all("分钟" in one.walk and "30" not in one.walk for one in made.near)


def test_what_is_asked_most_comes_first() -> None:
    """Demand orders the services; counts too small to be shown order nothing."""
    dataset = open_dataset()
    few = [DemandCount("legal", "", 9, found=True, count=LEAST_COUNT - 1)]
    assert most_asked(dataset, few) == most_asked(dataset, ())
    many = [DemandCount("legal", place, 9, found=True, count=3) for place in ("a", "b")]
    assert most_asked(dataset, many)[0] == "legal"
    assert sorted(most_asked(dataset, many)) == sorted(dataset.categories)


def test_the_command_needs_an_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one the codes would lead nowhere: the command says what to give, and does nothing."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("YIKE_WEB_ADDRESS", raising=False)
    refused = CliRunner().invoke(main, ["posters", "--out", str(tmp_path / "out")])
    assert refused.exit_code == 2
    assert "--address" in refused.output
    assert not (tmp_path / "out").exists()


def test_the_command_writes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address given once is in every code; English is spoken too."""
    monkeypatch.setenv("YIKE_STATE", str(tmp_path / "state"))
    town = tmp_path / "town"
    town.mkdir()
    places = json.loads((small_town(town) / "places.geojson").read_text("utf-8"))["features"]
    kinds = {one["properties"]["id"]: one["properties"]["kind"] for one in places}
    key = next(key for key, kind in kinds.items() if kind == "committee")
    arguments = ["--data", str(town)]
    arguments += ["--out", str(tmp_path / "out"), "--address", "https://yike.example.cn"]
    made = CliRunner().invoke(main, ["posters", *arguments, "--language", "en", "--pdf"])
    assert made.exit_code == 0, made.output
    text = (tmp_path / "out" / f"{key}.html").read_text("utf-8")
    assert f"https://yike.example.cn/p/{key}" in text
    assert "Nearest from here" in text
    assert ALL_POSTERS in made.output
    assert (tmp_path / "out" / "all-posters.pdf").read_bytes().startswith(b"%PDF-")
