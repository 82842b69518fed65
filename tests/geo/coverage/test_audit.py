"""An audit says what it rests on, and never calls the unknown missing."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest

import data
from geo.coverage.audit import AuditOptions, audit
from geo.coverage.committee_statistics import CoverageStatistics
from geo.coverage.demand import DemandBasis
from geo.coverage.standards import Standards, Verdict, VerdictReason
from geo.coverage.supply import SupplyChange
from geo.dataset.dataset import open_dataset
from geo.errors import DatasetError, OutsideAreaError, SettingsError, UnknownNameError
from geo.facility import LonLat, Pace
from geo.walking_model import CIRCLES_MIN
from maps.audit.audit_view import AuditView
from maps.audit.files.table_files import records
from maps.audit.gaps import gaps, to_verify
from maps.audit.notes import basis_notes, capacity_note, change_notes

if TYPE_CHECKING:
    from pathlib import Path

    from geo.coverage.audit import Audit


@pytest.fixture(scope="module")
def today() -> Audit:
    """Tangqiao as it is."""
    return audit(open_dataset(), AuditOptions(Pace.ELDER))


@pytest.fixture(scope="module")
def planned() -> Audit:
    """Tangqiao with what is planned."""
    return audit(open_dataset(), AuditOptions(Pace.ELDER, change=SupplyChange(with_planned=True)))


def test_committees_add_up_to_the_town(today: Audit) -> None:
    """So do the states of every area, in every circle."""
    areas = [*range(len(today.committees.places)), -1]
    for key in today.dataset.categories:
        for minutes in CIRCLES_MIN:
            town = today.before.statistics(key, None, minutes)
            parts = [today.before.statistics(key, area, minutes).states for area in areas]
            assert town.states == tuple(map(sum, zip(*parts, strict=True)))
            assert sum(town.states) == 76_909
    assert today.before.coverage.joined.all()


def test_the_unknown_is_not_missing(today: Audit) -> None:
    """A category with facilities that nobody located has no gap, in words or in figures."""
    for key in today.dataset.categories:
        lost = today.before.supply.unlocated_count(key)
        assert (today.before.statistics(key).uncovered == 0) or not lost
    view = AuditView.of_audit(today, "zh")
    found = gaps(view)
    assert all("就业" in line or "养老" in line for line in found)
    assert any("港驳小区" in line and "塘东小区" in line for line in found)  # by their names
    assert any("卫生健康" in line for line in to_verify(view))


def test_health_needs_what_is_planned(planned: Audit) -> None:
    """怡东 and 龙阳 are planned; what that changes is shown."""
    before, after = (one.statistics("health") for one in planned.scenarios)
    assert 0 < before.covered < after.covered
    assert before.unlocated < before.demand  # the health centre is located
    assert after.doubtful > 0
    said = " ".join(change_notes(AuditView.of_audit(planned, "zh")))
    assert "怡东" in said
    assert "龙阳" in said
    assert "没有定位的，有没有改善没法说" not in said


def test_of_a_plan_that_nobody_located_nobody_can_tell(town: Path) -> None:
    """It is named as such."""
    file = town / "facilities.geojson"
    facilities = json.loads(file.read_text("utf-8"))
    for feature in facilities["features"]:
        if feature["properties"]["id"] == "health-yidong":
            feature["geometry"] = None
            feature["properties"] |= {"position_error_m": None, "position_basis": ""}
    file.write_text(json.dumps(facilities, ensure_ascii=False), "utf-8")
    change = SupplyChange(with_planned=True)
    found = audit(open_dataset(town), AuditOptions(Pace.ELDER, change=change))
    said = " ".join(change_notes(AuditView.of_audit(found, "zh")))
    assert "待定位的，有没有改善还不知道：怡东" in said


def test_it_says_what_it_rests_on(today: Audit) -> None:
    """How many facilities are located, how many people are a guess, who cannot be told of."""
    said = " ".join(basis_notes(AuditView.of_audit(today, "zh")))
    assert today.demand.basis is DemandBasis.PEOPLE
    for part in (
        *("44 处有位置", "20 处没有定位", "76,909 人", "76 处（76,909 人）没有人口数"),
        *("7 个居委没有定位", "只是近似"),
    ):
        assert part in said


def test_squares_remain_where_nobody_knows_of_people(town: Path) -> None:
    """Without demand.geojson land is split evenly, and that is said."""
    (town / "demand.geojson").unlink()
    found = audit(open_dataset(town), AuditOptions(Pace.ELDER))
    assert found.demand.basis is DemandBasis.SQUARES
    assert not found.demand.estimated.any()
    assert "不代表多少人" in " ".join(basis_notes(AuditView.of_audit(found, "zh")))


def test_an_unlocated_committee_has_no_verdict(today: Audit) -> None:
    """Neither its verdict nor its figures."""
    number = [place.id for place in today.committees.places].index("committee-fudu")
    for key in today.dataset.categories:
        found = today.assessment(today.before, key, number)
        assert (found.verdict, found.reason) == (Verdict.UNKNOWN, VerdictReason.NOT_LOCATED)
    rows = [row for row in records(today) if row["area"] == "committee-fudu"]
    assert len(rows) == len(today.dataset.categories) * len(CIRCLES_MIN)
    assert all(row["share"] is None and row["demand"] is None for row in rows)


def test_lunch_on_a_sunday_is_another_map() -> None:
    """At night the canteen is shut; what has no hours makes nobody covered at any moment."""
    dataset = open_dataset()
    night, noon = (
        audit(dataset, AuditOptions(Pace.ELDER, datetime(2024, 5, 12, hour, tzinfo=dataset.zone)))
        for hour in (3, 11)
    )
    shut = {facility.id for facility in night.before.supply.closed_at_moment}
    assert "canteen-beiyuan" in shut
    assert "canteen-beiyuan" not in {one.id for one in noon.before.supply.closed_at_moment}
    asleep, at_lunch = (one.before.statistics("canteen") for one in (night, noon))
    assert asleep.covered == 0
    assert at_lunch.perhaps > asleep.perhaps
    assert noon.before.statistics("station").covered == 0  # no source gives the hours of a station


def test_a_hypothetical_change() -> None:
    """A site that is added covers more, one that is taken away less, and both are named."""
    change = SupplyChange(
        added=(("canteen", LonLat(121.51, 31.2095)),), without=("canteen-beiyuan",)
    )
    found = audit(open_dataset(), AuditOptions(Pace.ELDER, change=change))
    assert found.after is not None
    names = {facility.id for facility in found.after.supply.located}
    assert "added-1" in names
    assert "canteen-beiyuan" not in names
    assert found.after.statistics("canteen").covered > found.before.statistics("canteen").covered
    assert found.after.statistics("health") == found.before.statistics("health")


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        (SupplyChange(added=(("helth", LonLat(121.5172, 31.2071)),)), UnknownNameError, "health"),
        (
            SupplyChange(added=(("health", LonLat(121.9, 31.2)),)),
            OutsideAreaError,
            "outside the area",
        ),
        (SupplyChange(without=("nothing",)), UnknownNameError, "no facility has the id"),
    ],
)
def test_a_change_that_cannot_be(change: SupplyChange, error: type[Exception], words: str) -> None:
    """Unknown categories and ids, and places without a street, are told in a line."""
    with pytest.raises(error, match=words):
        audit(open_dataset(), AuditOptions(Pace.ELDER, change=change))


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A copy of the dataset that a test may change."""
    folder = tmp_path / "town"
    shutil.copytree(data.FOLDER, folder, ignore=shutil.ignore_patterns(".yike", "__pycache__"))
    return folder


def people(folder: Path, *rows: dict[str, object]) -> None:
    """Write demand.geojson: each row is the properties, with `at` for the point."""
    features = [
        {
            "type": "Feature",
            "properties": {key: value for key, value in row.items() if key != "at"},
            "geometry": {"type": "Point", "coordinates": row["at"]},
        }
        for row in rows
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    (folder / "demand.geojson").write_text(text)


def test_counted_people_come_first(town: Path) -> None:
    """People with a committee written beside them need no guess, even one nobody located."""
    people(
        town,
        {"people": 120, "neighbourhood": "committee-yidong", "at": [121.517, 31.2069]},
        {"people": 30, "neighbourhood": "committee-weinan", "at": [121.51, 31.2095]},
    )
    found = audit(open_dataset(town), AuditOptions(Pace.ELDER))
    assert found.demand.basis is DemandBasis.PEOPLE
    assert not found.committees.approximate
    number = [place.id for place in found.committees.places].index("committee-yidong")
    assert found.is_located(number)
    assert found.before.statistics("canteen", number).demand == 120
    assert found.before.statistics("canteen").demand == 150


def house(number: int, lon: float, lat: float, levels: int) -> tuple[str, str]:
    """Write a house of some 10 m by 11 m as an extract has it: its corners and its outline."""
    corners = [(0, 0), (1e-4, 0), (1e-4, 1e-4), (0, 1e-4)]
    nodes = [
        f'<node id="{10 * number + row}" lon="{lon + east}" lat="{lat + north}"/>'
        for row, (east, north) in enumerate(corners)
    ]
    refs = [f'<nd ref="{10 * number + row}"/>' for row in (0, 1, 2, 3, 0)]
    tags = f'<tag k="building" v="apartments"/><tag k="building:levels" v="{levels}"/>'
    return "".join(nodes), f'<way id="{number}">{"".join(refs)}{tags}</way>'


def test_homes_are_a_proxy_for_people(tmp_path: Path) -> None:
    """Six storeys weigh as three times two; homes beyond the boundary are not this town's."""
    homes = house(1, 121.5171, 31.2070, 6), house(2, 121.5101, 31.2094, 2), house(3, 121.6, 31.3, 9)
    corners, outlines = map("".join, zip(*homes, strict=True))
    extract = tmp_path / "homes.osm"
    extract.write_text(f'<osm version="0.6">{corners}{outlines}</osm>')
    found = audit(open_dataset(), AuditOptions(Pace.ELDER, homes=extract))
    assert found.demand.basis is DemandBasis.HOMES
    first, second = found.demand.weight
    assert first == pytest.approx(3 * second, rel=1e-3)
    assert 500 < first < 800  # 6 storeys of 9.5 m by 11.1 m
    statistics = found.before.statistics("canteen")
    assert statistics.demand == pytest.approx(first + second)
    said = " ".join(basis_notes(AuditView.of_audit(found, "zh")))
    assert "住宅" in said


def test_capacity_is_shared_where_it_is_known(town: Path) -> None:
    """Sixty meals at one canteen are sixty in all; without a count, that is said."""
    file = town / "facilities.geojson"
    facilities = json.loads(file.read_text("utf-8"))
    for feature in facilities["features"]:
        if feature["properties"]["id"] == "canteen-beiyuan":
            feature["properties"]["capacity"] = 60
    file.write_text(json.dumps(facilities, ensure_ascii=False), "utf-8")
    people(town, {"people": 120, "at": [121.517, 31.2069]}, {"people": 30, "at": [121.523, 31.214]})
    found = audit(open_dataset(town), AuditOptions(Pace.ELDER))
    assert found.capacity["canteen"] @ found.demand.weight == pytest.approx(60)
    assert set(found.capacity) == {"canteen", "eldercare"}
    view = AuditView.of_audit(found, "zh")
    assert "400.0 个位置" in capacity_note(view, "canteen")
    assert "1 / 11 处有容量数据" in capacity_note(view, "canteen")
    assert "没法算" in capacity_note(view, "health")


def test_a_position_far_from_all_streets_is_unknown_not_missing(town: Path) -> None:
    """Where a facility cannot be walked to at all, its position is doubted, not the residents'."""
    file = town / "facilities.geojson"
    facilities = json.loads(file.read_text("utf-8"))
    for feature in facilities["features"]:
        if feature["properties"]["category"] == "jobs" and feature["geometry"]:
            feature["geometry"] = {"type": "Point", "coordinates": [121.56, 31.17]}
            feature["properties"]["position_error_m"] = 800
    file.write_text(json.dumps(facilities, ensure_ascii=False), "utf-8")
    found = audit(open_dataset(town), AuditOptions(Pace.ELDER))
    statistics = found.before.statistics("jobs")
    assert statistics.unlocated == statistics.demand
    assert any("就业" in line for line in to_verify(AuditView.of_audit(found, "zh")))


def test_nobody_lives_where_a_street_is(town: Path) -> None:
    """People far from all streets are told of in a line, instead of an empty report."""
    people(town, {"people": 3, "at": [121.9, 31.5]})
    with pytest.raises(SettingsError, match="nobody lives where a street is known"):
        audit(open_dataset(town), AuditOptions(Pace.ELDER))


def test_faults_in_the_demand_are_told_together(town: Path) -> None:
    """A missing number and an unknown committee are both named."""
    people(
        town,
        {"at": [121.517, 31.2069]},
        {"people": 3, "neighbourhood": "committee-nobody", "at": [121.51, 31.2095]},
    )
    with pytest.raises(DatasetError, match="2 faults") as refused:
        audit(open_dataset(town), AuditOptions(Pace.ELDER))
    assert "people: is missing" in str(refused.value)


def test_nothing_to_go_by(town: Path) -> None:
    """Without people, homes and a boundary the audit says what to add."""
    (town / "boundary.geojson").unlink()
    (town / "demand.geojson").unlink()
    with pytest.raises(SettingsError, match=r"add demand\.geojson or boundary\.geojson"):
        audit(open_dataset(town), AuditOptions(Pace.ELDER))


def statistics_of(
    covered: float, doubtful: float, unlocated: float, uncovered: float
) -> CoverageStatistics:
    """Make statistics of these weights."""
    return CoverageStatistics(covered, doubtful, unlocated, uncovered, 5, 9, 9, 1, 0, 0)


@pytest.mark.parametrize(
    ("statistics", "verdict", "reason"),
    [
        (statistics_of(85, 0, 0, 15), Verdict.MET, VerdictReason.GOAL_REACHED),
        (statistics_of(80, 4, 0, 16), Verdict.NOT_MET, VerdictReason.GOAL_MISSED),
        (statistics_of(80, 5, 0, 15), Verdict.UNKNOWN, VerdictReason.DOUBTFUL),
        (statistics_of(80, 4, 16, 0), Verdict.UNKNOWN, VerdictReason.UNLOCATED),
        (statistics_of(0, 0, 0, 0), Verdict.UNKNOWN, VerdictReason.NO_DEMAND),
        (None, Verdict.UNKNOWN, VerdictReason.NOT_LOCATED),
    ],
)
def test_a_verdict_and_its_reason(
    statistics: CoverageStatistics | None, verdict: Verdict, reason: VerdictReason
) -> None:
    """Met and not met are only said where no doubt could change it."""
    found = Standards.of(open_dataset()).assess(statistics)
    assert (found.verdict, found.reason) == (verdict, reason)


def test_standards_with_faults(town: Path) -> None:
    """A town's own standards are read, and all that is wrong with them is told."""
    (town / "standards.toml").write_text('[goal]\nshare = 85\nsource = "x"\n[circles]\n')
    with pytest.raises(DatasetError) as refused:
        Standards.of(open_dataset(town))
    told = str(refused.value)
    for part in ("share: is no share", "source", "[otherwise]", "[levels]"):
        assert part in told


def test_the_pedshed_ratio_is_a_share(today: Audit) -> None:
    """People get to less than the straight-line circle, and to some of it."""
    assert len(today.pedshed_ratio) == 19
    assert all(0.2 < share < 1 for share in today.pedshed_ratio.values())
    assert today.outside + today.before.coverage.joined.sum() == len(today.demand.weight)
    assert np.isfinite(today.before.coverage.measures.fast).any()
