"""What staff verify in Telegram holds in every command and channel, until it is undone."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import httpx
import pytest
from click.testing import CliRunner

import data
from bot.cli.dataset_source import DatasetSource
from bot.cli.main import main
from geo.coverage.audit import AuditOptions, audit
from geo.dataset.dataset import open_dataset
from geo.facility import Pace
from tests.support.telegram_bot import town, work_folder
from tests.support.web_site import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.telegram_bot import Town
    from tests.support.web_site import Site

NAME = "塘桥美好生活馆（北园路店）"
DOOR = (121.5180, 31.2075)
AT = "--at=121.5172,31.2071"
QUESTION = "北园路临沂北路口附近有助餐点吗"
NOW = "--now=2026-03-10T10:00"


def run(state: Path, *arguments: str) -> str:
    """Run a command beside the services."""
    environment = {"YIKE_STATE": str(state), "YIKE_CHANGES": ""}
    result = CliRunner().invoke(main, list(arguments), env=environment)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What the services keep."""
    folder = tmp_path_factory.mktemp("one-truth")
    with work_folder(folder):
        yield folder / "state"


@pytest.fixture(scope="module")
def bot(state: Path) -> Iterator[Town]:
    """The Telegram bot."""
    with town(state, pictures=False) as made:
        yield made


@pytest.fixture(scope="module")
def site(state: Path) -> Iterator[Site]:
    """The web server, beside it."""
    with serving(state) as made:
        yield made


def views(state: Path, site: Site, folder: Path) -> dict[str, object]:
    """The canteen as each command and channel sees it."""
    circle = folder / "circle.geojson"
    run(state, "circle", AT, NOW, "--out", str(circle))
    listed = json.loads(circle.read_text("utf-8"))["features"]
    dataset = DatasetSource(data.FOLDER, state / "changes.sqlite3").open()
    covered = audit(dataset, AuditOptions(Pace.ELDER)).before.statistics("canteen")
    told = httpx.get(site.at("/api/v1/nearby?at=121.5172,31.2071")).json()["features"]
    return {
        "ask": run(state, "ask", "附近有助餐点吗", AT, NOW),
        "circle": [one for one in listed if one["properties"].get("id") == "canteen-beiyuan"],
        "audit": covered,
        "site": run(state, "site", "canteen", "--sites", "1"),
        "web": [one for one in told if one["properties"]["id"] == "canteen-beiyuan"],
    }


def test_a_visit_holds_everywhere_until_it_is_undone(
    bot: Town, site: Site, state: Path, tmp_path: Path
) -> None:
    """Ask, circle, audit, site and the web see it without a restart, and its undoing."""
    before, told = views(state, site, tmp_path), bot.api.user().asks(QUESTION).text
    bot.staff.asks(f"/verify {NAME}")
    bot.staff.sends_location(*DOOR, accuracy_m=8)
    proposal = bot.staff.hears()
    bot.staff.presses(proposal, "确认").toast()
    bot.api.wait_for(bot.changesets)
    after = views(state, site, tmp_path)
    assert [name for name in before if before[name] == after[name]] == []
    run(state, "data", "undo", "1")
    assert views(state, site, tmp_path) == before
    assert bot.api.user().asks(QUESTION).text == told


def test_what_is_published_reaches_a_clone(bot: Town, state: Path, tmp_path: Path) -> None:
    """The log tells it, `publish` writes one feature, and the next clone has it."""
    folder = tmp_path / "town"
    shutil.copytree(data.FOLDER, folder, ignore=shutil.ignore_patterns(".yike", "__pycache__"))
    bot.staff.asks("/suspend canteen-beiyuan")
    told = run(state, "data", "log", "--language", "en")
    assert "status: open → suspended" in told
    (last,) = [json.loads(line) for line in run(state, "data", "log", "--json").splitlines()][-1:]
    assert (last["role"], last["published"]) == ("staff", False)
    before = json.loads((folder / "facilities.geojson").read_text("utf-8"))["features"]
    assert "1 处设施" in run(state, "data", "publish", "--data", str(folder))
    after = json.loads((folder / "facilities.geojson").read_text("utf-8"))["features"]
    changed = [
        old["properties"]["id"] for old, new in zip(before, after, strict=True) if old != new
    ]
    assert changed == ["canteen-beiyuan"]
    assert open_dataset(folder).facility("canteen-beiyuan").status == "suspended"
    assert "没有还没发布的改动" in run(state, "data", "log", "--data", str(folder))
