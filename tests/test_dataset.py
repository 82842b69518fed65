"""A dataset opens whole or not at all; the Tangqiao dataset says what the facts say, no more."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

import data
from geo.crs import LocalMetres
from geo.dataset import check, open_dataset
from geo.errors import DatasetError, UnknownNameError
from geo.facility import Accessible, LonLat, Pace, Shape, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.facility import Facility

FILES = (
    "dataset.toml",
    *(f"{n}.geojson" for n in ["facilities", "places", "streets", "barriers", "boundary"]),
)
TANGQIAO = open_dataset()
METRES = LocalMetres(LonLat(121.516, 31.211))
BRIDGED = {"浦明路", "浦城路", "浦东南路", "南泉路", "东方路", "杨高南路"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the Tangqiao dataset to break."""
    for name in FILES:
        shutil.copy(data.FOLDER / name, tmp_path)
    return tmp_path


def edit(path: Path, change: Callable[[list[Any]], object]) -> None:
    """Change the features of a file."""
    document = json.loads(path.read_text("utf-8"))
    change(document["features"])
    path.write_text(json.dumps(document), "utf-8")


def faults(folder: Path) -> list[tuple[str, str, str]]:
    """Where the faults are: file, feature, field."""
    return [(fault.file, fault.feature, fault.field) for fault in check(folder)]


def drawn(vertices: Sequence[LonLat]) -> shapely.LineString | shapely.Point:
    """A line, or a point, in metres."""
    metres = METRES.to_metres(vertices)
    return shapely.LineString(metres) if len(metres) > 1 else shapely.Point(metres[0])


def pieces() -> list[shapely.LineString]:
    """Every piece of street, in metres."""
    ends = METRES.to_metres(TANGQIAO.streets.lonlat)[TANGQIAO.streets.ends]
    return [shapely.LineString(piece) for piece in ends]


def named(name: str) -> list[Facility]:
    """Facilities whose name holds some characters."""
    return [f for f in TANGQIAO.facilities if name in f.name.zh]


# A broken dataset.


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


@pytest.mark.parametrize(
    ("old", "new", "feature", "field"),
    [
        ('id = "tangqiao"', 'id = "塘 桥"', "", "id"),
        ('zone = "Asia/Shanghai"', 'zone = "Asia/塘桥"', "", "zone"),
        ('zone = "Asia/Shanghai"', 'zone = "../etc"', "", "zone"),
        ('default_pace = "elder"', 'default_pace = "fast"', "", "default_pace"),
        ("date = 2023-09-17", 'date = "soon"', "", "date"),
        ('title = "文汇报"', "", "whb2023", "title"),
        ('date = "2018-01"', 'date = "2018/01"', "bike2018", "date"),
        ('tel = "120"', "tel = 120", "ambulance", "tel"),
        ('canteen = { name = "老年助餐",', "canteen = {", "canteen", "name"),
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


def test_broken_toml_says_where(folder: Path) -> None:
    """A slip in dataset.toml is found by line."""
    (folder / "dataset.toml").write_text("id = tangqiao", "utf-8")
    (fault,) = check(folder)
    assert "not TOML" in fault.problem
    assert "line 1" in fault.problem


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


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(FILES[1:]),
    st.sampled_from(BREAKABLE),
    JSON,
)
def test_no_value_breaks_the_check(
    tmp_path_factory: pytest.TempPathFactory, file: str, field: str, value: object
) -> None:
    """Whatever JSON stands in a field, the check answers with a list and never with a traceback."""
    folder = tmp_path_factory.mktemp("dataset")
    for name in FILES:
        shutil.copy(data.FOLDER / name, folder)
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
        "import sys; from geo.dataset import open_dataset; open_dataset();"
        "print(sorted({'shapely', 'pyproj', 'pandas', 'geopandas', 'scipy'} & set(sys.modules)))"
    )
    root = data.FOLDER.parent
    loaded = subprocess.run(  # noqa: S603 - our own interpreter and our own line
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "[]"


# What the Tangqiao dataset says.


def test_tangqiao_is_named_and_dated() -> None:
    """Name, zone, pace, the ten categories in order, and no number where none is known."""
    assert TANGQIAO.name == ("塘桥街道", "Tangqiao Subdistrict")
    assert (TANGQIAO.zone.key, TANGQIAO.country) == ("Asia/Shanghai", "CN")
    assert TANGQIAO.default_pace is Pace.ELDER
    assert list(TANGQIAO.categories) == [
        *("canteen", "health", "fitness", "station", "eldercare"),
        *("culture", "affairs", "legal", "jobs", "recycling"),
    ]
    tels = {hotline.key: hotline.tel for hotline in TANGQIAO.hotlines}
    assert (tels["city"], tels["ambulance"], tels["tangqiao"]) == ("12345", "120", None)
    assert "OpenStreetMap" in TANGQIAO.attribution.zh
    assert "不是官方" in TANGQIAO.boundary_note.zh


def test_every_category_has_a_facility() -> None:
    """Whatever a resident asks for, the dataset knows at least its name."""
    assert {f.category for f in TANGQIAO.facilities} == set(TANGQIAO.categories)


def test_every_committee_has_one_doorstep_station() -> None:
    """23 committees, 23 stations, each where its committee is, or nowhere."""
    committees = TANGQIAO.places.of_kind("committee")
    stations = {f.neighbourhood: f for f in TANGQIAO.facilities if f.category == "station"}
    assert len(committees) == 23
    assert stations.keys() == {committee.id for committee in committees}
    for committee in committees:
        station = stations[committee.id]
        assert station.geometry == committee.geometry
        assert station.position_error_m == committee.position_error_m


def test_nothing_is_claimed_that_nobody_has_checked() -> None:
    """No facility is verified; no telephone, capacity or accessibility is invented."""
    for facility in TANGQIAO.facilities:
        assert facility.verified_on is None
        assert facility.phone == ""
        assert facility.capacity is None
        assert facility.accessible is Accessible.UNKNOWN
        assert facility.name.zh != facility.name.en


def test_only_two_facilities_have_known_hours() -> None:
    """The canteen's hours are in the newspaper, the riverside path is never shut; no others."""
    hours = {f.id: f.opening_hours for f in TANGQIAO.facilities if f.opening_hours}
    assert hours == {"canteen-beiyuan": "Mo-Su 06:30-20:00", "fitness-riverside": "24/7"}


def test_what_was_planned_is_planned() -> None:
    """What the report only promises is not offered as open."""
    planned = {f.id for f in TANGQIAO.facilities if f.status is Status.PLANNED}
    assert planned == {
        *("health-yidong", "health-longyang", "health-software-park", "eldercare-home")
    }


def test_every_facility_of_the_facts_is_there(shared: Path) -> None:
    """Each named facility has the position and the error of the facts, or none."""
    facts = json.loads((shared / "facts/places.json").read_text("utf-8"))
    points = {c["name"]: (c["point"], c.get("error_m")) for c in facts["committees"]}
    counted = {"23 个“家门口”服务站", "学校共享体育场地 1-7"}
    for fact in facts["facilities"]:
        if fact["name"] in counted:
            continue
        (facility,) = named(fact["name"])
        point, error = points.get(fact.get("at_committee")) or (
            fact.get("line") or fact.get("point"),
            fact.get("error_m"),
        )
        assert facility.position_error_m == error
        assert (facility.geometry is None) == (point is None)
        if facility.geometry is not None and facility.geometry.shape is Shape.POINT:
            assert list(facility.geometry.middle) == point
    assert len(named("学校共享体育场地")) == 7


def test_every_place_of_the_facts_is_there(shared: Path) -> None:
    """Committees by both names, landmarks by theirs, where the facts put them."""
    facts = json.loads((shared / "facts/places.json").read_text("utf-8"))
    for fact in [*facts["committees"], *facts["landmarks"]]:
        kinds = {"committee"} if fact in facts["committees"] else {"metro", "hospital", "landmark"}
        for name in filter(None, (fact["name"], fact.get("report_name"))):
            (mention,) = TANGQIAO.places.mentions(name)
            (place,) = (p for p in mention.places if p.kind in kinds)
            assert place.position_error_m == fact.get("error_m")
            assert (place.point and list(place.point)) == fact["point"]


def test_every_junction_of_the_facts_is_on_its_streets(shared: Path) -> None:
    """A row of the junction table is a vertex of both streets, as near as its own error."""
    streets = TANGQIAO.places.of_kind("street")
    lines = {s.name.zh: drawn(s.geometry.vertices) for s in streets if s.geometry is not None}
    with (shared / "facts/street_junctions.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 80
    for row in rows:
        point = LonLat(float(row["lon_wgs84"]), float(row["lat_wgs84"]))
        one, other = (row["street_a"], row["street_b"])
        (mention,) = TANGQIAO.places.mentions(f"{one}{other}口")
        crossing, error = mention.places[0].geometry, mention.places[0].position_error_m
        assert crossing is not None
        assert error is not None
        assert error >= int(row["error_m"])
        assert drawn([point]).distance(drawn(crossing.vertices)) <= error
        aside = {"浦电路"} if "杨高南路" in {one, other} else set()  # data/README.md tells why
        aside |= {"浦东南路"} if "微山路" in {one, other} else set()
        for street in {one, other} & lines.keys() - aside:
            assert drawn([point]).distance(lines[street]) <= error


def test_streets_are_one_network() -> None:
    """From any junction people can walk to any other."""
    ends = TANGQIAO.streets.ends
    group = list(range(len(TANGQIAO.streets.lonlat)))

    def root(node: int) -> int:
        while group[node] != node:
            node = group[node]
        return node

    for start, end in ends:
        group[root(start)] = root(end)
    assert len({root(node) for node in range(len(group))}) == 1


def test_streets_do_not_cross_without_meeting() -> None:
    """Two streets that cross share the crossing."""
    lines = pieces()
    tree = shapely.STRtree(lines)
    assert tree.query(lines, predicate="crosses").size == 0


def test_streets_do_not_zigzag() -> None:
    """No street turns back on itself: a wrong order of junctions would show here."""
    for street in TANGQIAO.places.of_kind("street"):
        if street.geometry is None:
            continue
        steps = [b - a for a, b in pairwise(METRES.to_metres(street.geometry.vertices))]
        for one, other in pairwise(steps):
            assert one @ other > 0.5 * (one @ one) ** 0.5 * (other @ other) ** 0.5


def test_only_bridges_cross_water() -> None:
    """No street crosses the Huangpu; only the streets of the facts cross 张家浜."""
    river, canal = (drawn([LonLat(*p) for p in b]) for b in TANGQIAO.streets.barriers)
    for street in TANGQIAO.places.of_kind("street"):
        if street.geometry is not None:
            line = drawn(street.geometry.vertices)
            assert not line.crosses(river)
            assert street.name.zh in BRIDGED or not line.crosses(canal)


def test_facilities_lie_on_their_side_of_the_water() -> None:
    """Each located facility can be joined to a street: within 400 m, over no barrier."""
    barriers = shapely.union_all(
        [drawn([LonLat(*p) for p in b]) for b in TANGQIAO.streets.barriers]
    )
    streets = shapely.union_all(pieces())
    for facility in TANGQIAO.located():
        assert facility.geometry is not None
        shape = drawn(facility.geometry.vertices)
        assert not shape.intersects(barriers)
        assert shapely.shortest_line(shape, streets).length < 400
        assert not shapely.shortest_line(shape, streets).crosses(barriers)


def test_people_live_within_reach_of_a_street() -> None:
    """East of the bank, every spot inside the boundary is within 400 m of a street."""
    assert TANGQIAO.boundary is not None
    town = shapely.Polygon(METRES.to_metres(TANGQIAO.boundary))
    streets = shapely.union_all(pieces())
    river = drawn([LonLat(*p) for p in TANGQIAO.streets.barriers[0]])
    west, south, east, north = map(int, town.bounds)
    grid = [shapely.Point(x, y) for x in range(west, east, 50) for y in range(south, north, 50)]
    land = [
        p for p in grid if town.contains(p) and not shapely.shortest_line(p, streets).crosses(river)
    ]
    assert len(land) > 1000
    assert max(p.distance(streets) for p in land) < 400


def test_puxi_is_outside() -> None:
    """A point on the other bank is more than 400 m from every street."""
    puxi = drawn([LonLat(121.4985, 31.2130)])
    assert puxi.distance(shapely.union_all(pieces())) > 400


def test_an_unknown_signal_is_a_wait() -> None:
    """A crossing nobody has looked at counts as signalised: the careful side."""
    nodes = [LonLat(*node) for node in TANGQIAO.streets.lonlat.tolist()]
    waits = {node for node, wait in zip(nodes, TANGQIAO.streets.signals, strict=True) if wait}
    assert TANGQIAO.places.get("junction-pujian-huanlong").point in waits  # unknown
    assert TANGQIAO.places.get("junction-pujian-dongfang").point in waits  # signalised
    assert TANGQIAO.places.get("junction-eshan-nanquan").point not in waits  # not signalised
    assert TANGQIAO.places.get("junction-eshan-nanquan").point in nodes
