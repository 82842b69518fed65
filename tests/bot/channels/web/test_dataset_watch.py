"""A changed dataset is taken up while the server runs; a broken one is not."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

import httpx
import pytest

import data
from bot.channels.web import dataset_watch
from geo.change_log.changeset import Reason
from geo.change_log.log_file import ChangeLog
from geo.dataset.dataset import open_dataset
from geo.dataset.editing import edit as change
from tests.support.copies import copied, edit
from tests.support.web_site import STATION, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from geo.change_log.history import Values
    from tests.support.web_site import Site


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the dataset that may be changed, looked at often."""
    monkeypatch.setattr(dataset_watch, "LOOK_S", 0.1)
    folder = tmp_path / "town"
    folder.mkdir()
    copied(folder)
    for name in ("words", "knowledge"):
        shutil.copytree(data.FOLDER / name, folder / name)
    return folder


@pytest.fixture
def changing(folder: Path, tmp_path: Path) -> Iterator[Site]:
    """A server on that copy."""
    with serving(tmp_path / "state", folder=folder) as site:
        yield site


def eventually(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.1)
    pytest.fail("it never was")


def rename(folder: Path, name: object) -> None:
    """Give the first facility another name."""
    edit(
        folder / "facilities.geojson",
        lambda features: features[0]["properties"].update(name=name),
    )


def first_name(site: Site) -> str:
    """What the server calls the first facility."""
    told = httpx.get(site.at("/api/v1/facilities")).json()
    return str(told["features"][0]["properties"]["name"])


def refusals(site: Site) -> str:
    """How often a dataset was refused."""
    lines = httpx.get(site.at("/metrics")).text.splitlines()
    return next(one for one in lines if 'outcome="refused"' in one).split()[-1]


def test_a_changed_dataset_is_taken_up(folder: Path, changing: Site) -> None:
    """Within seconds, without a restart, answers are from the new file."""
    rename(folder, "新开的助餐点")
    eventually(lambda: first_name(changing) == "新开的助餐点")


def test_a_broken_dataset_is_refused(folder: Path, changing: Site) -> None:
    """The old one serves until the fault is mended."""
    before = first_name(changing)
    rename(folder, 7)
    eventually(lambda: refusals(changing) == "1")
    assert first_name(changing) == before
    rename(folder, "又修好了")
    eventually(lambda: first_name(changing) == "又修好了")


def test_what_staff_change_elsewhere_holds_here(folder: Path, changing: Site) -> None:
    """A suspension that another process wrote reaches the pages."""
    near = httpx.get(changing.at(f"/api/v1/nearby?at={STATION}")).json()["features"][0]
    name = near["properties"]["name"]
    assert name in httpx.get(changing.at(f"/p/{STATION}")).text
    log = ChangeLog(changing.state / "changes.sqlite3")
    values: Values = {near["id"]: {"status": "suspended"}}
    change(open_dataset(folder, log), values, Reason("staff", changing.clock()))
    eventually(lambda: name not in httpx.get(changing.at(f"/p/{STATION}")).text)
