"""A copy of the town with a log of its own, for tables that are brought in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo.change_log.log_file import ChangeLog
from geo.dataset.dataset import open_dataset
from tests.support.copies import copied

if TYPE_CHECKING:
    from pathlib import Path

    from geo.dataset.dataset import Dataset
    from geo.facility import LonLat


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """A copy of the dataset."""
    return open_dataset(copied(tmp_path_factory.mktemp("town")))


@pytest.fixture
def town(published: Dataset, tmp_path: Path) -> Dataset:
    """The same, with a log of its own."""
    return replace(published, log=ChangeLog(tmp_path / "state" / "changes.sqlite3"))


@pytest.fixture
def known(town: Dataset) -> list[tuple[str, str, LonLat]]:
    """The canteens whose place is known well: name, address, position."""
    return [
        (one.name.zh, one.address, one.geometry.middle)
        for one in town.facilities
        if one.category == "canteen" and one.geometry and (one.position_error_m or 0) <= 200
    ]
