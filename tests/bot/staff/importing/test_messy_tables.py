"""Whatever people bring ends in the right preview or in one clear line; nothing is half taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.map_links import pin_links
from bot.staff.importing.coordinate_fit import is_clear
from bot.staff.importing.plan import take
from geo.crs import System, distance_m, from_wgs84
from geo.dataset.dataset import reread
from geo.errors import TableError
from geo.facility import LonLat
from tests.support import messy_tables as messy
from tests.support.messy_tables import NEW, REASON, planned

if TYPE_CHECKING:
    from pathlib import Path

    from bot.staff.importing.outcome import ImportPlan
    from geo.dataset.dataset import Dataset


def moved_m(town: Dataset, plan: ImportPlan) -> float:
    """The most metres that a known facility would move."""
    after = reread(town, town.log.history(town.id).overlay() | plan.values() if town.log else {})
    pairs = (
        (town.facility(row.facility_id), row.facility_id) for row in plan.rows if not row.is_new
    )
    return max(
        distance_m(one.geometry.middle, now.middle)
        for one, key in pairs
        if one.geometry and (now := after.facility(key).geometry)
    )


def changed_fields(plan: ImportPlan) -> set[str]:
    """The fields that would change."""
    return {change.field for row in plan.changed for change in row.changes}


# 1, 2: encodings and headings


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_an_encoding_is_found_by_content(
    town: Dataset, tmp_path: Path, known: list[tuple[str, str, LonLat]], encoding: str
) -> None:
    """CSV as Excel saves it in China, and in any other of the usual ways."""
    rows = [messy.HEADINGS, *messy.listed([*known, NEW])]
    plan = planned(town, messy.write_csv(tmp_path / "list.csv", rows, encoding))
    assert [row.name for row in plan.new] == [NEW[0]]
    assert len(plan.changed) == len(known)
    assert plan.rejected == ()


def test_a_heading_is_found_under_merged_titles(
    town: Dataset, tmp_path: Path, known: list[tuple[str, str, LonLat]]
) -> None:
    """Title, note, a heading of two lines; its words say the coordinates; the sum is no row."""
    plan = planned(town, messy.merged_headings(tmp_path / "list.xlsx", messy.listed(known)))
    assert (plan.columns.first, plan.system, plan.is_said) == (4, System.WGS84, True)
    assert len(plan.rows) == len(known)
    assert plan.rejected == ()
    assert plan.values()["canteen-tangdong"]["opening_hours"] == "Mo-Su 08:00-20:00"


# 3, 4: coordinate systems


@pytest.mark.parametrize("system", list(System))
def test_a_system_is_tried_and_asked_for(
    town: Dataset, tmp_path: Path, known: list[tuple[str, str, LonLat]], system: System
) -> None:
    """The fit is right, is clear, and is never taken without a word; said, nothing moves."""
    shifted = [(name, address, from_wgs84(point, system)) for name, address, point in known]
    file = messy.write_xlsx(tmp_path / "list.xlsx", 表=[messy.HEADINGS, *messy.listed(shifted)])
    guessed = planned(town, file)
    assert guessed.fits[0].system is system
    assert is_clear(guessed.fits)
    assert not guessed.is_said
    said = planned(town, file, system=system)
    assert said.is_said
    assert "geometry" not in changed_fields(said)


def test_a_heading_may_say_the_system(town: Dataset, tmp_path: Path) -> None:
    """百度经度 is said, not guessed."""
    headings = [*messy.HEADINGS[:5], "百度经度", "百度纬度"]
    shifted = (NEW[0], NEW[1], from_wgs84(NEW[2], System.BD09))
    plan = planned(town, messy.write_csv(tmp_path / "l.csv", [headings, *messy.listed([shifted])]))
    assert (plan.system, plan.is_said) == (System.BD09, True)
    (row,) = plan.new
    point = next(change.after for change in row.changes if change.field == "geometry")
    assert point == {"type": "Point", "coordinates": [121.5171, 31.2101]}


# 5, 6: ways to write a position


def swapped(point: LonLat) -> tuple[object, object]:
    """Latitude in the column of longitude."""
    return point.lat, point.lon


def paired(point: LonLat) -> tuple[object, object]:
    """Both in one cell."""
    return f"{point.lon}，{point.lat}", None


def linked(point: LonLat) -> tuple[object, object]:
    """A link of 百度 in place of numbers."""
    return next(link.url for link in pin_links(point, "x") if link.app == "baidu"), None


@pytest.mark.parametrize("write", [messy.plain, messy.dms, swapped])
def test_positions_are_read_as_people_write_them(
    town: Dataset, tmp_path: Path, known: list[tuple[str, str, LonLat]], write: object
) -> None:
    """Degrees, minutes and seconds, and swapped columns, are where they should be."""
    rows = [messy.HEADINGS, *messy.listed(known, write)]  # type: ignore[arg-type] # as above
    plan = planned(town, messy.write_csv(tmp_path / "list.csv", rows), system=System.WGS84)
    assert plan.rejected == ()
    assert moved_m(town, plan) < 1


@pytest.mark.parametrize("write", [paired, linked])
def test_one_cell_may_hold_the_position(
    town: Dataset, tmp_path: Path, known: list[tuple[str, str, LonLat]], write: object
) -> None:
    """Both numbers in one cell, and a pasted map link; a link says its system itself."""
    headings: list[object] = [*messy.HEADINGS[:5], "坐标", ""]
    rows = [headings, *messy.listed(known, write)]  # type: ignore[arg-type] # as above
    plan = planned(town, messy.write_csv(tmp_path / "l.csv", rows), system=System.WGS84)
    assert plan.rejected == ()
    assert moved_m(town, plan) < 1
    assert planned(town, tmp_path / "l.csv").is_said == (write is linked)


def test_an_address_is_resolved_with_its_error(town: Dataset, tmp_path: Path) -> None:
    """Without coordinates a place's name is looked for; what is not known stays without."""
    rows = [
        ["名称", "地址"],
        ["新食堂甲", "塘桥新路浦明路口向东"],
        ["新食堂乙", "不知道哪里的路1号"],
    ]
    located, unlocated = planned(town, messy.write_csv(tmp_path / "l.csv", rows)).new
    found = {change.field: change.after for change in located.changes}
    assert str(found["position_basis"]).startswith("按地址推定")
    assert isinstance(found["position_error_m"], int)
    assert "geometry" not in {change.field for change in unlocated.changes}


# 7, 8: duplicates, formulas, and other rows that are not as they should be


def test_duplicates_and_nameless_rows_are_rejected(
    town: Dataset, tmp_path: Path, known: list[tuple[str, str, LonLat]]
) -> None:
    """Each with its own reason; the first of two is taken."""
    rows = messy.listed([*known, known[0], NEW])
    rows[-1][1] = ""
    rows[1][4] = "看通知"
    plan = planned(town, messy.write_csv(tmp_path / "l.csv", [messy.HEADINGS, *rows]))
    reasons = {row.number: [one.key for one in row.reasons] for row in plan.rejected}
    assert reasons == {
        3: ["import.no_hours"],
        len(known) + 2: ["import.duplicate"],
        len(known) + 3: ["import.no_name"],
    }


def test_formulas_count_as_what_they_came_to(town: Dataset, tmp_path: Path) -> None:
    """An error in place of a name makes no facility of that name."""
    file = messy.with_formulas(tmp_path / "list.xlsx", messy.listed([NEW]))
    plan = planned(town, file, system=System.WGS84)
    assert [row.name for row in plan.new] == [NEW[0]]


def test_a_name_that_is_nearly_known_is_asked_about(town: Dataset, tmp_path: Path) -> None:
    """It is neither made twice nor changed in silence; the id column decides."""
    name = town.facility("canteen-tangdong").name.zh
    point = town.facility("canteen-tangdong").geometry
    assert point is not None
    row: list[object] = [f"{name[:-1]}站", "", point.middle.lon, point.middle.lat]
    headings: list[object] = ["名称", "编号", "经度", "纬度"]
    file = messy.write_csv(tmp_path / "l.csv", [headings, row])
    (rejected,) = planned(town, file, system=System.WGS84).rejected
    assert rejected.reasons[0].key == "import.alike"
    for written, is_new in (("canteen-tangdong", False), ("新", True)):
        messy.write_csv(file, [headings, [row[0], written, *row[2:]]])
        (taken,) = planned(town, file, system=System.WGS84).rows
        assert taken.is_new == is_new


def test_what_the_dataset_refuses_is_rejected_by_row(town: Dataset, tmp_path: Path) -> None:
    """A position in another city is that row's fault alone."""
    far = ("北京的食堂", "", LonLat(116.4, 39.9))
    file = messy.write_csv(tmp_path / "l.csv", [messy.HEADINGS, *messy.listed([NEW, far])])
    plan = planned(town, file, system=System.WGS84)
    assert [row.name for row in plan.new] == [NEW[0]]
    assert [row.reasons[0].key for row in plan.rejected] == ["import.fault"]


# 9: size


def test_five_thousand_rows_are_taken_at_once(town: Dataset, tmp_path: Path) -> None:
    """One changeset, and every facility has an id of its own."""
    places = [
        (f"第{n}食堂", f"测试路{n}号", LonLat(121.51 + n % 70 / 7000, 31.205 + n // 70 / 7000))
        for n in range(5000)
    ]
    file = messy.write_xlsx(tmp_path / "list.xlsx", 表=[messy.HEADINGS, *messy.listed(places)])
    plan = planned(town, file, system=System.WGS84)
    assert (len(plan.new), plan.rejected) == (5000, ())
    assert take(town, plan, REASON) == 1
    assert len(reread(town).facilities) == len(town.facilities) + 5000


# 10 to 14: files that are none


@pytest.mark.parametrize(
    ("make", "line"),
    [
        (lambda path: path.write_bytes(b""), "nothing in it"),
        (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00"), "no table"),
        (lambda path: path.write_bytes(b"PK\x03\x04 and no more"), "damaged"),
        (lambda path: path.write_bytes(b"\xff\xfe\x00\xd8\x00"), "UTF-8 nor GBK"),
        (lambda path: path.write_text("只有一句话，没有表头"), "no heading"),
        (lambda path: path.write_text("名称,地址\n"), "no row"),
        (lambda path: path.write_text('{"type": "Point"}'), "FeatureCollection"),
        (lambda path: path.write_text("<kml><Document/></kml>"), "map layer|no heading"),
        (messy.zip_bomb, "more than 200 MB"),
        (messy.huge, "200 MB; 50 MB at most"),
        (lambda path: messy.write_xlsx(path, 甲=[["名称"], ["x"]], 乙=[["名称"], ["y"]]), "甲、乙"),
    ],
    ids=[
        *("empty", "picture", "torn", "no text", "no table", "no row", "no collection", "no layer"),
        *("zip bomb", "200 MB", "two sheets"),
    ],
)
def test_what_is_no_table_ends_in_one_line(
    town: Dataset, tmp_path: Path, make: object, line: str
) -> None:
    """It says what is wrong; nothing is opened that cannot be."""
    path = tmp_path / "list.xlsx"
    make(path)  # type: ignore[operator] # each makes a file
    with pytest.raises(TableError, match=line) as told:
        planned(town, path)
    assert "\n" not in str(told.value)


def test_one_of_two_sheets_is_named(town: Dataset, tmp_path: Path) -> None:
    """A sheet without a heading is none to ask about."""
    rows = [messy.HEADINGS, *messy.listed([NEW])]
    file = messy.write_xlsx(tmp_path / "l.xlsx", 说明=[["请填写"]], 甲=rows, 乙=rows)
    assert planned(town, file, sheet="乙").new[0].name == NEW[0]
    file = messy.write_xlsx(tmp_path / "l.xlsx", 说明=[["请填写"]], 甲=rows)
    assert planned(town, file).new[0].name == NEW[0]


def test_ods_is_read(town: Dataset, tmp_path: Path) -> None:
    """LibreOffice's own format."""
    file = messy.write_ods(tmp_path / "list.ods", [messy.HEADINGS, *messy.listed([NEW])])
    assert planned(town, file, system=System.WGS84).new[0].name == NEW[0]
