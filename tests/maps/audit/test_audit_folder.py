"""An audit folder: the same bytes each time, safe tables, written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from geo.coverage.audit import AuditOptions, audit
from geo.coverage.supply import SupplyChange
from geo.dataset.dataset import open_dataset
from geo.errors import SettingsError
from geo.facility import Pace
from maps.audit.audit_view import AuditView
from maps.audit.folder import write_audit
from maps.audit.table_files import coverage_csv, escape_formula, records

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


def test_the_tables_of_a_folder(planned: Audit, tmp_path: Path) -> None:
    """Table, points and package say the same of as many points, and charts are well-formed."""
    import pyogrio

    write_audit(planned, tmp_path / "out", "zh")
    points = json.loads((tmp_path / "out" / "coverage.geojson").read_text("utf-8"))["features"]
    layer = pyogrio.read_dataframe(tmp_path / "out" / "coverage.gpkg", layer="demand")
    assert len(points) == len(layer) == planned.before.coverage.joined.sum()
    assert [row["properties"]["health_after"] for row in points] == layer["health_after"].tolist()
    found = [row["properties"] for row in points]
    covered = sum(row["demand"] for row in found if row["health_after"] == "covered")
    assert {row["name"] for row in found} >= {"微山二村", "浦建小区"}
    assert planned.after is not None
    assert covered == planned.after.statistics("health").covered
    facilities = pyogrio.read_dataframe(tmp_path / "out" / "coverage.gpkg", layer="facilities")
    assert len(facilities) == len(planned.dataset.facilities)
    summary = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))
    assert summary["results"] == records(planned)
    for name in ("coverage.svg", "nearest.svg"):
        root = ET.fromstring((tmp_path / "out" / name).read_text("utf-8"))  # noqa: S314 - our own
        assert root.tag.endswith("svg")


def test_a_spreadsheet_evaluates_no_name(today: Audit) -> None:
    """The table has the mark that Excel looks for; what looks like a formula is a text."""
    raw = coverage_csv(AuditView.of_audit(today, "zh"))
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert len(rows) == 1 + 28 * 10
    assert {len(row) for row in rows} == {21}
    for text in (
        "=1",
        "+1",
        "-1",
        "@a",
        "\t=1",
        " =1",
        "＝1",
        "＋1",
        "－1",
        "＠a",
        "﹦1",
        "\ufeff=1",
    ):
        assert str(escape_formula(text)).startswith("'")
    assert (escape_formula("塘桥"), escape_formula(-1.5)) == ("塘桥", -1.5)


def test_a_folder_with_other_files_is_left_alone(today: Audit, tmp_path: Path) -> None:
    """An older audit is replaced whole, and nothing half made stays behind."""
    folder = tmp_path / "out"
    write_audit(today, folder, "zh")
    write_audit(today, folder, "en")
    assert 'lang="en"' in (folder / "index.html").read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    (folder / "notes.txt").write_text("mine")
    with pytest.raises(SettingsError, match="holds other files"):
        write_audit(today, folder, "zh")
    assert (folder / "notes.txt").read_text() == "mine"


def test_a_failure_leaves_the_older_audit(
    today: Audit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever happens while pages are written, the folder is as it was."""
    folder = tmp_path / "out"
    write_audit(today, folder, "zh")
    before = (folder / "index.html").read_bytes()

    def fail(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("maps.audit.folder.coverage_geojson", fail)
    with pytest.raises(SettingsError, match="No space left"):
        write_audit(today, folder, "en")
    assert (folder / "index.html").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
