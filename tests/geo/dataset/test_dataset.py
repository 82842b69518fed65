"""A dataset opens whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import data
from geo.dataset.dataset import check, open_dataset
from geo.errors import DatasetError, UnknownNameError
from geo.facility import LonLat
from tests.support.copies import FILES, copied, edit, faults
from tests.support.tangqiao import TANGQIAO


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the Tangqiao dataset to break."""
    return copied(tmp_path)


# A broken dataset.


@pytest.mark.parametrize("name", FILES[1:])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "not JSON"),
        (b"", "not JSON"),
        (b"[" * 100_000, "too deeply nested"),
        (b'{"type": "Feature"}', "not a FeatureCollection"),
        (b"[]", "not a FeatureCollection"),
        (b'{"type": "FeatureCollection", "features": {}}', "no list"),
        ("{'塘桥'}".encode("gb18030"), "not UTF-8"),
    ],
)
def test_an_unreadable_file_is_one_fault(
    folder: Path, name: str, content: bytes, words: str
) -> None:
    """A file that cannot be read is reported itself, not through what it leaves dangling."""
    (folder / name).write_bytes(content)
    (fault,) = check(folder)
    assert fault.file == name
    assert words in fault.problem


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_one_fault(folder: Path, name: str) -> None:
    """Every file is needed, except the boundary, which not every town has."""
    (folder / name).unlink()
    assert faults(folder) == ([] if name == "boundary.geojson" else [(name, "", "")])


def test_a_missing_folder_is_one_fault(tmp_path: Path) -> None:
    """A wrong folder is said in one line."""
    with pytest.raises(DatasetError, match=r"1 fault; .*\n.*no folder"):
        open_dataset(tmp_path / "nowhere")


def test_broken_toml_says_where(folder: Path) -> None:
    """A slip in dataset.toml is found by line."""
    (folder / "dataset.toml").write_text("id = tangqiao", "utf-8")
    (fault,) = check(folder)
    assert "not TOML" in fault.problem
    assert "line 1" in fault.problem


def test_all_faults_come_together(folder: Path) -> None:
    """Whoever corrects a dataset sees the whole list at once, and nothing opens before."""
    edit(folder / "facilities.geojson", lambda rows: rows[0]["properties"].update(category="x"))
    edit(folder / "facilities.geojson", lambda rows: rows[1]["properties"].update(status="x"))
    edit(folder / "facilities.geojson", lambda rows: rows.append("x"))
    edit(folder / "streets.geojson", lambda rows: rows[0]["properties"].update(name=""))
    (folder / "barriers.geojson").unlink()
    with pytest.raises(DatasetError) as refused:
        open_dataset(folder)
    assert {(fault.file, fault.field) for fault in refused.value.faults} == {
        ("facilities.geojson", "category"),
        ("facilities.geojson", "status"),
        ("facilities.geojson", "type"),
        ("streets.geojson", "name"),
        ("barriers.geojson", ""),
    }
    assert "5 faults" in str(refused.value)
    assert refused.value.faults == check(folder)


# A dataset that opens.


def test_a_room_has_the_position_of_its_building(folder: Path) -> None:
    """Locating the building locates what is inside it: one fact, one home."""

    def locate(rows: list[dict[str, Any]]) -> None:
        (centre,) = (r for r in rows if r["properties"]["id"] == "eldercare-centre")
        centre["geometry"] = {"type": "Point", "coordinates": [121.52, 31.21]}
        centre["properties"].update(position_error_m=5, position_basis="visited")

    edit(folder / "facilities.geojson", locate)
    room = open_dataset(folder).facility("health-family-doctor")
    assert room.geometry is not None
    assert room.geometry.middle == LonLat(121.52, 31.21)
    assert room.position_error_m == 5


def test_a_fingerprint_follows_what_is_walked(folder: Path) -> None:
    """It changes with streets and facilities, and not with the folder or the names of places."""
    before = open_dataset(folder).fingerprint()
    assert before == TANGQIAO.fingerprint()
    edit(folder / "places.geojson", lambda rows: rows[0]["properties"].update(aliases=[]))
    assert open_dataset(folder).fingerprint() == before
    edit(folder / "streets.geojson", list.pop)
    assert open_dataset(folder).fingerprint() != before


def test_a_town_may_have_nothing_drawn(folder: Path) -> None:
    """Without a single feature a dataset opens, with empty arrays of the right shape."""
    for name in FILES[1:]:
        edit(folder / name, list.clear)
    town = open_dataset(folder)
    assert town.streets.lonlat.shape == (0, 2)
    assert town.streets.ends.shape == (0, 2)
    assert town.boundary is None
    assert town.located() == ()


def test_work_is_kept_beside_the_data_or_where_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """$YIKE_WORK moves what can be rebuilt out of a folder that cannot be written to."""
    monkeypatch.delenv("YIKE_WORK", raising=False)
    assert TANGQIAO.work == data.FOLDER / ".yike"
    monkeypatch.setenv("YIKE_WORK", "elsewhere")
    assert TANGQIAO.work == Path("elsewhere")


def test_an_unknown_facility_suggests_a_close_one() -> None:
    """A slip in an id is answered with the id it may have been."""
    with pytest.raises(UnknownNameError, match="did you mean canteen-beiyuan"):
        TANGQIAO.facility("canteen-beiyaun")


def test_opening_loads_nothing_heavy() -> None:
    """A question is answered cold in a second, so opening loads no table and no geometry."""
    code = (
        "import sys; from geo.dataset.dataset import open_dataset; open_dataset();"
        "print(sorted({'shapely', 'pyproj', 'pandas', 'geopandas', 'scipy'} & set(sys.modules)))"
    )
    root = data.FOLDER.parent
    loaded = subprocess.run(  # noqa: S603 - our own interpreter and our own line
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "[]"
