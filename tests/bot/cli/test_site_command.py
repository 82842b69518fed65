"""`yike site`: the same proposal in words, as a chart, for GIS and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from bot.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"


def site(*arguments: str) -> str:
    """Run the command, which has to succeed."""
    result = CliRunner().invoke(main, ["site", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_all_formats_tell_the_same(tmp_path: Path) -> None:
    """Words, JSON, GeoJSON and chart have the same sites and the same gains."""
    told = json.loads(site("canteen", "--sites", "3", "--json"))
    assert told["proven"]
    assert told["exact"] == sorted(told["exact"])
    assert sum(one["gain"] for one in told["sites"]) == pytest.approx(told["exact"][-1])
    words = site("canteen", "--sites", "3")
    files = {kind: tmp_path / f"sites{kind}" for kind in (".geojson", ".svg", ".json")}
    for file in files.values():
        site("canteen", "--sites", "3", "--out", str(file))
    assert json.loads(files[".json"].read_text("utf-8")) == told
    features = json.loads(files[".geojson"].read_text("utf-8"))["features"]
    for one, feature in zip(told["sites"], features, strict=True):
        assert feature["geometry"]["coordinates"] == [one["lon"], one["lat"]]
        assert f"{one['name']}（{one['lon']:.5f},{one['lat']:.5f}）" in words
    chart = ET.fromstring(files[".svg"].read_text("utf-8"))  # noqa: S314 - our own
    assert len(chart.findall(f"{SVG}polyline")) == 2
    assert len(chart.findall(f"{SVG}circle")) == 2 * 4  # 0, 1, 2 and 3 sites, exact and greedy


def test_verification_comes_first(tmp_path: Path) -> None:
    """What could change the answer is said before it; where nothing is located there is none."""
    words = site("fitness", "--sites", "1", "--out", str(tmp_path / "map.html"))
    assert words.lstrip().startswith("先核实")
    page = (tmp_path / "map.html").read_text("utf-8")
    assert page.index("先核实") < page.index('<svg class="static-map')
    result = CliRunner().invoke(main, ["site", "culture", "--sites", "1"])
    assert result.exit_code == 2
    assert "社区文化活动中心" in result.output


def test_a_proposal_does_what_it_says(tmp_path: Path) -> None:
    """The audit with the proposed sites covers just as much as the proposal promises."""
    told = json.loads(site("canteen", "--sites", "2", "--json"))
    added = [f"--add=canteen@{one['lon']},{one['lat']}" for one in told["sites"]]
    result = CliRunner().invoke(main, ["audit", "--out", str(tmp_path / "report"), *added])
    assert result.exit_code == 0, result.output
    records = json.loads((tmp_path / "report" / "summary.json").read_text("utf-8"))["results"]
    town = [one for one in records if (one["area"], one["minutes"]) == ("tangqiao", 10)]
    before, after = (
        next(r["covered"] for r in town if (r["scenario"], r["category"]) == (name, "canteen"))
        for name in ("before", "after")
    )
    assert before == told["today"]
    assert after == pytest.approx(told["today"] + told["exact"][-1])


def test_least_walking(tmp_path: Path) -> None:
    """The median saves minutes, and says so; its chart rises."""
    words = site("fitness", "--sites", "2", "--objective", "median")
    assert "少走" in words
    assert "已证明最优" in words
    file = tmp_path / "m.svg"
    site("fitness", "--sites", "2", "--objective", "median", "--out", str(file))
    ET.fromstring(file.read_text("utf-8"))  # noqa: S314 - our own


def test_a_hostile_name_of_a_candidate_is_only_a_name(tmp_path: Path) -> None:
    """Whatever a file calls a candidate is text in every format."""
    name = "<script>alert(1)</script>"
    feature = {
        "type": "Feature",
        "properties": {"name": name},
        "geometry": {"type": "Point", "coordinates": [121.51160, 31.21010]},
    }
    file = tmp_path / "candidates.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    told = json.loads(site("canteen", "--sites", "1", "--json", "--candidates", str(file)))
    assert told["sites"][0]["name"] == name
    chart = tmp_path / "chart.svg"
    site("canteen", "--sites", "1", "--candidates", str(file), "--out", str(chart))
    assert "<script" not in chart.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["casino", "--sites", "1"], "no category"),
        (["canteen", "--sites", "1", "--out", "x.doc"], ".svg, .geojson, .json"),
        (["canteen", "--sites", "1", "--candidates", "nowhere.geojson"], "nowhere.geojson"),
    ],
)
def test_what_cannot_be_is_told(arguments: list[str], words: str) -> None:
    """One line, exit status 2, and nothing written."""
    result = CliRunner().invoke(main, ["site", *arguments])
    assert result.exit_code == 2
    assert words in result.output
    assert len(result.output.strip().splitlines()) == 1
