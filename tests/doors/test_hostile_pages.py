"""Thousands of hostile forms, questions, tables and maps at the newer doors: an answer or one line.

Whatever comes in, a page answers below 500, and a refused file leaves nothing behind.
"""

from __future__ import annotations

import json
import random
import re
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import httpx
import pytest

from bot.cli.new_town import make_town
from bot.staff.importing.outcome import ImportRequest
from bot.staff.importing.plan import make_plan
from bot.storage.store import Store
from geo.change_log.log_file import ChangeLog
from geo.dataset.dataset import open_dataset
from geo.errors import YikeError
from geo.osm_dataset.new_dataset import Wanted
from tests.conftest import ROOT
from tests.support.hostile import VALUES, hostile_attributes, hostile_bytes, hostile_json
from tests.support.messy_tables import DAY, HEADINGS, NEW, write_csv, write_ods, write_xlsx
from tests.support.web_site import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.support.web_site import Site

COUNTS = [40, pytest.param(10_000, marks=pytest.mark.storm)]
FEW = [4, pytest.param(10_000, marks=pytest.mark.storm)]
FORM = {
    "text": "塘桥站附近有助餐点吗", "press": "near:canteen", "once": "a", "at": "metro-tangqiao",
    "lon": "121.5172", "lat": "31.2071", "error_m": "20", "place": "metro-tangqiao",
}  # fmt: skip
STAFF_FORM = {
    "press": "staff:undo:1", "about": "canteen-beiyuan", "phone": "021-50000000", "reason": "试",
    "opening_hours": "Mo-Su 10:00-13:00", "lon": "121.5172", "lat": "31.2071", "status": "open",
    "name": "甲", "category": "canteen", "ticket": "T-0001", "language": "en", "source": "电话",
}  # fmt: skip
STAFF_PATHS = (
    "", "/f/canteen-beiyuan/edit", "/f/canteen-beiyuan/position", "/add", "/tickets", "/language",
)  # fmt: skip
READS = ("nearby", "route", "facilities", "places", "circle")
QUERY = {"at": "121.5172,31.2071", "to": "canteen-beiyuan", "category": "canteen", "minutes": "15",
         "pace": "elder", "open_now": "true", "now": "2026-03-10T10:00"}  # fmt: skip
TOO_LONG = 431
HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def chance(count: int) -> random.Random:
    """Chance that is the same each time."""
    return random.Random(count)  # noqa: S311 - repeatable chance, not a secret


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real server without limits of rate."""
    with serving(tmp_path_factory.mktemp("pages")) as running:
        yield running


@pytest.fixture
def browser(site: Site) -> Iterator[httpx.Client]:
    """A browser that says where its forms come from."""
    headers = {"Origin": site.url.rstrip("/")}
    with httpx.Client(base_url=site.url, headers=headers, timeout=60) as client:
        yield client


def hostile_form(chance: random.Random, fields: dict[str, str]) -> bytes:
    """Write a form with some of its fields, one of them strange, and perhaps damaged bytes."""
    chosen = dict(chance.sample(sorted(fields.items()), chance.randint(1, len(fields))))
    chosen[chance.choice(sorted(fields))] = str(chance.choice(VALUES))
    content = urlencode(chosen, errors="replace").encode()
    return hostile_bytes(chance, content) if chance.random() < 0.3 else content


def refusal(door: Callable[[], object]) -> str:
    """Let a door answer, and give nothing; or give the words in which it refuses."""
    try:
        door()
    except YikeError as error:
        return str(error) or "without a word"
    return ""


@pytest.mark.parametrize("count", COUNTS)
def test_forms(browser: httpx.Client, chance: random.Random, count: int) -> None:
    """Each form gets a page, and afterwards a question is answered as before."""
    for _ in range(count):
        path = chance.choice(("/", "/", "/", "/map.html"))
        page = browser.post(path, content=hostile_form(chance, FORM), headers=HEADERS)
        assert page.status_code < 500, page.request.content
    assert "T-7000" in browser.post("/", data={"text": "查 T-7000"}).text


@pytest.mark.parametrize("count", COUNTS)
def test_api(browser: httpx.Client, chance: random.Random, count: int) -> None:
    """Each question to the API gets JSON: an answer, or a problem that says what is wrong.

    An address that is longer than any question is hung up on before it is read whole.
    """
    asked = {"text": "塘桥站附近有助餐点吗", "at": [121.5172, 31.2071], "language": "zh"}
    for _ in range(count):
        if chance.random() < 0.4:
            body = hostile_json(chance, asked)
            answer = browser.post(
                "/api/v1/ask", content=body, headers={"Content-Type": "application/json"}
            )
        else:
            query = hostile_form(chance, QUERY).decode("latin-1")
            address = f"/api/v1/{chance.choice(READS)}?{quote(query, safe='=&%+')}"
            answer = browser.get(address)
        assert answer.status_code < 500, answer.request.url
        assert answer.status_code == TOO_LONG or json.loads(answer.text)


@pytest.mark.parametrize("count", COUNTS)
def test_staff_pages(site: Site, browser: httpx.Client, chance: random.Random, count: int) -> None:
    """Each form of staff's pages gets a page; the dataset has no fault afterwards."""
    with Store.open(site.state / "store.sqlite3") as store:
        secret = store.logins.link("committee", site.clock())
    assert browser.post("/staff/login", data={"link": secret}).status_code == 303
    proof = re.findall(r'name="proof" value="(\w+)"', browser.get("/staff").text)[0]
    for _ in range(count):
        form = hostile_form(chance, STAFF_FORM)
        if chance.random() < 0.9:
            form += f"&proof={proof}".encode()
        page = browser.post(f"/staff{chance.choice(STAFF_PATHS)}", content=form, headers=HEADERS)
        assert page.status_code < 500, (page.request.url, form)
    assert open_dataset(log=ChangeLog(site.state / "changes.sqlite3")).facilities


@pytest.mark.parametrize("count", COUNTS)
def test_tables(tmp_path: Path, chance: random.Random, count: int) -> None:
    """A damaged table is read as far as it holds, or refused in one line."""
    name, address, point = NEW
    rows = [HEADINGS, ("1", name, address, "021-50000000", "10:00-13:00", *point)]
    paths = [
        write_csv(tmp_path / "a.csv", rows),
        write_csv(tmp_path / "b.csv", rows, "gb18030"),
        write_xlsx(tmp_path / "a.xlsx", list=rows),
        write_ods(tmp_path / "a.ods", rows),
    ]
    wholes = {path: path.read_bytes() for path in paths}
    dataset = open_dataset()
    for _ in range(count):
        path = chance.choice(paths)
        path.write_bytes(hostile_bytes(chance, wholes[path]))
        request = ImportRequest(path, DAY, category="canteen")
        told = refusal(partial(make_plan, dataset, request))
        assert len(told.splitlines()) <= 1


@pytest.mark.parametrize("count", FEW)
def test_towns(tmp_path: Path, chance: random.Random, count: int) -> None:
    """A damaged extract makes a town without faults, or is refused and leaves no folder."""
    whole = (ROOT / "tests/support/extracts/town.osm").read_bytes()
    path = tmp_path / "town.osm"
    for number in range(count):
        path.write_bytes(chance.choice((hostile_bytes, hostile_attributes))(chance, whole))
        folder = tmp_path / f"town{number}"
        wanted = Wanted(path, "", "镇", "CN", None)
        told = refusal(partial(make_town, wanted, folder, "zh"))
        assert bool(told) != folder.exists()
        assert not list(tmp_path.glob(".town*"))
