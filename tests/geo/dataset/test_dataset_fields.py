"""Every field of a dataset has its rule, and whatever breaks it is one fault with its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geo.dataset.dataset import check, open_dataset
from tests.support.copies import FILES, copied, edit, faults

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the Tangqiao dataset to break."""
    return copied(tmp_path)


BAD_FACILITIES = [
    ("id", None, "missing"),
    ("id", "has spaces", "letters"),
    ("id", "canteen-tangdong", "already the id"),
    ("name", "", "missing"),
    ("name", 7, "text in quotes"),
    ("category", "canten", "did you mean canteen"),
    ("category", None, "missing"),
    ("status", "opne", "open, planned, suspended, closed"),
    ("status", None, "missing"),
    ("accessible", True, "yes, no, unknown"),
    ("opening_hours", "Mo-Su 25:00-26:99", "Mo-Su 06:30-20:00"),
    ("opening_hours", "每天", "opening time"),
    ("services", "早餐", "list"),
    ("capacity", 1.5, "whole number"),
    ("capacity", -1, "0 or more"),
    ("inside", "nowhere", "not known"),
    ("inside", "canteen-beiyuan", "circle"),
    ("neighbourhood", "committee-nowhere", "not known"),
    ("source", "rumour", "not known"),
    ("source", None, "missing"),
    ("source_date", "last year", "2020-01"),
    ("source_date", "2020-13", "2020-01"),
    ("source_date", "2015/2013", "2013/2015"),
    ("source_date", "2013/2014/2015", "2013/2015"),
    ("meals", "12:00", "table"),
    ("meals", {"brunch": "10:00-11:00"}, "breakfast, lunch, dinner"),
    ("provenance", ["phone"], "table"),
    ("provenance", {"colour": {"source": "osm"}}, "position, address"),
    ("provenance", {"phone": "osm"}, "position, address"),
    ("verified_on", "2020-02-30", "2020-01-16"),
    ("verified_on", 20200116, "2020-01-16"),
    ("position_error_m", None, "missing"),
    ("position_error_m", float("nan"), "0 or more"),
    ("position_error_m", True, "0 or more"),
    ("position_error_m", 10**400, "0 or more"),
    ("position_basis", "", "rests on"),
    ("opening_hour", "24/7", "write opening_hours"),
]


@pytest.mark.parametrize(("field", "value", "words"), BAD_FACILITIES)
def test_a_bad_field_is_one_fault(folder: Path, field: str, value: object, words: str) -> None:
    """A wrong field is reported once, with file, feature, field and what to write instead."""
    edit(folder / "facilities.geojson", lambda rows: rows[0]["properties"].update({field: value}))
    found = [f for f in check(folder) if f.field == field]
    assert len(found) == 1
    assert found[0].file == "facilities.geojson"
    assert found[0].feature
    assert words in found[0].problem


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ("Mo-Fr 09:00-12:00; Mo-Fr 13:00-17:00", "write 'Mo-Fr 09:00-12:00,13:00-17:00'"),
        ("sunrise-sunset", "clock times"),
    ],
)
def test_hours_that_are_told_as_unknown_are_warned_about(
    folder: Path, hours: str, words: str
) -> None:
    """A warning says what to write; the dataset opens all the same."""
    edit(
        folder / "facilities.geojson",
        lambda rows: rows[0]["properties"].update(opening_hours=hours),
    )
    (found,) = check(folder)
    assert (found.field, found.is_warning) == ("opening_hours", True)
    assert words in found.problem
    assert str(found).startswith("warning: ")
    assert open_dataset(folder).facilities[0].opening_hours == hours


@pytest.mark.parametrize("country", ["ZZ", "XX", "", "China"])
def test_a_country_without_a_calendar_is_refused(folder: Path, country: str) -> None:
    """Nobody could tell its holidays; the fault says what to write."""
    manifest = folder / "dataset.toml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('country = "CN"', f'country = "{country}"'), encoding="utf-8")
    found = [fault for fault in check(folder) if fault.field == "country"]
    assert len(found) == 1
    assert not found[0].is_warning
    for known in ('country = "fr"', 'country = "TR"', 'country = "XX"\ncalendar = "none"'):
        manifest.write_text(text.replace('country = "CN"', known), encoding="utf-8")
        assert check(folder) == (), known
    manifest.write_text(text.replace('country = "CN"', 'country = "CN"\ncalendar = "x"'), "utf-8")
    assert [fault.field for fault in check(folder)] == ["calendar"]


BAD_SHAPES = [
    ({"type": "Point", "coordinates": [31.2069, 121.517]}, "swapped; write 121.517,31.2069"),
    ({"type": "Point", "coordinates": [116.39, 39.9]}, "km from the middle of the town"),
    ({"type": "Point", "coordinates": [121.517]}, "finite degrees"),
    ({"type": "Point", "coordinates": [121.517, float("inf")]}, "finite degrees"),
    ({"type": "Point", "coordinates": ["121.517", "31.2"]}, "finite degrees"),
    ({"type": "Point"}, "finite degrees"),
    ({"type": "MultiPoint", "coordinates": []}, "write a Point or LineString or Polygon"),
    ({"type": "LineString", "coordinates": [[121.517, 31.2]]}, "a line needs 2"),
    ({"type": "LineString", "coordinates": [[121.517, 31.2]] * 2}, "a line needs 2"),
    ({"type": "LineString", "coordinates": 7}, "list of"),
    (
        {"type": "Polygon", "coordinates": [[[121.5, 31.2], [121.51, 31.2], [121.5, 31.21]]]},
        "end the ring with its first vertex",
    ),
    ("POINT(121 31)", "write a Point"),
]


@pytest.mark.parametrize(("geometry", "words"), BAD_SHAPES)
def test_a_bad_shape_is_one_fault(folder: Path, geometry: object, words: str) -> None:
    """Positions are finite, in the town, longitude first; lines and rings are complete."""
    edit(folder / "facilities.geojson", lambda rows: rows[0].update(geometry=geometry))
    (fault,) = check(folder)
    assert (fault.feature, fault.field) == ("canteen-beiyuan", "geometry")
    assert words in fault.problem


def test_an_error_without_a_position_is_a_fault(folder: Path) -> None:
    """How far a position is off means nothing without one."""
    edit(folder / "facilities.geojson", lambda rows: rows[0].update(geometry=None))
    assert faults(folder) == [("facilities.geojson", "canteen-beiyuan", "position_error_m")]


@pytest.mark.parametrize(
    ("old", "new", "feature", "field"),
    [
        ('id = "tangqiao"', 'id = "塘 桥"', "", "id"),
        ('zone = "Asia/Shanghai"', 'zone = "Asia/塘桥"', "", "zone"),
        ('zone = "Asia/Shanghai"', 'zone = "../etc"', "", "zone"),
        ('default_pace = "elder"', 'default_pace = "fast"', "", "default_pace"),
        ("date = 2025-12-31", 'date = "soon"', "", "date"),
        ('title = "文汇报"', "", "whb2023", "title"),
        ('date = "2018-01"', 'date = "2018/01"', "bike2018", "date"),
        ('tel = "120"', "tel = 120", "ambulance", "tel"),
        ('name = "老年助餐"\n', "", "canteen", "name"),
        ('attribution = "', 'atribution = "', "", "atribution"),
    ],
)
def test_a_bad_table_is_one_fault(
    folder: Path, old: str, new: str, feature: str, field: str
) -> None:
    """The tables of dataset.toml are checked like the rows of the other files."""
    path = folder / "dataset.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert faults(folder) == [("dataset.toml", feature, field)]


@pytest.mark.parametrize(
    ("file", "change", "field"),
    [
        ("streets", {"geometry": None}, "geometry"),
        ("streets", {"geometry": {"type": "Point", "coordinates": [121.5, 31.2]}}, "geometry"),
        ("streets", {"signalised": [True]}, "signalised"),
        ("streets", {"estimated": [None, None]}, "estimated"),
        ("streets", {"error_m": 20}, "error_m"),
        ("streets", {"steps": "yes"}, "steps"),
        ("streets", {"source": "rumour"}, "source"),
        ("barriers", {"geometry": None}, "geometry"),
        ("barriers", {"name": None}, "name"),
        ("places", {"aliases": ["塘"]}, "aliases"),
        ("places", {"kind": ""}, "kind"),
        ("places", {"id": "committee-weinan"}, "id"),
        ("boundary", {"geometry": {"type": "Point", "coordinates": [121.5, 31.2]}}, "geometry"),
    ],
)
def test_streets_barriers_and_places_are_checked(
    folder: Path, file: str, change: dict[str, object], field: str
) -> None:
    """Every layer has its rules, and every fault names the file and the field."""
    layer = folder / f"{file}.geojson"
    edit(
        layer,
        lambda rows: (rows[0] if "geometry" in change else rows[0]["properties"]).update(change),
    )
    assert [(f.file, f.field) for f in check(folder)] == [(layer.name, field)]


def test_a_boundary_elsewhere_blames_only_itself(folder: Path) -> None:
    """When the boundary is the odd one out, the facilities are not reported with it."""
    ring = [[116.3, 39.9], [116.4, 39.9], [116.4, 39.8], [116.3, 39.9]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    edit(folder / "boundary.geojson", lambda rows: rows[0].update(geometry=shape))
    assert faults(folder) == [("boundary.geojson", "塘桥街道（近似范围）", "geometry")]


def test_without_a_boundary_another_city_is_still_noticed(folder: Path) -> None:
    """The middle of all positions tells which one is far away."""
    (folder / "boundary.geojson").unlink()
    shape = {"type": "Point", "coordinates": [120.15, 30.28]}
    edit(folder / "facilities.geojson", lambda rows: rows[0].update(geometry=shape))
    assert faults(folder) == [("facilities.geojson", "canteen-beiyuan", "geometry")]


BREAKABLE = [
    *("type", "properties", "geometry", "coordinates", "id", "name", "name_en", "category"),
    *("status", "source", "source_date", "inside", "neighbourhood", "capacity", "services"),
    *("opening_hours", "verified_on", "position_error_m", "position_basis", "accessible"),
    *("aliases", "kind", "signalised", "error_m", "estimated", "steps", "bridge"),
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@example("facilities.geojson", "properties", {"\n": 1e12})
@given(
    st.sampled_from(FILES[1:]),
    st.sampled_from(BREAKABLE),
    JSON,
)
def test_no_value_breaks_the_check(
    tmp_path_factory: pytest.TempPathFactory, file: str, field: str, value: object
) -> None:
    """Whatever JSON stands in a field, the check answers with a list and never with a traceback."""
    folder = copied(tmp_path_factory.mktemp("dataset"))
    document = json.loads((folder / file).read_text("utf-8"))
    feature = document["features"][0]
    holder = feature if field in feature else feature["properties"]
    if field == "coordinates" and feature["geometry"]:
        holder = feature["geometry"]
    holder[field] = value
    (folder / file).write_text(json.dumps(document), "utf-8")
    for fault in check(folder):
        assert fault.file
        assert "\n" not in str(fault)
