"""Tables that are kept: damage is seen, foreign files stay, and no disk is needed to answer."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import numpy as np
import pytest

from geo.compute import checked_file
from geo.dataset.dataset import open_dataset
from geo.errors import DamagedFileError, NetworkError
from geo.facility import LonLat, Pace
from geo.network.walk_network import WalkNetwork
from geo.routing.table_file import load_tables, save_tables
from geo.town import Town
from tests.support.cities import synthetic_city

if TYPE_CHECKING:
    from pathlib import Path

    from geo.dataset.dataset import Dataset
    from geo.town import Found

POINT = LonLat(121.5172, 31.2071)


@pytest.fixture
def dataset() -> Dataset:
    """Tangqiao."""
    return open_dataset()


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A work folder of one's own."""
    monkeypatch.setenv("YIKE_WORK", str(tmp_path / "work"))
    return tmp_path / "work"


def answer(dataset: Dataset) -> tuple[Found, ...]:
    """Ask a town that is opened anew."""
    return Town.open(dataset, Pace.ELDER).nearby(POINT, 0, 30)


def test_a_table_of_zeros_is_not_believed(
    dataset: Dataset, work: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """What a failing disk turned to zeros is made again, with one line, and once."""
    right = answer(dataset)
    (path,) = work.glob("*.tables")
    whole = path.read_bytes()
    end = whole.index(b"\n") + 1
    path.write_bytes(whole[:end] + bytes(len(whole) - end))
    assert answer(dataset) == right
    (record,) = caplog.records
    assert (record.levelno, "made again" in record.getMessage()) == (logging.WARNING, True)
    assert answer(dataset) == right
    assert len(caplog.records) == 1
    assert path.read_bytes() == whole


def test_numbers_that_point_outside_are_not_followed(dataset: Dataset, tmp_path: Path) -> None:
    """A table whose checksum is right and whose numbers are not is damage, not a crash."""
    town = Town.open(dataset, Pace.ELDER)
    path, network, sites = tmp_path / "a.tables", town.walker.network, town.sites
    for array in (
        town.entries.node,
        town.entries.site_start,
        town.entries.label,
        town.entries.by_node.start,
        town.entries.by_node.site,
        town.entries.on_edges.edge,
        town.entries.on_edges.site,
        town.table.site,
        town.table.label,
    ):
        flat = array.reshape(-1)
        before = flat[-1]
        flat[-1] = -2
        save_tables(path, town.entries, town.table)
        with pytest.raises(DamagedFileError):
            load_tables(path, network, sites)
        flat[-1] = before
    save_tables(path, town.entries, town.table)
    assert load_tables(path, network, sites)[1].cutoff == town.table.cutoff
    other = WalkNetwork.from_streets(synthetic_city(100, seed=1))
    with pytest.raises(DamagedFileError):
        load_tables(path, other, sites)


def test_nothing_but_older_tables_is_deleted(dataset: Dataset, work: Path) -> None:
    """Files of others stay, however they are called; our own of before make room."""
    work.mkdir()
    foreign = [
        work / name
        for name in (
            "elder-notes.tables",
            f"{dataset.id}-elder-0123456789abcdef.tables",
            f"{dataset.id}-elder-0123456789abcdef.tables.bak",
            f"other-{dataset.id}-elder-0123456789abcdef.tables",
            "film.part",
            ".yike-film.part",
        )
    ]
    for path in foreign:
        path.write_text("mine", "utf-8")
    older = work / f"{dataset.id}-elder-00000000000000aa.tables"
    checked_file.write(older, "tables", 1, {}, [])
    answer(dataset)
    assert [path.read_text("utf-8") for path in foreign] == ["mine"] * len(foreign)
    assert not older.exists()
    assert len(list(work.iterdir())) == len(foreign) + 1


def test_a_work_folder_that_is_a_file_costs_time_alone(
    dataset: Dataset, work: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Answers go on without a cache; one line says why."""
    right = answer(dataset)
    for path in work.iterdir():
        path.unlink()
    work.rmdir()
    work.write_text("mine", "utf-8")
    caplog.clear()
    assert answer(dataset) == right
    (record,) = caplog.records
    assert "cannot be kept" in record.getMessage()
    assert work.read_text("utf-8") == "mine"


@pytest.mark.parametrize("name", ["ends", "neighbour", "edge", "edge_item", "indptr", "edge_start"])
def test_a_network_that_points_outside_is_refused(tmp_path: Path, name: str) -> None:
    """A network whose checksum is right and whose numbers are not is refused when it is opened."""
    network = WalkNetwork.from_streets(synthetic_city(100, seed=1))
    path = tmp_path / "a.network"
    getattr(network, name).reshape(-1)[-1] = 1 << 30
    network.save(path)
    with pytest.raises(NetworkError, match="make it again"):
        WalkNetwork.open(path)


@pytest.mark.parametrize("value", [np.nan, np.inf, -1.0])
def test_a_network_has_lengths(tmp_path: Path, value: float) -> None:
    """A length that is no number of metres is refused."""
    network = WalkNetwork.from_streets(synthetic_city(100, seed=1))
    network.length[0] = value
    network.save(tmp_path / "a.network")
    with pytest.raises(NetworkError):
        WalkNetwork.open(tmp_path / "a.network")
