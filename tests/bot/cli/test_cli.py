"""The other commands: circles in files, the check of a dataset, the first look."""

from __future__ import annotations

import io
import json
import shutil
from typing import TYPE_CHECKING

import pytest
import shapely
from click.testing import CliRunner
from PIL import Image

import data
from bot.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

NOW = ("--now", "2026-03-10T10:00")


def run(*arguments: str) -> Result:
    """Run the command as a person would."""
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the dataset that may be broken."""
    folder = tmp_path / "town"
    shutil.copytree(data.FOLDER, folder, ignore=shutil.ignore_patterns(".yike", "__pycache__"))
    return folder


def test_a_circle_becomes_a_page(tmp_path: Path) -> None:
    """The page is one file that names the place and its facilities and loads nothing."""
    out = tmp_path / "new" / "circle.html"
    assert run("circle", "--place", "塘桥站", "--out", str(out), *NOW).exit_code == 0
    page = out.read_text(encoding="utf-8")
    assert "塘桥站" in page
    assert "“家门口”服务站" in page
    assert [part for part in out.parent.iterdir() if part != out] == []


def test_a_circle_becomes_geojson(tmp_path: Path) -> None:
    """Rings and numbered facilities are valid GeoJSON in longitude and latitude."""
    out = tmp_path / "circle.geojson"
    result = run("circle", "--at", "121.5172,31.2071", "--minutes", "12", "--out", str(out), *NOW)
    assert result.exit_code == 0
    features = json.loads(out.read_text(encoding="utf-8"))["features"]
    rings = [one for one in features if one["properties"]["kind"] == "ring"]
    assert [ring["properties"]["minutes"] for ring in rings] == [5, 10, 12]
    shapes = [shapely.from_geojson(json.dumps(ring["geometry"])) for ring in rings]
    assert all(shape.is_valid for shape in shapes)
    assert all(shapely.intersects_xy(shape, 121.5172, 31.2071) for shape in shapes)
    assert shapes[0].area < shapes[1].area < shapes[2].area
    numbered = [one["properties"] for one in features if one["properties"]["kind"] == "facility"]
    assert [one["number"] for one in numbered] == list(range(1, len(numbered) + 1))


def test_a_circle_becomes_a_picture(tmp_path: Path) -> None:
    """The picture is a PNG."""
    out = tmp_path / "circle.png"
    assert run("circle", "--at", "121.5172,31.2071", "--out", str(out), *NOW).exit_code == 0
    assert Image.open(io.BytesIO(out.read_bytes())).format == "PNG"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--place", "塘桥站", "--out", "circle.pdf"], ".geojson"),
        (["--out", "circle.html"], "--at LON,LAT or --place"),
        (["--place", "香花桥街居委会", "--out", "circle.html"], "close by"),
        (["--at", "121.4,31.2", "--out", "circle.html"], "outside the area"),
    ],
)
def test_a_circle_that_cannot_be_drawn_leaves_nothing(
    options: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line says what to do, and no file is begun."""
    monkeypatch.chdir(tmp_path)
    result = run("circle", *options)
    assert result.exit_code == 2
    assert says in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_dataset_in_the_box_has_no_fault() -> None:
    """What ships is what the check lets pass."""
    assert run("data", "check").exit_code == 0


def test_all_faults_are_told_together(copy: Path) -> None:
    """Every fault is listed with file, feature and field, and nothing starts on such a dataset."""
    path = copy / "facilities.geojson"
    facilities = json.loads(path.read_text(encoding="utf-8"))
    one, two, three, *_ = facilities["features"]
    one["geometry"]["coordinates"] = one["geometry"]["coordinates"][::-1]
    one["properties"]["opening_hours"] = "Mo-Su half past six"
    two["properties"]["category"] = "casino"
    two["properties"]["inside"] = "nowhere"
    three["properties"]["id"] = two["properties"]["id"]
    path.write_text(json.dumps(facilities, ensure_ascii=False), encoding="utf-8")
    (copy / "barriers.geojson").write_text("[not json", encoding="utf-8")
    result = run("data", "check", "--data", str(copy), "--language", "en")
    assert result.exit_code == 2
    lines = result.stdout.splitlines()
    wanted = (
        ("facilities", one["properties"]["id"], "swapped"),
        ("facilities", one["properties"]["id"], "opening_hours"),
        ("facilities", two["properties"]["id"], "category"),
        ("facilities", two["properties"]["id"], "inside"),
        ("facilities", "id"),
        ("barriers",),
    )
    for parts in wanted:
        assert any(all(part in line for part in parts) for line in lines), parts
    asked = run("ask", "你好", "--data", str(copy))
    assert asked.exit_code == 2
    assert "faults" in asked.stderr


def test_a_folder_that_is_no_dataset(tmp_path: Path) -> None:
    """An empty folder is told what it lacks."""
    result = run("data", "check", "--data", str(tmp_path))
    assert result.exit_code == 2
    assert "dataset.toml" in result.stdout


def test_the_first_look_ends_well(tmp_path: Path) -> None:
    """Without a terminal the demonstration answers, writes its page, and ends with success."""
    result = run("demo", "--out", str(tmp_path / "out"))
    assert result.exit_code == 0
    assert result.stdout.count("问") >= 3
    assert "塘桥美好生活馆" in result.stdout
    assert (tmp_path / "out" / "beiyuan.html").stat().st_size > 50_000
