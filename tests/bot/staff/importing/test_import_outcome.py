"""What becomes of a table that is brought in: mended, told, kept whole."""

from __future__ import annotations

import signal
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from bot.staff.editing.older_table import keeping_later, taken_back
from bot.staff.importing.plan import take
from bot.staff.importing.rejected_file import write_rejected
from geo.change_log.log_file import ChangeLog
from geo.crs import System
from geo.dataset.dataset import reread
from geo.errors import DatasetError
from tests.conftest import ROOT
from tests.support import messy_tables as messy
from tests.support.messy_tables import NEW, REASON, planned

if TYPE_CHECKING:
    from pathlib import Path

    from geo.dataset.dataset import Dataset
    from geo.facility import LonLat


def test_rejected_rows_are_mended_and_come_back(
    town: Dataset, tmp_path: Path, known: list[tuple[str, str, LonLat]]
) -> None:
    """The workbook has the reason in front; mended, it is taken as it is."""
    rows = messy.listed([*known, NEW])
    rows[-1][4] = "看通知"
    file = messy.write_csv(tmp_path / "l.csv", [messy.HEADINGS, *rows])
    plan = planned(town, file, system=System.WGS84)
    out = tmp_path / "rejected.xlsx"
    write_rejected(out, plan.columns.headings, plan.rejected, "zh")
    table = pd.read_excel(out, engine="calamine")
    assert "看不懂" in table["原因"][0]
    table["营业时间"] = "周一至周五 8:30-17:00，节假日除外"
    table.to_excel(out, engine="xlsxwriter", index=False)
    (row,) = planned(town, out, system=System.WGS84).new
    hours = next(change.after for change in row.changes if change.field == "opening_hours")
    assert hours == "Mo-Fr 08:30-17:00; PH off"


def test_a_table_renames_and_an_older_one_still_finds_the_facility(
    town: Dataset, tmp_path: Path
) -> None:
    """A row by a former name is that facility: no second one, and not renamed again."""
    renaming = tmp_path / "new.csv"
    renaming.write_text("编号,名称\ncanteen-maoxing,茂兴社区食堂\n", "utf-8")
    take(town, planned(town, renaming), REASON)
    renamed = reread(town)
    assert renamed.facility("canteen-maoxing").aliases == ("茂兴助餐点",)
    older = tmp_path / "old.csv"
    older.write_text("名称,类别,电话\n茂兴助餐点,老年助餐,58311234\n", "utf-8")
    (row,) = planned(renamed, older).rows
    assert (row.facility_id, row.is_new) == ("canteen-maoxing", False)
    assert {one.field for one in row.changes} >= {"phone"}
    assert not {one.field for one in row.changes} & {"name", "aliases"}


def test_a_table_older_than_two_changes_keeps_what_is_its_own(
    town: Dataset, tmp_path: Path
) -> None:
    """What it would take back is told and can be left alone, with its origin; the rest is taken."""
    key = "canteen-maoxing"
    for phone in ("58310001", "58310002", "58310003"):
        later = tmp_path / f"{phone}.csv"
        later.write_text(f"编号,名称,电话\n{key},茂兴助餐点,{phone}\n", "utf-8")
        take(town, planned(reread(town), later), REASON)
    older = tmp_path / "old.csv"
    older.write_text(f"编号,名称,电话,地址\n{key},茂兴助餐点,58310001,茂兴路1号\n", "utf-8")
    now = reread(town)
    plan = planned(now, older)
    ((field, change),) = taken_back(plan, now)[key]
    assert (field, change.number) == ("phone", 2)
    take(now, keeping_later(plan, now), REASON)
    facility = reread(town).facility(key)
    assert (facility.phone, facility.address) == ("58310003", "茂兴路1号")


def test_what_is_not_listed_is_told_and_never_deleted(
    town: Dataset, tmp_path: Path, known: list[tuple[str, str, LonLat]]
) -> None:
    """It stays as it is, or is closed when somebody says so."""
    rows = messy.listed(known[1:])
    plan = planned(
        town, messy.write_csv(tmp_path / "l.csv", [messy.HEADINGS, *rows]), system=System.WGS84
    )
    names = {one.name.zh for one in plan.vanished}
    assert known[0][0] in names
    assert {one.category for one in plan.vanished} == {"canteen"}
    take(town, plan, REASON)
    gone = plan.vanished[0].id
    assert reread(town).facility(gone).status == "open"
    take(town, plan, REASON, close_missing=True)
    assert reread(town).facility(gone).status == "closed"


def test_each_changed_field_cites_the_table(
    town: Dataset, tmp_path: Path, known: list[tuple[str, str, LonLat]]
) -> None:
    """The telephone is from the table now; where the position is from stays told."""
    file = messy.write_csv(tmp_path / "l.csv", [messy.HEADINGS, *messy.listed(known)])
    take(town, planned(town, file, system=System.WGS84), REASON)
    facility = reread(town).facility("canteen-tangdong")
    phone = facility.origin_of("phone")
    assert (facility.phone, phone.source, phone.dated) == ("58311234", "staff", "2026-03-10")
    before = town.facility("canteen-tangdong").origin_of("position")
    assert facility.origin_of("position") == before


def test_a_plan_that_is_out_of_date_changes_nothing(town: Dataset, tmp_path: Path) -> None:
    """Checked again as it is written: a host that is gone by then makes a fault of all of it."""
    file = messy.write_csv(tmp_path / "l.csv", [messy.HEADINGS, *messy.listed([NEW])])
    plan = planned(town, file, system=System.WGS84)
    broken = replace(
        plan.rows[0],
        changes=tuple(
            replace(one, after="gone") if one.field == "category" else one
            for one in plan.rows[0].changes
        ),
    )
    with pytest.raises(DatasetError, match="category"):
        take(town, replace(plan, rows=(broken,)), REASON)
    assert reread(town).facilities == town.facilities


def test_a_kill_leaves_all_or_nothing(town: Dataset, tmp_path: Path) -> None:
    """Killed again and again while it writes, the log holds whole changesets alone."""
    log = tmp_path / "changes.sqlite3"
    program = (
        "import sys; from pathlib import Path; from datetime import UTC, datetime\n"
        "from geo.change_log.changeset import Reason\n"
        "from geo.change_log.log_file import ChangeLog\n"
        "from geo.dataset.dataset import open_dataset\n"
        "from geo.dataset.editing import edit\n"
        "town = open_dataset(sys.argv[1], ChangeLog(Path(sys.argv[2])))\n"
        "ids = [one.id for one in town.facilities]\n"
        "for n in range(1000):\n"
        "    values = {key: {'phone': f'{n}'} for key in ids}\n"
        "    edit(town, values, Reason('import', datetime.now(UTC)))\n"
        "    print(n, flush=True)\n"
    )
    command = [sys.executable, "-c", program, str(town.folder), str(log)]
    for wanted in (1, 3):
        with subprocess.Popen(  # noqa: S603 - this interpreter and the program above
            command, cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            for _ in range(wanted):
                assert process.stdout.readline()
            process.send_signal(signal.SIGKILL)
    changesets = ChangeLog(log).history(town.id).changesets
    assert changesets
    assert {len(one.changes) for one in changesets} == {len(town.facilities)}
