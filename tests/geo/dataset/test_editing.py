"""Edits go through the log: checked first, all or nothing; publishing is a diff of what changed."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from difflib import unified_diff
from typing import TYPE_CHECKING

import pytest

import data
from geo.change_log.changeset import Reason
from geo.change_log.log_file import ChangeLog
from geo.dataset.dataset import open_dataset, reread
from geo.dataset.editing import edit, undo
from geo.dataset.published_file import published_text
from geo.dataset.publishing import publish, pull
from geo.errors import DatasetError, SettingsError, UnknownNameError
from geo.facility import Status
from tests.support.copies import copied

if TYPE_CHECKING:
    from pathlib import Path

    from geo.change_log.history import Values
    from geo.dataset.dataset import Dataset

NOW = datetime(2026, 3, 10, 10, tzinfo=UTC)
REASON = Reason("staff", NOW, "电话确认")
CANTEEN = "canteen-beiyuan"
NEW = {
    "name": "新开的助餐点",
    "category": "canteen",
    "status": "open",
    "source": "gathered",
    "source_date": "2026-03",
}


@pytest.fixture
def town(tmp_path: Path) -> Dataset:
    """A copy of the dataset with a log of its own."""
    folder = tmp_path / "town"
    folder.mkdir()
    return open_dataset(copied(folder), ChangeLog(tmp_path / "state" / "changes.sqlite3"))


def text(town: Dataset) -> str:
    """The published file."""
    return (town.folder / "facilities.geojson").read_text("utf-8")


def diff(before: str, after: str) -> list[str]:
    """The lines that differ."""
    lines = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def test_an_edit_holds_in_what_is_opened_next(town: Dataset) -> None:
    """The file stays as it is; file and log together have the new value."""
    before = text(town)
    assert edit(town, {CANTEEN: {"phone": "021-5831"}}, REASON) == 1
    assert open_dataset(town.folder, town.log).facility(CANTEEN).phone == "021-5831"
    assert reread(town).facility(CANTEEN).phone == "021-5831"
    assert open_dataset(town.folder).facility(CANTEEN).phone == ""
    assert text(town) == before


def test_the_fingerprint_follows_the_log(town: Dataset) -> None:
    """What was built from the files alone is out of date."""
    edit(town, {CANTEEN: {"phone": "021-5831"}}, REASON)
    assert reread(town).fingerprint() != town.fingerprint()
    undo(town, 1, REASON)
    publish(town, NOW)
    assert reread(town).fingerprint() == open_dataset(town.folder).fingerprint()


def test_what_does_not_differ_is_no_change(town: Dataset) -> None:
    """The same value again leaves the log as it is."""
    assert edit(town, {CANTEEN: {"phone": ""}}, REASON) is None
    assert town.log is not None
    assert not town.log.path.exists() or town.log.history(town.id).changesets == ()


def test_an_event_changes_once(town: Dataset) -> None:
    """What is delivered twice is recorded once, even after it was undone."""
    reason = replace(REASON, event="event-1")
    assert edit(town, {CANTEEN: {"phone": "1"}}, reason) == 1
    undo(town, 1, REASON)
    assert edit(town, {CANTEEN: {"phone": "1"}}, reason) == 1
    assert reread(town).facility(CANTEEN).phone == ""


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"category": "no-such"}, "category"),
        ({"opening_hours": "早上八点"}, "opening_hours"),
        ({"geometry": {"type": "Point", "coordinates": [116.4, 39.9]}}, "geometry"),
        ({"inside": "nowhere"}, "inside"),
        ({"phone": 7}, "phone"),
        ({"capacity": -1}, "capacity"),
    ],
)
def test_a_fault_is_refused_whole(town: Dataset, values: dict[str, object], field: str) -> None:
    """Nothing is changed, and the fault says which field."""
    wanted: Values = {"canteen-tangdong": {"phone": "1"}, CANTEEN: values}
    with pytest.raises(DatasetError) as told:
        edit(town, wanted, REASON)
    assert {(fault.feature, fault.field) for fault in told.value.faults} == {(CANTEEN, field)}
    assert reread(town).facilities == town.facilities


def test_a_new_facility_is_made_and_unmade(town: Dataset) -> None:
    """It is last in the list; undoing takes it away, also from the published file."""
    before = text(town)
    edit(town, {"canteen-new": dict(NEW)}, REASON)
    assert reread(town).facilities[-1].name.zh == "新开的助餐点"
    publish(town, NOW)
    assert open_dataset(town.folder).facilities[-1].id == "canteen-new"
    assert all(line.startswith("+") or line == "-    }" for line in diff(before, text(town)))
    undo(town, 1, REASON)
    assert reread(town).facilities == town.facilities
    publish(town, NOW)
    assert text(town) == before


def test_publishing_is_a_diff_of_the_changed_fields(town: Dataset) -> None:
    """Order and all other bytes stay; a clone without the log has it."""
    before = text(town)
    assert before == (data.FOLDER / "facilities.geojson").read_text("utf-8")
    edit(town, {CANTEEN: {"phone": "021-5831", "verified_on": "2026-03-10"}}, REASON)
    assert [change.field for change in publish(town, NOW)] == ["phone", "verified_on"]
    assert diff(before, text(town)) == [
        '-        "phone": "",',
        '+        "phone": "021-5831",',
        '-        "verified_on": null,',
        '+        "verified_on": "2026-03-10",',
    ]
    assert open_dataset(town.folder).facility(CANTEEN).phone == "021-5831"
    assert publish(town, NOW) == ()


def test_what_is_published_is_the_files(town: Dataset) -> None:
    """After publishing, an edit of the file by hand holds; the log does not shadow it."""
    edit(town, {CANTEEN: {"phone": "1"}}, REASON)
    publish(town, NOW)
    path = town.folder / "facilities.geojson"
    path.write_text(text(town).replace('"phone": "1"', '"phone": "2"'), "utf-8")
    assert open_dataset(town.folder, town.log).facility(CANTEEN).phone == "2"


def test_undoing_what_is_published_restores_it(town: Dataset) -> None:
    """Undone after it was published, the old value holds at once and in the next file."""
    before = text(town)
    edit(town, {CANTEEN: {"phone": "1"}}, REASON)
    publish(town, NOW)
    assert [change.after for change in undo(town, 1, REASON)] == [""]
    assert reread(town).facility(CANTEEN).phone == ""
    assert undo(town, 1, REASON) == ()
    publish(town, NOW)
    assert text(town) == before


def test_the_store_of_changes_may_be_lost(town: Dataset) -> None:
    """What was published is in the file."""
    edit(town, {CANTEEN: {"phone": "1"}}, REASON)
    publish(town, NOW)
    assert town.log is not None
    shutil.rmtree(town.log.path.parent)
    assert open_dataset(town.folder, town.log).facility(CANTEEN).phone == "1"


@pytest.mark.parametrize("indent", [None, 1, 2])
def test_other_ways_to_write_the_file_stay(town: Dataset, indent: int | None) -> None:
    """A file as another program writes it keeps every feature that is not changed."""
    own = json.dumps(json.loads(text(town)), indent=indent)
    new = published_text(own, {CANTEEN: {"phone": "1"}})
    features = json.loads(new)["features"]
    assert features[0]["properties"]["phone"] == "1"
    assert new.endswith(own[own.index("canteen-tangdong") :])


def test_a_newer_file_is_pulled_in(town: Dataset, tmp_path: Path) -> None:
    """What the file changed and what the log changed hold together when they are not the same."""
    edit(town, {CANTEEN: {"phone": "1"}}, REASON)
    newer = tmp_path / "newer.geojson"
    newer.write_text(published_text(text(town), {CANTEEN: {"address": "北园路72号"}}), "utf-8")
    pulled = pull(town, newer, REASON)
    assert (pulled.new, pulled.changed, pulled.vanished) == ((), (CANTEEN,), ())
    facility = open_dataset(town.folder, town.log).facility(CANTEEN)
    assert (facility.phone, facility.address) == ("1", "北园路72号")


@pytest.mark.parametrize(("prefer", "phone"), [("", "1"), ("log", "1"), ("file", "2")])
def test_conflicts_are_told_by_field(
    town: Dataset, tmp_path: Path, prefer: str, phone: str
) -> None:
    """Nothing is taken until somebody says which holds."""
    edit(town, {CANTEEN: {"phone": "1"}}, REASON)
    newer, before = tmp_path / "newer.geojson", text(town)
    newer.write_text(published_text(before, {CANTEEN: {"phone": "2"}}), "utf-8")
    pulled = pull(town, newer, REASON, prefer)
    (conflict,) = pulled.conflicts
    assert (conflict.field, conflict.in_log, conflict.in_file) == ("phone", "1", "2")
    assert pulled.is_taken == bool(prefer)
    assert (text(town) == before) == (not prefer)
    assert open_dataset(town.folder, town.log).facility(CANTEEN).phone == phone


def test_a_faulty_file_is_not_pulled_in(town: Dataset, tmp_path: Path) -> None:
    """It would break the dataset: it is refused with its faults."""
    newer, before = tmp_path / "newer.geojson", text(town)
    newer.write_text(published_text(before, {CANTEEN: {"status": "gone"}}), "utf-8")
    with pytest.raises(DatasetError, match="status"):
        pull(town, newer, REASON)
    newer.write_text("[]", "utf-8")
    with pytest.raises(DatasetError, match="FeatureCollection"):
        pull(town, newer, REASON)
    assert text(town) == before


def test_without_a_log_nothing_is_changed(town: Dataset) -> None:
    """It is said what to name."""
    with pytest.raises(SettingsError, match="--changes"):
        edit(replace(town, log=None), {CANTEEN: {"phone": "1"}}, REASON)


def test_unknown_changes_are_told(town: Dataset) -> None:
    """A number that nobody has is no change."""
    with pytest.raises(UnknownNameError, match="no change 7"):
        undo(town, 7, REASON)
    edit(town, {CANTEEN: {"status": Status.CLOSED.value}}, REASON)
    with pytest.raises(UnknownNameError, match="no change 7"):
        undo(town, 7, REASON)
