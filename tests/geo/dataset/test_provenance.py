"""Each fact of a facility may have a source, a date and a verification of its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from geo.dataset.dataset import check, open_dataset
from geo.facility import Meal, Provenance
from tests.support.copies import copied, edit, faults

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 25)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the Tangqiao dataset to change."""
    return copied(tmp_path)


def of_facility(folder: Path, facility_id: str, **fields: Any) -> None:  # noqa: ANN401 - JSON
    """Change some fields of a facility."""

    def change(features: list[Any]) -> None:
        (found,) = [one for one in features if one["properties"]["id"] == facility_id]
        found["properties"] |= fields

    edit(folder / "facilities.geojson", change)


def test_a_field_has_its_own_source_or_the_facilitys() -> None:
    """The health centre's position is of the list of 2025, its name of the report of 2020."""
    centre = open_dataset().facility("health-centre")
    assert centre.origin_of("position") == Provenance("position", "care2025", "2025-12-31")
    assert centre.origin_of("opening_hours").source == centre.source == "report2020"
    assert centre.origin_of("opening_hours").dated == "2020-01-16"


def test_old_files_load_without_it(folder: Path) -> None:
    """A file from before has neither provenance nor meals: everything has the one source."""

    def forget(features: list[Any]) -> None:
        for one in features:
            for name in ("provenance", "meals"):
                one["properties"].pop(name, None)

    edit(folder / "facilities.geojson", forget)
    assert check(folder) == ()
    for facility in open_dataset(folder).facilities:
        if not facility.inside:
            assert facility.provenance == ()
        assert facility.meals == ()
        assert facility.origin_of("phone").source == facility.source


def test_what_is_inside_a_building_has_the_buildings_position_and_its_date() -> None:
    """The position is that of the list that locates the elder-care centre."""
    dataset = open_dataset()
    room, host = dataset.facility("health-family-doctor"), dataset.facility("eldercare-centre")
    assert room.geometry == host.geometry
    assert room.origin_of("position") == host.origin_of("position")
    assert room.origin_of("status").source == "report2020"


def test_whoever_stood_at_the_door_saw_the_place_and_not_the_telephone(folder: Path) -> None:
    """`verified_on` of a facility counts for position and status, not for what was only told."""
    of_facility(folder, "canteen-beiyuan", verified_on="2026-11-01")
    canteen = open_dataset(folder).facility("canteen-beiyuan")
    assert canteen.origin_of("position").verified_on == date(2026, 11, 1)
    assert canteen.origin_of("status").verified_on == date(2026, 11, 1)
    assert canteen.origin_of("opening_hours").verified_on is None


@pytest.mark.parametrize(
    ("dated", "years"),
    [
        ("2026-11-25", 0),
        ("2023-11-25", 3),
        ("2024-07", 2.3),
        ("2020", 5.9),
        ("2013/2015", 10.9),
        ("", None),
    ],
)
def test_a_fact_is_as_old_as_its_last_possible_day(dated: str, years: float | None) -> None:
    """A month or a year may end it; "2013/2015" is 2015 at the latest; undated has no age."""
    age = Provenance("phone", "somewhere", dated).years_by(TODAY)
    assert age == (years if years is None else pytest.approx(years, abs=0.1))


def test_a_look_on_the_spot_makes_it_new() -> None:
    """What was looked at has the age of the look."""
    seen = Provenance("phone", "somewhere", "2013/2015", date(2026, 11, 24))
    assert seen.years_by(TODAY) == pytest.approx(0, abs=0.01)


def test_meals_are_in_the_order_of_the_day() -> None:
    """The canteen of 北园路 has three, each with its hours; others have none."""
    dataset = open_dataset()
    assert dataset.facility("canteen-beiyuan").meals == (
        Meal("breakfast", "Mo-Su 06:30-09:00"),
        Meal("lunch", "Mo-Su 10:45-12:00"),
        Meal("dinner", "Mo-Su 16:30-20:00"),
    )
    assert dataset.facility("canteen-beiyuan").hours_of("lunch") == "Mo-Su 10:45-12:00"
    assert dataset.facility("canteen-jinpu").hours_of("lunch") == ""


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"provenance": {"phone": {"source": "rumour"}}}, ("provenance: phone", "source")),
        ({"provenance": {"phone": {}}}, ("provenance: phone", "source")),
        ({"provenance": {"phone": {"source": "osm", "source_date": "soon"}}},
         ("provenance: phone", "source_date")),
        ({"provenance": {"phone": {"source": "osm", "verified_on": "soon"}}},
         ("provenance: phone", "verified_on")),
        ({"provenance": {"phone": {"source": "osm", "souce_date": "2020"}}},
         ("provenance: phone", "souce_date")),
        ({"meals": {"lunch": "at noon"}}, ("meals", "lunch")),
        ({"meals": {"lunch": ""}}, ("meals", "lunch")),
    ],
)  # fmt: skip
def test_a_slip_in_a_table_is_one_fault(
    folder: Path, fields: dict[str, Any], place: tuple[str, str]
) -> None:
    """It is told with the facility, the table and the field."""
    of_facility(folder, "canteen-beiyuan", **fields)
    assert faults(folder) == [("facilities.geojson", f"canteen-beiyuan: {place[0]}", place[1])]
