"""What is exported comes back as it was; other programs' formats hold what their standards want."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import jsonschema
import pytest
from click.testing import CliRunner

from bot.cli.main import main
from geo.dataset.dataset import open_dataset
from tests.support.copies import copied, edit

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

FORMATS = ("xlsx", "csv", "geojson", "gpkg", "kml")

# The fields of HSDS 3.0 that are written here, from its schema reference: required ones and codes.
_UUID = {"type": "string", "pattern": "^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$"}
_TEXT = {"type": "string", "minLength": 1}


def _object(required: list[str], **properties: object) -> dict[str, object]:
    return {
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": False,
    }


def _list(item: object) -> dict[str, object]:
    return {"type": "array", "items": item, "minItems": 1}


_TIME = {"type": "string", "pattern": r"^\d\d:\d\d[+-]\d\d:\d\d$"}
_SCHEDULE = _object(
    ["id"],
    id=_UUID,
    freq={"enum": ["WEEKLY", "MONTHLY"]},
    wkst={"enum": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]},
    byday={"type": "string", "pattern": "^((MO|TU|WE|TH|FR|SA|SU)(,|$))+$"},
    opens_at=_TIME,
    closes_at=_TIME,
    description=_TEXT,
)
_ADDRESS = ["id", "address_1", "city", "state_province", "postal_code", "country", "address_type"]
_LOCATION = _object(
    ["id", "location_type"],
    id=_UUID,
    location_type={"enum": ["physical", "postal", "virtual"]},
    name=_TEXT,
    latitude={"type": "number", "minimum": -90, "maximum": 90},
    longitude={"type": "number", "minimum": -180, "maximum": 180},
    addresses=_list({"type": "object", "required": _ADDRESS}),
    accessibility=_list(_object(["id"], id=_UUID, description=_TEXT)),
)
HSDS = _list(
    _object(
        ["id", "name", "status", "organization"],
        id=_UUID,
        name=_TEXT,
        alternate_name=_TEXT,
        description=_TEXT,
        status={"enum": ["active", "inactive", "defunct", "temporarily closed"]},
        eligibility_description=_TEXT,
        assured_date={"type": "string", "format": "date"},
        phones=_list(_object(["id", "number"], id=_UUID, number=_TEXT)),
        organization=_object(
            ["id", "name", "description"], id=_UUID, name=_TEXT, description=_TEXT
        ),
        service_at_locations=_list(
            _object(
                ["id"], id=_UUID, service_id=_UUID, location=_LOCATION, schedules=_list(_SCHEDULE)
            )
        ),
    )
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the dataset."""
    folder = tmp_path / "town"
    folder.mkdir()
    return copied(folder)


def run(folder: Path, *arguments: str) -> Result:
    """Run a command on the copy, with a log of its own."""
    log = str(folder.parent / "changes.sqlite3")
    common = ("--data", str(folder), "--changes", log, "--language", "en")
    return CliRunner().invoke(main, ["data", *arguments, *common])


def exported(folder: Path, name: str) -> Path:
    """Export into a file of this name."""
    out = folder.parent / name
    result = run(folder, "export", str(out))
    assert result.exit_code == 0, result.output[-300:]
    return out


@pytest.mark.parametrize("ending", FORMATS)
def test_an_export_changes_nothing_when_it_comes_back(folder: Path, ending: str) -> None:
    """Every row is known, none differs."""
    result = run(folder, "import", str(exported(folder, f"f.{ending}")), "--crs", "wgs84")
    assert result.exit_code == 0, result.output[-300:]
    assert "0 new, 0 changed, 67 as they were, 0 rejected" in result.output[-300:]


@pytest.mark.parametrize("ending", FORMATS)
def test_an_export_into_an_empty_town_is_the_same_town(folder: Path, ending: str) -> None:
    """Import, export, import: what a format can hold is as it was."""
    before = open_dataset(folder).facilities
    out = exported(folder, f"f.{ending}")
    edit(folder / "facilities.geojson", lambda features: features.clear())
    result = run(folder, "import", str(out), "--crs", "wgs84", "--yes")
    assert result.exit_code == 0, result.output[-300:]
    assert run(folder, "publish").exit_code == 0
    after = open_dataset(folder).facilities
    if ending in {"xlsx", "csv"}:  # lines, meals and sources by field have no place in a cell
        before, after = (
            tuple(
                replace(one, geometry=None, provenance=(), meals=())
                if one.geometry is None or len(one.geometry.vertices) > 1
                else replace(one, provenance=(), meals=())
                for one in facilities
            )
            for facilities in (before, after)
        )
    lines = {one.id for one in before if one.geometry is None}
    for old, new in zip(before, after, strict=True):
        if old.id in lines and ending in {"xlsx", "csv"}:
            continue
        assert new == old
    again = run(folder, "import", str(out), "--crs", "wgs84")
    assert "0 new, 0 changed" in again.output


def test_parquet_is_a_table_with_a_geometry(folder: Path) -> None:
    """GeoPandas reads it back, in WGS-84."""
    table = gpd.read_parquet(exported(folder, "f.parquet"))
    assert len(table) == 67
    assert table.crs == "EPSG:4326"
    assert table.geometry.notna().sum() == len(open_dataset(folder).located()) - 4


def test_hsds_is_as_its_reference_wants(folder: Path) -> None:
    """Required fields and codes; an id stays the same from one export to the next."""
    services = json.loads(exported(folder, "f.hsds.json").read_text("utf-8"))
    jsonschema.validate(services, HSDS, format_checker=jsonschema.FormatChecker())
    assert len(services) == 67
    again = json.loads(exported(folder, "g.hsds.json").read_text("utf-8"))
    assert [one["id"] for one in again] == [one["id"] for one in services]
    canteen: dict[str, Any] = next(one for one in services if "北园路店" in one["name"])
    (at,) = canteen["service_at_locations"]
    assert at["schedules"][0]["byday"] == "MO,TU,WE,TH,FR,SA,SU"
    assert at["schedules"][0]["opens_at"] == "06:30+08:00"


def test_only_what_was_seen_is_offered_to_openstreetmap(folder: Path) -> None:
    """Facts of other sources may not be copied there: none without a visit."""
    assert json.loads(exported(folder, "f.osm.geojson").read_text("utf-8"))["features"] == []
    edit(
        folder / "facilities.geojson",
        lambda features: features[0]["properties"].update(
            verified_on="2026-03-10", position_error_m=8, phone="58311234"
        ),
    )
    (one,) = json.loads(exported(folder, "f.osm.geojson").read_text("utf-8"))["features"]
    assert one["properties"]["tags"]["check_date"] == "2026-03-10"
    assert "phone" not in one["properties"]["tags"]


def test_an_unknown_ending_is_refused(folder: Path) -> None:
    """One line names what there is."""
    result = run(folder, "export", str(folder.parent / "f.doc"))
    assert result.exit_code == 2
    assert ".hsds.json" in result.output
