"""A change is taken back long after it was made: told before, refused where it cannot be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.staff.editing.changes import log_in_words, undo, undo_outlook
from bot.staff.reports.change_entries import is_table
from bot.staff.staff_context import StaffContext
from bot.storage.store import Store
from geo.change_log.log_file import ChangeLog
from geo.dataset.dataset import reread
from geo.dataset.editing import edit
from tests.support.tangqiao import TANGQIAO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.dataset.dataset import Dataset

NOW = datetime(2026, 3, 10, 10, tzinfo=UTC)
MAOXING, JINPU, NEW = "canteen-maoxing", "canteen-jinpu", "canteen-wenlan"
MADE: dict[str, object] = {
    "category": "canteen",
    "status": "open",
    "name": "文兰食堂",
    "source": "staff",
    "source_date": "2026-03-10",
}
TABLE: dict[str, dict[str, object]] = {
    NEW: MADE,
    MAOXING: {"name": "茂兴社区食堂"},
    JINPU: {"phone": "58311234"},
}


@dataclass
class Office:
    """An office whose first change brought a table in."""

    store: Store
    dataset: Dataset

    def context(self, language: str = "zh") -> StaffContext:
        """What she acts in."""
        return StaffContext(self.store, reread(self.dataset), "xiaoli", language, NOW, "1")

    def changes(self, wanted: dict[str, dict[str, object]], why: str = "") -> int:
        """Change something."""
        context = self.context()
        return edit(context.dataset, wanted, context.reason(why=why)) or 0


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office on the real dataset."""
    with Store.open(tmp_path / "store.sqlite3") as store:
        log = ChangeLog(tmp_path / "changes.sqlite3")
        office = Office(store, replace(TANGQIAO, log=log))
        office.changes(TABLE, "名单.xlsx")
        yield office


def test_an_entry_tells_a_table_by_facility(office: Office) -> None:
    """Its file and counts stand above it; of many facilities only some are listed."""
    context = office.context()
    words = log_in_words(context)
    (one,) = words.history.changesets
    entry = words.entry(one)
    assert is_table(one)
    assert entry.title.endswith("工作人员 · 导入“名单.xlsx”")
    assert entry.counts == "新增 1 处，改动 2 处"
    told = {each.name: each.lines for each in entry.facilities}
    assert told["金浦助餐点"] == ("电话：（空） → 58311234",)
    assert "类别：老年助餐" in told["新增：文兰食堂"]
    assert (words.entry(one, 1).left, len(words.entry(one, 1).facilities)) == (2, 1)
    assert [each.id for each in words.entry(one, about=MAOXING).facilities] == [MAOXING]
    for text in ("茂兴助餐点", "茂兴社区食堂", "名单", "2026-03-10", "文兰"):
        assert words.mentions(one, text), text
    assert not words.mentions(one, "蓝村")


def test_all_of_a_change_is_restored_where_nothing_came_after(office: Office) -> None:
    """Then the change itself says all; what was new is gone."""
    outlook = undo_outlook(office.context(), 1)
    assert (outlook.is_whole, outlook.kept, outlook.refused) == (True, (), ())
    assert "去掉：文兰食堂" in [one.name for one in outlook.restored]
    assert "文兰食堂" in undo(office.context(), "1").text
    assert reread(office.dataset).facilities == TANGQIAO.facilities
    words = log_in_words(office.context())
    first, second = words.history.changesets
    assert (words.entry(first).undone_by, words.entry(second).undoes) == (2, 1)
    assert not words.entry(first).may_undo


def test_what_was_changed_again_is_told_and_kept(office: Office) -> None:
    """Undoing restores the rest; where nothing is left, it says so."""
    later = office.changes({JINPU: {"phone": "58319999"}})
    outlook = undo_outlook(office.context(), 1)
    assert not outlook.is_whole
    assert outlook.kept == (f"金浦助餐点 · 电话（第 {later} 条）",)
    undo(office.context(), "1")
    dataset = reread(office.dataset)
    assert dataset.facility(JINPU).phone == "58319999"
    assert dataset.facility(MAOXING).name.zh == "茂兴助餐点"
    office.changes({JINPU: {"phone": "58310000"}})
    assert undo_outlook(office.context(), later).restored == ()
    assert "没有什么可撤销" in undo(office.context(), str(later)).text


def test_what_would_leave_a_mistake_is_refused_in_words(office: Office) -> None:
    """A new house that another one is in cannot go; once that one is mended it can."""
    office.changes({JINPU: {"inside": NEW}})
    assert "金浦助餐点" in undo_outlook(office.context(), 1).refused[0]
    told = undo(office.context(), "1").text
    assert "现在不能撤销" in told
    assert "金浦助餐点（canteen-jinpu） · 所在的设施" in told
    english = undo(office.context("en"), "1").text
    assert "cannot be undone now" in english
    office.changes({JINPU: {"inside": None}})
    assert undo_outlook(office.context(), 1).refused == ()
    assert "已撤销" in undo(office.context(), "1").text


def test_many_facilities_are_counted_and_not_named(office: Office) -> None:
    """A long table is no heading."""
    canteens = [one.id for one in TANGQIAO.facilities if one.category == "canteen"][:6]
    number = office.changes({key: {"capacity": 20} for key in canteens})
    assert "6 处恢复到之前" in undo(office.context(), str(number)).text


def test_an_origin_goes_with_its_field(office: Office) -> None:
    """What a change cited is cited no more once it is undone, whatever was cited after it."""
    first = {"source": "staff", "source_date": "2026-03-10"}
    later = first | {"verified_on": "2026-03-10"}
    number = office.changes({JINPU: {"capacity": 20, "provenance": {"capacity": first}}})
    cited = {"capacity": first, "phone": later}
    office.changes({JINPU: {"address": "南泉路1号", "provenance": cited}})
    undo(office.context(), str(number))
    facility = reread(office.dataset).facility(JINPU)
    assert (facility.capacity, facility.address) == (None, "南泉路1号")
    assert [one.what for one in facility.provenance] == ["phone"]
    assert facility.origin_of("phone").verified_on is not None
