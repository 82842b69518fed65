"""`yike data import` at the command line: shown first, asked for, all or the good rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from click.testing import CliRunner

from bot.cli.main import main
from geo.change_log.log_file import ChangeLog
from geo.dataset.dataset import open_dataset
from tests.support.copies import copied
from tests.support.messy_tables import write_csv

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from geo.dataset.dataset import Dataset

HEADINGS = ("名称", "类别", "地址", "营业时间", "经度", "纬度")
GOOD = ("文兰小区食堂", "老年助餐", "南泉路1000弄5号", "早上8点到晚上9点", 121.5171, 31.2101)
BAD = ("微山食堂", "老年助餐", "", "看通知", 121.5171, 31.2111)


class Desk:
    """A copy of the dataset, and a table to bring in."""

    def __init__(self, folder: Path) -> None:
        """Begin with an empty log."""
        self.town = folder / "town"
        self.town.mkdir()
        copied(self.town)
        self.log, self.table = folder / "changes.sqlite3", folder / "list.csv"

    def brings(self, *rows: tuple[object, ...], headings: tuple[object, ...] = HEADINGS) -> None:
        """Write the table."""
        write_csv(self.table, [headings, *rows], "gbk")

    def imports(self, *options: str) -> Result:
        """Run the command."""
        common = ("--data", str(self.town), "--changes", str(self.log))
        return CliRunner().invoke(main, ["data", "import", str(self.table), *options, *common])

    def sees(self) -> Dataset:
        """What holds now."""
        return open_dataset(self.town, ChangeLog(self.log))

    def knows(self, name: str) -> bool:
        """Whether a facility of this name is known."""
        return any(one.name.zh == name for one in self.sees().facilities)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk of its own."""
    return Desk(tmp_path)


def test_nothing_is_taken_without_being_asked_for(desk: Desk) -> None:
    """The coordinates have to be said, and then the whole has to be agreed to."""
    desk.brings(GOOD)
    told = desk.imports()
    assert (told.exit_code, desk.log.exists()) == (2, False)
    assert "--crs gcj02" in told.output
    assert "离道路" in told.output
    told = desk.imports("--crs", "wgs84")
    assert (told.exit_code, desk.log.exists()) == (2, False)
    assert "+ 第 2 行 文兰小区食堂" in told.output
    told = desk.imports("--crs", "wgs84", "--yes")
    assert told.exit_code == 0
    assert "yike data undo 1" in told.output
    assert desk.knows(GOOD[0])


def test_a_fault_keeps_all_out_unless_the_good_ones_are_asked_for(desk: Desk) -> None:
    """The rejected row is in a workbook, with its reason."""
    desk.brings(GOOD, BAD)
    told = desk.imports("--crs", "wgs84", "--yes")
    assert told.exit_code == 2
    assert not desk.knows(GOOD[0])
    table = pd.read_excel(desk.table.with_name("list-rejected.xlsx"), engine="calamine")
    assert list(table["名称"]) == [BAD[0]]
    assert "看通知" in table["原因"][0]
    assert desk.imports("--crs", "wgs84", "--yes", "--accept-good").exit_code == 0
    assert (desk.knows(GOOD[0]), desk.knows(BAD[0])) == (True, False)


def test_an_import_is_undone_as_a_whole(desk: Desk) -> None:
    """One number takes all of it back."""
    before = desk.sees().facilities
    desk.brings(GOOD, (*BAD[:3], "", *BAD[4:]))
    desk.imports("--crs", "wgs84", "--yes")
    common = ("--data", str(desk.town), "--changes", str(desk.log))
    assert CliRunner().invoke(main, ["data", "undo", "1", *common]).exit_code == 0
    assert desk.sees().facilities == before


def test_staff_say_what_a_column_holds(desk: Desk) -> None:
    """By an option for once, by the dataset's own table of names for ever."""
    desk.brings(GOOD, headings=("全称", *HEADINGS[1:]))
    assert "--column" in desk.imports().output
    assert "文兰小区食堂" in desk.imports("--column", "全称=name").output
    (desk.town / "columns.toml").write_text('name = ["全称"]\n', "utf-8")
    assert "文兰小区食堂" in desk.imports().output


def test_english_is_told_where_it_is_asked_for(desk: Desk) -> None:
    """Reasons, counts and columns."""
    desk.brings(BAD)
    told = desk.imports("--crs", "wgs84", "--language", "en").output
    assert "the opening hours 看通知 are not understood" in told
    assert "0 new, 0 changed" in told
