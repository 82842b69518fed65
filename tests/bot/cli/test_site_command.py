"""`yike site`: the same proposal in words, as a chart, for GIS and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from bot.cli.main import main
from tests.support.copies import copied, edit

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
    assert "家门口微乐业服务站" in site("jobs", "--sites", "1").lstrip().splitlines()[0]
    page = (tmp_path / "map.html").read_text("utf-8")
    assert page.index("先核实") < page.index('<svg class="static-map')
    result = CliRunner().invoke(main, ["site", "culture", "--sites", "1"])
    assert result.exit_code == 2
    assert "社区文化活动中心" in result.output


def test_nothing_is_to_be_verified_where_all_is_known(tmp_path: Path) -> None:
    """Doors that are known to a few metres leave some homes in doubt, and nothing to verify."""
    folder = copied(tmp_path)
    edit(folder / "facilities.geojson", _keep_known_canteens)
    said = site("canteen", "--sites", "1", "--language", "en", "--data", str(folder))
    assert "Verify first" not in said
    assert said.lstrip().startswith("Elderly meals: 1 of")


def _keep_known_canteens(features: list[dict[str, Any]]) -> None:
    located = [one for one in features if one["geometry"] is not None]
    features[:] = [one for one in located if one["properties"]["category"] == "canteen"]
    for one in features:
        one["properties"]["position_error_m"] = 10


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


def test_a_budget_and_capacities_from_a_file(tmp_path: Path) -> None:
    """Costs and capacities of a file go before those of the options; both limits are kept."""
    spots = {"甲": (121.51544, 31.20801), "乙": (121.52335, 31.21379), "丙": (121.51300, 31.21391)}
    rows = [
        {
            "type": "Feature",
            "properties": {"name": name} | ({"cost": 90, "capacity": 500} if name == "甲" else {}),
            "geometry": {"type": "Point", "coordinates": spot},
        }
        for name, spot in spots.items()
    ]
    file = tmp_path / "candidates.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), "utf-8")
    limits = ("--budget", "150", "--cost", "60", "--capacity", "900", "--candidates", str(file))
    told = json.loads(site("canteen", *limits, "--json"))
    known = {one["name"]: (one["cost"], one["serves"]) for one in told["sites"]}
    assert told["proven"]
    assert told["gap"] == 0
    assert told["spent"] == sum(cost for cost, _ in known.values()) <= told["budget"] == 150
    assert all(cost == (90 if name == "甲" else 60) for name, (cost, _) in known.items())
    assert all(serves <= (500 if name == "甲" else 900) for name, (_, serves) in known.items())
    words = site("canteen", *limits)
    assert "造价 60" in words
    assert "服务 900 人" in words


def test_backup_and_a_move() -> None:
    """A move never loses; what moves is named, with its --without, and verified before."""
    plain = json.loads(site("canteen", "--sites", "1", "--objective", "backup", "--json"))
    arguments = ("canteen", "--sites", "1", "--moves", "1", "--objective", "backup")
    moved = json.loads(site(*arguments, "--json"))
    assert moved["exact"][-1] >= plain["exact"][-1]
    assert moved["today"] == plain["today"]
    after, before = moved["reach"]["after"], moved["reach"]["today"]
    assert sum(after.values()) - sum(before.values()) == pytest.approx(moved["exact"][-1])
    words = site(*arguments)
    for one in moved["moved"]:
        assert f"--without {one['id']}" in words
        assert one["name"] in words


def test_the_worst_case_is_no_better_than_the_map() -> None:
    """Wherever roughly located canteens are, so much is covered; on the map it is no less."""
    told = json.loads(site("canteen", "--sites", "1", "--objective", "worst-case", "--json"))
    assert told["proven"]
    assert told["today"] <= told["mapped"]["today"]
    assert told["today"] + told["exact"][-1] <= told["mapped"]["after"]
    surely = json.loads(site("canteen", "--sites", "1", "--json"))
    assert surely["today"] <= told["today"]  # each home by itself at its worst is worse still


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
        (["canteen"], "a budget or moves"),
        (["canteen", "--sites", "1", "--budget", "5"], "give one of them"),
        (["canteen", "--budget", "5"], "61 candidates have no cost"),
        (["canteen", "--budget", "5", "--cost", "9"], "the cheapest costs 9"),
        (["canteen", "--moves", "1", "--objective", "median"], "without capacities"),
        (
            ["canteen", "--sites", "1", "--capacity", "9", "--objective", "backup"],
            "covering alone",
        ),
    ],
)
def test_what_cannot_be_is_told(arguments: list[str], words: str) -> None:
    """One line, exit status 2, and nothing written."""
    result = CliRunner().invoke(main, ["site", *arguments])
    assert result.exit_code == 2
    assert words in result.output
    assert len(result.output.strip().splitlines()) == 1
