"""An audit folder: the same bytes each time, safe tables, written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from geo.coverage.audit import AuditOptions, audit
from geo.coverage.supply import SupplyChange
from geo.dataset.dataset import open_dataset
from geo.errors import SettingsError
from geo.facility import Pace
from maps.audit.audit_view import AuditView
from maps.audit.files.comparison import compare, read_summary
from maps.audit.files.table_files import (
    CSV_COLUMNS,
    coverage_csv,
    escape_formula,
    homes_csv,
    records,
)
from maps.audit.findings.audit_findings import town_findings
from maps.audit.folder import write_audit
from maps.audit.paper.brief_docx import brief_docx

if TYPE_CHECKING:
    from collections.abc import Iterator
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
    assert {row["home"] for row in found} >= {"微山二村", "浦建小区"}
    assert planned.after is not None
    assert covered == planned.after.statistics("health").covered
    facilities = pyogrio.read_dataframe(tmp_path / "out" / "coverage.gpkg", layer="facilities")
    assert len(facilities) == len(planned.dataset.facilities)
    layers = {name for name, _ in pyogrio.list_layers(tmp_path / "out" / "coverage.gpkg")}
    assert layers >= {
        "demand", "cells", "facilities", "committees", "committee_areas", "streets", "boundary"
    }  # fmt: skip
    with closing(sqlite3.connect(tmp_path / "out" / "coverage.gpkg")) as package:
        styles = package.execute("SELECT f_table_name, styleQML, useAsDefault FROM layer_styles")
        rows = styles.fetchall()
    assert [row[0] for row in rows if row[2]] == list(dict.fromkeys(row[0] for row in rows))
    assert {row[0] for row in rows} == layers - {"layer_styles"}
    assert all(ET.fromstring(row[1]).find("renderer-v2//layer") is not None for row in rows)  # noqa: S314
    renderer = ET.fromstring(rows[1][1]).find("renderer-v2")  # noqa: S314 - our own
    assert renderer is not None
    assert renderer.get("attr") == "health"
    values = {one.get("value") for one in renderer.iter("category")}
    assert set(layer["health"]) <= values
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
    assert {len(row) for row in rows} == {len(CSV_COLUMNS)}
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


def test_every_column_is_explained(planned: Audit, tmp_path: Path) -> None:
    """The dictionary has just the columns of each table, layer and summary, under their names."""
    import pyogrio

    folder = tmp_path / "out"
    write_audit(planned, folder, "en")
    told = _dictionary((folder / "columns.md").read_text("utf-8"))
    found = {name: _head(folder / name) for name in ("coverage.csv", "homes.csv")}
    summary = json.loads((folder / "summary.json").read_text("utf-8"))
    found["summary.json"] = set(_keys(summary))
    found["summary.json, results"] = set(summary["results"][0])
    points = json.loads((folder / "coverage.geojson").read_text("utf-8"))["features"]
    found["coverage.geojson"] = set(points[0]["properties"])
    for layer, _ in pyogrio.list_layers(folder / "coverage.gpkg"):
        fields = pyogrio.read_info(folder / "coverage.gpkg", layer=layer)["fields"]
        found[f"coverage.gpkg, {layer}"] = set(fields.tolist())
    found.pop("coverage.gpkg, layer_styles")
    assert found.keys() == told.keys()
    keys = "|".join(planned.dataset.categories)
    for name, columns in found.items():
        known = "|".join(f"({one.replace('*', f'(?:{keys})')}(_after)?)" for one in told[name])
        assert [one for one in columns if not re.fullmatch(known, one)] == [], name
        plain = {one for one in told[name] if "*" not in one}
        assert plain - columns <= {"class", "name"}, name  # of streets: only of an extract


def _dictionary(text: str) -> dict[str, list[str]]:
    sections = [part.partition("\n") for part in text.split("\n## ")[1:]]
    return {
        title: re.findall(r"^\| `(.+?)` \| .", body, re.MULTILINE) for title, _, body in sections
    }


def _head(table: Path) -> set[str]:
    return set(next(csv.reader(io.StringIO(table.read_text("utf-8-sig")))))


def _keys(summary: dict[str, Any]) -> Iterator[str]:
    for key, value in summary.items():
        parts = value if isinstance(value, dict) and key != "pedestrian_shed" else {}
        yield from (f"{key}.{part}" for part in parts) if parts else (key,)


def test_far_unknown_and_none_are_told_apart(today: Audit) -> None:
    """No minutes because it is far, because nobody knows, or because there is no such thing."""
    town = [one for one in records(today) if one["area"] == today.dataset.id]
    why = {one["category"]: one["ninetieth_why"] for one in town if one["minutes"] == 15}
    assert (why["jobs"], why["culture"], why["canteen"]) == ("over_30", "unknown", "")
    nobody = replace(today.before.supply, located=(), unlocated=())
    empty = replace(today, before=replace(today.before, supply=nobody))
    assert next(one for one in records(empty) if one["category"] == "jobs")["second_why"] == "none"


def test_a_home_has_a_row_for_each_service(today: Audit) -> None:
    """Names and people of every compound are in a table, with minutes as in the coverage."""
    raw = homes_csv(AuditView.of_audit(today, "en")).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(raw)))
    assert len(rows) == today.before.coverage.joined.sum() * len(today.dataset.categories)
    row = next(r for r in rows if r["demand"] == "1613.0" and r["category"] == "station")
    assert 0 < float(row["fast_min"]) <= float(row["nearest_min"]) <= float(row["slow_min"])


def test_what_has_changed_since(today: Audit, planned: Audit, tmp_path: Path) -> None:
    """Against itself nothing has; with a station taken away its people are said to be fewer."""
    folder = write_audit(today, tmp_path / "old", "zh").parent
    older = read_summary(folder)
    view = AuditView.of_audit(today, "zh")
    assert compare(view, older).lines == [view.say("since_nothing")]
    assert planned.after is not None
    later = AuditView.of_audit(replace(planned, before=planned.after, after=None), "zh")
    (town, *_) = compare(later, older).lines
    assert "卫生健康" in town
    assert "25,816 人 → 34,956 人" in town
    with pytest.raises(SettingsError, match="older audit"):
        read_summary(tmp_path)
    with pytest.raises(SettingsError, match="like with like"):
        compare(view, older | {"pace": "slow"})


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


def test_the_brief_is_a_word_document_too(planned: Audit) -> None:
    """It holds the sentences of the page and a row for each service, the same bytes each time."""
    import docx

    view = AuditView.of_audit(planned, "zh")
    written = brief_docx(view)
    assert written == brief_docx(view)
    document = docx.Document(io.BytesIO(written))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for one in town_findings(view):
        assert one.heading in said
        assert all(line.said(view) in said for line in one.lines)
    names = [row.cells[0].text for row in document.tables[0].rows]
    assert names[1:] == [view.category(key) for key in view.keys]
