"""The Tangqiao dataset says what the facts say, no more."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geo.crs import distance_m
from geo.facility import Accessible, LonLat, Pace, Shape, Status
from tests.support.tangqiao import TANGQIAO

if TYPE_CHECKING:
    from pathlib import Path

    from geo.facility import Facility


def named(name: str) -> list[Facility]:
    """Facilities whose name holds some characters."""
    return [f for f in TANGQIAO.facilities if name in f.name.zh]


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
    """26 committees, 23 stations of the report, each where its committee is, or nowhere."""
    committees = {place.id: place for place in TANGQIAO.places.of_kind("committee")}
    stations = {f.neighbourhood: f for f in TANGQIAO.facilities if f.category == "station"}
    assert len(committees) == 26
    new = {"committee-lanxin", "committee-puyang", "committee-pumingcheng"}
    assert stations.keys() == committees.keys() - new
    for key, station in stations.items():
        committee = committees[key]
        assert station.geometry == committee.geometry
        assert station.position_error_m == committee.position_error_m


def test_nothing_is_claimed_that_nobody_has_checked() -> None:
    """No facility is verified; telephone and capacity have a source with a date."""
    for facility in TANGQIAO.facilities:
        assert facility.verified_on is None
        for what in ("phone", "capacity"):
            if getattr(facility, what):
                assert facility.origin_of(what).dated
        assert facility.accessible is Accessible.UNKNOWN
        assert facility.name.zh != facility.name.en


def test_only_two_facilities_have_known_hours() -> None:
    """The canteen's hours are in the newspaper, the riverside path is never shut; no others."""
    hours = {f.id: f.opening_hours for f in TANGQIAO.facilities if f.opening_hours}
    assert hours == {"canteen-beiyuan": "Mo-Su 06:30-20:00", "fitness-riverside": "24/7"}


def test_what_was_planned_is_planned() -> None:
    """What the report only promises is not offered as open."""
    planned = {f.id for f in TANGQIAO.facilities if f.status is Status.PLANNED}
    assert planned == {*("health-yidong", "health-longyang", "health-software-park")}


def found(shared: Path) -> dict[str, dict[str, Any]]:
    """The facilities of the second harvest, by the name or the id that the dataset has."""
    facts = json.loads((shared / "facts-2026/facilities_found.json").read_text("utf-8"))
    return {fact["yike_id"] or fact["name"]: fact for fact in facts["facilities"]}


def test_every_facility_that_was_found_is_there(shared: Path) -> None:
    """Its position is the fact's to four decimals, with its error, address, telephone and date."""
    facts = found(shared)
    assert len(facts) == 20
    for key, fact in facts.items():
        (facility,) = [f for f in TANGQIAO.facilities if key in {f.id, f.name.zh}]
        assert facility.status is Status.OPEN
        assert facility.geometry is not None
        assert facility.geometry.middle == (round(fact["lon"], 4), round(fact["lat"], 4))
        assert facility.position_error_m == fact["error_m"]
        assert facility.address == fact.get("address", "")
        assert facility.phone == fact.get("phone", "")
        assert facility.capacity == fact.get("capacity")
        assert facility.origin_of("position").dated == fact["date"]


def test_every_other_facility_of_the_facts_is_there(shared: Path) -> None:
    """Each named facility has the position and the error of the first facts, or none."""
    facts = json.loads((shared / "facts/places.json").read_text("utf-8"))
    committees = TANGQIAO.places.of_kind("committee")
    points = {
        c.name.zh.removesuffix("居委会"): (c.point and list(c.point), c.position_error_m)
        for c in committees
    }
    better = {TANGQIAO.facility(key).name.zh for key in found(shared) if key.isascii()}
    better |= {f.name.zh for f in TANGQIAO.facilities if f.inside}
    better |= {f.name.zh for f in TANGQIAO.facilities if f.id.startswith("fitness-")}
    counted = {"23 个“家门口”服务站", "学校共享体育场地 1-7"}
    for fact in facts["facilities"]:
        if fact["name"] in counted:
            continue
        (facility,) = named(fact["name"])
        if facility.name.zh in better:
            continue
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
    """Committees by both names, landmarks by theirs; better located ones near the first point."""
    facts = json.loads((shared / "facts/places.json").read_text("utf-8"))
    for fact in [*facts["committees"], *facts["landmarks"]]:
        kinds = {"committee"} if fact in facts["committees"] else {"metro", "hospital", "landmark"}
        for name in filter(None, (fact["name"], fact.get("report_name"))):
            (mention,) = TANGQIAO.places.mentions(name)
            (place,) = (p for p in mention.places if p.kind in kinds)
            if place.source in {"housing2026", "osm2026"}:
                assert place.point is not None
                assert place.position_error_m is not None
                if fact["point"]:
                    apart = distance_m(place.point, LonLat(*fact["point"]))
                    assert apart <= place.position_error_m + fact["error_m"]
            else:
                assert place.position_error_m == fact.get("error_m")
                assert (place.point and list(place.point)) == fact["point"]
